import { Module } from '@nestjs/common';
import { GraphiqlController } from './graphiql.controller.js';
import { LandingController } from './landing.controller.js';

@Module({ controllers: [LandingController, GraphiqlController] })
export class PagesModule {}
