import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DemoData, type DemoReport } from '../imports/demo/demo-data.js';
import { DemoModule } from '../imports/demo/demo.module.js';
import { CORE } from './core.js';

@Module({ imports: [...CORE, DemoModule] })
class DemoDataModule {}

const EVERY_MS = 2_000;

/**
 * Makes data up in the register's database, which is started and migrated for it, and tells how far it is.
 * @throws StartRefused when a service runs on the same data folder, DemoRefused when the register is not one to do that in
 */
export async function fillWithDemoData(options: {
  anyway: boolean;
  only: readonly string[] | undefined;
}): Promise<DemoReport> {
  const app = await NestFactory.createApplicationContext(DemoDataModule, { logger: false, abortOnError: false });
  let spokeAt = Date.now();
  const progress = (done: number, of: number): void => {
    if (Date.now() - spokeAt < EVERY_MS) return;
    spokeAt = Date.now();
    console.error(`Making it up: ${done} of ${of} municipalities.`);
  };
  try {
    return await app.get(DemoData).fill({ ...options, progress });
  } finally {
    await app.close();
  }
}
