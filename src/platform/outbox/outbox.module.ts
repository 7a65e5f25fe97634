import { Module } from '@nestjs/common';
import { Outbox } from './outbox.js';
import { Postman } from './postman.js';

/** What the register tells organisations, and the way it gets to them. */
@Module({ providers: [Outbox, Postman], exports: [Outbox] })
export class OutboxModule {}
