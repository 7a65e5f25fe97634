import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { put } from '../support/builders.js';
import { asking, doing } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { adopted, adoptedByBoard, decide, eventsOf, recordDecision, submittedOn } from './decisions.js';
import { aCandidate, aProposal, dayAfter, inUse, TODAY } from './proposals.js';

let on: Register;
beforeAll(async () => {
  on = await register();
});

/** What binds of a standard on a day, such as "MANDATORY 1.0 by voorstel-7-2026-11-22". */
const binding = async (standardId: string | null, moments = ''): Promise<string[]> => {
  const { standard } = await asking(on)(
    `{ standard(by: { id: "${standardId}" }${moments}) { obligations { level scope versions { label } decision { slug } } } }`,
  );
  return standard.obligations
    .map(({ level, scope, versions, decision }: any) => {
      expect(versions.map(({ label }: any) => label).join(', ')).toBe(scope);
      return [level, scope, decision === null ? '' : `by ${decision.slug}`].filter(Boolean).join(' ');
    })
    .sort();
};
const stageOf = async (versionId: string | null, moments = '') =>
  (
    await asking(on)(
      `query ($id: ID!) { node(id: $id${moments}) { ... on StandardVersion { lifecycle phases { lifecycle period { from to } decision { slug } successor { id } isWithoutSuccessor } } } }`,
      { id: versionId },
    )
  ).node;
/** That a standard, or one version of it, binds by an earlier decision; answers the id. */
async function anObligation(
  standardId: string | null,
  scope: string,
  level: string,
  versionIds: readonly string[] = [],
  source = 'VNG',
) {
  const id = newId('obl');
  await put(on.sql, 'obligation', { id, standard_id: standardId, scope, level, source, valid_from: '2020-01-01' });
  for (const version of versionIds) await on.sql('insert into obligation_version values ($1, $2)', [id, version]);
  return id;
}

describe('What is adopted about how strongly a standard binds', () => {
  test('binds from its day on, and what bound before binds until then', async () => {
    const made = await aProposal(on, { state: 'DECISION', aimedLevel: 'MANDATORY' });
    const before = await anObligation(made.standardId, '', 'COMPLY_OR_EXPLAIN');
    const { decision, obligation } = await decide(on, adoptedByBoard(made, { effectiveFrom: dayAfter(40) }));
    expect(obligation).toMatchObject({ id: before, level: 'COMPLY_OR_EXPLAIN' });
    expect(decision.effects).toEqual([
      {
        ...{ kind: 'OBLIGATION', level: 'MANDATORY', lifecycle: null, period: { from: dayAfter(40), to: null } },
        ...{ standard: { id: made.standardId }, version: null, obligation: { id: before } },
      },
    ]);
    expect(await binding(made.standardId)).toEqual(['COMPLY_OR_EXPLAIN']);
    expect(await binding(made.standardId, `, asOf: "${dayAfter(39)}"`)).toEqual(['COMPLY_OR_EXPLAIN']);
    expect(await binding(made.standardId, `, asOf: "${dayAfter(40)}"`)).toEqual([`MANDATORY by ${decision.slug}`]);
    const [event] = (await eventsOf(on.sql, before)).slice(-1);
    expect([event.action, event.changes.map(({ field }: any) => field).sort()]).toEqual([
      'confirmDecision',
      ['decision', 'level', 'period', 'scope', 'standard'],
    ]);
  });

  test('from a day to come binds nothing today; one that is past binds since', async () => {
    const later = await aProposal(on, { state: 'DECISION' });
    expect((await decide(on, adopted(later, { effectiveFrom: dayAfter(1) }))).obligation).toBeNull();
    expect(await binding(later.standardId)).toEqual([]);
    const past = await aProposal(on, { state: 'DECISION' });
    await submittedOn(on.sql, past, dayAfter(-90));
    const since = dayAfter(-60);
    const { decision } = await decide(on, adopted(past, { decidedOn: dayAfter(-80), effectiveFrom: since }));
    expect(await binding(past.standardId, `, asOf: "${since}"`)).toEqual([`RECOMMENDED by ${decision.slug}`]);
    expect(await binding(past.standardId, `, asOf: "${dayAfter(-61)}"`)).toEqual([]);
  });

  test('does not undo what was decided for a later day', async () => {
    const first = await aProposal(on, { state: 'DECISION', aimedLevel: 'MANDATORY' });
    const planned = await decide(on, adoptedByBoard(first, { effectiveFrom: dayAfter(100) }));
    const second = await aProposal(on, {
      state: 'DECISION',
      aimedLevel: 'COMPLY_OR_EXPLAIN',
      standardId: first.standardId,
    });
    const sooner = await decide(on, adoptedByBoard(second, { effectiveFrom: dayAfter(10) }));
    expect(sooner.decision.effects[0].period).toEqual({ from: dayAfter(10), to: dayAfter(100) });
    expect(await binding(first.standardId, `, asOf: "${dayAfter(50)}"`)).toEqual([
      `COMPLY_OR_EXPLAIN by ${sooner.decision.slug}`,
    ]);
    expect(await binding(first.standardId, `, asOf: "${dayAfter(100)}"`)).toEqual([
      `MANDATORY by ${planned.decision.slug}`,
    ]);
  });

  test('is of a version when that was proposed; of the whole standard it takes the place of what bound its versions', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const version = await inUse(on.sql, made.standardId!);
    const ofLaw = await anObligation(made.standardId, '1.0', 'MANDATORY', [version], 'LAW');
    const ofVersion = await aProposal(on, {
      ...{ state: 'DECISION', standardId: made.standardId, versionId: version, aimedLevel: 'COMPLY_OR_EXPLAIN' },
    });
    const one = await decide(on, adoptedByBoard(ofVersion));
    expect(one.obligation).toMatchObject({ level: 'COMPLY_OR_EXPLAIN', scope: '1.0' });
    expect(await binding(made.standardId)).toEqual([`COMPLY_OR_EXPLAIN 1.0 by ${one.decision.slug}`, 'MANDATORY 1.0']);
    const whole = await decide(on, adoptedByBoard(made, { effectiveFrom: dayAfter(5) }));
    expect(whole.decision.effects.map(({ kind, level }: any) => [kind, level])).toEqual([
      ['END_OF_OBLIGATION', 'COMPLY_OR_EXPLAIN'],
      ['OBLIGATION', 'RECOMMENDED'],
    ]);
    expect(await binding(made.standardId, `, asOf: "${dayAfter(5)}"`)).toEqual([
      'MANDATORY 1.0',
      `RECOMMENDED by ${whole.decision.slug}`,
    ]);
    expect(ofLaw).toMatch(/^obl_/);
  });
});

