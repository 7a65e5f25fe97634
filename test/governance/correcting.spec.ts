import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { put } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { adopted, adoptedByBoard, confirmDecision, decide, eventsOf, recordDecision } from './decisions.js';
import { aProposal, dayAfter, TODAY } from './proposals.js';

let on: Register;
let [secretary, second]: Asking[] = [];
beforeAll(async () => {
  on = await register();
  secretary = asking(on, 'secretary');
  second = asking(on, 'secretary-2');
});
const messages = (done: { errors: { path: string[]; message: string }[] }) =>
  done.errors.map(({ path, message }) => `${path.slice(1).join('.')}: ${message}`);
const levels = async (standardId: string | null, moments = ''): Promise<string[]> =>
  (
    await asking(on)(`{ standard(by: { id: "${standardId}" }${moments}) { obligations { level period { from } } } }`)
  ).standard.obligations.map(({ level, period }: any) => `${level} since ${period.from}`);
const correcting = (decision: { id: string }, more: Record<string, unknown> = {}) => ({
  ...{ correctsId: decision.id, reason: 'Het was anders besloten.' },
  ...more,
});
const now = async () =>
  ((await on.sql<{ at: Date }>('select clock_timestamp() as at')) as [{ at: Date }])[0].at.toISOString();

describe('A decision is corrected by a decision', () => {
  test('what the wrong one wrote is not held any more, but was known then; both stay visible', async () => {
    const made = await aProposal(on, { state: 'DECISION', aimedLevel: 'MANDATORY' });
    const before = newId('obl');
    await put(on.sql, 'obligation', {
      ...{ id: before, standard_id: made.standardId, scope: '', level: 'COMPLY_OR_EXPLAIN', source: 'VNG' },
      valid_from: '2020-01-01',
    });
    const wrong = await decide(on, adoptedByBoard(made));
    expect(await levels(made.standardId)).toEqual([`MANDATORY since ${TODAY}`]);
    const then = await now();
    const right = await decide(on, adoptedByBoard(made, correcting(wrong.decision, { outcome: 'REJECTED' })));
    expect([right.decision.corrects, right.proposal.state]).toEqual([{ slug: wrong.decision.slug }, 'REJECTED']);
    expect(right.decision.slug).toBe(`${wrong.decision.slug}-2`);
    expect(await levels(made.standardId)).toEqual(['COMPLY_OR_EXPLAIN since 2020-01-01']);
    expect(await levels(made.standardId, `, asOf: "${dayAfter(30)}"`)).toEqual(['COMPLY_OR_EXPLAIN since 2020-01-01']);
    expect(await levels(made.standardId, `, knownAt: "${then}"`)).toEqual([`MANDATORY since ${TODAY}`]);
    const { proposal } = await asking(on)(
      `{ proposal(number: ${made.number}) { decisions { slug correctedBy { slug } effects { kind } } history { from to reason } } }`,
    );
    expect(proposal.decisions).toEqual([
      { slug: right.decision.slug, correctedBy: null, effects: [] },
      { slug: wrong.decision.slug, correctedBy: { slug: right.decision.slug }, effects: [{ kind: 'OBLIGATION' }] },
    ]);
    expect(proposal.history.at(-1)).toEqual({
      from: 'ESTABLISHED',
      to: 'REJECTED',
      reason: 'Het was anders besloten.',
    });
    const [event] = (await eventsOf(on.sql, before)).slice(-1);
    expect([event.reason, event.changes[0].field]).toEqual(['Het was anders besloten.', 'periods']);
  });

  test('everyone can read why, also when the proposal stays in the state that it was in', async () => {
    const made = await aProposal(on, { state: 'DECISION', aimedLevel: 'COMPLY_OR_EXPLAIN' });
    const wrong = await decide(on, adoptedByBoard(made));
    await decide(on, adoptedByBoard(made, correcting(wrong.decision, { effectiveFrom: dayAfter(30) })));
    const { proposal } = await asking(on)(`{ proposal(number: ${made.number}) { state decisions { reason } } }`);
    expect(proposal).toEqual({
      state: 'ESTABLISHED',
      decisions: [{ reason: 'Het was anders besloten.' }, { reason: null }],
    });
  });

  test('which may say the same of another day, and be corrected itself', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const first = await decide(on, adopted(made));
    const second_ = await decide(on, adopted(made, correcting(first.decision, { effectiveFrom: dayAfter(20) })));
    expect(second_.proposal.state).toBe('ESTABLISHED');
    expect(await levels(made.standardId)).toEqual([]);
    expect(await levels(made.standardId, `, asOf: "${dayAfter(20)}"`)).toEqual([`RECOMMENDED since ${dayAfter(20)}`]);
    const refused = await recordDecision(secretary!, adopted(made, correcting(first.decision)));
    expect(messages(refused)).toEqual([`correctsId: It was corrected by ${second_.decision.slug}: correct that one.`]);
    const third = await decide(on, adopted(made, correcting(second_.decision)));
    expect(await levels(made.standardId)).toEqual([`RECOMMENDED since ${TODAY}`]);
    expect(third.decision.slug).toBe(`${first.decision.slug}-3`);
  });

  test('which adopts what was rejected', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const wrong = await decide(on, adopted(made, { outcome: 'REJECTED' }));
    const right = await decide(on, adopted(made, correcting(wrong.decision)));
    expect([right.proposal.state, await levels(made.standardId)]).toEqual([
      'ESTABLISHED',
      [`RECOMMENDED since ${TODAY}`],
    ]);
  });

  test('which puts it off, so that it goes on from there', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const wrong = await decide(on, adopted(made));
    const right = await decide(on, adopted(made, correcting(wrong.decision, { outcome: 'DEFERRED' })));
    expect([right.proposal.state, await levels(made.standardId)]).toEqual(['DEFERRED', []]);
    const again = await recordDecision(secretary!, adopted(made, correcting(right.decision)));
    expect(messages(again)).toEqual(['correctsId: What was put off is decided on anew, not corrected.']);
  });

  test('and leaves what another decided since', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const wrong = await decide(on, adopted(made));
    const other = await aProposal(on, {
      state: 'DECISION',
      standardId: made.standardId,
      aimedLevel: 'COMPLY_OR_EXPLAIN',
    });
    const since = await decide(on, adoptedByBoard(other, { effectiveFrom: dayAfter(10) }));
    await decide(on, adopted(made, correcting(wrong.decision, { outcome: 'REJECTED' })));
    expect(await levels(made.standardId)).toEqual([]);
    expect(await levels(made.standardId, `, asOf: "${dayAfter(10)}"`)).toEqual([
      `COMPLY_OR_EXPLAIN since ${dayAfter(10)}`,
    ]);
    expect(since.decision.outcome).toBe('ADOPTED');
  });
});

