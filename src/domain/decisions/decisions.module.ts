import { Module } from '@nestjs/common';
import './decisions.projection.js';
import { DecisionsService } from './decisions.service.js';

@Module({ providers: [DecisionsService], exports: [DecisionsService] })
export class DecisionsModule {}