describe('A new version', () => {
  test('comes into use on the day, and binds when a level was proposed', async () => {
    const made = await aProposal(on, { state: 'DECISION', kind: 'NEW_VERSION', aimedLevel: 'RECOMMENDED' });
    const { decision } = await decide(on, adopted(made, { effectiveFrom: dayAfter(30) }));
    expect(decision.effects.map(({ kind, lifecycle, version }: any) => [kind, lifecycle, version.id])).toEqual([
      ['STAGE', 'IN_USE', made.versionId],
      ['OBLIGATION', null, made.versionId],
    ]);
    const { lifecycle, phases } = await stageOf(made.versionId);
    expect([lifecycle, phases.at(-1)]).toEqual([
      'CANDIDATE',
      {
        ...{ lifecycle: 'IN_USE', period: { from: dayAfter(30), to: null }, decision: { slug: decision.slug } },
        ...{ successor: null, isWithoutSuccessor: false },
      },
    ]);
    expect(await binding(made.standardId, `, asOf: "${dayAfter(30)}"`)).toEqual([
      `RECOMMENDED 2.0 by ${decision.slug}`,
    ]);
  });

  test('that is in use already is left as it is; without a level nothing binds', async () => {
    const made = await aProposal(on, { state: 'DECISION', kind: 'NEW_VERSION' });
    await on.sql(`select version_phase_put(jsonb_populate_record(null::version_phase, $1::jsonb))`, [
      JSON.stringify({
        version_id: made.versionId,
        lifecycle: 'IN_USE',
        valid_from: '2026-02-01',
        is_without_successor: false,
        confidence: 'SEEN',
      }),
    ]);
    const { decision, obligation } = await decide(on, adopted(made));
    expect([decision.effects, obligation]).toEqual([[], null]);
  });

  test('that may not come into use is told so when the decision is recorded, and nothing is kept', async () => {
    const made = await aProposal(on, { state: 'DECISION', kind: 'NEW_VERSION', aimedLevel: 'RECOMMENDED' });
    await on.sql('update standard_version set published_on = null where id = $1', [made.versionId]);
    const { errors } = await recordDecision(asking(on, 'secretary'), adopted(made));
    expect(errors).toMatchObject([
      {
        ...{ __typename: 'IllegalTransitionError', path: ['input', 'outcome'], from: 'CANDIDATE', to: 'IN_USE' },
        missing: ['a publication date'],
      },
    ]);
    const [{ n }] = (await on.sql<{ n: number }>(
      `select (select count(*) from pending_decision where proposal_id = $1)::int + (select count(*) from proposal_decision where proposal_id = $1)::int as n`,
      [made.id],
    )) as [{ n: number }];
    expect(n).toBe(0);
    expect(await binding(made.standardId)).toEqual([]);
  });

  test('a new standard binds as a whole, and its version comes into use', async () => {
    const made = await aProposal(on, { state: 'DECISION', kind: 'NEW_STANDARD' });
    const versionId = await aCandidate(on.sql, made.standardId!);
    await on.sql('update proposal set version_id = $2 where id = $1', [made.id, versionId]);
    const { decision, obligation } = await decide(on, adopted(made));
    expect(obligation).toMatchObject({ level: 'RECOMMENDED', scope: '' });
    expect((await stageOf(versionId)).lifecycle).toBe('IN_USE');
    expect(decision.effects.map(({ kind }: any) => kind)).toEqual(['STAGE', 'OBLIGATION']);
  });
});

