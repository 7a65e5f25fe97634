import { Module } from '@nestjs/common';
import { ResourceAnswers } from './resource.answers.js';
import { ResourceController } from './resource.controller.js';

@Module({ controllers: [ResourceController], providers: [ResourceAnswers] })
export class RestModule {}
