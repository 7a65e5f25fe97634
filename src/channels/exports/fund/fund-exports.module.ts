import { Module } from '@nestjs/common';
import { FundController } from './fund.controller.js';

/** Files for the budgets of municipalities. */
@Module({ controllers: [FundController] })
export class FundExportsModule {}
