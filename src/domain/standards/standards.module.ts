import { Module } from '@nestjs/common';
import './standards.projection.js';
import './versions.projection.js';
import { StandardsService } from './standards.service.js';
import { VersionsService } from './versions.service.js';

@Module({ providers: [StandardsService, VersionsService], exports: [StandardsService, VersionsService] })
export class StandardsModule {}
