import { Module } from '@nestjs/common';
import '../../../domain/conformance/report.projection.js';
import { ConformanceReports } from './conformance-reports.js';
import { KeysController } from './keys.controller.js';
import { ReportsController } from './reports.controller.js';
import { ReportsResolver } from './reports.resolver.js';

/** Reports of checks, to hand over. */
@Module({ controllers: [KeysController, ReportsController], providers: [ConformanceReports, ReportsResolver] })
export class ReportsModule {}
