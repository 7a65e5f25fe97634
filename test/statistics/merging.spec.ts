import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { begins, goes, merge } from '../organisations/mergers.js';
import { aStandard } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { comparable, countedByHand, differences, municipalities, record, statistics } from './counting.js';

const CODES = ['GM0402', 'GM0406', 'GM0417'];

let on: OwnRegister;
let anyone: Asking;
let registrar: Asking;
let alike: string;
let apart: string;
let known: string;
beforeAll(async () => {
  on = await startService({ env: { COST_PER_MINUTE: '0' } });
  anyone = asking(on);
  registrar = asking(on, 'registrar');
  alike = (await aStandard(on.sql)).id;
  apart = (await aStandard(on.sql)).id;
  const ids = await municipalities(on.sql, ...CODES);
  const said = (standard_id: string, status: string, i: number) => ({
    ...{ municipality_id: ids[i], standard_id, status, valid_from: '2026-02-01' },
  });
  await record(on.sql, [
    ...[0, 1, 2].map((i) => said(alike, 'APPLIED', i)),
    ...['APPLIED', 'IMPLEMENTING', 'APPLIED'].map((status, i) => said(apart, status, i)),
  ]);
  known = (await on.sql<{ at: Date }>('select clock_timestamp() as at'))[0]!.at.toISOString();
});
afterAll(() => on?.stop());

const input = {
  on: '2027-01-01',
  predecessors: CODES.map((code) => goes(code, 'GM2002')),
  newMunicipalities: [begins('GM2002', 'Gooimeer', 'NOORD_HOLLAND')],
  reason: 'Herindeling per 1 januari 2027',
};
const told = async (standardId: string, knownAt?: string) =>
  (await statistics(anyone, { standardId, from: '2026-12', to: '2027-01', knownAt })).map(
    ({ municipalities: n, applied, implementing }) => [n, applied, implementing],
  );

describe('When three municipalities become one on 1 January', () => {
  test('trying it changes no figure', async () => {
    const before = [await told(alike), await told(apart)];
    const { errors } = await merge(registrar, { ...input, dryRun: true });
    expect(errors).toEqual([]);
    expect([await told(alike), await told(apart)]).toEqual(before);
  });

  test('31 December counts three and 1 January one, which applies what all three did', async () => {
    const [[many]] = (await told(alike)) as [[number]];
    const { errors } = await merge(registrar, input);
    expect(errors).toEqual([]);
    expect(await told(alike)).toEqual([
      [many, 3, 0],
      [many - 2, 1, 0],
    ]);
    // Where they differ nothing is known of the new one.
    expect(await told(apart)).toEqual([
      [many, 2, 1],
      [many - 2, 0, 0],
    ]);
    expect(await differences(on.sql)).toEqual([]);
  });

  test('what was known before is told as it was', async () => {
    for (const standardId of [alike, apart]) {
      const [december, january] = await told(standardId, known);
      expect(january).toEqual(december);
    }
  });

  test('its province and its class count it as by hand, its class not being known yet', async () => {
    for (const groupBy of ['PROVINCE', 'POPULATION_CLASS'])
      for (const month of ['2026-12', '2027-01']) {
        const points = await statistics(anyone, { standardId: alike, from: month, to: month, groupBy });
        expect(comparable(points)).toEqual(
          comparable(await countedByHand(on.sql, { month, standardId: alike, groupBy })),
        );
      }
    const classes = await statistics(anyone, {
      standardId: alike,
      from: '2027-01',
      to: '2027-01',
      groupBy: 'POPULATION_CLASS',
    });
    expect(classes.at(-1)).toMatchObject({ group: null, municipalities: 1, applied: 1, population: null });
  });

  test('what was taken over counts as stale when nobody confirms it', async () => {
    const stale = async (to: string) => (await statistics(anyone, { standardId: alike, from: to, to }))[0]!['stale'];
    expect(await stale('2027-06')).toBe(0);
    expect(await stale('2027-08')).toBe(1);
  });
});
