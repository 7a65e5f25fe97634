import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard } from '../support/builders.js';
import { type Asking, asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProposal } from './proposals.js';

let on: Register;
let office: Asking;
let anyone: Asking;
beforeAll(async () => {
  on = await register();
  [office, anyone] = [asking(on, 'registrar'), asking(on)];
});

const VERDICT = 'criterion { code } verdict motivation by { slug } at earlier { verdict motivation }';
const assess = doing('assessProposal', 'AssessProposalInput', `proposal { revision assessments { ${VERDICT} } }`);
const judgement = (proposalId: string, more: Record<string, unknown> = {}) => ({
  ...{ proposalId, criterionCode: 'FORUM-DRAAGVLAK', verdict: 'MET', motivation: 'Twaalf gemeenten doen mee.' },
  ...more,
});
const told = async (id: string, fields: string, knownAt?: string) => {
  const { proposal } = await anyone(
    `query ($number: Int!, $knownAt: DateTime) { proposal(number: $number, knownAt: $knownAt) { ${fields} } }`,
    { number: await numberOf(id), knownAt },
  );
  return proposal;
};
const numberOf = async (id: string) =>
  (await on.sql<{ number: number }>('select number from proposal where id = $1', [id]))[0]!.number;
const eventsOf = async (id: string) =>
  (await on.sql<{ body: string }>('select body from audit_event where subject_id = $1 order by event_id', [id])).map(
    ({ body }) => JSON.parse(body),
  );
const now = async () => (await on.sql<{ now: Date }>('select clock_timestamp() as now'))[0]!.now.toISOString();
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
const bare = (state: string, more = {}) => aProposal(on, { state, isBare: true, ...more });

describe('A proposal is judged on a criterion', () => {
  test('by the office, with a verdict and why, for everyone to read', async () => {
    const { id } = await bare('IN_ASSESSMENT');
    const before = await told(id, 'revision criteria(isJudged: false) { code } assessments { verdict }');
    expect(before.assessments).toEqual([]);
    const { proposal, errors } = await assess(office, judgement(id));
    expect({ errors, proposal }).toEqual({
      errors: [],
      proposal: {
        revision: before.revision + 1,
        assessments: [
          {
            criterion: { code: 'FORUM-DRAAGVLAK' },
            verdict: 'MET',
            motivation: 'Twaalf gemeenten doen mee.',
            by: { slug: 'vng-realisatie' },
            at: expect.any(String),
            earlier: [],
          },
        ],
      },
    });
    const after = await told(id, 'judged: criteria(isJudged: true) { code } open: criteria(isJudged: false) { code }');
    expect(after.judged).toEqual([{ code: 'FORUM-DRAAGVLAK' }]);
    expect(after.open).toHaveLength(before.criteria.length - 1);
    expect(await eventsOf(id)).toEqual([
      expect.objectContaining({
        action: 'assessProposal',
        changes: [
          {
            field: 'assessments',
            before: null,
            after: { criterion: 'FORUM-DRAAGVLAK', verdict: 'MET', motivation: 'Twaalf gemeenten doen mee.' },
          },
        ],
      }),
    ]);
  });

  test('anew: the last verdict counts, and those before it are still told', async () => {
    const { id } = await bare('IN_CONSULTATION');
    await assess(office, judgement(id, { verdict: 'NOT_MET', motivation: 'Nog niemand.' }));
    await pause();
    const moment = await now();
    await pause();
    const { proposal } = await assess(office, judgement(id, { verdict: 'PARTLY_MET', motivation: 'Al vier.' }));
    const earlier = { verdict: 'NOT_MET', motivation: 'Nog niemand.' };
    expect(proposal.assessments).toMatchObject([{ verdict: 'PARTLY_MET', earlier: [earlier] }]);
    expect((await told(id, `assessments { ${VERDICT} }`, moment)).assessments).toMatchObject([
      { ...earlier, earlier: [] },
    ]);
    const [, change] = await eventsOf(id);
    expect(change.changes[0].before).toEqual({ criterion: 'FORUM-DRAAGVLAK', ...earlier });
  });

  test('and said twice it is said once', async () => {
    const { id } = await bare('IN_ASSESSMENT');
    const first = await assess(office, judgement(id));
    const second = await assess(office, judgement(id));
    expect([second.errors, second.proposal]).toEqual([[], first.proposal]);
    expect(await eventsOf(id)).toHaveLength(1);
  });

  test('and told in the order of the criteria', async () => {
    const { id: standardId } = await aStandard(on.sql, { kind: 'INTERFACE' });
    const { id } = await bare('IN_ASSESSMENT', { kind: 'NEW_STANDARD', standardId });
    for (const criterionCode of ['VNG-BEHEER', 'FORUM-DRAAGVLAK', 'VNG-ARCHITECTUUR', 'FORUM-OPEN-PROCES']) {
      expect((await assess(office, judgement(id, { criterionCode }))).errors).toEqual([]);
    }
    const { assessments } = await told(id, 'assessments { criterion { code } }');
    expect(assessments.map(({ criterion }: any) => criterion.code)).toEqual([
      ...['FORUM-OPEN-PROCES', 'FORUM-DRAAGVLAK', 'VNG-ARCHITECTUUR', 'VNG-BEHEER'],
    ]);
  });
});

