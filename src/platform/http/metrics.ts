import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, type Histogram, Registry } from 'prom-client';
import { Database } from '../database/database.js';
import { type OperationRecord, type Way } from '../graphql/operation-events.js';
import { Durations } from './durations.js';

/** Callers choose the names of operations, so only so many get a series of their own. */
const MOST_NAMES = 200;

/** Operations of one name that were answered alike. */
interface Answered {
  readonly way: Way;
  readonly status: number;
  count: number;
}

/** Figures of this process for Prometheus. What every operation adds to is counted here, and told when someone looks. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly answered = new Map<string, Answered[]>();
  private readonly durations = new Durations(
    'graphql_operation_duration_seconds',
    'Time from the head of the request to the answer, by way of answering.',
  );
  private readonly errors = new Counter({
    name: 'graphql_errors_total',
    help: 'Errors told to callers, by code.',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });
  private readonly statements = new Counter({
    name: 'graphql_statements_total',
    help: 'SQL statements run for operations.',
    registers: [this.registry],
  });

  constructor(database: Database) {
    collectDefaultMetrics({ register: this.registry });
    const { answered } = this;
    new Counter({
      name: 'graphql_operations_total',
      help: 'Operations answered, by name, way of answering and HTTP status.',
      labelNames: ['operation', 'way', 'status'] as const,
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [operation, all] of answered) {
          for (const { way, status, count } of all) this.inc({ operation, way, status }, count);
        }
      },
    });
    // It has all that the registry asks of a metric.
    this.registry.registerMetric(this.durations as unknown as Histogram);
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
    const all = this.of(name);
    const alike = all.find((each) => each.way === way && each.status === status);
    if (alike) alike.count += 1;
    else all.push({ way, status, count: 1 });
    this.durations.observe(way, milliseconds / 1000);
    if (statements > 0) this.statements.inc(statements);
    for (const code of codes) this.errors.inc({ code });
  }

  private of(name = '(anonymous)'): Answered[] {
    const found = this.answered.get(name);
    if (found !== undefined) return found;
    if (name !== OTHER && (name.length > 80 || this.answered.size >= MOST_NAMES)) return this.of(OTHER);
    const made: Answered[] = [];
    this.answered.set(name, made);
    return made;
  }
}

const OTHER = '(other)';