describe('What a corrected decision wrote', () => {
  test('of a version is its stage: it goes on as it was', async () => {
    const made = await aProposal(on, { state: 'DECISION', kind: 'PHASE_OUT', endOfSupportOn: TODAY });
    const obligation = newId('obl');
    await put(on.sql, 'obligation', {
      ...{ id: obligation, standard_id: made.standardId, scope: '1.0', level: 'RECOMMENDED', source: 'VNG' },
      valid_from: '2020-01-01',
    });
    await on.sql('insert into obligation_version values ($1, $2)', [obligation, made.versionId]);
    const wrong = await decide(on, adopted(made));
    const stage = async (moments = '') =>
      (
        await asking(on)(
          `{ standard(by: { id: "${made.standardId}" }${moments}) { version(label: "1.0") { lifecycle } obligations { level period { from } } } }`,
        )
      ).standard;
    expect(await stage()).toEqual({ version: { lifecycle: 'END_OF_SUPPORT' }, obligations: [] });
    const then = await now();
    await decide(on, adopted(made, correcting(wrong.decision, { outcome: 'REJECTED' })));
    const held = {
      version: { lifecycle: 'IN_USE' },
      obligations: [{ level: 'RECOMMENDED', period: { from: '2020-01-01' } }],
    };
    expect(await stage()).toEqual(held);
    expect(await stage(`, asOf: "${dayAfter(100)}"`)).toEqual(held);
    expect(await stage(`, knownAt: "${then}"`)).toEqual({ version: { lifecycle: 'END_OF_SUPPORT' }, obligations: [] });
    const [row] = await on.sql<{ reason: string; corrects: boolean }>(
      `select reason, corrects_row_id is not null as corrects from version_phase where version_id = $1 and known_to = 'infinity' order by valid_from desc limit 1`,
      [made.versionId],
    );
    expect(row).toEqual({ reason: 'Het was anders besloten.', corrects: true });
  });

  test('is not taken back from a version whose life went on from it', async () => {
    const made = await aProposal(on, { state: 'DECISION', kind: 'PHASE_OUT', endOfSupportOn: TODAY });
    const wrong = await decide(on, adopted(made));
    await put(on.sql, 'version_phase', {
      ...{ version_id: made.versionId, lifecycle: 'WITHDRAWN', valid_from: dayAfter(30), is_without_successor: true },
    });
    const refused = await recordDecision(
      secretary!,
      adopted(made, correcting(wrong.decision, { outcome: 'REJECTED' })),
    );
    expect(messages(refused)).toEqual([
      `correctsId: Version 1.0 goes to WITHDRAWN on ${dayAfter(30)}, which cannot follow IN_USE: take that back first.`,
    ]);
  });

  test('of the scope of a standard is what it said of itself before', async () => {
    const made = await aProposal(on, { state: 'DECISION', kind: 'SCOPE_CHANGE', functionalScope: 'Voor zaken.' });
    await on.sql(`update standard set functional_scope = 'Voor alles.' where id = $1`, [made.standardId]);
    const wrong = await decide(on, adopted(made));
    const scope = async () =>
      (
        await asking(on)(
          `{ standard(by: { id: "${made.standardId}" }) { functionalScope decidedScope { functionalScope } } }`,
        )
      ).standard;
    expect(await scope()).toEqual({ functionalScope: 'Voor zaken.', decidedScope: { functionalScope: 'Voor zaken.' } });
    await decide(on, adopted(made, correcting(wrong.decision, { outcome: 'REJECTED' })));
    expect(await scope()).toEqual({ functionalScope: 'Voor alles.', decidedScope: null });
  });
});

