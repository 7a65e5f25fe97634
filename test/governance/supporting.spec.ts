import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard } from '../support/builders.js';
import { placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { eventsOf, type People, people, seen, submit, support } from './acting.js';
import { aProposal } from './proposals.js';

let on: Register;
let who: People;
beforeAll(async () => {
  on = await register();
  who = await people(on);
});
const slugs = (proposal: any): string[] => proposal.supportedBy.map(({ slug }: any) => slug);

describe('A proposal is supported', () => {
  test('by another municipality, which can take that back and give it again', async () => {
    const { id } = await aProposal(on, { state: 'INTAKE' });
    const ask = who.as['reporter-gm0344'];
    const give = (withdraw?: boolean) => support(ask, { proposalId: id, onBehalfOfId: who.utrecht, withdraw });
    expect(slugs((await give()).proposal)).toEqual(['gm0344']);
    expect(slugs((await give(true)).proposal)).toEqual([]);
    const { proposal, errors } = await give();
    expect([slugs(proposal), errors, proposal.revision]).toEqual([['gm0344'], [], 6]);
    const events = await eventsOf(on, id);
    expect(events.map(({ action, organisationId, changes }) => [action, organisationId, changes])).toEqual([
      ['supportProposal', who.utrecht, [{ field: 'supportedById', before: null, after: who.utrecht }]],
      ['supportProposal', who.utrecht, [{ field: 'supportedById', before: who.utrecht, after: null }]],
      ['supportProposal', who.utrecht, [{ field: 'supportedById', before: null, after: who.utrecht }]],
    ]);
  });

  test('once: to say it again changes nothing, nor to take back what was not given', async () => {
    const { id } = await aProposal(on, { state: 'INTAKE' });
    const ask = who.as['reporter-gm0344'];
    const input = { proposalId: id, onBehalfOfId: who.utrecht };
    const first = await support(ask, { ...input, withdraw: true });
    expect([first.errors, first.proposal.revision]).toEqual([[], 3]);
    await support(ask, input);
    const again = await support(ask, input);
    expect([again.errors, again.proposal.revision, await eventsOf(on, id)]).toEqual([[], 4, expect.any(Array)]);
    expect(await eventsOf(on, id)).toHaveLength(1);
  });

  test('not by who submits it, by a partnership, or by one that the caller does not speak for', async () => {
    const { id } = await aProposal(on, { state: 'INTAKE' });
    const places = async (persona: 'reporter-gm0363' | 'partnership', onBehalfOfId: string) =>
      placesOf((await support(who.as[persona], { proposalId: id, onBehalfOfId })).errors);
    const refused = ['InvalidInputError input.onBehalfOfId'];
    expect(await places('reporter-gm0363', who.amsterdam)).toEqual(refused);
    expect(await places('reporter-gm0363', who.utrecht)).toEqual(refused);
    expect(await places('partnership', who.partnership)).toEqual(refused);
    expect(slugs(await seen(who.anyone, id))).toEqual([]);
  });

  test.each(['NOT_TAKEN_UP', 'ESTABLISHED', 'REJECTED', 'WITHDRAWN'])('no more once it is %s', async (state) => {
    const { id } = await aProposal(on, { state, supportedBy: [] });
    const { errors } = await support(who.as['reporter-gm0344'], { proposalId: id, onBehalfOfId: who.utrecht });
    expect(placesOf(errors)).toEqual(['InvalidInputError input.proposalId']);
  });

  test('from the start by organisations that the submitter speaks for as well, and by no others', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const words = {
      title: 'Samen',
      kind: 'BINDING_CHANGE',
      motivation: 'Samen.',
      standardId,
      aimedLevel: 'RECOMMENDED',
    };
    const by = (supportedByIds: string[]) =>
      submit(who.as['reporter-gm0363'], { ...words, onBehalfOfId: who.amsterdam, supportedByIds });
    expect(placesOf((await by([who.utrecht])).errors)).toEqual(['InvalidInputError input.supportedByIds.0']);
    expect(placesOf((await by([who.amsterdam, who.amsterdam])).errors)).toEqual([
      'InvalidInputError input.supportedByIds.0',
      'InvalidInputError input.supportedByIds.1',
    ]);
    expect(placesOf((await by(Array.from({ length: 101 }, () => who.amsterdam))).errors)).toEqual([
      'InvalidInputError input.supportedByIds',
    ]);
  });
});

test('Who supported a proposal is told as it was known then', async () => {
  const { id, number } = await aProposal(on, { state: 'INTAKE' });
  const input = { proposalId: id, onBehalfOfId: who.utrecht };
  await support(who.as['reporter-gm0344'], input);
  const [given] = await on.sql<{ at: Date }>('select max(at) as at from proposal_support where proposal_id = $1', [id]);
  await new Promise((wait) => setTimeout(wait, 20));
  await support(who.as['reporter-gm0344'], { ...input, withdraw: true });
  const at = async (knownAt: Date) =>
    (
      await who.anyone(
        'query ($n: Int!, $t: DateTime) { proposal(number: $n, knownAt: $t) { supportedBy { slug } } }',
        { n: number, t: knownAt.toISOString() },
      )
    ).proposal.supportedBy.map(({ slug }: any) => slug);
  expect(await at(given!.at)).toEqual(['gm0344']);
  expect(await at(new Date(given!.at.getTime() - 1))).toEqual([]);
  expect(slugs(await seen(who.anyone, id))).toEqual([]);
});
