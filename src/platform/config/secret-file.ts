import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from './settings.js';

/**
 * The text of a file that only this user may read, made when it is not there yet. Of two processes that make it at once
 * one is first, and both get what that one wrote.
 * @param folder absolute; made when it is not there, for this user alone
 * @throws SettingsError when the file can be neither read nor made
 */
export function keepSecret(folder: string, name: string, make: () => string): string {
  const file = join(folder, name);
  try {
    return readIfThere(file) ?? create(folder, file, make());
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw new SettingsError(
      `SECRETS_DIR: ${file} cannot be kept (${String(code)}); name a folder that the service may write to.\n` +
        `SECRETS_DIR: ${file} kan niet worden bewaard (${String(code)}); noem een map waarin de dienst mag schrijven.`,
    );
  }
}

export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written whole under another name and then linked: a link is there or not, and never replaces another's. */
function create(folder: string, file: string, text: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    linkSync(draft, file);
    return text;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(draft, { force: true });
  }
}
