import { beforeAll, describe, expect, test } from '@jest/globals';
import { aProject } from '../programmes/projects.js';
import { signIn } from '../support/actors.js';
import { aStandard } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { describeAnew, type People, people, seen, step, submit, support } from './acting.js';
import { aProposal } from './proposals.js';

let on: Register;
let who: People;
let strangers: [string, Asking][];
beforeAll(async () => {
  on = await register();
  who = await people(on);
  strangers = [
    ['nobody in particular', who.anyone],
    ...(['reporter-gm0344', 'partnership', 'secretary', 'secretary-2', 'supplier-a', 'assessor'] as const).map(
      (persona): [string, Asking] => [persona, asking(on, persona)],
    ),
  ];
});
const insiders = ['reporter-gm0363', 'approver-gm0363', 'registrar', 'auditor'] as const;

/** Every way to a proposal that does not need its number. */
const everyWay = async (ask: Asking, { id, standardId, slug }: { id: string; standardId: string; slug: string }) => {
  const found = await ask(
    `query ($id: ID!, $s: ID!, $p: String!) {
       node(id: $id) { id } nodes(ids: [$id]) { id }
       standard(by: { id: $s }) { proposals { totalCount nodes { id } edges { node { id } } } }
       project(slug: $p) { proposals { totalCount nodes { id } } }
       drafts: proposals(states: [DRAFT, WITHDRAWN], first: 100) { nodes { id } }
       all: proposals(first: 100) { nodes { id } } zero: proposal(number: 0) { id } }`,
    { id, s: standardId, p: slug },
  );
  const isIn = (nodes: readonly { id: string }[]) => nodes.some((each) => each.id === id);
  return {
    node: found.node !== null,
    nodes: found.nodes[0] !== null,
    ofStandard: [found.standard.proposals.totalCount, isIn(found.standard.proposals.nodes)],
    ofProject: [found.project.proposals.totalCount, isIn(found.project.proposals.nodes)],
    listed: isIn(found.all.nodes) || isIn(found.drafts.nodes),
    numbered: found.zero !== null,
  };
};
const ABSENT = {
  node: false,
  nodes: false,
  ofStandard: [0, false],
  ofProject: [0, false],
  listed: false,
  numbered: false,
};
const THERE = { ...ABSENT, node: true, nodes: true, ofStandard: [1, true], ofProject: [1, true], listed: true };

/** A draft of Amsterdam, written over the API and described once. */
async function aDraft() {
  const standardId = (await aStandard(on.sql)).id;
  const project = await aProject(on.sql);
  const { proposal } = await submit(who.as['reporter-gm0363'], {
    ...{ title: 'Nog geheim', kind: 'BINDING_CHANGE', motivation: 'Daarom.', onBehalfOfId: who.amsterdam, draft: true },
    ...{ standardId, aimedLevel: 'MANDATORY', projectId: project.id },
  });
  await describeAnew(who.as['approver-gm0363'], { proposalId: proposal.id, title: 'Nog steeds geheim' });
  return { id: proposal.id as string, standardId, slug: project.slug };
}