describe('A version that is phased out', () => {
  test('leaves support on the day proposed, with its successor, and what binds it alone ends then', async () => {
    const end = dayAfter(400);
    const made = await aProposal(on, { state: 'DECISION', kind: 'PHASE_OUT', endOfSupportOn: end });
    const next = await inUse(on.sql, made.standardId!, '2.0', 2);
    await on.sql('update proposal set successor_id = $2, is_without_successor = false where id = $1', [made.id, next]);
    await anObligation(made.standardId, '1.0', 'MANDATORY', [made.versionId!]);
    await anObligation(made.standardId, '1.0, 2.0', 'COMPLY_OR_EXPLAIN', [made.versionId!, next]);
    const { decision } = await decide(on, adoptedByBoard(made));
    expect([decision.effectiveFrom, decision.effects.map(({ kind }: any) => kind)]).toEqual([
      end,
      ['STAGE', 'END_OF_OBLIGATION'],
    ]);
    const { lifecycle, phases } = await stageOf(made.versionId);
    expect([lifecycle, phases.at(-1)]).toEqual([
      'IN_USE',
      {
        ...{ lifecycle: 'END_OF_SUPPORT', period: { from: end, to: null }, decision: { slug: decision.slug } },
        ...{ successor: { id: next }, isWithoutSuccessor: false },
      },
    ]);
    expect(await binding(made.standardId, `, asOf: "${dayAfter(399)}"`)).toEqual([
      'COMPLY_OR_EXPLAIN 1.0, 2.0',
      'MANDATORY 1.0',
    ]);
    expect(await binding(made.standardId, `, asOf: "${end}"`)).toEqual(['COMPLY_OR_EXPLAIN 1.0, 2.0']);
  });

  test('leaves it later when that is decided, never sooner; a day that has passed has to be said anew', async () => {
    const made = await aProposal(on, { state: 'DECISION', kind: 'PHASE_OUT', endOfSupportOn: dayAfter(400) });
    const sooner = await recordDecision(asking(on, 'secretary'), adopted(made, { effectiveFrom: dayAfter(399) }));
    expect(sooner.errors).toMatchObject([{ path: ['input', 'effectiveFrom'] }]);
    const later = await decide(on, adopted(made, { effectiveFrom: dayAfter(500) }));
    expect((await stageOf(made.versionId)).phases.at(-1).period.from).toBe(dayAfter(500));
    expect(later.decision.effectiveFrom).toBe(dayAfter(500));
    const passed = await aProposal(on, { state: 'DECISION', kind: 'PHASE_OUT', endOfSupportOn: dayAfter(-1) });
    const { errors } = await recordDecision(asking(on, 'secretary'), adopted(passed));
    expect(errors).toMatchObject([{ message: expect.stringContaining('say from which day on it ends') }]);
    expect((await decide(on, adopted(passed, { effectiveFrom: TODAY }))).proposal.state).toBe('ESTABLISHED');
  });
});

