import { type EventEmitter } from 'node:events';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type Logger as QueueLogger, type Runner } from 'graphile-worker';
import { type Pool } from 'pg';
import { Database, type Transaction } from '../database/database.js';

/** Work that is done beside requests, by one process at a time. */
export interface Job {
  /** In words with dashes; it stands in the database, so it stays. */
  readonly name: string;
  /** When it is done of itself: five fields of cron, in UTC. Missed for a while, it is done once when a service starts. */
  readonly at?: string;
  /** Throws to be done again later. Ends soon after the signal. */
  run(signal: AbortSignal): Promise<void>;
}

/** One to hear of new jobs, one to work with, and one to plan. */
const CONNECTIONS = 3;
/** After listening: who waits for the service is served before its jobs are. */
const START_MS = 500;
/** New jobs are heard of at once; those that failed are looked for this often. */
const LOOK_MS = 10_000;
const MAKE_UP_MS = 24 * 3_600_000;
const MOST_TRIES = 12;
const UNQUIET: ReadonlySet<string> = new Set(['error', 'warning']);
/** Whatever was missed or is asked for besides, it is done once. */
const CRON = { backfillPeriod: MAKE_UP_MS, maxAttempts: MOST_TRIES, jobKeyMode: 'preserve_run_at' } as const;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** The queue of jobs, which lies in the register's database. Every service that listens works on it. */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private readonly jobs = new Map<string, Job>();
  private running: Promise<void> = Promise.resolve();
  private stopping: Promise<void> = Promise.resolve();
  private readonly ending = new AbortController();
  private runner: Runner | undefined;
  /** Ends the pause that is going on. */
  private wake: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Names work that this service can do; before it listens. */
  add(job: Job): void {
    if (this.jobs.has(job.name)) throw new Error(`There are two jobs ${job.name}.`);
    this.jobs.set(job.name, job);
  }

  /** Asks for a job, once the transaction is committed; asked for twice before it begins, it is done once. */
  async ask(tx: Transaction, name: string): Promise<void> {
    await tx.query('select graphile_worker.add_job($1, job_key => $1, max_attempts => $2)', [name, MOST_TRIES]);
  }

  /** A command, which does not listen, leaves jobs to the service. */
  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter?.getHttpServer?.() as EventEmitter | undefined;
    server?.once('listening', () => {
      this.running = this.keepRunning();
    });
  }

  beforeApplicationShutdown(): void {
    // Now, and not after the patience that the package has.
    this.ending.abort();
    this.wake();
    // Jobs end while requests are answered.
    this.stopping = this.runner?.stop().catch(() => undefined) ?? this.stopping;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stopping;
    await this.running;
  }

  private async keepRunning(): Promise<void> {
    await this.sleep(START_MS);
    if (this.isEnding) return;
    const pool = this.database.openPool(CONNECTIONS);
    let pause = FIRST_PAUSE_MS;
    while (!this.isEnding) {
      try {
        this.runner = await this.start(pool);
        pause = FIRST_PAUSE_MS;
        if (this.isEnding) await this.runner.stop();
        await this.runner.promise;
      } catch (error) {
        this.logger.warn(`Jobs wait, and are tried again: ${messageOf(error)}`);
      }
      this.runner = undefined;
      await this.sleep(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    await pool.end();
  }

  private get isEnding(): boolean {
    return this.ending.signal.aborted;
  }

  private async start(pgPool: Pool): Promise<Runner> {
    // Loads for a tenth of a second, in which nobody would be answered at the start.
    const { Logger: Log, parseCronItems, run } = await import('graphile-worker');
    const jobs = [...this.jobs.values()];
    return run({
      pgPool,
      concurrency: 1,
      pollInterval: LOOK_MS,
      noHandleSignals: true,
      logger: this.logTo(Log),
      taskList: Object.fromEntries(jobs.map((job) => [job.name, () => this.do(job)])),
      parsedCronItems: parseCronItems(
        jobs.flatMap(({ name, at }) =>
          at === undefined ? [] : { task: name, match: at, options: { ...CRON, jobKey: name } },
        ),
      ),
    });
  }

  private async do(job: Job): Promise<void> {
    const began = performance.now();
    try {
      await job.run(this.ending.signal);
      this.logger.log(`${job.name}: done in ${Math.round(performance.now() - began)} ms`);
    } catch (error) {
      this.logger.error(`${job.name}: failed, and is tried again: ${messageOf(error)}`);
      throw error;
    }
  }

  /** What the package tells of itself; of jobs that fail we tell ourselves. */
  private logTo(Log: typeof QueueLogger): QueueLogger {
    return new Log(() => (level, message) => {
      if (message.startsWith('Failed task')) return;
      if (UNQUIET.has(level)) this.logger.warn(message);
    });
  }

  private sleep(milliseconds: number): Promise<void> {
    if (this.isEnding) return Promise.resolve();
    return new Promise((done) => {
      const timer = setTimeout(done, milliseconds).unref();
      this.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
