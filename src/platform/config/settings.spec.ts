import { isAbsolute } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadSettings, SettingsError } from './settings.js';

const faultsOf = (environment: Record<string, string>): string => {
  try {
    loadSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return '';
};

describe('Settings', () => {
  test('have a default each, so that nothing has to be set', () => {
    const settings = loadSettings({});
    expect(settings).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      publicUrl: undefined,
      logLevel: 'info',
      starterCatalogue: 'auto',
      statementTimeoutMs: 5000,
      poolSize: 10,
    });
    expect(isAbsolute(settings.dataDir)).toBe(true);
    expect(settings.dataDir).toMatch(/[/\\]\.data[/\\]postgres$/);
  });

  test('are read from the environment, where an empty value counts as none', () => {
    const settings = loadSettings({
      PORT: '0',
      HOST: '',
      DATABASE_URL: 'postgresql://me:secret@db:5433/register',
      DATA_DIR: '/var/lib/register',
      PUBLIC_URL: 'https://standaarden.example.nl/register/',
      SOMETHING_ELSE: 'of another program',
    });
    expect(settings).toMatchObject({ port: 0, host: '127.0.0.1', dataDir: '/var/lib/register' });
    expect(settings.databaseUrl).toBe('postgresql://me:secret@db:5433/register');
    expect(settings.publicUrl).toBe('https://standaarden.example.nl/register');
  });

  test('cannot be changed afterwards', () => {
    const settings = loadSettings({}) as { port: number };
    expect(() => (settings.port = 1)).toThrow(TypeError);
  });

  test('that are wrong are named all at once, with what was found and what is allowed', () => {
    const faults = faultsOf({
      PORT: '70000',
      LOG_LEVEL: 'loud',
      POOL_SIZE: 'ten',
      STARTER_CATALOGUE: 'yes',
      HOST: 'a b',
    });
    expect(faults).toContain('PORT: found "70000"; allowed is a whole number from 0 to 65535');
    expect(faults).toContain(
      'LOG_LEVEL: found "loud"; allowed is one of fatal, error, warn, info, debug, trace, silent',
    );
    expect(faults).toContain('POOL_SIZE: found "ten"; allowed is a whole number from 1 to 100');
    expect(faults).toContain('STARTER_CATALOGUE: found "yes"; allowed is auto or off');
    expect(faults).toContain('HOST: found "a b"; allowed is a host name or an IP address');
  });

  test('that hold a password are never quoted', () => {
    const faults = faultsOf({ DATABASE_URL: 'mysql://root:hunter2@db/register' });
    expect(faults).toContain('DATABASE_URL: found a value that is not shown; allowed is postgresql://');
    expect(faults).not.toContain('hunter2');
  });

  test('take a mail server with a sender, and send nothing without one', () => {
    expect(loadSettings({}).mail).toBeUndefined();
    const mail = { MAIL_URL: 'smtp://me:p%40ss@mail.example.nl:587', MAIL_FROM: 'Register <register@example.nl>' };
    expect(loadSettings(mail).mail).toEqual({ url: mail.MAIL_URL, from: mail.MAIL_FROM });
    expect(faultsOf({ MAIL_URL: mail.MAIL_URL })).toContain(
      'MAIL_FROM: found nothing; allowed is the address of the sender',
    );
    expect(faultsOf({ MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' })).toContain('MAIL_FROM');
    const faults = faultsOf({ ...mail, MAIL_URL: 'https://me:hunter2@mail.example.nl' });
    expect(faults).toContain('MAIL_URL: found a value that is not shown');
    expect(faults).not.toContain('hunter2');
  });

  test.each(['ftp://example.nl', 'https://example.nl/?a=1', 'https://me:pw@example.nl', 'example.nl'])(
    'refuse %s as a base of stable URIs',
    (address) => expect(faultsOf({ PUBLIC_URL: address })).toContain('PUBLIC_URL'),
  );

  test.each([
    'http://login.example.nl',
    'https://me:pw@login.example.nl',
    'http://127.0.0.1.example.nl',
    'login',
    'file:///x',
  ])('refuse %s as an issuer: its keys could be anyone’s', (address) =>
    expect(faultsOf({ OIDC_ISSUER: address })).toContain('OIDC_ISSUER'),
  );

  test('take keys over TLS, from this machine, or from a neighbour in a network of containers', () => {
    for (const url of ['https://login.example.nl/certs', 'http://127.0.0.1:8080/certs', 'http://keycloak:8080/certs']) {
      expect(faultsOf({ OIDC_ISSUER: 'https://login.example.nl', OIDC_JWKS_URL: url })).toBe('');
    }
    for (const url of ['http://login.example.nl/certs', 'http://192.0.2.1/certs', 'ftp://keycloak/']) {
      expect(faultsOf({ OIDC_JWKS_URL: url })).toContain('OIDC_JWKS_URL');
    }
  });
});
