import { Module } from '@nestjs/common';
import { BodiesService } from './bodies.service.js';

@Module({ providers: [BodiesService], exports: [BodiesService] })
export class BodiesModule {}
