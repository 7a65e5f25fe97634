import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './project-root.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * Everything that can be set from outside, checked; nothing else in the service reads the environment.
 * A class so that it can be injected by its type; the object itself is plain and frozen.
 */
export abstract class Settings {
  /** 0 asks the system for any free port. */
  readonly port: number;
  readonly host: string;
  /** Absent: the embedded PostgreSQL on `dataDir` is used. */
  readonly databaseUrl: string | undefined;
  /** Absolute. */
  readonly dataDir: string;
  /** Base of the stable URIs, without a slash at the end; absent: the address the service listens on. */
  readonly publicUrl: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly starterCatalogue: 'auto' | 'off';
  readonly statementTimeoutMs: number;
  readonly poolSize: number;
}

/** The environment holds values that the service cannot start with; the message names all of them. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** What may be said of a wrong value: secrets and addresses with passwords never appear in a message. */
const SECRET = new Set(['DATABASE_URL']);

const whole = (least: number, most: number, otherwise: number) => {
  const allowed = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, allowed)
    .transform(Number)
    .refine((n) => n >= least && n <= most, allowed)
    .default(otherwise);
};

const address = (text: string, protocols: readonly string[]): boolean =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol);

const variables = z.object({
  PORT: whole(0, 65535, 4000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'a host name or an IP address')
    .default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .refine((text) => address(text, ['postgres:', 'postgresql:']), 'postgresql://user:password@host:5432/database')
    .optional(),
  DATA_DIR: z.string().default('.data/postgres'),
  PUBLIC_URL: z
    .string()
    .refine((text) => {
      if (!address(text, ['http:', 'https:'])) return false;
      const { search, hash, username, password } = new URL(text);
      return `${search}${hash}${username}${password}` === '';
    }, 'an http or https address without query, fragment or password, such as https://standaarden.example.nl')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).default('info'),
  STARTER_CATALOGUE: z.enum(['auto', 'off'], 'auto or off').default('auto'),
  STATEMENT_TIMEOUT_MS: whole(100, 60_000, 5000),
  POOL_SIZE: whole(1, 100, 10),
});

/**
 * Reads the settings from an environment; an empty value counts as not given.
 * @throws SettingsError that names every wrong variable, what was found and what is allowed.
 */
export function loadSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in variables.shape && value?.trim()),
  );
  const { success, data, error } = variables.safeParse(given);
  if (!success) {
    const faults = error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      const found = SECRET.has(name) ? 'a value that is not shown' : JSON.stringify(given[name]);
      return `  ${name}: found ${found}; allowed is ${message}`;
    });
    throw new SettingsError(
      `These settings are wrong, nothing was started. / Deze instellingen kloppen niet, er is niets gestart.\n${faults.join('\n')}`,
    );
  }
  return Object.freeze({
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    dataDir: isAbsolute(data.DATA_DIR) ? data.DATA_DIR : join(projectRoot, data.DATA_DIR),
    publicUrl: data.PUBLIC_URL,
    logLevel: data.LOG_LEVEL,
    starterCatalogue: data.STARTER_CATALOGUE,
    statementTimeoutMs: data.STATEMENT_TIMEOUT_MS,
    poolSize: data.POOL_SIZE,
  });
}
