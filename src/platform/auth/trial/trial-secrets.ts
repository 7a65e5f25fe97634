import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type JWK } from 'jose';
import { z } from 'zod';
import { keepSecret, readIfThere } from '../../config/secret-file.js';
import { SettingsError } from '../../config/settings.js';

export const TRIAL_ALGORITHM = 'ES256';
const FILE = 'trial-identity.json';

const secretsSchema = z.object({
  /** With which every persona proves who he is. */
  clientSecret: z.string().min(32),
  signingKey: z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    d: z.string(),
    kid: z.string(),
  }),
});

/** What this installation's identity provider for the trial must keep between two starts, and to itself. */
export type TrialSecrets = z.infer<typeof secretsSchema>;

/**
 * Those of this installation, made on the first occasion.
 * @throws SettingsError when they cannot be kept or what was kept is no good
 */
export const keepTrialSecrets = (folder: string): TrialSecrets => parse(keepSecret(folder, FILE, make), folder);

/** Those of this installation; undefined when no trial was ever started. @throws SettingsError */
export function findTrialSecrets(folder: string): TrialSecrets | undefined {
  const text = readIfThere(join(folder, FILE));
  return text === undefined ? undefined : parse(text, folder);
}

/** The half of the key that anyone may know. */
export function publicKeyOf({ signingKey: { kty, crv, x, y, kid } }: TrialSecrets): JWK {
  return { kty, crv, x, y, kid, alg: TRIAL_ALGORITHM, use: 'sig' };
}

function make(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signingKey = { ...privateKey.export({ format: 'jwk' }), kid: `trial-${randomBytes(6).toString('hex')}` };
  return `${JSON.stringify({ clientSecret: randomBytes(32).toString('base64url'), signingKey }, undefined, 2)}\n`;
}

function parse(text: string, folder: string): TrialSecrets {
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch {
    const file = join(folder, FILE);
    throw new SettingsError(
      `${file} does not hold the secrets of the trial; remove it and start again, and new ones are made.\n` +
        `${file} bevat niet de geheimen van de proef; verwijder het en start opnieuw, dan worden er nieuwe gemaakt.`,
    );
  }
}
