import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, aVersion } from '../support/builders.js';
import { placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { anExplanation, binds, day, Reporter } from './reporting.js';

let on: Register;
let amsterdam: Reporter;
beforeAll(async () => {
  on = await register();
  amsterdam = await Reporter.of(on, 'reporter-gm0363');
});

const bound = async (level: string, more: Parameters<typeof binds>[3] = {}): Promise<string> => {
  const { id } = await aStandard(on.sql);
  await binds(on.sql, id, level, more);
  return id;
};
const explain = async (standardId: string, more: Record<string, unknown> = {}) =>
  placesOf(
    (await amsterdam.tries([{ standardId, status: 'EXPLAINED', explanation: anExplanation(), ...more }])).errors,
  );
const STATUS = ['InvalidInputError input.reports.0.status'];

describe('Not applying a standard is explained', () => {
  test('where comply-or-explain binds, with reason, motivation and review date', async () => {
    const [adoption] = await amsterdam.reports({
      ...{ standardId: await bound('COMPLY_OR_EXPLAIN'), status: 'EXPLAINED' },
      explanation: anExplanation(),
    });
    expect(adoption).toMatchObject({
      ...{ status: 'EXPLAINED', confirmBy: day(180), freshness: 'CURRENT' },
      explanation: {
        ...{ reason: 'NO_SUPPLIER_SUPPORT', motivation: 'Geen leverancier biedt het aan.' },
        ...{ reviewOn: day(180), confidential: false },
      },
    });
  });

  test('but not without an explanation', async () => {
    const standardId = await bound('COMPLY_OR_EXPLAIN');
    expect(await explain(standardId, { explanation: null })).toEqual(['InvalidInputError input.reports.0.explanation']);
  });

  test('nor where nothing asks for it', async () => {
    expect(await explain((await aStandard(on.sql)).id)).toEqual(STATUS);
    expect(await explain(await bound('RECOMMENDED'))).toEqual(STATUS);
  });

  test('nor against what is mandatory, also when it may be explained elsewhere', async () => {
    const standardId = await bound('MANDATORY', { source: 'LAW' });
    await binds(on.sql, standardId, 'COMPLY_OR_EXPLAIN', { source: 'FORUM' });
    expect(await explain(standardId)).toEqual(STATUS);
  });

  test('nor when the obligation is for others than municipalities', async () => {
    expect(await explain(await bound('COMPLY_OR_EXPLAIN', { audience: 'Waterschappen' }))).toEqual(STATUS);
    expect(await explain(await bound('COMPLY_OR_EXPLAIN', { audience: 'Gemeenten en provincies' }))).toEqual([]);
  });

  test('from a day on which the obligation is in force, also one in the past or to come', async () => {
    const standardId = await bound('COMPLY_OR_EXPLAIN', { from: '2024-01-01', to: day(100) });
    const from = (validFrom: string, reviewOn: string) =>
      explain(standardId, { validFrom, explanation: anExplanation({ reviewOn }) });
    expect(await from('2023-12-31', '2024-06-01')).toEqual(STATUS);
    expect(await from(day(100), day(130))).toEqual(STATUS);
    expect(await from('2024-01-01', '2025-01-01')).toEqual([]);
    expect(await from(day(99), day(130))).toEqual([]);
  });

  test('until a review date at most twelve months on', async () => {
    const standardId = await bound('COMPLY_OR_EXPLAIN');
    const until = (reviewOn: string) => explain(standardId, { explanation: anExplanation({ reviewOn }) });
    const place = ['InvalidInputError input.reports.0.explanation.reviewOn'];
    expect(await until(day())).toEqual(place);
    expect(await until(day(367))).toEqual(place);
    expect(await until(day(365))).toEqual([]);
  });

  test('of the version that is bound, its line, or a release of it', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const line = await aVersion(on.sql, standardId, '1.x', 1, 'LINE');
    const [release, other] = [
      await aVersion(on.sql, standardId, '1.2', 2),
      await aVersion(on.sql, standardId, '2.0', 3),
    ];
    await on.sql('update standard_version set line_id = $2 where id = $1', [release, line]);
    await binds(on.sql, standardId, 'COMPLY_OR_EXPLAIN', { versionIds: [release] });
    expect(await explain(standardId, { versionId: other })).toEqual(STATUS);
    expect(await explain(standardId, { versionId: line })).toEqual([]);
    expect(await explain(standardId, { versionId: release })).toEqual([]);
  });
});

test('An explanation that was not reviewed in time is stale, and is given anew, not confirmed', async () => {
  const standardId = await bound('COMPLY_OR_EXPLAIN');
  const explanation = anExplanation({ reviewOn: '2026-02-01' });
  const [late] = await amsterdam.reports({ standardId, status: 'EXPLAINED', validFrom: '2025-06-01', explanation });
  expect(late).toMatchObject({ freshness: 'STALE', confirmBy: '2026-02-01' });
  expect(await amsterdam.record(standardId, 'freshness', 'asOf: "2026-02-01"')).toEqual({ freshness: 'CURRENT' });
  expect(placesOf((await amsterdam.triesToConfirm(late.id)).errors)).toEqual(['InvalidInputError input.adoptionIds.0']);
  const [renewed] = await amsterdam.reports({ standardId, status: 'EXPLAINED', explanation: anExplanation() });
  expect(renewed).toMatchObject({ id: late.id, freshness: 'CURRENT', since: day(), revision: 2 });
});
