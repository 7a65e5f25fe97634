import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OperationEvents, type OperationListener, type OperationRecord } from '../graphql/operation-events.js';
import { log } from './log.js';
import { Metrics } from './metrics.js';

/** Writes every operation to the log and to the figures. */
@Injectable()
export class OperationReport implements OnModuleInit, OperationListener {
  constructor(
    private readonly events: OperationEvents,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.events.listener = this;
  }

  finished(record: OperationRecord): void {
    this.metrics.count(record);
    if (!log.isLevelEnabled('info')) return;
    const { requestId, name, way, status, milliseconds, cost, statements, codes } = record;
    const ms = Math.round(milliseconds * 10) / 10;
    log.info(
      { requestId, operation: name, way, status, ms, cost, statements, ...(codes.length > 0 && { codes }) },
      'operation',
    );
  }

  failed(error: unknown, requestId: string): void {
    log.error({ err: error, requestId }, 'an operation failed in a way nobody foresaw');
  }
}
