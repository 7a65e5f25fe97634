import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

const PATIENCE_MS = 2_000;

/** What must be done before the service can answer, and whether it still can. */
@Injectable()
export class Readiness {
  private readonly steps: Record<string, true> = {};

  constructor(private readonly database: Database) {}

  /** A step of the start is done. */
  reached(step: string): void {
    this.steps[step] = true;
  }

  /** The steps that are done, and whether the database answers within two seconds. */
  async check(): Promise<Readonly<Record<string, boolean>>> {
    return { ...this.steps, database: await this.databaseAnswers() };
  }

  private async databaseAnswers(): Promise<boolean> {
    const answer = this.database.reads.query('select 1').then(
      () => true,
      () => false,
    );
    return Promise.race([answer, pause(PATIENCE_MS, false, { ref: false })]);
  }
}
