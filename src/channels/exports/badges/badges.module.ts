import { Module } from '@nestjs/common';
import { BadgeController } from './badge.controller.js';

/** Images that pages of suppliers show. */
@Module({ controllers: [BadgeController] })
export class BadgesModule {}
