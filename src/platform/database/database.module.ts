import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Database } from './database.js';
import { DemoMark } from './demo-mark.js';
import { migrate } from './migrate.js';
import { type Server, startServer } from './server.js';

const SERVER = Symbol('database server');
const logger = new Logger('Database');
const log = (line: string): void => logger.log(line);

async function open(server: Server, settings: Settings): Promise<Database> {
  try {
    await migrate(server.url, { log });
    return await Database.open(server.url, settings);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Gives every feature the `Database`: started, migrated, and stopped after everything that uses it. */
@Global()
@Module({
  providers: [
    { provide: SERVER, inject: [Settings], useFactory: (settings: Settings) => startServer(settings, log) },
    { provide: Database, inject: [SERVER, Settings], useFactory: open },
    DemoMark,
  ],
  exports: [Database, DemoMark],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    @Inject(SERVER) private readonly server: Server,
    private readonly database: Database,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
    await this.server.stop();
  }
}
