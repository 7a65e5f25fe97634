import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Database } from './database.js';

/** Another process may put demonstration data into the database that this one serves: it waits so long twice before it does. */
export const LOOK_MS = 1_000;

/** Whether the register holds demonstration data, which every answer then says. Once it does, it always will. */
@Injectable()
export class DemoMark implements OnModuleInit, OnApplicationShutdown {
  isDemo = false;
  private looking: NodeJS.Timeout | undefined;
  private isEnding = false;

  constructor(private readonly database: Database) {}

  async onModuleInit(): Promise<void> {
    await this.look();
    this.lookAgain();
  }

  onApplicationShutdown(): void {
    this.isEnding = true;
    clearTimeout(this.looking);
  }

  private lookAgain(): void {
    if (this.isDemo || this.isEnding) return;
    const again = () =>
      void this.look()
        .catch(() => undefined)
        .finally(() => this.lookAgain());
    this.looking = setTimeout(again, LOOK_MS).unref();
  }

  private async look(): Promise<void> {
    const { rows } = await this.database.reads.query('select from demo_data');
    this.isDemo = rows.length > 0;
  }
}
