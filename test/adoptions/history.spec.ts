import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { binds, anExplanation, day, recordOf, Reporter } from './reporting.js';

let on: Register;
let ask: Asking;
let amsterdam: Reporter;
beforeAll(async () => {
  on = await register();
  ask = asking(on);
  amsterdam = await Reporter.of(on, 'reporter-gm0363');
});

const CHANGES = 'history { totalCount nodes { revision from to validFrom recordedAt } }';
const steps = (record: any) => record.history.nodes.map(({ from, to, validFrom }: any) => [from, to, validFrom]);

/** Planned for, brought in and applied, each said in a request of its own. */
const threeSteps = async (): Promise<string> => {
  const { id: standardId } = await aStandard(on.sql);
  await amsterdam.reports({ standardId, status: 'PLANNED', plannedFor: '2026-01-01', validFrom: '2024-01-01' });
  await amsterdam.reports({ standardId, status: 'IMPLEMENTING', validFrom: '2025-01-01' });
  await amsterdam.reports({ standardId, status: 'APPLIED', validFrom: '2025-06-01' });
  return standardId;
};
const record = (standardId: string, selection: string, moments = '') =>
  recordOf(ask, { standardId, municipalityId: amsterdam.municipalityId }, selection, moments);

describe('The history of a record', () => {
  test('holds every change, the newest first, whatever date is asked about', async () => {
    const standardId = await threeSteps();
    const now = await record(standardId, CHANGES);
    expect(steps(now)).toEqual([
      ['IMPLEMENTING', 'APPLIED', '2025-06-01'],
      ['PLANNED', 'IMPLEMENTING', '2025-01-01'],
      [null, 'PLANNED', '2024-01-01'],
    ]);
    expect(now.history.nodes.map(({ revision }: any) => revision)).toEqual([3, 2, 1]);
    expect(await record(standardId, CHANGES, 'asOf: "2024-06-01"')).toEqual(now);
  });

  test('is read page by page', async () => {
    const standardId = await threeSteps();
    const first = await record(standardId, 'history(first: 2) { nodes { to } pageInfo { hasNextPage endCursor } }');
    expect(first.history.nodes).toEqual([{ to: 'APPLIED' }, { to: 'IMPLEMENTING' }]);
    const { hasNextPage, endCursor } = first.history.pageInfo;
    expect(hasNextPage).toBe(true);
    const rest = `history(first: 2, after: "${endCursor}") { totalCount nodes { to } pageInfo { hasNextPage } }`;
    expect((await record(standardId, rest)).history).toEqual({
      ...{ totalCount: 3, nodes: [{ to: 'PLANNED' }], pageInfo: { hasNextPage: false } },
    });
  });

  test('tells what was said each time: the plan, the explanation, by whom and when', async () => {
    const { id: standardId } = await aStandard(on.sql);
    await binds(on.sql, standardId, 'COMPLY_OR_EXPLAIN');
    const before = new Date().toISOString();
    await amsterdam.reports({ standardId, status: 'PLANNED', plannedFor: day(90), validFrom: day(-10) });
    await amsterdam.reports({ standardId, status: 'EXPLAINED', explanation: anExplanation() });
    const { history } = await record(
      standardId,
      'history { nodes { id plannedFor explanation { reviewOn } recordedAt recordedBy { name } origin version { id } } }',
    );
    expect(history.nodes).toMatchObject([
      { plannedFor: null, explanation: { reviewOn: day(180) }, recordedBy: { name: 'Amsterdam' }, origin: 'REPORTED' },
      { plannedFor: day(90), explanation: null, version: null },
    ]);
    const [newest, oldest] = history.nodes;
    expect(oldest.recordedAt >= before && newest.recordedAt > oldest.recordedAt).toBe(true);
    const { node } = await ask(`{ node(id: "${oldest.id}") { __typename id ... on AdoptionChange { to } } }`);
    expect(node).toEqual({ __typename: 'AdoptionChange', id: oldest.id, to: 'PLANNED' });
  });

  test('shows no change for what is left of a stretch that was cut in two', async () => {
    const { id: standardId } = await aStandard(on.sql);
    await amsterdam.reports({ standardId, status: 'APPLIED', validFrom: '2025-01-01' });
    await amsterdam.reports({ standardId, status: 'PHASED_OUT', validFrom: '2026-01-01' });
    expect(await on.sql('select from adoption where standard_id = $1', [standardId])).toHaveLength(3);
    expect((await record(standardId, CHANGES, 'asOf: "2025-06-01"')).history.totalCount).toBe(2);
  });
});

describe('What the register said then', () => {
  test('is what it knew at that moment, on any date', async () => {
    const standardId = await threeSteps();
    const { history } = await record(standardId, CHANGES);
    const [third, second, first] = history.nodes.map(({ recordedAt }: any) => recordedAt as string);
    const status = async (knownAt: string | undefined, asOf: string) =>
      (await record(standardId, 'status', `asOf: "${asOf}", knownAt: "${knownAt}"`))?.status;
    expect(await status(first, '2026-06-01')).toBe('PLANNED');
    expect(await status(second, '2026-06-01')).toBe('IMPLEMENTING');
    expect(await status(second, '2024-12-31')).toBe('PLANNED');
    expect(await status(third, '2026-06-01')).toBe('APPLIED');
    const before = new Date(Date.parse(first) - 1).toISOString();
    expect(await status(before, '2026-06-01')).toBeUndefined();
  });

  test('has the history and the revision of that moment', async () => {
    const standardId = await threeSteps();
    const all = (await record(standardId, CHANGES)).history.nodes;
    const then = await record(standardId, `revision ${CHANGES}`, `knownAt: "${all[1].recordedAt}"`);
    expect(then.revision).toBe(2);
    expect(then.history).toEqual({ totalCount: 2, nodes: all.slice(1) });
  });

  test('stays as it was when it is corrected afterwards', async () => {
    const standardId = await threeSteps();
    const [{ recordedAt }] = (await record(standardId, CHANGES)).history.nodes;
    await amsterdam.reports({
      ...{ standardId, status: 'NOT_APPLICABLE', validFrom: '2024-01-01' },
      ...{ correction: true, reason: 'Nooit van toepassing geweest.' },
    });
    const moments = (knownAt: string) => `asOf: "2024-06-01"${knownAt && `, knownAt: "${knownAt}"`}`;
    expect(await record(standardId, 'status', moments(recordedAt))).toEqual({ status: 'PLANNED' });
    expect(await record(standardId, 'status', moments(''))).toEqual({ status: 'NOT_APPLICABLE' });
  });
});
