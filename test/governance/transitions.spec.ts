import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { aStandard, put } from '../support/builders.js';
import { placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { organisationOf } from '../suppliers/market.js';
import { eventsOf, missingIn, type People, people, PERSONAS, seen, step } from './acting.js';
import {
  aConsultation,
  aDraftVersion,
  anAdvice,
  anAnswer,
  aProposal,
  aReaction,
  aSupport,
  dayAfter,
  judgeAll,
  type Kind,
  roadTo,
  TODAY,
} from './proposals.js';

const STATES = [
  ...['DRAFT', 'SUBMITTED', 'INTAKE', 'RETURNED', 'NOT_TAKEN_UP', 'IN_ASSESSMENT', 'IN_CONSULTATION'],
  ...['CVD_ADVICE', 'DECISION', 'ESTABLISHED', 'REJECTED', 'DEFERRED', 'WITHDRAWN'],
];
const SUPPORT = 'the support of a municipality or a public body other than who submitted it';
const PERIOD = { from: TODAY, to: dayAfter(28) };

let on: Register;
let who: People;
beforeAll(async () => {
  on = await register();
  who = await people(on);
});

/** What binds by decision of VNG since long. */
const bind = (standardId: string, level: string) =>
  put(on.sql, 'obligation', {
    ...{ id: newId('obl'), standard_id: standardId, scope: '', level, source: 'VNG' },
    ...{ is_from_known: true, valid_from: '2020-01-01' },
  });

describe('A proposal is submitted', () => {
  test.each([
    ['PHASE_OUT', { versionId: null }, ['the version that leaves support (versionId)']],
    ['PHASE_OUT', { endOfSupportOn: null }, ['the first day without support (endOfSupportOn)']],
    ['SCOPE_CHANGE', { standardId: null }, ['the standard (standardId)']],
    [
      'SCOPE_CHANGE',
      { functionalScope: null },
      ['for what (functionalScope), or for whom (organisationalScope), the standard would be meant'],
    ],
    [
      'BINDING_CHANGE',
      { standardId: null, aimedLevel: null },
      ['the standard (standardId)', 'how strongly it would bind (aimedLevel)'],
    ],
    ['NEW_VERSION', { standardId: null, versionId: null }, ['the version (versionId), or its standard (standardId)']],
    ['NEW_STANDARD', { aimedLevel: null }, ['how strongly it would bind (aimedLevel)']],
  ] as [Kind, object, string[]][])('as %s not with %j', async (kind, given, missing) => {
    const { id } = await aProposal(on, { kind, state: 'DRAFT', ...given });
    expect(missingIn(await step(who.as['reporter-gm0363'], id, 'SUBMITTED'))).toEqual(missing);
  });

  test('as a phase-out not without a word on what takes its place', async () => {
    const { id } = await aProposal(on, { kind: 'PHASE_OUT', state: 'DRAFT' });
    await on.sql('update proposal set is_without_successor = false where id = $1', [id]);
    expect(missingIn(await step(who.as['reporter-gm0363'], id, 'SUBMITTED'))).toEqual([
      'the successor of the version (successorId), or that it has none (noSuccessor)',
    ]);
  });

  test.each(['PHASE_OUT', 'SCOPE_CHANGE', 'BINDING_CHANGE', 'NEW_VERSION', 'NEW_STANDARD'] as Kind[])(
    'as %s with what that needs, and gets its number then',
    async (kind) => {
      const { id } = await aProposal(on, { kind, state: 'DRAFT' });
      const { proposal, errors } = await step(who.as['reporter-gm0363'], id, 'SUBMITTED');
      expect([proposal?.state, errors]).toEqual(['SUBMITTED', []]);
      const [last] = await on.sql<{ last: number }>('select max(number) as last from proposal');
      expect(proposal.number).toBe(last!.last);
    },
  );
});

describe('A proposal is taken up for assessment', () => {
  test('not without the support of another', async () => {
    const { id } = await aProposal(on, { state: 'INTAKE' });
    expect(missingIn(await step(who.as.registrar, id, 'IN_ASSESSMENT'))).toEqual([SUPPORT]);
    await aSupport(on.sql, id, who.amsterdam);
    await aSupport(on.sql, id, who.partnership);
    expect(missingIn(await step(who.as.registrar, id, 'IN_ASSESSMENT'))).toEqual([SUPPORT]);
    await aSupport(on.sql, id, who.utrecht);
    await aSupport(on.sql, id, who.utrecht, false);
    expect(missingIn(await step(who.as.registrar, id, 'IN_ASSESSMENT'))).toEqual([SUPPORT]);
    await aSupport(on.sql, id, who.utrecht);
    expect((await step(who.as.registrar, id, 'IN_ASSESSMENT')).proposal?.state).toBe('IN_ASSESSMENT');
  });

  test('and stays where it is when that support is taken back, until another supports it', async () => {
    const roads = { IN_ASSESSMENT: 'IN_CONSULTATION', IN_CONSULTATION: 'CVD_ADVICE', CVD_ADVICE: 'DECISION' };
    for (const [state, to] of Object.entries(roads)) {
      const { id } = await aProposal(on, { state, consultation: [dayAfter(-20), TODAY] });
      await judgeAll(on.sql, id);
      await aSupport(on.sql, id, who.utrecht, false);
      const ask = to === 'DECISION' ? who.as.secretary : who.as.registrar;
      const more = to === 'IN_CONSULTATION' ? { consultation: PERIOD } : {};
      expect(missingIn(await step(ask, id, to, more))).toEqual([SUPPORT]);
      await aSupport(on.sql, id, await organisationOf(on.sql, 'vng'));
      expect((await step(ask, id, to, more)).proposal?.state).toBe(to);
    }
  });
});

test.each(['RETURNED', 'NOT_TAKEN_UP'])('A proposal becomes %s with a reason alone', async (to) => {
  const { id } = await aProposal(on, { state: 'INTAKE' });
  expect(missingIn(await step(who.as.registrar, id, to))).toEqual(['a reason']);
  const { proposal } = await step(who.as.registrar, id, to, { reason: 'Dit is er al.' });
  expect(proposal.history.at(-1)).toMatchObject({ from: 'INTAKE', to, reason: 'Dit is er al.' });
});

describe('A consultation begins', () => {
  test('with the period in which one may react, and with that alone', async () => {
    const { id } = await aProposal(on, { state: 'IN_ASSESSMENT' });
    expect(missingIn(await step(who.as.registrar, id, 'IN_CONSULTATION'))).toEqual(['the period of the consultation']);
    const { errors } = await step(who.as.registrar, id, 'IN_CONSULTATION', { consultation: { from: dayAfter(-1) } });
    expect(placesOf(errors)).toEqual([
      'InvalidInputError input.consultation.from',
      'InvalidInputError input.consultation.to',
    ]);
    const taken = await step(who.as.registrar, id, 'IN_CONSULTATION', { consultation: PERIOD });
    expect([taken.errors, taken.proposal?.state]).toEqual([[], 'IN_CONSULTATION']);
    const rounds = await on.sql('select round, open_from, open_until from consultation where proposal_id = $1', [id]);
    expect(rounds).toEqual([{ round: 1, open_from: PERIOD.from, open_until: PERIOD.to }]);
  });

  test('by no other step', async () => {
    const { id } = await aProposal(on, { state: 'SUBMITTED' });
    const { errors } = await step(who.as.registrar, id, 'INTAKE', { consultation: PERIOD });
    expect(placesOf(errors)).toEqual(['InvalidInputError input.consultation']);
  });
});

describe('Bodies advise on a proposal', () => {
  /** In consultation until today, and judged. */
  const ripe = async (given: Parameters<typeof aProposal>[1] = {}) => {
    const made = await aProposal(on, { state: 'IN_CONSULTATION', consultation: [dayAfter(-20), TODAY], ...given });
    await judgeAll(on.sql, made.id);
    return made;
  };
  const missing = async (id: string) => missingIn(await step(who.as.registrar, id, 'CVD_ADVICE'));

  test('once every criterion that is asked of it has a verdict', async () => {
    const { id } = await aProposal(on, { state: 'IN_CONSULTATION', consultation: [dayAfter(-20), TODAY] });
    const codes = await on.sql<{ code: string }>(
      `select code from criterion where 'BINDING_CHANGE' = any(proposal_kinds) and (standard_kinds = '{}' or 'INTERFACE' = any(standard_kinds)) order by position`,
    );
    expect(codes.length).toBeGreaterThan(0);
    expect(await missing(id)).toEqual([`a verdict on ${codes.map(({ code }) => code).join(', ')}`]);
    await judgeAll(on.sql, id, 'NOT_MET');
    expect((await step(who.as.registrar, id, 'CVD_ADVICE')).proposal?.state).toBe('CVD_ADVICE');
  });

  test('once the consultation is over, from its first day without reactions on', async () => {
    const { id } = await ripe({ consultation: [dayAfter(-20), dayAfter(1)] });
    expect(await missing(id)).toEqual([`the end of the consultation, on ${dayAfter(1)}`]);
    const another = await ripe();
    await aConsultation(on.sql, another.id, TODAY, dayAfter(9));
    expect(await missing(another.id)).toEqual([`the end of the consultation, on ${dayAfter(9)}`]);
  });

  test('once each reaction has an answer', async () => {
    const { id } = await ripe();
    const [first, second] = [await aReaction(on.sql, id), await aReaction(on.sql, id, who.utrecht)];
    expect(await missing(id)).toEqual(['an answer to 2 reactions']);
    await anAnswer(on.sql, first);
    expect(await missing(id)).toEqual(['an answer to a reaction']);
    await anAnswer(on.sql, second);
    expect((await step(who.as.registrar, id, 'CVD_ADVICE')).proposal?.state).toBe('CVD_ADVICE');
  });

  test('once what it is about is in the register for everyone', async () => {
    const { id } = await ripe({ kind: 'NEW_STANDARD', standardId: null });
    expect(await missing(id)).toEqual(['the standard in the register']);
    const standard = await aStandard(on.sql);
    const version = await ripe({ kind: 'NEW_VERSION', standardId: standard.id, versionId: null });
    const none = ['the version in the register, announced'];
    expect(await missing(version.id)).toEqual(none);
    // Of a version that the office prepares nobody learns that it is there.
    const draft = await aDraftVersion(on.sql, standard.id);
    await on.sql('update proposal set version_id = $2 where id = $1', [version.id, draft]);
    expect(await missing(version.id)).toEqual(none);
    const ofNew = await ripe({ kind: 'NEW_STANDARD', standardId: standard.id });
    await on.sql('update proposal set version_id = $2 where id = $1', [ofNew.id, draft]);
    expect(await missing(ofNew.id)).toEqual(['the announcement of the version']);
  });
});

describe('A body decides on a proposal', () => {
  const decide = (id: string) => step(who.as.secretary, id, 'DECISION');

  test.each(['COMPLY_OR_EXPLAIN', 'MANDATORY'])('that aims at %s after advice of the CvD', async (aimedLevel) => {
    const { id } = await aProposal(on, { state: 'CVD_ADVICE', aimedLevel });
    await anAdvice(on.sql, id, 'TASKFORCE');
    expect(missingIn(await decide(id))).toEqual(['advice of the CVD']);
    expect(await seen(who.anyone, id)).toMatchObject({ decidingLevel: aimedLevel, decidedBy: 'VNG_BOARD' });
    await anAdvice(on.sql, id, 'CVD', TODAY, 'NEGATIVE');
    expect((await decide(id)).proposal?.state).toBe('DECISION');
  });

  test('that aims at what is recommended without it', async () => {
    const { id } = await aProposal(on, { state: 'CVD_ADVICE', aimedLevel: 'RECOMMENDED' });
    const { proposal } = await decide(id);
    expect(proposal).toMatchObject({ state: 'DECISION', decidingLevel: 'RECOMMENDED', decidedBy: 'VNG_DIRECTORATE' });
  });

  test.each([
    ['BINDING_CHANGE', 'MANDATORY', 'MANDATORY'],
    ['PHASE_OUT', 'COMPLY_OR_EXPLAIN', 'COMPLY_OR_EXPLAIN'],
    ['SCOPE_CHANGE', 'MANDATORY', 'MANDATORY'],
  ] as [Kind, string, string][])(
    'that lifts or changes what binds (%s of what is %s) as the one that binds',
    async (kind, held, level) => {
      const { id: standardId } = await aStandard(on.sql);
      await bind(standardId, held);
      const { id } = await aProposal(on, { kind, state: 'CVD_ADVICE', standardId });
      expect(await seen(who.anyone, id)).toMatchObject({ decidingLevel: level, decidedBy: 'VNG_BOARD' });
      expect(missingIn(await decide(id))).toEqual(['advice of the CVD']);
    },
  );

  test('and nobody else takes that step for it', async () => {
    const { id } = await aProposal(on, { state: 'DECISION' });
    const words = 'a decision of the VNG_DIRECTORATE, recorded by one secretary and confirmed by another';
    for (const to of ['ESTABLISHED', 'REJECTED', 'DEFERRED']) {
      for (const persona of ['registrar', 'secretary', 'reporter-gm0363'] as const) {
        expect(missingIn(await step(who.as[persona], id, to))).toEqual([words]);
      }
    }
    const { decidedBy, decidingLevel } = await seen(who.anyone, (await aProposal(on, { state: 'REJECTED' })).id);
    expect([decidedBy, decidingLevel]).toEqual([null, null]);
  });
});

describe('Each step is taken by whose it is:', () => {
  test('of the submitter by whoever may propose for the organisation', async () => {
    const words = ['someone who may propose for the organisation that submitted it'];
    for (const persona of ['reporter-gm0344', 'partnership', 'registrar', 'secretary'] as const) {
      const { id } = await aProposal(on, { state: 'RETURNED' });
      expect(missingIn(await step(who.as[persona], id, 'SUBMITTED'))).toEqual(words);
      expect(missingIn(await step(who.as[persona], id, 'WITHDRAWN'))).toEqual(words);
    }
    for (const persona of ['reporter-gm0363', 'approver-gm0363'] as const) {
      const { id } = await aProposal(on, { state: 'RETURNED' });
      expect((await step(who.as[persona], id, 'SUBMITTED')).proposal?.state).toBe('SUBMITTED');
      expect((await step(who.as[persona], id, 'WITHDRAWN')).proposal?.state).toBe('WITHDRAWN');
    }
  });

  test('of the CvD by a secretary of an organisation that serves it', async () => {
    const { id } = await aProposal(on, { state: 'DEFERRED' });
    const [held] = await on.sql(
      'select 1 from body_service s join organisation o on o.id = s.organisation_id where o.slug = $1 and s.body = $2',
      ['ibd', 'CVD'],
    );
    const words = ['a SECRETARY of an organisation that serves the CVD'];
    expect(missingIn(await step(who.as.registrar, id, 'CVD_ADVICE'))).toEqual(words);
    if (!held) expect(missingIn(await step(who.as['secretary-2'], id, 'CVD_ADVICE'))).toEqual(words);
    expect((await step(who.as.secretary, id, 'CVD_ADVICE')).proposal?.state).toBe('CVD_ADVICE');
  });

  test('of a draft by nobody else, who learns nothing of it', async () => {
    const { id } = await aProposal(on, { state: 'DRAFT' });
    const { errors } = await step(who.as['reporter-gm0344'], id, 'SUBMITTED');
    expect(errors).toEqual([
      { __typename: 'NotFoundError', message: 'There is no such proposal.', path: ['input', 'proposalId'] },
    ]);
  });
});

test.each(STATES)('In %s everyone is told of each step exactly what he hears when he tries it', async (state) => {
  const { id } = await aProposal(on, { state });
  for (const persona of PERSONAS.filter((each) => each !== 'auditor')) {
    const shown = await seen(who.as[persona], id);
    if (shown === null) continue;
    expect(shown.allowedTransitions).toEqual(
      shown.transitions.filter((each: any) => each.isAllowed).map(({ to }: any) => to),
    );
    const tries = STATES.map(async (to) => {
      const told = shown.transitions.find((each: any) => each.to === to);
      expect(told?.isAllowed).toBe(told && told.missing.length === 0);
      if (told?.isAllowed === true) return;
      const { errors } = await step(who.as[persona], id, to, {
        ...(told?.asks.includes('reason') && { reason: 'Zo is het.' }),
        ...(told?.asks.includes('consultation') && { consultation: PERIOD }),
      });
      expect(errors).toEqual([
        {
          ...{ __typename: 'IllegalTransitionError', message: expect.any(String), path: ['input', 'to'] },
          ...{ from: state, to, allowed: shown.allowedTransitions, missing: told?.missing ?? [] },
        },
      ]);
    });
    await Promise.all(tries);
  }
});

describe('A step', () => {
  test('stands in the history and the log, with for whom it was taken and why', async () => {
    const { id, number } = await aProposal(on, { state: 'INTAKE' });
    const { proposal } = await step(who.as.registrar, id, 'RETURNED', { reason: 'Vul aan.', expectedRevision: 3 });
    expect(proposal.history.map(({ to }: any) => to)).toEqual([...roadTo('INTAKE'), 'RETURNED']);
    const [event] = await eventsOf(on, id);
    expect(event).toMatchObject({
      ...{ action: 'transitionProposal', organisationId: who.office, reason: 'Vul aan.' },
      changes: [{ field: 'state', before: 'INTAKE', after: 'RETURNED' }],
    });
    expect(proposal).toMatchObject({ number, revision: 4 });
  });

  test('is not taken on what someone read before it was changed', async () => {
    const { id } = await aProposal(on, { state: 'INTAKE' });
    const { errors } = await step(who.as.registrar, id, 'RETURNED', { reason: 'Vul aan.', expectedRevision: 2 });
    expect(placesOf(errors)).toEqual(['ConflictError input.expectedRevision']);
  });

  test('is taken once by those who try it at the same time', async () => {
    const { id } = await aProposal(on, { state: 'SUBMITTED' });
    const tries = await Promise.all(Array.from({ length: 4 }, () => step(who.as.registrar, id, 'INTAKE')));
    expect(tries.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const steps = await on.sql(`select from proposal_step where proposal_id = $1 and to_state = 'INTAKE'`, [id]);
    expect(steps).toHaveLength(1);
  });

  test('that is asked again with the same key is the same step', async () => {
    const { id } = await aProposal(on, { state: 'SUBMITTED' });
    const idempotencyKey = newId('prp');
    const [first, again] = [
      await step(who.as.registrar, id, 'INTAKE', { idempotencyKey }),
      await step(who.as.registrar, id, 'INTAKE', { idempotencyKey }),
    ];
    expect([first.errors, again.errors, again.proposal.state]).toEqual([[], [], 'INTAKE']);
    expect(await eventsOf(on, id)).toHaveLength(1);
  });
});
