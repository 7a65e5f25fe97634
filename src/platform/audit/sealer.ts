import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Audit } from './audit.js';
import { Sealing } from './sealing.js';

/** Commits come together: those of so many milliseconds are sealed at once. */
const GATHER_MS = 20;
/** Where another process seals what this one commits, it is left to it, and looked after less often. */
const LONGEST_GATHER_MS = 500;
/** From one pass to the next, however much is committed. */
const PACE_MS = 50;
/** What other processes committed is seen this late, should they not seal it themselves. */
const LOOK_MS = 1000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 30_000;
/** A service that ends waits so long for transactions of others; stopping as a whole has 12 s. */
const LAST_PATIENCE_MS = 4000;
const nothing = (): void => undefined;

/** Keeps sealing while the service runs. Whatever goes wrong is told and tried again; writers never wait for it. */
@Injectable()
export class Sealer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Audit log');
  private running = Promise.resolve();
  private isEnding = false;
  private isKicked = false;
  private gather = GATHER_MS;
  /** Ends the pause that is going on, if it is one that a commit may end. */
  private kick: () => void = nothing;
  /** Ends the pause that is going on. */
  private wake: () => void = nothing;

  constructor(
    private readonly audit: Audit,
    private readonly sealing: Sealing,
  ) {}

  onApplicationBootstrap(): void {
    this.audit.committed = () => {
      this.isKicked = true;
      this.kick();
    };
    this.running = this.run();
  }

  /** Seals what it can, so that a database that is copied now is complete. */
  async onApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    this.wake();
    await this.running;
    const deadline = Date.now() + LAST_PATIENCE_MS;
    try {
      for (;;) {
        const { left } = await this.sealing.pass();
        if (left === 'all') return;
        if (Date.now() > deadline) break;
        // A transaction somewhere in the cluster holds the order open; most end soon.
        if (left === 'waiting') await new Promise((go) => setTimeout(go, FIRST_PAUSE_MS));
      }
      this.logger.warn('Transactions of others still run: what was recorded last is sealed at the next start.');
    } catch (error) {
      this.tell(error);
    }
  }

  private async run(): Promise<void> {
    let failures = 0;
    let patience = FIRST_PAUSE_MS;
    while (!this.isEnding) {
      this.isKicked = false;
      try {
        const { sealed, left } = await this.sealing.pass();
        this.gather = sealed > 0 ? GATHER_MS : Math.min(this.gather * 2, LONGEST_GATHER_MS);
        if (failures > 0) this.logger.log('Sealing the audit log goes on.');
        failures = 0;
        if (left === 'more') continue;
        patience = left === 'all' ? FIRST_PAUSE_MS : Math.min(patience * 2, LOOK_MS);
        await this.sleep(PACE_MS - GATHER_MS);
        await this.rest(left === 'all' ? LOOK_MS : patience);
      } catch (error) {
        this.tell(error);
        await this.sleep(Math.min(FIRST_PAUSE_MS * 2 ** ++failures, LONGEST_PAUSE_MS));
      }
    }
  }

  /** Ends sooner when something was committed. */
  private async rest(milliseconds: number): Promise<void> {
    if (!this.isKicked) {
      const over = this.sleep(milliseconds);
      this.kick = this.wake;
      await over;
      this.kick = nothing;
    }
    if (this.isKicked) await this.sleep(this.gather);
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

  private tell(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.logger.error(`The audit log could not be sealed; what was recorded is safe, and it is tried again: ${reason}`);
  }
}
