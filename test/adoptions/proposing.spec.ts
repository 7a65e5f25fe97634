import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, anAdoption } from '../support/builders.js';
import { type Asking, asking, placesOf } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { admitting, answering, organisationOf, proposing, requiring, seenBy, withdrawing } from './proposals.js';
import { day, municipalityId, recordOf, Reporter } from './reporting.js';

let on: OwnRegister;
let who: Record<
  'partnership' | 'supplier' | 'otherSupplier' | 'utrecht' | 'amsterdam' | 'registrar' | 'anyone',
  Asking
>;
let partnershipId: string;
let supplierId: string;
let amsterdam: string;
let utrecht: string;
beforeAll(async () => {
  on = await startService();
  who = {
    partnership: asking(on, 'partnership'),
    supplier: asking(on, 'supplier-a'),
    otherSupplier: asking(on, 'supplier-b'),
    utrecht: asking(on, 'reporter-gm0344'),
    amsterdam: asking(on, 'reporter-gm0363'),
    registrar: asking(on, 'registrar'),
    anyone: asking(on),
  };
  partnershipId = await organisationOf(on, 'partnership');
  supplierId = await organisationOf(on, 'supplier-a');
  [amsterdam, utrecht] = [await municipalityId(on.sql, 'GM0363'), await municipalityId(on.sql, 'GM0344')];
  const { errors } = await admitting(who.registrar, { partnershipId, municipalityId: utrecht, from: day(-100) });
  expect(errors).toEqual([]);
});
afterAll(() => on?.stop());

const newStandard = async (kind?: string) => (await aStandard(on.sql, kind === undefined ? {} : { kind })).id;
const byPartnership = (...proposals: object[]) =>
  proposing(who.partnership, { onBehalfOfId: partnershipId, proposals });
const bySupplier = (...proposals: object[]) => proposing(who.supplier, { onBehalfOfId: supplierId, proposals });
const answer = (ask: Asking, municipality: string, ...answers: object[]) =>
  answering(ask, { municipalityId: municipality, answers });
const record = (standardId: string, selection = 'status origin') =>
  recordOf(who.utrecht, { standardId, municipalityId: utrecht }, selection);
const waiting = async (made: Promise<any>): Promise<string> => {
  const { errors, proposals } = await made;
  expect(errors).toEqual([]);
  return proposals[0].id;
};

describe('What a partnership proposes for a member', () => {
  test('counts for nothing until the municipality accepts it, and then is its own word', async () => {
    const standardId = await newStandard();
    const proposalId = await waiting(byPartnership({ municipalityId: utrecht, standardId, status: 'APPLIED' }));
    expect(await record(standardId)).toBeUndefined();
    const { adoptions } = await answer(who.utrecht, utrecht, { proposalId, accept: true });
    expect(adoptions).toMatchObject([{ status: 'APPLIED', origin: 'REPORTED' }]);
    const HISTORY = 'history { nodes { recordedBy { name } proposal { proposedBy { id } } } }';
    expect((await record(standardId, HISTORY)).history.nodes).toEqual([
      { recordedBy: { name: 'Utrecht' }, proposal: { proposedBy: { id: partnershipId } } },
    ]);
    const open = await recordOf(who.anyone, { standardId, municipalityId: utrecht }, HISTORY);
    expect(open.history.nodes).toEqual([{ recordedBy: { name: 'Utrecht' }, proposal: null }]);
  });

  test('is signed off by nobody when a reporter accepts it, also where what was held before was', async () => {
    const standardId = await newStandard();
    const approver = await Reporter.of(on, 'approver-gm0363');
    expect(await approver.reports({ standardId, status: 'APPLIED', validFrom: day(-10) })).toMatchObject([
      { origin: 'APPROVED' },
    ]);
    const proposalId = await waiting(bySupplier({ municipalityId: amsterdam, standardId, status: 'PHASED_OUT' }));
    const { adoptions } = await answer(who.amsterdam, amsterdam, { proposalId, accept: true });
    expect(adoptions).toMatchObject([{ status: 'PHASED_OUT', origin: 'REPORTED' }]);
  });

  test('can be declined with a reason', async () => {
    const standardId = await newStandard();
    const proposalId = await waiting(byPartnership({ municipalityId: utrecht, standardId, status: 'APPLIED' }));
    await answer(who.utrecht, utrecht, { proposalId, accept: false, reason: 'Wij doen niet mee.' });
    const { node } = await who.partnership(
      `{ node(id: "${proposalId}") { ... on AdoptionProposal { state answer } } }`,
    );
    expect(node).toEqual({ state: 'DECLINED', answer: 'Wij doen niet mee.' });
    expect(await record(standardId)).toBeUndefined();
  });

  test('is for its members of today only', async () => {
    const standardId = await newStandard();
    const { errors } = await byPartnership(
      { municipalityId: amsterdam, standardId, status: 'APPLIED' },
      { municipalityId: utrecht, standardId, status: 'APPLIED' },
      { municipalityId: 'mun_00000000000000000000000000', standardId, status: 'APPLIED' },
    );
    expect(placesOf(errors)).toEqual([
      'InvalidInputError input.proposals.0.municipalityId',
      'NotFoundError input.proposals.2.municipalityId',
    ]);
  });

  test('waits for an approver where the municipality signs off', async () => {
    const standardId = await newStandard();
    await requiring(who.registrar, { municipalityId: utrecht, required: true });
    const proposalId = await waiting(byPartnership({ municipalityId: utrecht, standardId, status: 'APPLIED' }));
    const { errors } = await answer(who.utrecht, utrecht, { proposalId, accept: true });
    expect(placesOf(errors)).toEqual(['InvalidInputError input.answers.0.proposalId']);
    await requiring(who.registrar, { municipalityId: utrecht, required: false });
    expect((await answer(who.utrecht, utrecht, { proposalId, accept: true })).errors).toEqual([]);
  });
});

