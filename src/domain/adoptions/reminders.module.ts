import { Module } from '@nestjs/common';
import { OutboxModule } from '../../platform/outbox/outbox.module.js';
import { Reminders } from './reminders.js';

/** Apart from the rest of adoptions: the command line has no use for it. */
@Module({ imports: [OutboxModule], providers: [Reminders] })
export class RemindersModule {}
