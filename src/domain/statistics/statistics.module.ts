import { Module } from '@nestjs/common';
import './comparison.projection.js';
import { CountKeeper } from './count-keeper.js';
import './statistics.projection.js';

@Module({ providers: [CountKeeper] })
export class StatisticsModule {}
