import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

const PACE_MS = 15_000;
/** Fewer than this many deltas are quicker read than gathered. */
const LEAST = 500;

/**
 * Gathers the deltas that writers added, so that a count stays as quick to read however much was written. What is counted is the
 * same before and after, so nobody waits for it, and when it fails nothing is lost.
 */
@Injectable()
export class CountKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Statistics');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isEnding = false;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.pass());
    }, PACE_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    clearInterval(this.timer);
    await this.running;
  }

  private async pass(): Promise<void> {
    try {
      while (!this.isEnding && (await this.gather()) > 0);
    } catch (error) {
      this.logger.warn(`The counts were not gathered; they stay right, and it is tried again: ${String(error)}`);
    }
  }

  /** Some of them at a time, so that no statement runs long after a large import; how many it were. */
  private async gather(): Promise<number> {
    const [gathered] = await this.database.housekeeping((tx) =>
      tx.query<{ n: number }>('select fold_adoption_deltas($1)::integer as n', [LEAST]),
    );
    return gathered?.n ?? 0;
  }
}
