import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../support/register.js';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.js';
import { adoptions, rowsIn, subjects } from './files.js';

const ROWS = 3_000;
const HEAD =
  'gemeente;standaard;versie;status;vanaf;gepland voor;uitleg;motivering;herzien op;vertrouwelijk;reden;correctie';

let database: FreshDatabase;
let folder: string;
let good: string[];
beforeAll(async () => {
  database = await freshDatabase('starter');
  folder = temporaryFolder();
  const { codes, slugs } = await subjects(database.sql);
  good = Array.from({ length: ROWS }, (_, at) => {
    const [pair, round] = [at % (ROWS / 3), Math.floor(at / (ROWS / 3))];
    const subject = `${codes[Math.floor(pair / slugs.length)]};${slugs[pair % slugs.length]}`;
    const said = ['gepland;15-01-2021;2022-06-01', 'in invoering;2021-09-01;', 'toegepast;2022-05-01;'][round]!;
    const [status, from, plannedFor] = said.split(';');
    return `${subject};;${status};${from};${plannedFor};;;;;"fase ""${round}""";`;
  });
});
afterAll(async () => {
  await database?.drop();
  removeFolder(folder);
});

const file = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `\uFEFF${[HEAD, ...lines].join('\r\n')}\r\n`);
  return path;
};
const held = async () => {
  const [counts] = await database.sql<{ known: number; changes: number; events: number }>(
    `select (select count(*)::int from adoption where known_to = 'infinity') as known,
       (select count(*)::int from adoption where not is_remainder) as changes,
       (select count(*)::int from audit_event where action = 'importAdoptions') as events`,
  );
  return counts!;
};

describe('A file of reports at the command line', () => {
  const SPOILED: readonly (readonly [(line: string) => string, string, RegExp])[] = [
    [(line) => line.replace(/^GM\d+/, 'GM9999'), 'gemeente', /geen gemeente GM9999/],
    [(line) => line.replace(/gepland|in invoering|toegepast/, 'klaar'), 'status', /"klaar" is niet een van/],
    [(line) => line.replace(/;(15-01-2021|2021-09-01|2022-05-01);/, ';2021-02-30;'), 'vanaf', /geen dag/],
    [(line) => line.replace(/"fase.*?";/, '"=HYPERLINK(1)";'), 'reden', /formule/],
    [(line) => line.replace(/;;(gepland|in inv|toegep)/, ';99.9;$1'), 'versie', /geen versie "99.9"/],
  ];

  test('of which one row in a hundred is faulty changes nothing and comes back with each fault named', async () => {
    const before = await held();
    const lines = good.map((line, at) => (at % 100 === 7 ? SPOILED[Math.floor(at / 100) % 5]![0](line) : line));
    const path = file('fout.csv', lines);
    const ran = await adoptions(database.url, 'import', path);
    expect(ran.code).toBe(1);
    expect(ran.errors).toContain(`30 of ${ROWS} rows are faulty; nothing was changed.`);
    expect(await held()).toEqual(before);

    const [head, ...rows] = await rowsIn(join(folder, 'fout-fouten.csv'));
    expect(head).toEqual([...HEAD.split(';'), 'Fouten']);
    expect(rows).toHaveLength(ROWS);
    rows.forEach((row, at) => {
      const [, column, rule] = SPOILED[Math.floor(at / 100) % 5]!;
      if (at % 100 !== 7) expect([at, row[12]]).toEqual([at, '']);
      else {
        expect(row[12]).toMatch(new RegExp(`^Rij ${at + 2}, ${column}: `));
        expect(row[12]).toMatch(rule);
      }
    });
    expect(rows.map((row) => row.slice(0, 5).join(';'))).toEqual(
      lines.map((line) => line.split(';').slice(0, 5).join(';')),
    );
  });

  test('is tried without changing anything', async () => {
    const before = await held();
    const ran = await adoptions(database.url, 'import', file('goed.csv', good), '--dry-run');
    expect([ran.code, ran.errors]).toEqual([
      0,
      expect.stringContaining(`${ROWS} rows: ${ROWS} changes, 0 said nothing new.`),
    ]);
    expect(await held()).toEqual(before);
  });

  test('that is right is recorded as a whole, an event for each change', async () => {
    const before = await held();
    expect((await adoptions(database.url, 'import', file('goed.csv', good))).code).toBe(0);
    const after = await held();
    expect(after).toEqual({
      known: before.known + ROWS,
      changes: before.changes + ROWS,
      events: before.events + ROWS,
    });
    const [row] = await database.sql<{ body: string }>(
      `select e.body from audit_event e join adoption a on a.id = e.subject_id where e.action = 'importAdoptions' and a.status = 'APPLIED'
         and a.known_to = 'infinity' order by e.event_id desc limit 1`,
    );
    const event = JSON.parse(row!.body);
    expect([event.actor.subject, event.reason]).toEqual(['register', 'fase "2"']);
    expect(event.changes).toContainEqual({ field: 'since', before: '2021-09-01', after: '2022-05-01' });
  });

  test('the counts of it are those of a recount', async () => {
    const [counts] = await database.sql<{ kept: number; real: number }>(
      `select (select sum(n)::int from adoption_delta where month <= 2026 * 12 and status = 'APPLIED') as kept,
         (select count(*)::int from adoption a where known_to = 'infinity' and status = 'APPLIED' and origin <> 'DERIVED'
            and valid_from <= '2026-01-31' and valid_to > '2026-01-31'
            and exists (select from adoption_profile p where p.municipality_id = a.municipality_id and p.valid_from <= '2026-01-31' and p.valid_to > '2026-01-31')) as real`,
    );
    expect(counts!.real).toBeGreaterThan(ROWS / 3 - 1);
    expect(counts!.kept).toBe(counts!.real);
  });

  test('given once more says nothing new', async () => {
    const before = await held();
    const ran = await adoptions(database.url, 'import', join(folder, 'goed.csv'));
    expect([ran.code, ran.errors]).toEqual([
      0,
      expect.stringContaining(`${ROWS} rows: 0 changes, ${ROWS} said nothing new.`),
    ]);
    expect(await held()).toEqual(before);
  });

  test('rows are judged in the order of their days, whatever their order in the file', async () => {
    const { codes, slugs } = await subjects(database.sql);
    const of = `${codes.at(-1)};${slugs[0]};;`;
    const backwards = [`${of}toegepast;2025-01-01;;;;;;;`, `${of}gepland;2024-01-01;2025-06-01;;;;;;`];
    expect((await adoptions(database.url, 'import', file('om.csv', backwards))).code).toBe(0);
    const again = [
      `${of}gepland;2025-06-01;2026-01-01;;;;;;`,
      `${of}in invoering;2024-01-01;;;;;;;`,
      `${of}gepland;2024-01-01;2025-01-01;;;;;;`,
    ];
    const ran = await adoptions(database.url, 'import', file('nee.csv', again));
    expect(ran.errors).toMatch(/row 2, status: From APPLIED to PLANNED on 2025-06-01/);
    expect(ran.errors).toMatch(/row 4, validFrom: Two rows speak of the same/);
  });

  test('that cannot be read is told so', async () => {
    const ran = await adoptions(database.url, 'import', join(folder, 'nergens.csv'));
    expect([ran.code, ran.errors]).toEqual([1, expect.stringMatching(/ENOENT/)]);
    const empty = await adoptions(database.url, 'import', file('kolom.csv', []).replace('kolom', 'kolom'));
    expect([empty.code, empty.errors]).toEqual([0, expect.stringContaining('0 rows: 0 changes')]);
  });
});
