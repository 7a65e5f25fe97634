import { Module } from '@nestjs/common';
import { OutboxModule } from '../../platform/outbox/outbox.module.js';
import { DeclarationNotices } from './declaration.notices.js';

/** Apart from the rest of conformance: the command line has no use for it. */
@Module({ imports: [OutboxModule], providers: [DeclarationNotices] })
export class DeclarationNoticesModule {}
