import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, startingRegister } from '../support/register.js';

describe('Municipalities', () => {
  let on: Register;
  beforeAll(async () => void (on = await startingRegister()));
  const ask = async (document: string, variables?: Record<string, unknown>) => {
    const { body } = await on.graphql(document, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };

  test.each([
    ['2019-01-01', 355],
    ['2020-01-01', 355],
    ['2021-01-01', 352],
    ['2022-01-01', 345],
    ['2023-01-01', 342],
    ['2024-01-01', 342],
    ['2025-01-01', 342],
    ['2026-01-01', 342],
  ])('on %s are %i', async (asOf, count) => {
    const data = await ask('query ($asOf: Date) { municipalities(asOf: $asOf) { totalCount } }', { asOf });
    expect(data.municipalities.totalCount).toBe(count);
  });

  test('change on the day of the merger, not the day before', async () => {
    const data = await ask(
      '{ before: municipalities(asOf: "2022-12-31") { totalCount } on: municipalities(asOf: "2023-01-01") { totalCount } }',
    );
    expect([data.before.totalCount, data.on.totalCount]).toEqual([345 - 1, 342]);
  });

  test('know whom they followed', async () => {
    const { municipality } = await ask(
      `{ municipality(by: { code: "GM1992" }) { name code uri province existence { from to isFromKnown } predecessors { code name existence { to } } successors { code } } }`,
    );
    expect(municipality).toEqual({
      name: 'Voorne aan Zee',
      code: 'GM1992',
      uri: 'https://identifier.overheid.nl/tooi/id/gemeente/gm1992',
      province: 'ZUID_HOLLAND',
      existence: { from: '2023-01-01', to: null, isFromKnown: true },
      predecessors: [
        { code: 'GM0501', name: 'Brielle', existence: { to: '2023-01-01' } },
        { code: 'GM0530', name: 'Hellevoetsluis', existence: { to: '2023-01-01' } },
        { code: 'GM0614', name: 'Westvoorne', existence: { to: '2023-01-01' } },
      ],
      successors: [],
    });
  });

  test('that ended are still found, with those that followed them', async () => {
    const data = await ask(
      `{ haaren: municipality(by: { code: "GM0788" }) { name existence { to } successors { code } }
         before: municipality(by: { code: "GM0788" }, asOf: "2020-12-31") { successors { code } } }`,
    );
    expect(data.haaren.successors.map((m: { code: string }) => m.code).sort()).toEqual([
      'GM0757',
      'GM0824',
      'GM0855',
      'GM0865',
    ]);
    expect(data.haaren.existence.to).toBe('2021-01-01');
    expect(data.before.successors).toEqual([]);
  });

  test('have inhabitants by year; an unknown year is null', async () => {
    const { municipality } = await ask(
      `{ municipality(by: { code: "GM0363" }) { newest: population y2021: population(year: 2021) y1999: population(year: 1999) absurd: population(year: 2147483647) negative: population(year: -5) } }`,
    );
    expect(municipality.y2021).toBeGreaterThan(800_000);
    expect(municipality).toEqual({
      newest: municipality.y2021,
      y2021: municipality.y2021,
      y1999: null,
      absurd: null,
      negative: null,
    });
  });

  test('are organisations, and can be narrowed down by province', async () => {
    const data = await ask(
      `{ municipalities(provinces: [FLEVOLAND], asOf: "2026-01-01") { totalCount nodes { name province organisation { kind municipality { name } } } } }`,
    );
    expect(data.municipalities.totalCount).toBe(6);
    expect(data.municipalities.nodes[0]).toEqual({
      name: 'Almere',
      province: 'FLEVOLAND',
      organisation: { kind: 'MUNICIPALITY', municipality: { name: 'Almere' } },
    });
  });
});
