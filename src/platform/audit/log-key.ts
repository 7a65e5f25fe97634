import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Settings } from '../config/settings.js';

const FILE = 'audit-log-key.pem';

/** The key that signs the log: a file that only this installation has, made at the first use. */
@Injectable()
export class LogKey {
  private readonly logger = new Logger('Audit log');
  private key: KeyObject | undefined;

  constructor(private readonly settings: Settings) {}

  /** @throws when the file cannot be read or made, or holds no Ed25519 key. */
  async private(): Promise<KeyObject> {
    this.key ??= await this.load();
    return this.key;
  }

  private async load(): Promise<KeyObject> {
    const { secretsDir } = this.settings;
    const path = join(secretsDir, FILE);
    const pem = (await textIn(path)) ?? (await this.make(secretsDir, path));
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${path} holds no Ed25519 key.`);
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
      this.logger.warn(`Others on this machine can read ${path}, the key that signs the audit log: chmod 600 it.`);
    }
    return key;
  }

  /** The file appears complete or not at all; of two services that start at once, the second takes the key of the first. */
  private async make(folder: string, path: string): Promise<string> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync('ed25519');
    const draft = `${path}.${randomBytes(6).toString('hex')}`;
    await writeFile(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    try {
      await chmod(draft, 0o600);
      await link(draft, path);
      this.logger.warn(
        `Made the key that signs the audit log: ${path}. Back it up, apart from the database: without it later heads carry another key.`,
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      await unlink(draft);
    }
    return readFile(path, 'utf8');
  }
}

async function textIn(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
