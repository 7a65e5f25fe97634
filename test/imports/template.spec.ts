import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type SignedIn, signIn } from '../support/actors.js';
import { type OwnRegister, startService } from '../support/register.js';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.js';
import { rowsIn, upload } from './files.js';

const CODE = 'GM0363';
let on: OwnRegister;
let reporter: SignedIn;
let folder: string;
let slugs: string[];
beforeAll(async () => {
  on = await startService();
  folder = temporaryFolder();
  reporter = await signIn('reporter-gm0363', on);
  const free = await on.sql<{ slug: string }>(
    `select s.slug from standard s where not exists (select from adoption a where a.standard_id = s.id) order by slug limit 6`,
  );
  slugs = free.map(({ slug }) => slug);
});
afterAll(async () => {
  await on?.stop();
  removeFolder(folder);
});

const template = async (format: string, code = CODE, as = reporter) => {
  const response = await fetch(`${on.url}/adoptions/template?municipality=${code}&format=${format}`, as);
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
};
const changes = async () => (await on.sql<{ n: number }>('select count(*)::int as n from adoption'))[0]!.n;
const asJson = async (response: Response): Promise<[number, any]> => [response.status, await response.json()];

describe('The workbook of a municipality', () => {
  test('holds what it reported, and importing it unchanged changes nothing', async () => {
    const [a, b, c, d] = slugs;
    const said = [
      'gemeente;standaard;status;vanaf;gepland voor;motivering;reden',
      `${CODE};${a};toegepast;2025-01-01;;;`,
      `${CODE};${b};gepland;2024-01-01;2024-06-01;;"regel 1\nregel 2"`,
      `363;${c};niet van toepassing;;;;"'=2+2 is geen formule"`,
      `${CODE};${d};in invoering;2025-01-01;;;`,
      `${CODE};${d};toegepast;2099-01-01;;;`,
    ];
    expect(await asJson(await upload(on, said.join('\n'), reporter))).toEqual([
      200,
      expect.objectContaining({ rows: 5, changed: 5, isKept: true }),
    ]);
    const before = await changes();
    for (const format of ['xlsx', 'csv']) {
      const { status, body } = await template(format);
      expect(status).toBe(200);
      const path = join(folder, `sjabloon.${format}`);
      writeFileSync(path, body);
      const rows = await rowsIn(path);
      expect(rows[0]!.slice(0, 6)).toEqual(['gemeente', 'standaard', 'naam', 'versie', 'status', 'vanaf']);
      const of = (slug: string | undefined) => rows.filter(([, standard]) => standard === slug);
      expect(of(c)[0]![11]).toBe('=2+2 is geen formule');
      expect(of(d).map((row) => row.slice(4, 6))).toEqual([
        ['in invoering', ''],
        ['toegepast', '2099-01-01'],
      ]);
      expect(await asJson(await upload(on, body, reporter))).toEqual([
        200,
        expect.objectContaining({ changed: 0, faulty: 0, isKept: false }),
      ]);
    }
    expect(await changes()).toBe(before);
  });

  test('what is changed in it without a day holds from today', async () => {
    const { body } = await template('csv');
    const lines = body.toString().split('\r\n');
    const at = lines.findIndex((line) => line.startsWith(`${CODE};${slugs[1]};`));
    lines[at] = lines[at]!.replace(';gepland;', ';toegepast;').replace('2024-06-01', '');
    expect(await asJson(await upload(on, lines.join('\r\n'), reporter))).toEqual([
      200,
      expect.objectContaining({ changed: 1, faulty: 0 }),
    ]);
    const [row] = await on.sql<{ status: string; today: boolean }>(
      `select a.status, a.valid_from = (now() at time zone 'Europe/Amsterdam')::date as today from adoption a join standard s on s.id = a.standard_id
       where s.slug = $1 and a.known_to = 'infinity' order by a.valid_from desc limit 1`,
      [slugs[1]],
    );
    expect(row).toEqual({ status: 'APPLIED', today: true });
  });

  test('is given to those of the municipality and the office, and is not there for others', async () => {
    expect((await template('xlsx', 'GM0344')).status).toBe(404);
    expect((await template('xlsx', 'GM9999')).status).toBe(404);
    expect((await template('csv', 'GM0344', await signIn('registrar', on))).status).toBe(200);
    expect((await template('csv', CODE, await signIn('supplier-a', on))).status).toBe(403);
    expect((await fetch(`${on.url}/adoptions/template?municipality=${CODE}`)).status).toBe(401);
    expect((await template('pdf')).status).toBe(400);
  });
});

