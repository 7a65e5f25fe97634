import { Module } from '@nestjs/common';
import './fund.projection.js';
import { FundService } from './fund.service.js';

@Module({ providers: [FundService], exports: [FundService] })
export class FundModule {}
