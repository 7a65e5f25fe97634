import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Database } from '../database/database.js';
import { type OperationRecord } from '../graphql/operation-events.js';

/** Callers choose the names of operations, so only so many get a series of their own. */
const MOST_NAMES = 200;
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Figures of this process for Prometheus. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly names = new Set<string>();

  private readonly operations = new Counter({
    name: 'graphql_operations_total',
    help: 'Operations answered, by name, way of answering and HTTP status.',
    labelNames: ['operation', 'way', 'status'] as const,
    registers: [this.registry],
  });
  private readonly errors = new Counter({
    name: 'graphql_errors_total',
    help: 'Errors told to callers, by code.',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });
  private readonly duration = new Histogram({
    name: 'graphql_operation_duration_seconds',
    help: 'Time from the head of the request to the answer, by way of answering.',
    labelNames: ['way'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly statements = new Counter({
    name: 'graphql_statements_total',
    help: 'SQL statements run for operations.',
    registers: [this.registry],
  });

  constructor(database: Database) {
    collectDefaultMetrics({ register: this.registry });
    const pool = database.reads;
    new Gauge({
      name: 'database_read_connections',
      help: 'Connections of the read pool, by what they do; "waiting" are requests without one.',
      labelNames: ['state'] as const,
      registers: [this.registry],
      collect() {
        this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
        this.set({ state: 'idle' }, pool.idleCount);
        this.set({ state: 'waiting' }, pool.waitingCount);
      },
    });
  }

  count({ name, way, status, milliseconds, statements, codes }: OperationRecord): void {
    this.operations.inc({ operation: this.known(name), way, status });
    this.duration.observe({ way }, milliseconds / 1000);
    if (statements > 0) this.statements.inc(statements);
    for (const code of codes) this.errors.inc({ code });
  }

  private known(name: string | undefined): string {
    if (name === undefined) return '(anonymous)';
    if (this.names.has(name)) return name;
    if (name.length > 80 || this.names.size >= MOST_NAMES) return '(other)';
    this.names.add(name);
    return name;
  }
}