describe('A correction is held to the rules of a decision', () => {
  test('it takes a reason, the same body, the decision of the same proposal, and a proposal that was decided', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const { decision } = await decide(on, adopted(made));
    const other = await aProposal(on, { state: 'ESTABLISHED' });
    expect(messages(await recordDecision(secretary!, adopted(made, { correctsId: decision.id })))).toEqual([
      'reason: "reason" must be given.',
    ]);
    const byBoard = await recordDecision(secretary!, adoptedByBoard(made, correcting(decision)));
    expect(byBoard.errors).toMatchObject([
      { from: 'ESTABLISHED', missing: ['a decision of the VNG_DIRECTORATE, which took the one it corrects'] },
    ]);
    expect(messages(await recordDecision(secretary!, adopted(other, correcting(decision))))).toEqual([
      'correctsId: It is no decision on this proposal.',
    ]);
    const none = { id: 'dec_00000000000000000000000000' };
    expect(messages(await recordDecision(secretary!, adopted(other, correcting(none))))).toEqual([
      'correctsId: There is no such decision.',
    ]);
    const anew = await recordDecision(secretary!, adopted(made));
    expect(anew.errors).toMatchObject([
      {
        message: 'It is in ESTABLISHED: it is decided on in DECISION, and from here by a correction of its decision.',
        missing: [],
      },
    ]);
  });

  test('it takes four eyes', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const { decision } = await decide(on, adopted(made));
    const { pendingDecision } = await recordDecision(
      secretary!,
      adopted(made, correcting(decision, { outcome: 'REJECTED' })),
    );
    expect(await levels(made.standardId)).toEqual([`RECOMMENDED since ${TODAY}`]);
    const input = { pendingDecisionId: pendingDecision.id };
    expect((await confirmDecision(secretary!, input)).errors).toHaveLength(1);
    expect((await confirmDecision(second!, input)).errors).toEqual([]);
    expect(await levels(made.standardId)).toEqual([]);
  });
});
