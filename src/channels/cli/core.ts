import { AuditModule } from '../../platform/audit/audit.module.js';
import { ACTOR_FIELDS } from '../../platform/auth/actor.js';
import { AuthModule } from '../../platform/auth/auth.module.js';
import { ConfigModule } from '../../platform/config/config.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { ReadingModule } from '../../platform/reading/reading.module.js';

/** What every command needs beside the features it uses: the service without its ways in. */
export const CORE = [ConfigModule, DatabaseModule, AuthModule, AuditModule, ReadingModule.forActor(ACTOR_FIELDS)];
