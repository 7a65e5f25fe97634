import { type Settings } from '../config/settings.js';
import { startEmbedded } from './embedded/start-embedded.js';

/** The server behind the database: the embedded one, or one that others run and stop. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** Beside the two pools: migrations, the command line, someone who looks with psql, and what PostgreSQL keeps for itself. */
const SPARE_CONNECTIONS = 30;

/**
 * The server that DATABASE_URL names; without it the embedded one, started on the data folder.
 * @throws StartRefused when the embedded one cannot start.
 */
export async function startServer(settings: Settings, log: (line: string) => void): Promise<Server> {
  const { databaseUrl, dataDir, poolSize } = settings;
  if (databaseUrl !== undefined) return { url: databaseUrl, stop: () => Promise.resolve() };
  return startEmbedded({ dataDir, log, settings: { max_connections: Math.max(60, poolSize + SPARE_CONNECTIONS) } });
}
