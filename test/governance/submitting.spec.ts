import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { aProject, aStage } from '../programmes/projects.js';
import { signIn } from '../support/actors.js';
import { aStandard } from '../support/builders.js';
import { placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { describeAnew, eventsOf, type People, people, proposeFrom, seen, step, submit } from './acting.js';
import { aCandidate, aDraftVersion, aProposal, dayAfter, inUse, TODAY } from './proposals.js';

let on: Register;
let who: People;
let standardId: string;
beforeAll(async () => {
  on = await register();
  who = await people(on);
  standardId = (await aStandard(on.sql)).id;
});

/** A proposal of Amsterdam that a standard binds, with more or other words. */
const said = (more: object = {}) => ({
  ...{ title: 'Overal hetzelfde', kind: 'BINDING_CHANGE', motivation: 'Het werkt hier.', onBehalfOfId: who.amsterdam },
  ...{ standardId, aimedLevel: 'RECOMMENDED', ...more },
});
const submitted = (more: object = {}) => submit(who.as['reporter-gm0363'], said(more));

describe('A proposal is submitted', () => {
  test('with all that it says, for an organisation, and stands in the log', async () => {
    const { proposal, errors } = await submitted();
    expect(errors).toEqual([]);
    expect(proposal).toMatchObject({
      ...{ title: 'Overal hetzelfde', kind: 'BINDING_CHANGE', state: 'SUBMITTED', motivation: 'Het werkt hier.' },
      ...{ aimedLevel: 'RECOMMENDED', standard: { id: standardId }, version: null, revision: 2 },
      ...{ submittedBy: { slug: 'gm0363' }, supportedBy: [] },
      history: [
        { from: null, to: 'DRAFT', reason: null, by: { slug: 'gm0363' } },
        { from: 'DRAFT', to: 'SUBMITTED', reason: null, by: { slug: 'gm0363' } },
      ],
    });
    const events = await eventsOf(on, proposal.id);
    expect(events.map(({ action, organisationId }) => [action, organisationId])).toEqual([
      ['submitProposal', who.amsterdam],
    ]);
    expect(events[0].changes).toContainEqual({ field: 'number', before: null, after: proposal.number });
  });

  test('by municipalities, partnerships, secretaries and the office, each for itself alone', async () => {
    const organisations = {
      ...{ 'reporter-gm0363': who.amsterdam, 'approver-gm0363': who.amsterdam, 'reporter-gm0344': who.utrecht },
      ...{ partnership: who.partnership, registrar: who.office },
    } as const;
    for (const [persona, onBehalfOfId] of Object.entries(organisations)) {
      const ask = who.as[persona as keyof typeof organisations];
      expect((await submit(ask, said({ onBehalfOfId }))).errors).toEqual([]);
      const foreign = onBehalfOfId === who.amsterdam ? who.utrecht : who.amsterdam;
      const { errors } = await submit(ask, said({ onBehalfOfId: foreign }));
      expect(placesOf(errors)).toEqual(['InvalidInputError input.onBehalfOfId']);
    }
  });

  test('with what is missing for it said all at once, and kept as a draft when that is asked', async () => {
    const bare = { aimedLevel: null, standardId: null };
    const { errors } = await submitted(bare);
    expect(errors).toEqual([
      {
        ...{
          __typename: 'IllegalTransitionError',
          path: ['input'],
          from: 'DRAFT',
          to: 'SUBMITTED',
          allowed: ['DRAFT'],
        },
        message:
          'To be submitted it misses the standard (standardId); how strongly it would bind (aimedLevel). It can be kept as a draft.',
        missing: ['the standard (standardId)', 'how strongly it would bind (aimedLevel)'],
      },
    ]);
    const kept = await submitted({ ...bare, draft: true });
    expect(kept.proposal).toMatchObject({ state: 'DRAFT', number: 0, allowedTransitions: ['WITHDRAWN'] });
  });

  test('and numbered one after the other, whatever comes at the same time and whatever is refused', async () => {
    const many = await Promise.all(
      Array.from({ length: 8 }, (_, i) => submitted(i % 2 === 0 ? {} : { draft: i % 4 === 1, standardId: null })),
    );
    const numbers = many.flatMap(({ proposal }) => (proposal?.number > 0 ? [proposal.number as number] : []));
    expect(numbers).toHaveLength(4);
    const all = await on.sql<{ number: number }>('select number from proposal where number > 0 order by number');
    expect(all.map(({ number }) => number)).toEqual(Array.from(all, (_, i) => i + 1));
  });

  test('once for a key that is repeated', async () => {
    const idempotencyKey = newId('prp');
    const [first, again] = [await submitted({ idempotencyKey }), await submitted({ idempotencyKey })];
    expect(again.proposal.id).toBe(first.proposal.id);
    expect(await eventsOf(on, first.proposal.id)).toHaveLength(1);
  });

  test('about the standard of its version', async () => {
    const versionId = await inUse(on.sql, (await aStandard(on.sql)).id);
    const said = { kind: 'PHASE_OUT', standardId: null, aimedLevel: null, versionId };
    const { proposal } = await submitted({ ...said, endOfSupportOn: dayAfter(365), noSuccessor: true });
    const [{ standard_id }] = (await on.sql('select standard_id from standard_version where id = $1', [
      versionId,
    ])) as any;
    expect(proposal).toMatchObject({
      standard: { id: standard_id },
      version: { id: versionId },
      isWithoutSuccessor: true,
    });
  });
});

describe('What a proposal says is refused', () => {
  test('where it is no text, too long, or not there', async () => {
    const { errors } = await submitted({
      title: ' ',
      motivation: 'x'.repeat(10_001),
      standardId: 'std_x',
      versionId: 'ver_x',
    });
    expect(placesOf(errors)).toEqual([
      ...['InvalidInputError input.motivation', 'InvalidInputError input.title'],
      ...['NotFoundError input.standardId', 'NotFoundError input.versionId'],
    ]);
  });

  test('where it goes with another kind of proposal', async () => {
    const { errors } = await submitted({
      ...{ kind: 'SCOPE_CHANGE', versionId: await inUse(on.sql, (await aStandard(on.sql)).id), standardId: null },
      ...{ endOfSupportOn: dayAfter(10), noSuccessor: true },
    });
    expect(placesOf(errors)).toEqual(
      ['aimedLevel', 'endOfSupportOn', 'noSuccessor', 'versionId'].map((name) => `InvalidInputError input.${name}`),
    );
    const other = await submitted({ functionalScope: 'Alles.', organisationalScope: 'Iedereen.' });
    expect(placesOf(other.errors)).toEqual([
      'InvalidInputError input.functionalScope',
      'InvalidInputError input.organisationalScope',
    ]);
  });

  test('where a version is of another standard, or takes its own place, or support ended already', async () => {
    const [one, other] = [(await aStandard(on.sql)).id, (await aStandard(on.sql)).id];
    const [versionId, foreign] = [await inUse(on.sql, one), await inUse(on.sql, other)];
    const phaseOut = { kind: 'PHASE_OUT', aimedLevel: null, endOfSupportOn: dayAfter(30), standardId: one, versionId };
    const places = async (more: object) => placesOf((await submitted({ ...phaseOut, ...more })).errors);
    expect(await places({ standardId: other, noSuccessor: true })).toEqual(['InvalidInputError input.versionId']);
    expect(await places({ successorId: versionId })).toEqual(['InvalidInputError input.successorId']);
    expect(await places({ successorId: foreign })).toEqual(['InvalidInputError input.successorId']);
    expect(await places({ noSuccessor: true, endOfSupportOn: TODAY })).toEqual([
      'InvalidInputError input.endOfSupportOn',
    ]);
    const next = await aCandidate(on.sql, one);
    expect(await places({ successorId: next, noSuccessor: true })).toEqual(['InvalidInputError input.noSuccessor']);
    expect(await places({ successorId: next })).toEqual([]);
  });

  test('where it names a version that is a draft, as if that were not there', async () => {
    const versionId = await aDraftVersion(on.sql, standardId);
    const { errors } = await submitted({ kind: 'NEW_VERSION', versionId });
    expect(placesOf(errors)).toEqual(['NotFoundError input.versionId']);
  });
});

describe('Other words', () => {
  test('are for its submitter to say, of a draft and of what was returned', async () => {
    const { proposal } = await submitted({ draft: true, aimedLevel: null });
    const { id } = proposal;
    const words = { title: 'Anders', aimedLevel: 'MANDATORY', expectedRevision: proposal.revision };
    const told = await describeAnew(who.as['approver-gm0363'], { proposalId: id, ...words });
    expect(told.errors).toEqual([]);
    expect(told.proposal).toMatchObject({ title: 'Anders', aimedLevel: 'MANDATORY', motivation: 'Het werkt hier.' });
    const [, event] = await eventsOf(on, id);
    expect(event).toMatchObject({ action: 'describeProposal', organisationId: who.amsterdam });
    expect(event.changes).toEqual([
      { field: 'title', before: 'Overal hetzelfde', after: 'Anders' },
      { field: 'aimedLevel', before: null, after: 'MANDATORY' },
    ]);
    const same = await describeAnew(who.as['reporter-gm0363'], { proposalId: id, title: 'Anders' });
    expect([same.errors, same.proposal.revision]).toEqual([[], told.proposal.revision]);
    expect(await eventsOf(on, id)).toHaveLength(2);
    const returned = await aProposal(on, { state: 'RETURNED' });
    const again = await describeAnew(who.as['reporter-gm0363'], { proposalId: returned.id, motivation: 'Beter zo.' });
    expect(again.proposal).toMatchObject({ motivation: 'Beter zo.', state: 'RETURNED' });
  });

  test.each(['SUBMITTED', 'INTAKE', 'IN_CONSULTATION', 'CVD_ADVICE', 'DECISION', 'ESTABLISHED', 'WITHDRAWN'])(
    'are refused once it is %s',
    async (state) => {
      const { id } = await aProposal(on, { state });
      const { errors } = await describeAnew(who.as['reporter-gm0363'], { proposalId: id, title: 'Anders' });
      expect(errors).toMatchObject([
        { __typename: 'IllegalTransitionError', from: state, allowed: ['DRAFT', 'RETURNED'] },
      ]);
    },
  );

  test('are not for anyone else, who hears nothing of a draft', async () => {
    const [draft, returned] = [await aProposal(on, { state: 'DRAFT' }), await aProposal(on, { state: 'RETURNED' })];
    for (const persona of ['reporter-gm0344', 'partnership', 'secretary'] as const) {
      const places = async ({ id }: { id: string }) =>
        placesOf((await describeAnew(who.as[persona], { proposalId: id, title: 'Anders' })).errors);
      expect(await places(draft)).toEqual(['NotFoundError input.proposalId']);
      expect(await places(returned)).toEqual(['IllegalTransitionError input.proposalId']);
    }
    const { errors } = await describeAnew(who.as.registrar, { proposalId: draft.id, title: 'Anders' });
    expect(placesOf(errors)).toEqual(['IllegalTransitionError input.proposalId']);
  });

  test('cannot take away what it cannot do without', async () => {
    const { id } = await aProposal(on, { state: 'RETURNED' });
    const { errors } = await describeAnew(who.as['reporter-gm0363'], { proposalId: id, title: null, motivation: null });
    expect(placesOf(errors)).toEqual(['InvalidInputError input.motivation', 'InvalidInputError input.title']);
  });

  test('of what takes the place of a version replace each other', async () => {
    const { id, versionId, standardId: of } = await aProposal(on, { kind: 'PHASE_OUT', state: 'RETURNED' });
    const next = await aCandidate(on.sql, of!);
    const ask = who.as['reporter-gm0363'];
    const named = await describeAnew(ask, { proposalId: id, successorId: next });
    expect(named.proposal).toMatchObject({
      successor: { id: next },
      isWithoutSuccessor: false,
      version: { id: versionId },
    });
    const none = await describeAnew(ask, { proposalId: id, noSuccessor: true });
    expect(none.proposal).toMatchObject({ successor: null, isWithoutSuccessor: true });
  });
});

describe('What the register got since', () => {
  test('the office links to a proposal of something new, and says nothing else of it', async () => {
    const { id } = await aProposal(on, { kind: 'NEW_STANDARD', state: 'IN_CONSULTATION', standardId: null });
    const refused = await describeAnew(who.as.registrar, { proposalId: id, standardId, title: 'Anders' });
    expect(placesOf(refused.errors)).toEqual(['InvalidInputError input.title']);
    const { proposal, errors } = await describeAnew(who.as.registrar, { proposalId: id, standardId });
    expect([errors, proposal?.standard]).toEqual([[], { id: standardId }]);
    expect((await eventsOf(on, id)).at(-1)).toMatchObject({ organisationId: who.office });
  });

  test('is linked before bodies advise, and to no other kind of proposal', async () => {
    for (const given of [
      { kind: 'NEW_STANDARD', state: 'CVD_ADVICE' },
      { kind: 'BINDING_CHANGE', state: 'INTAKE' },
    ] as const) {
      const { id } = await aProposal(on, given);
      const { errors } = await describeAnew(who.as.registrar, { proposalId: id, standardId });
      expect(placesOf(errors)).toEqual(['IllegalTransitionError input.proposalId']);
    }
  });
});

describe('What works in one municipality', () => {
  const link = (projectId: string, ...standards: string[]) =>
    on.sql('insert into project_standard (project_id, standard_id) select $1, unnest($2::text[])', [
      projectId,
      standards,
    ]);
  const propose = (projectId: string, more: object = {}) =>
    proposeFrom(who.as['reporter-gm0363'], { projectId, onBehalfOfId: who.amsterdam, ...more });

  test('becomes a draft for all with the words and the standard of its project, in one step', async () => {
    const project = await aProject(on.sql, { summary: 'Zaken bij de bron.' });
    await aStage(on.sql, project.id, 'PILOT', '2024-01-01');
    await link(project.id, standardId);
    const { proposal, errors } = await propose(project.id);
    expect(errors).toEqual([]);
    expect(proposal).toMatchObject({
      ...{ state: 'DRAFT', number: 0, kind: 'BINDING_CHANGE', title: project.name, motivation: 'Zaken bij de bron.' },
      ...{ aimedLevel: 'RECOMMENDED', standard: { id: standardId }, project: { id: project.id } },
      ...{ submittedBy: { slug: 'gm0363' }, allowedTransitions: ['SUBMITTED', 'WITHDRAWN'] },
    });
    expect((await step(who.as['reporter-gm0363'], proposal.id, 'SUBMITTED')).proposal?.state).toBe('SUBMITTED');
    const { project: shown } = await who.anyone(
      `{ project(slug: "${project.slug}") { proposals { nodes { id } totalCount } } }`,
    );
    expect(shown.proposals).toEqual({ nodes: [{ id: proposal.id }], totalCount: 1 });
  });

  test('is a new standard where it is about none, and one of its standards where it is about more', async () => {
    const [bare, rich] = [await aProject(on.sql), await aProject(on.sql)];
    const other = (await aStandard(on.sql)).id;
    await link(rich.id, standardId, other);
    expect((await propose(bare.id)).proposal).toMatchObject({ kind: 'NEW_STANDARD', standard: null });
    expect((await propose(rich.id)).proposal).toMatchObject({ kind: 'BINDING_CHANGE', standard: null });
    expect((await propose(rich.id, { standardId: other })).proposal).toMatchObject({ standard: { id: other } });
    const { errors } = await propose(bare.id, { standardId: other });
    expect(placesOf(errors)).toEqual(['InvalidInputError input.standardId']);
  });

  test('is not proposed when it was stopped, by another, or out of nothing', async () => {
    const project = await aProject(on.sql);
    await aStage(on.sql, project.id, 'PILOT', '2024-01-01');
    expect((await propose(project.id)).errors).toEqual([]);
    await aStage(on.sql, project.id, 'STOPPED', '2025-01-01');
    expect(placesOf((await propose(project.id)).errors)).toEqual(['InvalidInputError input.projectId']);
    const named = await submitted({ projectId: project.id, draft: true });
    expect(placesOf(named.errors)).toEqual(['InvalidInputError input.projectId']);
    expect(placesOf((await propose(newId('prj'))).errors)).toEqual(['NotFoundError input.projectId']);
    const foreign = await propose((await aProject(on.sql)).id, { onBehalfOfId: who.utrecht });
    expect(placesOf(foreign.errors)).toEqual(['InvalidInputError input.onBehalfOfId']);
  });
});

test('Who cannot propose for anyone is told so at the door', async () => {
  for (const persona of ['auditor', 'supplier-a', 'assessor']) {
    const { body } = await on.graphql(
      'mutation ($input: SubmitProposalInput!) { submitProposal(input: $input) { errors { message } } }',
      { input: said() },
      await signIn(persona),
    );
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  expect(await seen(who.anyone, newId('prp'))).toBeNull();
});