describe('For what and for whom a standard is meant', () => {
  const scopes = async (id: string | null, moments = '') =>
    (
      await asking(on)(
        `{ standard(by: { id: "${id}" }${moments}) { functionalScope organisationalScope decidedScope { functionalScope period { from } decision { slug proposal { number } } } } }`,
      )
    ).standard;
  const describeStandard = doing('describeStandard', 'DescribeStandardInput', 'standard { revision }');

  test('is what was decided, from its day on and as it was known; what was not proposed stays', async () => {
    const made = await aProposal(on, { state: 'DECISION', kind: 'SCOPE_CHANGE', functionalScope: 'Voor zaken.' });
    await on.sql(
      `update standard set functional_scope = 'Voor alles.', organisational_scope = 'Gemeenten.' where id = $1`,
      [made.standardId],
    );
    const [{ at }] = (await on.sql<{ at: Date }>('select clock_timestamp() as at')) as [{ at: Date }];
    const { decision } = await decide(on, adopted(made, { effectiveFrom: dayAfter(3) }));
    const before = { functionalScope: 'Voor alles.', organisationalScope: 'Gemeenten.', decidedScope: null };
    expect(await scopes(made.standardId)).toEqual(before);
    expect(await scopes(made.standardId, `, asOf: "${dayAfter(3)}"`)).toEqual({
      ...{ functionalScope: 'Voor zaken.', organisationalScope: 'Gemeenten.' },
      decidedScope: {
        ...{ functionalScope: 'Voor zaken.', period: { from: dayAfter(3) } },
        decision: { slug: decision.slug, proposal: { number: made.number } },
      },
    });
    expect(await scopes(made.standardId, `, asOf: "${dayAfter(3)}", knownAt: "${at.toISOString()}"`)).toEqual(before);
  });

  test('is said by the office until it was decided, and not after that', async () => {
    const made = await aProposal(on, { state: 'DECISION', kind: 'SCOPE_CHANGE' });
    const registrar = asking(on, 'registrar');
    const said = { standardId: made.standardId, functionalScope: 'Voor iets anders.', expectedRevision: 1 };
    expect((await describeStandard(registrar, said)).errors).toEqual([]);
    const { decision } = await decide(on, adopted(made));
    const { errors } = await describeStandard(registrar, { ...said, functionalScope: null, expectedRevision: 2 });
    expect(errors).toMatchObject([
      {
        path: ['input', 'functionalScope'],
        message: `It was decided by ${decision.slug}: only another decision changes it.`,
      },
    ]);
    const other = { standardId: made.standardId, summary: 'Iets anders.', expectedRevision: 2 };
    expect((await describeStandard(registrar, other)).errors).toEqual([]);
  });
});

describe('From anything that binds', () => {
  test('one can go to the decision, the advice and the proposal', async () => {
    const made = await aProposal(on, { state: 'DECISION', aimedLevel: 'COMPLY_OR_EXPLAIN' });
    await decide(on, adoptedByBoard(made));
    const { standard } = await asking(on)(
      `{ standard(by: { id: "${made.standardId}" }) { updatedAt obligations { decision { body advice { body position rationale } proposal { number motivation submittedBy { slug } } } } } }`,
    );
    expect(standard.obligations).toEqual([
      {
        decision: {
          ...{ body: 'VNG_BOARD', advice: [{ body: 'CVD', position: 'POSITIVE', rationale: 'Doen.' }] },
          proposal: { number: made.number, motivation: 'Omdat het overal zo moet.', submittedBy: { slug: 'gm0363' } },
        },
      },
    ]);
  });

  test('of the starter catalogue, to the decision where the register has it', async () => {
    const held = await on.sql<{ id: string; slug: string | null; today: string }>(
      `select o.id, d.slug from obligation o left join decision d on d.id = o.decision_id
       join standard s on s.id = o.standard_id
       where o.known_to = 'infinity' and o.valid_from <= $1 and o.valid_to > $1 and s.slug not like 'test-%' order by o.id`,
      [TODAY],
    );
    expect(held.length).toBeGreaterThan(50);
    const { nodes } = await asking(on)(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Obligation { decision { slug advice { id } proposal { id } obligations { id } } } } }',
      {
        ids: held.slice(0, 100).map(({ id }) => id),
      },
    );
    nodes.forEach((node: any, i: number) => {
      expect(node.decision?.slug ?? null).toBe(held[i]!.slug);
      if (node.decision) expect(node.decision.obligations.map(({ id }: any) => id)).toContain(node.id);
    });
    const stages = await on.sql<{ id: string; slug: string }>(
      `select p.version_id as id, d.slug from version_phase p join decision d on d.id = p.decision_id where p.known_to = 'infinity' and d.slug not like 'voorstel-%'`,
    );
    expect(stages.length).toBeGreaterThan(0);
    for (const { id, slug } of stages) {
      expect((await stageOf(id)).phases.map(({ decision }: any) => decision?.slug)).toContain(slug);
    }
  });
});
