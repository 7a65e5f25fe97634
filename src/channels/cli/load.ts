import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type LoadReport } from '../imports/starter/load-report.js';
import { progressTo } from '../imports/starter/progress.js';
import { StarterCatalogue } from '../imports/starter/starter-catalogue.js';
import { StarterModule } from '../imports/starter/starter.module.js';
import { CORE } from './core.js';

@Module({ imports: [...CORE, StarterModule] })
class LoadModule {}

/**
 * Loads the starter catalogue into the register's database, which is started and migrated for it.
 * @param folder absolute; the files that come with the register when left out
 * @throws StartRefused when a service runs on the same data folder, CatalogueFaults when the files cannot be loaded.
 */
export async function load(folder: string | undefined): Promise<LoadReport> {
  const app = await NestFactory.createApplicationContext(LoadModule, { logger: false, abortOnError: false });
  try {
    const progress = progressTo(process.stderr, (line) => console.error(line));
    return await app.get(StarterCatalogue).load(progress, folder);
  } finally {
    await app.close();
  }
}
