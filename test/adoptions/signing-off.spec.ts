import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, anAdoption } from '../support/builders.js';
import { type Asking, asking, placesOf } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { answering, confirming, reporting, requiring, withdrawing } from './proposals.js';
import { day, municipalityId, recordOf } from './reporting.js';

let on: OwnRegister;
let reporter: Asking;
let approver: Asking;
let registrar: Asking;
let amsterdam: string;
beforeAll(async () => {
  on = await startService();
  [reporter, approver, registrar] = [
    asking(on, 'reporter-gm0363'),
    asking(on, 'approver-gm0363'),
    asking(on, 'registrar'),
  ];
  amsterdam = await municipalityId(on.sql, 'GM0363');
});
afterAll(() => on?.stop());

const newStandard = async () => (await aStandard(on.sql)).id;
const require = (ask: Asking, required: boolean) => requiring(ask, { municipalityId: amsterdam, required });
const report = (ask: Asking, ...reports: object[]) => reporting(ask, { municipalityId: amsterdam, reports });
const answer = (ask: Asking, ...answers: object[]) => answering(ask, { municipalityId: amsterdam, answers });
const record = (standardId: string, selection = 'status origin') =>
  recordOf(approver, { standardId, municipalityId: amsterdam }, selection);
const waiting = async (...reports: object[]): Promise<string[]> => {
  const { proposals, errors } = await report(reporter, ...reports);
  expect(errors).toEqual([]);
  return proposals.map(({ id }: { id: string }) => id);
};

test('Where nobody asks for sign-off, what a reporter says is recorded at once', async () => {
  const standardId = await newStandard();
  const { adoptions, proposals } = await report(reporter, { standardId, status: 'APPLIED' });
  expect(adoptions).toMatchObject([{ status: 'APPLIED', origin: 'REPORTED' }]);
  expect(proposals).toEqual([]);
});

describe('Sign-off', () => {
  test('is asked for by an approver of the municipality, or by the registrar', async () => {
    expect(await require(approver, true)).toEqual({ errors: [], municipality: { signOffRequired: true } });
    expect(await require(registrar, false)).toEqual({ errors: [], municipality: { signOffRequired: false } });
    expect(placesOf((await require(approver, false)).errors)).toEqual(['InvalidInputError input.required']);
    const events = await on.sql<{ body: string }>(
      `select body from audit_event where action = 'requireSignOff' order by event_id`,
    );
    expect(events.map(({ body }) => JSON.parse(body).changes)).toEqual([
      [{ field: 'signOffRequired', before: false, after: true }],
      [{ field: 'signOffRequired', before: true, after: false }],
    ]);
  });

  test('of another municipality is none of theirs, and looks the same as of none', async () => {
    const refusal = async (id: string) => (await requiring(approver, { municipalityId: id, required: true })).errors;
    const foreign = await refusal(await municipalityId(on.sql, 'GM0344'));
    expect(foreign).toEqual(await refusal('mun_00000000000000000000000000'));
    expect(placesOf(foreign)).toEqual(['NotFoundError input.municipalityId']);
  });
});