describe('A verdict is refused', () => {
  test.each(['SUBMITTED', 'INTAKE', 'RETURNED', 'NOT_TAKEN_UP', 'CVD_ADVICE', 'DECISION', 'DEFERRED', 'ESTABLISHED'])(
    'on a proposal that is %s',
    async (state) => {
      const { id } = await bare(state);
      const { proposal, errors } = await assess(office, judgement(id));
      expect(proposal).toBeNull();
      expect(errors).toEqual([
        {
          __typename: 'InvalidInputError',
          message: `It is ${state}; a proposal is judged while it is IN_ASSESSMENT or IN_CONSULTATION.`,
          path: ['input', 'proposalId'],
        },
      ]);
      expect(await eventsOf(id)).toEqual([]);
    },
  );

  test('on a criterion that is not there, or not asked of it', async () => {
    const { id } = await bare('IN_ASSESSMENT', { kind: 'PHASE_OUT' });
    const unknown = await assess(office, judgement(id, { criterionCode: 'FORUM-MOOI' }));
    expect(placesOf(unknown.errors)).toEqual(['NotFoundError input.criterionCode']);
    const unasked = await assess(office, judgement(id, { criterionCode: 'FORUM-OPEN-PROCES' }));
    expect(placesOf(unasked.errors)).toEqual(['InvalidInputError input.criterionCode']);
    expect(unasked.errors[0].message).toContain('FORUM-OPEN-PROCES is not asked of this proposal');
  });

  test('when it sets a mandatory criterion aside, but not when it explains away one of VNG', async () => {
    const { id } = await bare('IN_ASSESSMENT');
    const verdict = 'NOT_APPLICABLE';
    const mandatory = await assess(office, judgement(id, { verdict }));
    expect(placesOf(mandatory.errors)).toEqual(['InvalidInputError input.verdict']);
    const optional = await assess(office, judgement(id, { verdict, criterionCode: 'VNG-BEHEER' }));
    expect(optional.errors).toEqual([]);
  });

  test('without a motivation, or with one that nobody would read', async () => {
    const { id } = await bare('IN_ASSESSMENT');
    for (const motivation of ['', '  ', 'x'.repeat(4001), 'Bel\u0007']) {
      const { errors } = await assess(office, judgement(id, { motivation }));
      expect(placesOf(errors)).toEqual(['InvalidInputError input.motivation']);
    }
    expect((await assess(office, judgement(id, { motivation: 'x'.repeat(4000) }))).errors).toEqual([]);
  });

  test('of a proposal that is not there, or that someone else judged meanwhile', async () => {
    const nowhere = await assess(office, judgement('prp_00000000000000000000000000'));
    expect(placesOf(nowhere.errors)).toEqual(['NotFoundError input.proposalId']);
    const { id } = await bare('IN_ASSESSMENT');
    const { revision } = await told(id, 'revision');
    const input = judgement(id, { expectedRevision: revision });
    expect((await assess(office, input)).errors).toEqual([]);
    const late = await assess(office, { ...input, verdict: 'NOT_MET' });
    expect(placesOf(late.errors)).toEqual(['ConflictError input.expectedRevision']);
    expect(late.errors[0].conflictingId).toBe(id);
  });
});
