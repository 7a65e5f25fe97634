import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { keepSecret } from '../config/secret-file.js';
import { Settings } from '../config/settings.js';

const FILE = 'audit-log-key.pem';

/** The key that signs the log: a file that only this installation has, made at the first use. */
@Injectable()
export class LogKey {
  private readonly logger = new Logger('Audit log');
  private key: KeyObject | undefined;

  constructor(private readonly settings: Settings) {}

  /** @throws when the file cannot be read or made, or holds no Ed25519 key. */
  get private(): KeyObject {
    return (this.key ??= this.load());
  }

  private load(): KeyObject {
    const { secretsDir } = this.settings;
    const path = join(secretsDir, FILE);
    const key = createPrivateKey(keepSecret(secretsDir, FILE, () => this.make(path)));
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${path} holds no Ed25519 key.`);
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
      this.logger.warn(`Others on this machine can read ${path}, the key that signs the audit log: chmod 600 it.`);
    }
    return key;
  }

  private make(path: string): string {
    this.logger.warn(
      `Makes the key that signs the audit log: ${path}. Back it up, apart from the database: without it later heads carry another key.`,
    );
    return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  }
}
