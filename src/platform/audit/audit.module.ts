import { Global, Module } from '@nestjs/common';
import { Audit } from './audit.js';
import { Mutations } from './mutations.js';

/** The record of everything that was done. Global, because nothing may be written past it. */
@Global()
@Module({ providers: [Audit, Mutations], exports: [Audit, Mutations] })
export class AuditModule {}
