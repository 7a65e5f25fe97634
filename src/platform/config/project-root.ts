import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const named = (file: string): boolean =>
  existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'standaardenregister';

function find(folder: string): string {
  if (named(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('The folder of the project was not found above the compiled files.');
  return find(above);
}

/** The project's own folder, wherever the service was started from and wherever its compiled files lie. */
export const projectRoot: string = find(dirname(fileURLToPath(import.meta.url)));
