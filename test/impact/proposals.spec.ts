import { beforeAll, describe, expect, test } from '@jest/globals';
import { binds } from '../adoptions/reporting.js';
import { aProposal } from '../governance/proposals.js';
import { anAdoption, aStandard } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aDraft, aReleaseOf, impact, municipalities, relates } from './asking.js';

const AS_OF = '2026-06-10';

let on: Register;
let anyone: Asking;
let all: { id: string; code: string }[];
beforeAll(async () => {
  on = await register();
  anyone = asking(on);
  all = await municipalities(on.sql);
});

const ofProposal = async (number: number, selection: string, ask = anyone) =>
  (await ask(`{ proposal(number: ${number}, asOf: "${AS_OF}") { impact { ${selection} } } }`)).proposal.impact;

/** A standard with a release that some municipalities apply. */
async function applied(n: number) {
  const { id: standardId, slug } = await aStandard(on.sql);
  const versionId = await aReleaseOf(on.sql, standardId, '1.0', 1);
  for (const { id: municipalityId } of all.slice(0, n))
    await anAdoption(on.sql, { municipalityId, standardId, version_id: versionId });
  return { standardId, versionId, slug };
}

describe('What a proposal would touch', () => {
  test('by a phase-out is what the version leaving support would, with the successor it names', async () => {
    const { standardId, versionId } = await applied(4);
    const next = await applied(2);
    const endOfSupportOn = '2027-03-01';
    const { number } = await aProposal(on, {
      ...{ kind: 'PHASE_OUT', standardId, versionId, endOfSupportOn, successorId: next.versionId },
    });
    const selection =
      'on version { label } municipalitiesApplying municipalitiesToAct municipalities(first: 9) { totalCount } declarationsAffected waysOver { ground standard { slug } municipalitiesApplying }';
    const told = await ofProposal(number, selection);
    expect(told).toMatchObject({ on: endOfSupportOn, municipalitiesApplying: 4, municipalitiesToAct: 4 });
    expect(told.waysOver).toEqual([{ ground: 'PROPOSED', standard: { slug: next.slug }, municipalitiesApplying: 2 }]);
    const asked = await impact(anyone, versionId, selection, { on: endOfSupportOn, asOf: AS_OF });
    expect({ ...told, waysOver: [] }).toEqual(asked);
  });

  test.each(['BINDING_CHANGE', 'NEW_STANDARD'] as const)('by a %s is who does not apply it yet', async (kind) => {
    const { standardId } = await applied(4);
    const { number } = await aProposal(on, { kind, standardId });
    expect(await ofProposal(number, 'on municipalitiesApplying municipalitiesToAct waysOver { ground }')).toEqual({
      ...{ on: null, municipalitiesApplying: 4, municipalitiesToAct: all.length - 4, waysOver: [] },
    });
  });

  test('by a scope change asks nothing by itself', async () => {
    const { standardId } = await applied(3);
    const { number } = await aProposal(on, { kind: 'SCOPE_CHANGE', standardId });
    expect(await ofProposal(number, 'municipalitiesApplying municipalitiesToAct')).toEqual({
      ...{ municipalitiesApplying: 3, municipalitiesToAct: null },
    });
  });

  test('by a standard that is not in the register yet is everyone', async () => {
    const { number } = await aProposal(on, { kind: 'NEW_STANDARD', standardId: null });
    const selection =
      'standard { slug } municipalitiesApplying municipalitiesToAct productsAffected componentsAffected { slug } requirementsAffected { role } obligationsAffected { level } migration { kind }';
    expect(await ofProposal(number, selection)).toEqual({
      ...{ standard: null, municipalitiesApplying: 0, municipalitiesToAct: all.length, productsAffected: 0 },
      ...{ componentsAffected: [], requirementsAffected: [], obligationsAffected: [], migration: [] },
    });
  });

  test('does not go together with what binds for other versions, for what it replaces or excludes', async () => {
    const old = await applied(1);
    const rival = await applied(1);
    const { standardId, versionId } = await applied(1);
    const next = await aReleaseOf(on.sql, standardId, '2.0', 2);
    await relates(on.sql, 'REPLACES', { standardId }, { standardId: old.standardId });
    await relates(on.sql, 'CONFLICTS_WITH', { standardId: rival.standardId }, { standardId });
    await binds(on.sql, standardId, 'MANDATORY', { versionIds: [versionId] });
    await binds(on.sql, standardId, 'RECOMMENDED', { source: 'FORUM' });
    await binds(on.sql, old.standardId, 'MANDATORY');
    await binds(on.sql, rival.standardId, 'COMPLY_OR_EXPLAIN');
    const { number } = await aProposal(on, {
      kind: 'NEW_VERSION',
      standardId,
      versionId: next,
      aimedLevel: 'MANDATORY',
    });
    const told = await ofProposal(
      number,
      'obligationsConflicting { level standard { slug } } obligationsAffected { level source } migration { outgoing standard { slug } }',
    );
    expect(told.obligationsAffected).toEqual([{ level: 'RECOMMENDED', source: 'FORUM' }]);
    expect(told.migration).toEqual([{ outgoing: true, standard: { slug: old.slug } }]);
    const slugs = told.obligationsConflicting.map((each: { standard: { slug: string } }) => each.standard.slug);
    expect(slugs.sort()).toEqual([old.slug, rival.slug, await slugOf(standardId)].sort());
    expect(told.obligationsConflicting.at(-1)).toMatchObject({ level: 'COMPLY_OR_EXPLAIN' });
  });

  test('tells nothing of a version that is a draft', async () => {
    const { standardId } = await applied(3);
    const draft = await aDraft(on.sql, standardId, '2.0', 2);
    const plain = await aProposal(on, { kind: 'NEW_VERSION', standardId, versionId: null });
    const drafted = await aProposal(on, { kind: 'NEW_VERSION', standardId, versionId: draft });
    const selection =
      'version { label } municipalitiesApplying municipalitiesNaming municipalitiesToAct declarationsAffected';
    expect(await ofProposal(drafted.number, selection)).toEqual(await ofProposal(plain.number, selection));
  });

  test('is hidden with it', async () => {
    const { standardId } = await applied(1);
    const { id } = await aProposal(on, { kind: 'BINDING_CHANGE', standardId, state: 'DRAFT' });
    const document = `{ node(id: "${id}") { ... on Proposal { impact { municipalitiesApplying } } } }`;
    expect((await anyone(document)).node).toBeNull();
    expect((await asking(on, 'reporter-gm0363')(document)).node).toEqual({ impact: { municipalitiesApplying: 1 } });
  });
});

const slugOf = async (id: string) =>
  (await on.sql<{ slug: string }>('select slug from standard where id = $1', [id]))[0]!.slug;
