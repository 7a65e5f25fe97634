import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { Global, Module } from '@nestjs/common';
import { projectRoot } from './project-root.js';
import { loadSettings, Settings } from './settings.js';
import { Site } from './site.js';

/** The environment of the process; a `.env` file in the project's folder fills in what is not set there. */
function environment(): Record<string, string | undefined> {
  const file = join(projectRoot, '.env');
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...process.env } : process.env;
}

@Global()
@Module({
  providers: [{ provide: Settings, useFactory: () => loadSettings(environment()) }, Site],
  exports: [Settings, Site],
})
export class ConfigModule {}
