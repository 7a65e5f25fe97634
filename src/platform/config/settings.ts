import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { isTrustworthy } from './addresses.js';
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
  /** Absolute; holds what only this installation may know: the key that signs the log, and the identities of the trial. */
  readonly secretsDir: string;
  /** Whose access tokens are taken; absent: the identity provider of the trial, where that may run, and else nobody's. */
  readonly identity: IdentitySettings | undefined;
  /** Whether this is the real thing: nothing that belongs to a trial runs. */
  readonly isProduction: boolean;
  /** What one caller may spend in a minute, in the cost of operations; 0 is without limit. */
  readonly costPerMinute: number;
  /** Origins whose pages may ask, such as https://www.example.nl; empty: none but our own. */
  readonly corsOrigins: readonly string[];
  /** How many proxies stand before the service: so many addresses at the end of X-Forwarded-For are believed. */
  readonly trustedProxies: number;
  /** How messages are sent; absent: they are kept, and nothing is sent. */
  readonly mail: MailSettings | undefined;
  /** So long before an adoption has to be confirmed, its municipality is reminded. */
  readonly reminderWeeks: number;
}

export interface MailSettings {
  /** `smtp:` (with STARTTLS, but on this machine) or `smtps:`, with name and password where the server asks for them. */
  readonly url: string;
  /** The sender: an address, or a name and an address between < and >. */
  readonly from: string;
}

export interface IdentitySettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where the keys are when not where the issuer's own description says. */
  readonly jwksUrl: string | undefined;
  readonly algorithms: readonly string[];
  /** The claim in which a machine's token names the OIN of its organisation. */
  readonly oinClaim: string;
}

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** The environment holds values that the service cannot start with; the message names all of them. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** What may be said of a wrong value: secrets and addresses with passwords never appear in a message. */
const SECRET = new Set(['DATABASE_URL', 'MAIL_URL']);

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

/** A name without a dot is found in one's own network only, such as that of a container's neighbour. */
const isNeighbour = (text: string): boolean => /^http:\/\/[a-z][\w-]*(?::\d+)?\//.test(text) && URL.canParse(text);
const isOrigin = (text: string): boolean => address(text, ['https:', 'http:']) && new URL(text).origin === text;

const isMailServer = (text: string): boolean => {
  if (!address(text, ['smtp:', 'smtps:'])) return false;
  const { hostname, pathname, search, hash } = new URL(text);
  return hostname !== '' && /^\/?$/.test(`${pathname}${search}${hash}`);
};
const SENDER = /^(?:[^<>"\r\n]{1,100} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;

/** Values between commas. */
const listOf = (isAllowed: (item: string) => boolean, allowed: string) =>
  z
    .string()
    .transform((text) => text.split(',').flatMap((item) => item.trim() || []))
    .refine((items) => items.length > 0 && items.every(isAllowed), allowed);

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
  SECRETS_DIR: z.string().default('.data/secrets'),
  OIDC_ISSUER: z
    .string()
    .refine(
      isTrustworthy,
      'an https address, or an http one on this machine, such as https://login.example.nl/realms/standaarden',
    )
    .optional(),
  OIDC_AUDIENCE: z.string().default('standaardenregister'),
  OIDC_JWKS_URL: z
    .string()
    .refine(
      (text) => isTrustworthy(text) || isNeighbour(text),
      'an https address, or an http one on this machine or at a name without a dot',
    )
    .optional(),
  OIDC_ALGORITHMS: listOf((name) => ALGORITHMS.includes(name), `a list of ${ALGORITHMS.join(', ')}`).default([
    'RS256',
    'PS256',
    'ES256',
    'EdDSA',
  ]),
  OIDC_OIN_CLAIM: z
    .string()
    .regex(/^[\w:./-]{1,100}$/, 'the name of a claim')
    .default('oin'),
  NODE_ENV: z.string().default(''),
  COST_PER_MINUTE: whole(0, 999_999_999, 600_000),
  CORS_ORIGINS: listOf(isOrigin, 'a list of origins such as https://www.example.nl').default([]),
  TRUSTED_PROXIES: whole(0, 10, 0),
  MAIL_URL: z
    .string()
    .refine(isMailServer, 'smtp://user:password@host:587, or smtps:// for TLS from the start')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(SENDER, 'an address, or a name and an address such as Standaardenregister <register@example.nl>')
    .optional(),
  REMINDER_WEEKS: whole(1, 26, 6),
});

/** What no value is wrong about alone. */
const consistent = variables.refine(({ MAIL_URL, MAIL_FROM }) => MAIL_URL === undefined || MAIL_FROM !== undefined, {
  path: ['MAIL_FROM'],
  message: 'the address of the sender, since MAIL_URL is given',
});

/**
 * Reads the settings from an environment; an empty value counts as not given.
 * @throws SettingsError that names every wrong variable, what was found and what is allowed.
 */
export function loadSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in variables.shape && value?.trim()),
  );
  const { success, data, error } = consistent.safeParse(given);
  if (!success) {
    const faults = error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      const found = SECRET.has(name) ? 'a value that is not shown' : (JSON.stringify(given[name]) ?? 'nothing');
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
    secretsDir: isAbsolute(data.SECRETS_DIR) ? data.SECRETS_DIR : join(projectRoot, data.SECRETS_DIR),
    identity: data.OIDC_ISSUER === undefined ? undefined : identityOf(data, data.OIDC_ISSUER),
    isProduction: data.NODE_ENV === 'production',
    costPerMinute: data.COST_PER_MINUTE,
    corsOrigins: data.CORS_ORIGINS,
    trustedProxies: data.TRUSTED_PROXIES,
    mail:
      data.MAIL_URL === undefined || data.MAIL_FROM === undefined
        ? undefined
        : { url: data.MAIL_URL, from: data.MAIL_FROM },
    reminderWeeks: data.REMINDER_WEEKS,
  });
}

const identityOf = (data: z.infer<typeof variables>, issuer: string): IdentitySettings => ({
  issuer,
  audience: data.OIDC_AUDIENCE,
  jwksUrl: data.OIDC_JWKS_URL,
  algorithms: data.OIDC_ALGORITHMS,
  oinClaim: data.OIDC_OIN_CLAIM,
});