describe('A draft', () => {
  test('is there for its owners, the office and who audits it, and for nobody else in any way', async () => {
    const draft = await aDraft();
    for (const [name, ask] of strangers) expect([name, await everyWay(ask, draft)]).toEqual([name, ABSENT]);
    for (const persona of insiders) {
      expect([persona, await everyWay(who.as[persona], draft)]).toEqual([persona, THERE]);
    }
  });

  test('that was taken back stays unseen', async () => {
    const draft = await aDraft();
    await step(who.as['reporter-gm0363'], draft.id, 'WITHDRAWN');
    for (const [name, ask] of strangers) expect([name, await everyWay(ask, draft)]).toEqual([name, ABSENT]);
    expect(await seen(who.as['reporter-gm0363'], draft.id)).toMatchObject({ state: 'WITHDRAWN', number: 0 });
  });

  test('is to others who try something with it one that does not exist', async () => {
    const draft = await aDraft();
    const none = [
      { __typename: 'NotFoundError', message: 'There is no such proposal.', path: ['input', 'proposalId'] },
    ];
    const ask = who.as['reporter-gm0344'];
    const made = `prp_${'0'.repeat(26)}`;
    for (const proposalId of [draft.id, made]) {
      expect((await step(ask, proposalId, 'SUBMITTED')).errors).toEqual(none);
      expect((await describeAnew(ask, { proposalId, title: 'x' })).errors).toEqual(none);
      expect((await support(ask, { proposalId, onBehalfOfId: who.utrecht })).errors).toEqual(none);
      expect((await step(ask, proposalId, 'SUBMITTED', { expectedRevision: 99 })).errors).toEqual(none);
    }
  });

  test('is in the log for who acts for its owner and who audits it alone', async () => {
    const draft = await aDraft();
    const events = async (persona: string): Promise<number> => {
      const document = 'query ($id: ID!) { auditEvents(subjectId: $id) { totalCount } }';
      const { body } = await on.graphql(document, { id: draft.id }, await signIn(persona));
      return body.data.auditEvents.totalCount as number;
    };
    const deadline = Date.now() + 20_000;
    while ((await events('auditor')) < 2 && Date.now() < deadline) await new Promise((wait) => setTimeout(wait, 250));
    expect(await events('auditor')).toBe(2);
    expect(await events('reporter-gm0363')).toBe(2);
    for (const persona of ['reporter-gm0344', 'partnership', 'secretary', 'secretary-2', 'supplier-a', 'assessor']) {
      expect([persona, await events(persona)]).toEqual([persona, 0]);
    }
  });
});

describe('Once it is submitted, a proposal', () => {
  test('is there for everyone in every way, with what was done to it', async () => {
    const draft = await aDraft();
    const { proposal } = await step(who.as['reporter-gm0363'], draft.id, 'SUBMITTED');
    for (const [name, ask] of strangers) expect([name, await everyWay(ask, draft)]).toEqual([name, THERE]);
    const shown = await who.anyone(`{ proposal(number: ${proposal.number}) { id title history { to } } }`);
    expect(shown.proposal).toEqual({
      id: draft.id,
      title: 'Nog steeds geheim',
      history: [{ to: 'DRAFT' }, { to: 'SUBMITTED' }],
    });
  });

  test('stays there when it is taken back', async () => {
    const draft = await aDraft();
    await step(who.as['reporter-gm0363'], draft.id, 'SUBMITTED');
    await step(who.as['reporter-gm0363'], draft.id, 'WITHDRAWN', { reason: 'Toch niet.' });
    for (const [name, ask] of strangers) expect([name, await everyWay(ask, draft)]).toEqual([name, THERE]);
    expect((await seen(who.anyone, draft.id)).history.at(-1)).toMatchObject({ to: 'WITHDRAWN', reason: 'Toch niet.' });
  });

  test('was not there before, and was then in the state it was in', async () => {
    const draft = await aDraft();
    const { proposal } = await step(who.as['reporter-gm0363'], draft.id, 'SUBMITTED');
    await new Promise((wait) => setTimeout(wait, 20));
    await step(who.as.registrar, draft.id, 'INTAKE');
    const [{ submitted }] = (await on.sql('select submitted_at as submitted from proposal where id = $1', [
      draft.id,
    ])) as any;
    const at = async (moment: Date) =>
      (
        await who.anyone(
          'query ($n: Int!, $t: DateTime) { proposal(number: $n, knownAt: $t) { state history { to } } }',
          { n: proposal.number, t: moment.toISOString() },
        )
      ).proposal;
    expect(await at(new Date(submitted.getTime() - 1))).toBeNull();
    expect(await at(new Date(submitted.getTime() + 5))).toEqual({
      state: 'SUBMITTED',
      history: [{ to: 'DRAFT' }, { to: 'SUBMITTED' }],
    });
    expect((await seen(who.anyone, draft.id)).state).toBe('INTAKE');
  });

  test('names organisations, and no person', async () => {
    const { id } = await aProposal(on, { state: 'DECISION' });
    const text = JSON.stringify(await seen(who.anyone, id));
    expect(text).not.toMatch(/reporter-gm|Proefpersoon|submitter/i);
  });
});