describe('A file that is sent', () => {
  const HEAD = 'gemeente;standaard;status';

  test('speaks of another municipality as of one that is not there', async () => {
    const body = `${HEAD}\nGM0344;${slugs[5]};toegepast\nGM9999;${slugs[5]};toegepast\n${CODE};${slugs[5]};toegepast`;
    const before = await changes();
    const [status, answer] = await asJson(await upload(on, body, reporter));
    expect(status).toBe(422);
    expect(answer.faults.map((row: any) => [row.line, row.faults[0].en])).toEqual([
      [2, 'There is no municipality GM0344 that you may report for.'],
      [3, 'There is no municipality GM9999 that you may report for.'],
    ]);
    expect(await changes()).toBe(before);
  });

  test('comes back as it was with its faults told, and never as a formula', async () => {
    const body = `${HEAD};reden\n${CODE};${slugs[5]};klaar;"+31 20, @home"\n`;
    const response = await upload(on, body, { headers: { ...reporter.headers, accept: '*/*' } });
    expect([response.status, response.headers.get('x-faulty-rows')]).toEqual([422, '1']);
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    const text = await response.text();
    expect(text).toContain(`${CODE};${slugs[5]};klaar;'+31 20, @home;"Rij 2, status:`);
  });

  test('is tried without keeping anything', async () => {
    const before = await changes();
    const body = `${HEAD}\n${CODE};${slugs[5]};toegepast`;
    expect(await asJson(await upload(on, body, reporter, '?dryRun'))).toEqual([
      200,
      expect.objectContaining({ changed: 1, isKept: false, dryRun: true }),
    ]);
    expect(await changes()).toBe(before);
  });

  test('is signed by whoever sent it, for his municipality', async () => {
    const approver = await signIn('approver-gm0363', on);
    const body = `${HEAD}\n${CODE};${slugs[5]};toegepast`;
    expect((await upload(on, body, approver)).status).toBe(200);
    const [row] = await on.sql<{ origin: string; own: boolean; body: string }>(
      `select a.origin, a.recorded_by = m.organisation_id as own, e.body from adoption a join standard s on s.id = a.standard_id
       join municipality m on m.id = a.municipality_id join audit_event e on e.subject_id = a.id where s.slug = $1`,
      [slugs[5]],
    );
    expect([row!.origin, row!.own, JSON.parse(row!.body).actor.subject]).toEqual(['APPROVED', true, 'approver-gm0363']);
  });

  test('waits for nobody: where reports are signed off, an approver hands it in', async () => {
    const approver = await signIn('approver-gm0363', on);
    const [own] = await on.sql<{ id: string }>('select id from municipality where code = $1', [CODE]);
    const ask = `mutation($input: RequireSignOffInput!) { requireSignOff(input: $input) { errors { message } } }`;
    await on.graphql(ask, { input: { municipalityId: own!.id, required: true } }, approver);
    const body = `${HEAD};reden\n${CODE};${slugs[4]};niet van toepassing;geen balie`;
    expect(await asJson(await upload(on, body, reporter))).toEqual([
      422,
      expect.objectContaining({ detail: expect.stringContaining('an approver hands the file in') }),
    ]);
    expect(await asJson(await upload(on, body, approver))).toEqual([200, expect.objectContaining({ changed: 1 })]);
  });

  test.each([
    ['nobody', undefined, 401],
    ['a supplier', 'supplier-a', 403],
  ])('by %s is refused', async (_, persona, status) => {
    const as = persona === undefined ? { headers: {} } : await signIn(persona, on);
    expect((await upload(on, HEAD, as)).status).toBe(status);
  });
});
