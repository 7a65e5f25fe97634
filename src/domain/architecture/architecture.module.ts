import { Module } from '@nestjs/common';
import './architecture.projection.js';
import './requirement-sheet.projection.js';
import { ArchitectureService } from './architecture.service.js';

@Module({ providers: [ArchitectureService], exports: [ArchitectureService] })
export class ArchitectureModule {}