describe('What a supplier proposes', () => {
  test('is for any municipality, and may be accepted there', async () => {
    const standardId = await newStandard();
    const proposalId = await waiting(
      bySupplier({ municipalityId: utrecht, standardId, status: 'IMPLEMENTING', validFrom: day(-10) }),
    );
    const { adoptions } = await answer(who.utrecht, utrecht, { proposalId, accept: true });
    expect(adoptions).toMatchObject([{ status: 'IMPLEMENTING', origin: 'REPORTED' }]);
  });

  test('is judged by its own words', async () => {
    const standardId = await newStandard();
    const { errors } = await bySupplier(
      { municipalityId: utrecht, standardId, status: 'PLANNED' },
      { municipalityId: utrecht, standardId, status: 'EXPLAINED', validFrom: day(1) },
      { municipalityId: utrecht, standardId: 'std_00000000000000000000000000', status: 'APPLIED' },
    );
    expect(placesOf(errors)).toEqual([
      'InvalidInputError input.proposals.0.plannedFor',
      'InvalidInputError input.proposals.1.explanation',
      'InvalidInputError input.proposals.1.status',
      'NotFoundError input.proposals.2.standardId',
    ]);
  });

  test('is refused for no reason that tells what the municipality holds', async () => {
    const said = await newStandard();
    const unsaid = await newStandard();
    await anAdoption(on.sql, { municipalityId: utrecht, standardId: said, origin: 'DERIVED' });
    const [onSaid, onUnsaid] = await Promise.all(
      [said, unsaid].map((standardId) => bySupplier({ municipalityId: utrecht, standardId, status: 'PLANNED' })),
    );
    expect(onSaid.errors).toEqual(onUnsaid.errors);
    const step = { municipalityId: utrecht, status: 'PLANNED', plannedFor: day(9) };
    const held = await bySupplier({ ...step, standardId: said });
    expect(held.errors).toEqual([]);
    expect(held.proposals).toMatchObject([{ state: 'WAITING', adoption: null }]);
  });

  test('is never of a security norm: what came of it would tell', async () => {
    const standardId = await newStandard('SECURITY_NORM');
    const { errors } = await bySupplier({ municipalityId: utrecht, standardId, status: 'APPLIED' });
    expect(placesOf(errors)).toEqual(['InvalidInputError input.proposals.0.standardId']);
  });

  test('is on behalf of an organisation of its own', async () => {
    const standardId = await newStandard();
    const proposals = [{ municipalityId: utrecht, standardId, status: 'APPLIED' }];
    const { errors } = await proposing(who.otherSupplier, { onBehalfOfId: supplierId, proposals });
    expect(placesOf(errors)).toEqual(['NotFoundError input.onBehalfOfId']);
  });

  test('holds 1 to 100, all or nothing', async () => {
    const standardId = await newStandard();
    const one = { municipalityId: utrecht, standardId, status: 'APPLIED' };
    for (const proposals of [[], Array.from({ length: 101 }, () => one)]) {
      expect(placesOf((await bySupplier(...proposals)).errors)).toEqual(['InvalidInputError input.proposals']);
    }
    expect(placesOf((await bySupplier(one, one)).errors)).toEqual(['InvalidInputError input.proposals.1.validFrom']);
    expect(await on.sql('select from adoption_proposal where standard_id = $1', [standardId])).toEqual([]);
  });

  test('waits once, also when two propose it at the same moment, and can be taken back by that supplier alone', async () => {
    const standardId = await newStandard();
    const one = { municipalityId: utrecht, standardId, status: 'APPLIED' };
    const both = await Promise.all([bySupplier(one), bySupplier(one)]);
    const problems = both.flatMap(({ errors }) => errors);
    expect(problems).toMatchObject([{ __typename: 'ConflictError' }]);
    const [proposalId] = both.flatMap(({ proposals }) => proposals ?? []).map(({ id }: { id: string }) => id);
    for (const ask of [who.otherSupplier, who.utrecht, who.partnership]) {
      const { errors } = await withdrawing(ask, { proposalIds: [proposalId] });
      expect(placesOf(errors)).toEqual(['NotFoundError input.proposalIds.0']);
    }
    const { proposals } = await withdrawing(who.supplier, { proposalIds: [proposalId] });
    expect(proposals).toMatchObject([{ state: 'WITHDRAWN' }]);
    expect(placesOf((await withdrawing(who.supplier, { proposalIds: [proposalId] })).errors)).toEqual([
      'IllegalTransitionError input.proposalIds.0',
    ]);
  });
});

