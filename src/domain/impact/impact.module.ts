import { Module } from '@nestjs/common';
import './impact.projection.js';
import './impact.roots.js';
import './way-over.projection.js';

@Module({})
export class ImpactModule {}
