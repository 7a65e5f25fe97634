import { Module } from '@nestjs/common';
import './nodes.projection.js';

/** Brings the root fields that hold for every type. */
@Module({})
export class TemporalModule {}