describe('Where reports are signed off', () => {
  beforeAll(async () => {
    expect((await require(approver, true)).errors).toEqual([]);
  });

  test('what a reporter says waits, and counts for nothing', async () => {
    const standardId = await newStandard();
    const plan = { standardId, status: 'PLANNED', plannedFor: day(90), reason: 'Na de aanbesteding.' };
    const { adoptions, proposals, errors } = await report(reporter, plan);
    expect(errors).toEqual([]);
    expect(adoptions).toEqual([]);
    expect(proposals).toMatchObject([
      {
        ...{
          state: 'WAITING',
          status: 'PLANNED',
          validFrom: day(),
          plannedFor: day(90),
          reason: 'Na de aanbesteding.',
        },
        ...{ proposedBy: { name: 'Amsterdam' }, adoption: null, answer: null, answeredAt: null },
      },
    ]);
    expect(await record(standardId)).toBeUndefined();
    expect(await on.sql('select from adoption_delta where standard_id = $1', [standardId])).toEqual([]);
  });

  test('an approver accepts it, and then it is approved', async () => {
    const standardId = await newStandard();
    const [proposalId] = await waiting({ standardId, status: 'IMPLEMENTING', validFrom: day(-30) });
    const { proposals, adoptions, errors } = await answer(approver, { proposalId, accept: true, reason: 'Gezien.' });
    expect(errors).toEqual([]);
    expect(adoptions).toMatchObject([{ status: 'IMPLEMENTING', origin: 'APPROVED' }]);
    expect(proposals).toMatchObject([{ state: 'ACCEPTED', answer: 'Gezien.', answeredAt: expect.any(String) }]);
    const { history } = await record(standardId, 'history { nodes { validFrom proposal { id state } } }');
    expect(history.nodes).toEqual([{ validFrom: day(-30), proposal: { id: proposalId, state: 'ACCEPTED' } }]);
  });

  test('what was set right before is confirmed like anything else', async () => {
    const standardId = await newStandard();
    await report(approver, { standardId, status: 'APPLIED', validFrom: day(-50) });
    const { adoptions } = await report(approver, {
      ...{ standardId, status: 'IMPLEMENTING', validFrom: day(-10), correction: true, reason: 'Nog niet overal.' },
    });
    const { proposals, errors } = await confirming(reporter, {
      municipalityId: amsterdam,
      adoptionIds: [adoptions[0].id],
    });
    expect(errors).toEqual([]);
    const accepted = await answer(approver, { proposalId: proposals[0].id, accept: true });
    expect(accepted.errors).toEqual([]);
    expect(accepted.adoptions).toMatchObject([{ status: 'IMPLEMENTING', origin: 'APPROVED' }]);
  });

  test('an approver declines it with a reason, and nothing is recorded', async () => {
    const standardId = await newStandard();
    const [proposalId] = await waiting({ standardId, status: 'APPLIED' });
    const without = await answer(approver, { proposalId, accept: false });
    expect(placesOf(without.errors)).toEqual(['InvalidInputError input.answers.0.reason']);
    const { proposals } = await answer(approver, { proposalId, accept: false, reason: 'Nog niet overal.' });
    expect(proposals).toMatchObject([{ state: 'DECLINED', answer: 'Nog niet overal.', adoption: null }]);
    expect(await record(standardId)).toBeUndefined();
  });

  test('who reports does not sign off, and can take back what waits', async () => {
    const standardId = await newStandard();
    const [proposalId] = await waiting({ standardId, status: 'APPLIED' });
    const { errors } = await answer(reporter, { proposalId, accept: true });
    expect(placesOf(errors)).toEqual(['InvalidInputError input.answers.0.proposalId']);
    const { proposals } = await withdrawing(reporter, { proposalIds: [proposalId], reason: 'Verkeerde standaard.' });
    expect(proposals).toMatchObject([{ state: 'WITHDRAWN', answer: 'Verkeerde standaard.' }]);
    const late = await answer(approver, { proposalId, accept: true });
    expect(placesOf(late.errors)).toEqual(['IllegalTransitionError input.answers.0.proposalId']);
  });

  test('what is said twice of a standard from the same day on is refused until the first is answered', async () => {
    const standardId = await newStandard();
    const [proposalId] = await waiting({ standardId, status: 'APPLIED' });
    const { errors } = await report(reporter, { standardId, status: 'IMPLEMENTING' });
    expect(errors).toMatchObject([{ __typename: 'ConflictError', conflictingId: proposalId }]);
    await withdrawing(reporter, { proposalIds: [proposalId] });
    await waiting({ standardId, status: 'IMPLEMENTING' });
  });

  test('it is judged again when it is accepted: the register may have moved on', async () => {
    const [moved, still] = [await newStandard(), await newStandard()];
    const ids = await waiting({ standardId: moved, status: 'IMPLEMENTING' }, { standardId: still, status: 'APPLIED' });
    const ahead = await report(approver, { standardId: moved, status: 'APPLIED', validFrom: day(-1) });
    expect(ahead.adoptions).toMatchObject([{ origin: 'APPROVED' }]);
    const { errors } = await answer(approver, ...ids.map((proposalId) => ({ proposalId, accept: true })));
    expect(placesOf(errors)).toEqual(['IllegalTransitionError input.answers.0.proposalId']);
    expect(await record(still)).toBeUndefined();
  });

  test('two approvers who answer at the same moment give one answer', async () => {
    const standardId = await newStandard();
    const [proposalId] = await waiting({ standardId, status: 'APPLIED' });
    const both = await Promise.all([
      answer(approver, { proposalId, accept: true }),
      answer(registrar, { proposalId, accept: false, reason: 'Nee.' }),
    ]);
    expect(both.flatMap(({ errors }) => placesOf(errors))).toEqual([
      'IllegalTransitionError input.answers.0.proposalId',
    ]);
  });

  test('what breaks a rule is refused before it waits', async () => {
    const standardId = await newStandard();
    const { errors, proposals } = await report(reporter, { standardId, status: 'PLANNED' });
    expect(placesOf(errors)).toEqual(['InvalidInputError input.reports.0.plannedFor']);
    expect(proposals).toBeNull();
  });

  test('what a reporter confirms waits too, and counts as current once it is accepted', async () => {
    const standardId = await newStandard();
    const long = { status: 'APPLIED', valid_from: '2024-01-01', confirm_by: '2025-01-01' };
    const { id } = await anAdoption(on.sql, { municipalityId: amsterdam, standardId, ...long });
    const { proposals, adoptions } = await confirming(reporter, { municipalityId: amsterdam, adoptionIds: [id] });
    expect(adoptions).toEqual([]);
    expect(await record(standardId, 'freshness')).toEqual({ freshness: 'STALE' });
    await answer(approver, { proposalId: proposals[0].id, accept: true });
    expect(await record(standardId, 'freshness origin since')).toEqual({
      ...{ freshness: 'CURRENT', origin: 'APPROVED', since: '2024-01-01' },
    });
  });

  test('a repeated request with the same key lets one thing wait', async () => {
    const standardId = await newStandard();
    const input = {
      ...{ municipalityId: amsterdam, reports: [{ standardId, status: 'APPLIED' }] },
      idempotencyKey: `sleutel-${standardId.slice(-12)}`,
    };
    const [first, second] = [await reporting(reporter, input), await reporting(reporter, input)];
    expect(second.proposals).toEqual(first.proposals);
    expect(second.errors).toEqual([]);
  });
});