describe('A proposal', () => {
  test('is there for the municipality, who proposed it and the office, and for nobody else', async () => {
    const standardId = await newStandard();
    const id = await waiting(bySupplier({ municipalityId: utrecht, standardId, status: 'APPLIED' }));
    const seen = async (ask: Asking) => {
      const { ids, count } = await seenBy(ask, utrecht, '(states: [WAITING], first: 100)');
      const { node } = await ask(`{ node(id: "${id}") { id } }`);
      const { organisation } = await ask(
        `{ organisation(by: { id: "${supplierId}" }) { proposedAdoptions(first: 100) { totalCount nodes { id } } } }`,
      );
      const listed = organisation.proposedAdoptions.nodes.some((each: { id: string }) => each.id === id);
      expect(count).toBe(ids.length);
      expect(organisation.proposedAdoptions.totalCount).toBe(organisation.proposedAdoptions.nodes.length);
      return [ids.includes(id), node !== null, listed];
    };
    for (const ask of [who.supplier, who.utrecht, who.registrar, asking(on, 'auditor')]) {
      expect(await seen(ask)).toEqual([true, true, true]);
    }
    for (const ask of [who.otherSupplier, who.amsterdam, who.partnership, who.anyone, asking(on, 'assessor')]) {
      expect(await seen(ask)).toEqual([false, false, false]);
    }
  });

  test('of another municipality is not to be answered, as if it were not there', async () => {
    const standardId = await newStandard();
    const proposalId = await waiting(bySupplier({ municipalityId: utrecht, standardId, status: 'APPLIED' }));
    const refusal = async (id: string) =>
      (await answer(who.amsterdam, amsterdam, { proposalId: id, accept: true })).errors;
    expect(await refusal(proposalId)).toEqual(await refusal('adq_00000000000000000000000000'));
    expect(placesOf(await refusal(proposalId))).toEqual(['NotFoundError input.answers.0.proposalId']);
    const foreign = await answer(who.amsterdam, utrecht, { proposalId, accept: true });
    expect(placesOf(foreign.errors)).toEqual(['NotFoundError input.municipalityId']);
  });

  test('shows at a moment before the answer that it still waited', async () => {
    const standardId = await newStandard();
    const id = await waiting(bySupplier({ municipalityId: utrecht, standardId, status: 'APPLIED' }));
    const between = new Date(Date.now() + 5).toISOString();
    await new Promise((resolve) => setTimeout(resolve, 30));
    await answer(who.utrecht, utrecht, { proposalId: id, accept: false, reason: 'Nee.' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const at = async (moment: string) =>
      (
        await who.utrecht(
          `{ node(id: "${id}", knownAt: "${moment}") { ... on AdoptionProposal { state answer answeredAt } } }`,
        )
      ).node;
    expect(await at(between)).toEqual({ state: 'WAITING', answer: null, answeredAt: null });
    expect(await at(new Date().toISOString())).toMatchObject({ state: 'DECLINED', answer: 'Nee.' });
    expect(await at('2020-01-01T00:00:00Z')).toBeNull();
  });

  test('is not changed in the database once it was said', async () => {
    const standardId = await newStandard();
    const id = await waiting(bySupplier({ municipalityId: utrecht, standardId, status: 'APPLIED' }));
    await expect(on.sql(`update adoption_proposal set status = 'PLANNED' where id = $1`, [id])).rejects.toThrow(
      'not changed',
    );
    await expect(on.sql('delete from adoption_proposal where id = $1', [id])).rejects.toThrow('append-only');
  });

  test('leaves events with those it is of', async () => {
    const standardId = await newStandard();
    const proposalId = await waiting(bySupplier({ municipalityId: utrecht, standardId, status: 'APPLIED' }));
    await answer(who.utrecht, utrecht, { proposalId, accept: true });
    const events = await on.sql<{ action: string; kind: string }>(
      `select e.action, o.kind from audit_event e join organisation o on o.id = e.organisation_id
       where e.subject_id = $1 order by e.event_id`,
      [proposalId],
    );
    expect(events).toEqual([
      { action: 'proposeAdoptions', kind: 'SUPPLIER' },
      { action: 'answerAdoptionProposals', kind: 'MUNICIPALITY' },
    ]);
  });
});
