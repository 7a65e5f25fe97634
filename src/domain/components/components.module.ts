import { Module } from '@nestjs/common';
import './components.projection.js';
import './dependencies.projection.js';
import { ComponentsService } from './components.service.js';

@Module({ providers: [ComponentsService], exports: [ComponentsService] })
export class ComponentsModule {}
