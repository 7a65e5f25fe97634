import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { OperationReport } from './operation-report.js';
import { ProblemFilter } from './problem.filter.js';
import { Readiness } from './readiness.js';
import { SchemaController } from './schema.controller.js';
import { SecurityController } from './security.controller.js';

/** What every service offers over HTTP beside its API: health, figures, the contract, and clear refusals. */
@Module({
  controllers: [HealthController, SchemaController, SecurityController],
  providers: [Metrics, OperationReport, Readiness, { provide: APP_FILTER, useClass: ProblemFilter }],
  exports: [Readiness],
})
export class HttpModule {}
