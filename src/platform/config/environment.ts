import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { projectRoot } from './project-root.js';
import { loadSettings, type Settings } from './settings.js';

/**
 * The settings of this process: its environment, where a `.env` file in the project's folder fills in what is not set.
 * @throws SettingsError that names every fault.
 */
export function settingsOfProcess(): Settings {
  const file = join(projectRoot, '.env');
  const noted = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return loadSettings({ ...noted, ...process.env });
}
