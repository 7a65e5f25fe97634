import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { aStandard, anAdoption, aVersion } from '../support/builders.js';
import { placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { binds, day, municipalityId, Reporter } from './reporting.js';

let on: Register;
let amsterdam: Reporter;
beforeAll(async () => {
  on = await register();
  amsterdam = await Reporter.of(on, 'reporter-gm0363');
});

const standard = async () => (await aStandard(on.sql)).id;
const rowsOf = (standardIds: string[]) =>
  on.sql<{ status: string; from: string; to: string }>(
    `select status, valid_from as from, valid_to as to from adoption
     where standard_id = any($1) and known_to = 'infinity' order by standard_id, valid_from`,
    [standardIds],
  );

describe('A report', () => {
  test('is from then on what the register holds, as the word of the municipality', async () => {
    const standardId = await standard();
    const [adoption] = await amsterdam.reports({ standardId, status: 'APPLIED' });
    expect(adoption).toMatchObject({
      ...{ status: 'APPLIED', origin: 'REPORTED', since: day(), freshness: 'CURRENT', revision: 1, version: null },
      confirmBy: `${Number(day().slice(0, 4)) + 1}${day().slice(4)}`,
    });
    expect(await amsterdam.record(standardId, 'id status')).toEqual({ id: adoption.id, status: 'APPLIED' });
  });

  test('of an approver is signed off at once', async () => {
    const approver = await Reporter.of(on, 'approver-gm0363');
    const [adoption] = await approver.reports({ standardId: await standard(), status: 'APPLIED' });
    expect(adoption.origin).toBe('APPROVED');
  });

  test('keeps one record for each standard, whatever is said of it', async () => {
    const standardId = await standard();
    const versionId = await aVersion(on.sql, standardId, '1.0', 1);
    const [planned] = await amsterdam.reports({ standardId, status: 'PLANNED', plannedFor: day(30) });
    const [applied] = await amsterdam.reports({ standardId, status: 'APPLIED', versionId });
    expect(applied.id).toBe(planned.id);
    expect(planned).toMatchObject({ revision: 1, plannedFor: day(30) });
    expect(applied).toMatchObject({ revision: 2, plannedFor: null, version: null }); // a version without a stage is not there yet
  });

  test('of a day in the past holds from that day until the next of which something is known', async () => {
    const standardId = await standard();
    await amsterdam.reports({ standardId, status: 'APPLIED', validFrom: '2024-06-01' });
    await amsterdam.reports({ standardId, status: 'PLANNED', plannedFor: '2024-06-01', validFrom: '2023-01-01' });
    expect(await rowsOf([standardId])).toEqual([
      { status: 'PLANNED', from: '2023-01-01', to: '2024-06-01' },
      { status: 'APPLIED', from: '2024-06-01', to: 'infinity' },
    ]);
    const on_ = (asOf: string) => amsterdam.record(standardId, 'status', `asOf: "${asOf}"`);
    expect(await on_('2022-12-31')).toBeUndefined();
    expect(await on_('2024-05-31')).toEqual({ status: 'PLANNED' });
    expect(await on_('2024-06-01')).toEqual({ status: 'APPLIED' });
  });

  test('of a day to come changes nothing until then, and leaves what was not known unknown', async () => {
    const standardId = await standard();
    const [adoption] = await amsterdam.reports({ standardId, status: 'APPLIED', validFrom: day(40) });
    expect(adoption).toMatchObject({ status: 'UNKNOWN', since: day(), confirmBy: null });
    expect(await amsterdam.record(standardId, 'status', `asOf: "${day(39)}"`)).toEqual({ status: 'UNKNOWN' });
    expect(await amsterdam.record(standardId, 'status since', `asOf: "${day(40)}"`)).toEqual({
      status: 'APPLIED',
      since: day(40),
    });
  });

  test('that says what is held already writes nothing, and is no error', async () => {
    const standardId = await standard();
    await amsterdam.reports({ standardId, status: 'APPLIED', validFrom: '2025-01-01' });
    const key = { idempotencyKey: `unchanged-${newId('tst')}` };
    const again = await amsterdam.tries([{ standardId, status: 'APPLIED' }], key);
    expect(again).toMatchObject({ errors: [], adoptions: [{ revision: 1, since: '2025-01-01' }] });
    expect(await rowsOf([standardId])).toHaveLength(1);
    expect(await on.sql('select from audit_event where subject_id = $1', [again.adoptions[0].id])).toHaveLength(1);

    await amsterdam.reports({ standardId, status: 'PHASED_OUT' });
    const repeated = await amsterdam.tries([{ standardId, status: 'APPLIED' }], key);
    expect(repeated).toMatchObject({ errors: [], adoptions: [{ status: 'PHASED_OUT', revision: 2 }] });
  });

  test('stands in the audit log of the municipality, with what was held before', async () => {
    const standardId = await standard();
    const [{ id }] = await amsterdam.reports({ standardId, status: 'IMPLEMENTING', validFrom: '2025-01-01' });
    await amsterdam.reports({ standardId, status: 'APPLIED', reason: 'Livegang.' });
    const events = await on.sql<{ body: string; name: string }>(
      `select e.body, o.name from audit_event e join organisation o on o.id = e.organisation_id where subject_id = $1 order by e.event_id`,
      [id],
    );
    expect(events.map(({ name }) => name)).toEqual(['Amsterdam', 'Amsterdam']);
    const last = JSON.parse(events[1]!.body);
    expect(last).toMatchObject({ action: 'reportAdoptions', reason: 'Livegang.' });
    expect(last.changes).toContainEqual({ field: 'status', before: 'IMPLEMENTING', after: 'APPLIED' });
    expect(last.changes).toContainEqual({ field: 'since', before: '2025-01-01', after: day() });
  });

  test('stands in the log with what was said before it in the same request', async () => {
    const standardId = await standard();
    const [{ id }] = await amsterdam.reports(
      { standardId, status: 'APPLIED', validFrom: '2025-06-01' },
      { standardId, status: 'IMPLEMENTING', validFrom: '2025-01-01' },
    );
    const events = await on.sql<{ body: string }>('select body from audit_event where subject_id = $1', [id]);
    const steps = events.map(({ body }) => JSON.parse(body).changes.find(({ field }: any) => field === 'status'));
    expect(steps).toEqual([
      { field: 'status', before: 'IMPLEMENTING', after: 'APPLIED' },
      { field: 'status', before: null, after: 'IMPLEMENTING' },
    ]);
  });

  test('is its own word from then on, also of what the register had from a source', async () => {
    const standardId = await standard();
    await anAdoption(on.sql, { municipalityId: amsterdam.municipalityId, standardId });
    await amsterdam.reports({ standardId, status: 'APPLIED' });
    const { history } = await amsterdam.record(standardId, 'history { nodes { recordedBy { name } } }');
    expect(history.nodes.map((change: any) => change.recordedBy?.name ?? null)).toEqual(['Amsterdam', null]);
  });
});

describe('Of many reports', () => {
  test('a hundred are taken, and answered in their order', async () => {
    const ids = await Promise.all(Array.from({ length: 100 }, standard));
    const adoptions = await amsterdam.reports(...ids.map((standardId) => ({ standardId, status: 'APPLIED' })));
    expect(adoptions).toHaveLength(100);
    const [{ n } = { n: 0 }] = await on.sql<{ n: number }>(
      `select count(*)::int as n from adoption where id = any($1) and known_to = 'infinity'`,
      [adoptions.map(({ id }) => id)],
    );
    expect(n).toBe(100);
  });

  test('none, or more than a hundred, are refused', async () => {
    const report = { standardId: await standard(), status: 'APPLIED' };
    for (const count of [0, 101]) {
      const { errors, adoptions } = await amsterdam.tries(Array<typeof report>(count).fill(report));
      expect(adoptions).toBeNull();
      expect(placesOf(errors)).toEqual(['InvalidInputError input.reports']);
    }
  });

  test('nothing is kept when one is refused, and every broken rule is told at its place', async () => {
    const [good, other, draft] = [await standard(), await standard(), newId('std')];
    const { errors, adoptions } = await amsterdam.tries([
      { standardId: good, status: 'APPLIED' },
      { standardId: other, status: 'PLANNED' },
      { standardId: draft, status: 'APPLIED' },
      { standardId: other, status: 'NOT_APPLICABLE', validFrom: day(1), reason: ' ' },
      { standardId: good, status: 'APPLIED', versionId: newId('ver'), validFrom: '2300-01-01' },
    ]);
    expect(adoptions).toBeNull();
    expect(placesOf(errors)).toEqual([
      'InvalidInputError input.reports.1.plannedFor',
      'InvalidInputError input.reports.3.reason',
      'InvalidInputError input.reports.4.validFrom',
      'InvalidInputError input.reports.4.versionId',
      'NotFoundError input.reports.2.standardId',
    ]);
    expect(await rowsOf([good, other])).toEqual([]);
  });

  test('of one standard the days may differ, in any order, and each is judged after the one before', async () => {
    const standardId = await standard();
    await amsterdam.reports(
      { standardId, status: 'APPLIED', validFrom: '2025-01-01' },
      { standardId, status: 'PHASED_OUT', validFrom: '2026-01-01' },
      { standardId, status: 'IMPLEMENTING', validFrom: '2024-01-01' },
    );
    expect((await rowsOf([standardId])).map(({ status }) => status)).toEqual(['IMPLEMENTING', 'APPLIED', 'PHASED_OUT']);
    const { errors } = await amsterdam.tries([
      { standardId: await standard(), status: 'APPLIED', validFrom: '2025-01-01' },
      ...['APPLIED', 'IMPLEMENTING'].map((status) => ({ standardId, status, validFrom: day(9) })),
    ]);
    expect(placesOf(errors)).toContain('InvalidInputError input.reports.2.validFrom');
  });
});

describe('A report is refused', () => {
  test('for another municipality, in the words for one that does not exist', async () => {
    const standardId = await standard();
    const utrecht = await municipalityId(on.sql, 'GM0344');
    const [foreign, none] = await Promise.all(
      [utrecht, newId('mun')].map((id) => amsterdam.tries([{ standardId, status: 'APPLIED' }], { municipalityId: id })),
    );
    expect(placesOf(foreign.errors)).toEqual(['NotFoundError input.municipalityId']);
    expect(foreign).toEqual(none);
    expect(await rowsOf([standardId])).toEqual([]);
  });

  test('of a draft version, in the words for one of another standard', async () => {
    const standardId = await standard();
    const draft = await aVersion(on.sql, standardId, '2.0', 1);
    await on.sql('alter table standard_version disable trigger user');
    await on.sql('update standard_version set announced_at = null where id = $1', [draft]);
    await on.sql('alter table standard_version enable trigger user');
    const other = await aVersion(on.sql, await standard(), '1.0', 1);
    const refused = await Promise.all(
      [draft, other].map((versionId) => amsterdam.tries([{ standardId, status: 'APPLIED', versionId }])),
    );
    expect(placesOf(refused[0].errors)).toEqual(['InvalidInputError input.reports.0.versionId']);
    expect(refused[0]).toEqual(refused[1]);
  });

  test('when the record was changed since it was seen', async () => {
    const standardId = await standard();
    const [first] = await amsterdam.reports({ standardId, status: 'PLANNED', plannedFor: day(9), expectedRevision: 0 });
    await amsterdam.reports({ standardId, status: 'IMPLEMENTING', expectedRevision: 1 });
    const { errors } = await amsterdam.tries([{ standardId, status: 'APPLIED', expectedRevision: 1 }]);
    expect(errors).toMatchObject([
      { __typename: 'ConflictError', path: ['input', 'reports', '0', 'expectedRevision'], conflictingId: first.id },
    ]);
    const [applied] = await amsterdam.reports({ standardId, status: 'APPLIED', expectedRevision: 2 });
    expect(applied.revision).toBe(3);
  });

  test('for a day on which the municipality does not exist', async () => {
    const registrar = await Reporter.of(on, 'registrar', 'GM0457'); // Weesp, until 2022-03-24
    const standardId = await standard();
    const { errors } = await registrar.tries([{ standardId, status: 'APPLIED' }]);
    expect(placesOf(errors)).toEqual(['InvalidInputError input.reports.0.validFrom']);
  });
});

describe('The same request', () => {
  test('sent twenty times at once with one key is done once', async () => {
    const standardId = await standard();
    const reports = [{ standardId, status: 'APPLIED' }];
    const idempotencyKey = `adoption-${newId('tst')}`;
    const answers = await Promise.all(Array.from({ length: 20 }, () => amsterdam.tries(reports, { idempotencyKey })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0].errors).toEqual([]);
    expect(await on.sql(`select from adoption where standard_id = $1`, [standardId])).toHaveLength(1);
    const { errors } = await amsterdam.tries([{ standardId, status: 'PHASED_OUT' }], { idempotencyKey });
    expect(placesOf(errors)).toEqual(['ConflictError input.idempotencyKey']);
  });

  test('of two people at once has one that comes first, and the other is judged after it', async () => {
    const standardId = await standard();
    const approver = await Reporter.of(on, 'approver-gm0363');
    const answers = await Promise.all([
      amsterdam.tries([{ standardId, status: 'APPLIED', expectedRevision: 0 }]),
      approver.tries([{ standardId, status: 'IMPLEMENTING', expectedRevision: 0 }]),
    ]);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(await rowsOf([standardId])).toHaveLength(1);
  });
});

test('The registrar reports for any municipality, on behalf of the office', async () => {
  const registrar = await Reporter.of(on, 'registrar', 'GM0344');
  const standardId = await standard();
  await registrar.reports({ standardId, status: 'APPLIED' });
  const { history } = await registrar.record(
    standardId,
    'history { nodes { recordedBy { name municipality { code } } } }',
  );
  expect(history.nodes).toMatchObject([{ recordedBy: { municipality: null } }]);
});

test('Nothing a caller sends is a failure of the service', async () => {
  const standardId = await standard();
  await binds(on.sql, standardId, 'COMPLY_OR_EXPLAIN');
  const odd = [
    { standardId: '', status: 'APPLIED' },
    { standardId: "std_'; drop table adoption; --", status: 'APPLIED' },
    { standardId, status: 'APPLIED', reason: 'x'.repeat(2001) },
    { standardId, status: 'APPLIED', reason: '\u0000' },
    { standardId, status: 'APPLIED', versionId: 'ver_' },
    { standardId, status: 'APPLIED', validFrom: '0001-01-01' },
    { standardId, status: 'EXPLAINED', explanation: { reason: 'OTHER', motivation: '', reviewOn: '9999-12-31' } },
  ];
  for (const report of odd) {
    const { errors, adoptions } = await amsterdam.tries([report]);
    expect([report, adoptions]).toEqual([report, null]);
    for (const { path } of errors) expect(path.slice(0, 3)).toEqual(['input', 'reports', '0']);
  }
  expect(await rowsOf([standardId])).toEqual([]);
});
