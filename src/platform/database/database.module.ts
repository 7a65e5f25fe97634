import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Database } from './database.js';
import { startEmbedded } from './embedded/start-embedded.js';
import { migrate } from './migrate.js';

/** The server behind the database: the embedded one, or one that others run. */
interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

const SERVER = Symbol('database server');
/** Beside the two pools: migrations, the command line, someone who looks with psql, and what PostgreSQL keeps for itself. */
const SPARE_CONNECTIONS = 30;
const logger = new Logger('Database');
const log = (line: string): void => logger.log(line);

async function start({ databaseUrl, dataDir, poolSize }: Settings): Promise<Server> {
  if (databaseUrl !== undefined) return { url: databaseUrl, stop: () => Promise.resolve() };
  return startEmbedded({ dataDir, log, settings: { max_connections: Math.max(60, poolSize + SPARE_CONNECTIONS) } });
}

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
    { provide: SERVER, inject: [Settings], useFactory: start },
    { provide: Database, inject: [SERVER, Settings], useFactory: open },
  ],
  exports: [Database],
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
