import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../support/register.js';

const CLI = fileURLToPath(new URL('../../src/channels/cli/main.js', import.meta.url));
const ISSUER = 'https://login.example.nl/realms/standaarden';

let database: FreshDatabase;
beforeAll(async () => void (database = await freshDatabase('starter')));
afterAll(() => database?.drop());

const grant = (...parameters: string[]) =>
  new Promise<{ code: number; output: string; errors: string }>((resolve) => {
    const env = { ...process.env, DATABASE_URL: database.url };
    execFile(process.execPath, [CLI, 'grant', ...parameters], { env }, (error, output, errors) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output, errors }),
    );
  });
const held = () =>
  database.sql(
    `select m.id, o.slug, m.role, m.subject from membership m join organisation o on o.id = m.organisation_id
     where m.issuer = $1 and m.known_to = 'infinity'`,
    [ISSUER],
  );

describe('From the command line', () => {
  test('an installation gets its first registrar, once', async () => {
    const parameters = ['--issuer', ISSUER, '--subject', 'a1b2', '--organisation', 'vng', '--role', 'REGISTRAR'];
    const first = await grant(...parameters);
    expect([first.code, first.errors]).toEqual([0, 'The role is granted.\n']);
    const again = await grant(...parameters);
    expect([again.code, again.errors]).toEqual([0, 'The role is held already.\n']);
    expect(again.output).toBe(first.output);
    expect(await held()).toEqual([{ id: first.output.trim(), slug: 'vng', role: 'REGISTRAR', subject: 'a1b2' }]);
    const events = await database.sql<{ body: string }>('select body from audit_event where subject_id = $1', [
      first.output.trim(),
    ]);
    expect(events.map(({ body }) => JSON.parse(body).actor.subject)).toEqual(['register']);
  });

  test.each([
    [['--issuer', ISSUER, '--subject', 'x', '--organisation', 'maykin'], /REGISTRAR is a role at an organisation/],
    [['--issuer', ISSUER, '--subject', 'x', '--organisation', 'nergens'], /no organisation nergens/],
    [['--issuer', ISSUER, '--subject', ' '], /"subject" must hold a text/],
    [['--issuer', 'nergens', '--subject', 'x'], /address of the issuer/],
    [['--issuer', ISSUER], /--subject/],
    [['--issuer', ISSUER, '--subject', 'x', '--role', 'KING'], /Allowed choices are/],
  ])('what does not fit is refused in words: %j', async (parameters, reason) => {
    const before = await held();
    const { code, errors } = await grant(...parameters);
    expect(code).not.toBe(0);
    expect(errors).toMatch(reason);
    expect(errors).not.toMatch(/\n\s+at /);
    expect(await held()).toEqual(before);
  });
});
