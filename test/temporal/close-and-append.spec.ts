import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, aVersion, phase, put } from '../support/builders.js';
import { type Register, register } from '../support/register.js';

interface Held {
  lifecycle: string;
  valid_from: string;
  valid_to: string;
  is_open: boolean;
}

describe('Close and append', () => {
  let on: Register;
  let standardId: string;
  let count = 0;
  beforeAll(async () => {
    on = await register();
    standardId = (await aStandard(on.sql)).id;
  });
  const aKey = () => aVersion(on.sql, standardId, `v${++count}`, count);
  const held = (versionId: string, open = true) =>
    on.sql<Held>(
      `select lifecycle, valid_from::text, valid_to::text, known_to = 'infinity' as is_open from version_phase
       where version_id = $1 and (known_to = 'infinity') = $2 order by valid_from, row_id`,
      [versionId, open],
    );
  const periods = async (versionId: string) =>
    (await held(versionId)).map((h) => `${h.lifecycle} ${h.valid_from} ${h.valid_to}`);

  test('splits what it falls in the middle of', async () => {
    const key = await aKey();
    await phase(on.sql, key, 'IN_USE', '2020-01-01');
    await phase(on.sql, key, 'CANDIDATE', '2021-01-01', { valid_to: '2022-01-01' });
    expect(await periods(key)).toEqual([
      'IN_USE 2020-01-01 2021-01-01',
      'CANDIDATE 2021-01-01 2022-01-01',
      'IN_USE 2022-01-01 infinity',
    ]);
    expect(await held(key, false)).toHaveLength(1);
  });

  test('takes the place of all it covers, and cuts what it touches', async () => {
    const key = await aKey();
    await phase(on.sql, key, 'IN_DEVELOPMENT', '2020-01-01', { valid_to: '2020-02-01' });
    await phase(on.sql, key, 'CONSULTATION', '2020-02-01', { valid_to: '2020-03-01' });
    await phase(on.sql, key, 'CANDIDATE', '2020-03-01');
    await phase(on.sql, key, 'IN_USE', '2020-01-15', { valid_to: '2020-04-01' });
    expect(await periods(key)).toEqual([
      'IN_DEVELOPMENT 2020-01-01 2020-01-15',
      'IN_USE 2020-01-15 2020-04-01',
      'CANDIDATE 2020-04-01 infinity',
    ]);
  });

  test('writes nothing when the register already held exactly this', async () => {
    const key = await aKey();
    await phase(on.sql, key, 'IN_USE', '2020-01-01', { valid_to: '2021-01-01' });
    expect(await phase(on.sql, key, 'IN_USE', '2020-01-01', { valid_to: '2021-01-01' })).toBeNull();
    expect(await held(key, false)).toEqual([]);
  });

  test('can clear a period', async () => {
    const key = await aKey();
    await phase(on.sql, key, 'IN_USE', '2020-01-01');
    await put(on.sql, 'version_phase', { version_id: key, valid_from: '2021-01-01', valid_to: '2022-01-01' }, true);
    expect(await periods(key)).toEqual(['IN_USE 2020-01-01 2021-01-01', 'IN_USE 2022-01-01 infinity']);
  });

  test('refuses a period that ends before it begins', async () => {
    const key = await aKey();
    await expect(phase(on.sql, key, 'IN_USE', '2021-01-01', { valid_to: '2021-01-01' })).rejects.toThrow(
      /version_phase_valid_check/,
    );
    await expect(phase(on.sql, key, 'IN_USE', '-infinity')).rejects.toThrow(/version_phase_valid_check/);
  });

  test('keeps periods of one key apart, even for whoever goes round it', async () => {
    const key = await aKey();
    await phase(on.sql, key, 'IN_USE', '2020-01-01');
    await expect(
      on.sql(
        `insert into version_phase (version_id, lifecycle, confidence, is_from_known, valid_from, known_from) values ($1, 'VOID', 'SEEN', true, '2030-01-01', now())`,
        [key],
      ),
    ).rejects.toThrow(/version_phase_version_id_valid_excl/);
  });

  test('leaves closed records as they are, for the owner too', async () => {
    const key = await aKey();
    await phase(on.sql, key, 'IN_USE', '2020-01-01');
    await phase(on.sql, key, 'VOID', '2020-01-01');
    const change = (set: string) => on.sql(`update version_phase set ${set} where version_id = $1`, [key]);
    await expect(change(`reason = 'anders'`)).rejects.toThrow(/append-only/);
    await expect(change(`known_to = 'infinity'`)).rejects.toThrow(/append-only/);
    await expect(change(`known_to = now()`)).rejects.toThrow(/append-only/);
  });

  test('makes sixteen writers of one key wait for each other, and loses none', async () => {
    const key = await aKey();
    const writes = Array.from({ length: 16 }, (_, i) =>
      phase(on.sql, key, 'IN_USE', `20${10 + i}-06-01`, { valid_to: `20${10 + i}-07-01` }),
    );
    const moments = await Promise.all(writes);
    expect(await held(key)).toHaveLength(16);
    expect(moments.every((at) => at instanceof Date)).toBe(true);
  });

  test('leaves exactly one answer for every day and every moment, whatever was written', async () => {
    const key = await aKey();
    let seed = 20261121;
    const random = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
    const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10);
    /** What each day should say, kept the simple way. */
    const model = new Map<string, string>();
    const history: { at: Date; said: Map<string, string> }[] = [];
    for (let i = 0; i < 40; i++) {
      const from = random(60);
      const to = from + 1 + random(20);
      const lifecycle = ['IN_USE', 'VOID', 'CANDIDATE'][random(3)]!;
      const at = await phase(on.sql, key, lifecycle, day(from), { valid_to: day(to) });
      for (let d = from; d < to; d++) model.set(day(d), lifecycle);
      if (at) history.push({ at, said: new Map(model) });
    }
    for (const { at, said } of history) {
      const rows = await on.sql<{ day: string; lifecycle: string }>(
        `select d::date::text as day, p.lifecycle from generate_series('2020-01-01'::date, '2020-03-31', '1 day') d
         join version_phase p on p.version_id = $1 and p.known_from <= $2 and p.known_to > $2 and p.valid_from <= d and p.valid_to > d`,
        [key, at],
      );
      expect(rows).toHaveLength(said.size);
      for (const row of rows) expect(row.lifecycle).toBe(said.get(row.day));
    }
  });
});
