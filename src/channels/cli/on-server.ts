import { NestFactory } from '@nestjs/core';
import { ConfigModule } from '../../platform/config/config.module.js';
import { Settings } from '../../platform/config/settings.js';
import { startServer } from '../../platform/database/server.js';

/**
 * Runs work on the register's database server, as its owner: the one of DATABASE_URL, or the embedded one, which is
 * started for it and stopped after it.
 * @throws StartRefused when a service runs on the same data folder.
 */
export async function onServer(work: (url: string) => Promise<void>): Promise<void> {
  const app = await NestFactory.createApplicationContext(ConfigModule, { logger: false, abortOnError: false });
  const server = await startServer(app.get(Settings), (line) => console.error(line));
  try {
    await work(server.url);
  } finally {
    await server.stop();
  }
}
