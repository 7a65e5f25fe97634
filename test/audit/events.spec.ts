import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { Registrar } from '../standards/keeping.js';
import { signIn } from '../support/actors.js';
import { type AskOptions, type Register, register } from '../support/register.js';
import { anEvent, connection, sealed } from './events.js';

const EVENTS = `query ($subjectId: ID, $organisationId: ID, $from: DateTime, $to: DateTime, $first: Int, $after: String) {
  auditEvents(subjectId: $subjectId, organisationId: $organisationId, from: $from, to: $to, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id sequence occurredAt action subject { id } subjectId actorName onBehalfOf { id } reason requestId hash changes { field before after } } } }`;

let on: Register;
let auditor: AskOptions;
const eventsFor = async (as: AskOptions, variables: Record<string, unknown> = {}): Promise<any> => {
  const { body } = await on.graphql(EVENTS, variables, as);
  if (body.errors) throw new Error(JSON.stringify(body.errors));
  return body.data.auditEvents;
};
beforeAll(async () => {
  on = await register();
  auditor = await signIn('auditor');
});

describe('A change of data', () => {
  test('has one event that tells who did what, for whom and why, with what was before and after', async () => {
    const registrar = await Registrar.atWork();
    const standard = await registrar.registers();
    const headers = { ...registrar.as.headers, 'x-request-id': 'verzoek-van-mij' };
    const { body } = await on.graphql(
      'mutation ($input: DescribeStandardInput!) { describeStandard(input: $input) { standard { id } errors { message } } }',
      {
        input: {
          standardId: standard.id,
          name: `${standard.name} 2`,
          expectedRevision: standard.revision,
          reason: 'Zo heet het nu.',
        },
      },
      { headers },
    );
    expect(body.data.describeStandard.errors).toEqual([]);
    await sealed(on.sql);
    const { totalCount, nodes } = await eventsFor(auditor, { subjectId: standard.id });
    expect(totalCount).toBe(2);
    expect(nodes[0]).toMatchObject({
      action: 'describeStandard',
      subject: { id: standard.id },
      subjectId: standard.id,
      actorName: expect.stringContaining('Proefpersoon'),
      reason: 'Zo heet het nu.',
      requestId: 'verzoek-van-mij',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(nodes[0].changes).toContainEqual({ field: 'name', before: standard.name, after: `${standard.name} 2` });
    expect(nodes[0].onBehalfOf.id).toMatch(/^org_/);
    expect(nodes[1]).toMatchObject({ action: 'registerStandard', reason: null });
    expect(nodes[1].changes).toContainEqual({ field: 'name', before: null, after: standard.name });
    expect(nodes[0].sequence).toBeGreaterThan(nodes[1].sequence);
  });

  test('that is refused has none', async () => {
    const registrar = await Registrar.atWork();
    const standard = await registrar.registers();
    await sealed(on.sql);
    const before = await eventsFor(auditor);
    const { errors } = await registrar.tries('describeStandard', {
      standardId: standard.id,
      name: '',
      expectedRevision: 1,
    });
    expect(errors).not.toEqual([]);
    await sealed(on.sql);
    expect((await eventsFor(auditor)).totalCount).toBe(before.totalCount);
  });
});

describe('Events are seen', () => {
  let organisations: Record<'gm0363' | 'gm0344', string>;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    const rows = await on.sql<{ code: string; id: string }>(
      `select distinct m.subject as code, m.organisation_id as id from membership m where m.subject in ('reporter-gm0363', 'reporter-gm0344')`,
    );
    const [of363, of344] = ['reporter-gm0363', 'reporter-gm0344'].map(
      (code) => rows.find((row) => row.code === code)!.id,
    );
    organisations = { gm0363: of363!, gm0344: of344! };
    ids['gm0363'] = await anEvent(on.sql, { organisationId: organisations.gm0363 });
    ids['gm0344'] = await anEvent(on.sql, { organisationId: organisations.gm0344 });
    ids['nobody'] = await anEvent(on.sql);
    await sealed(on.sql);
  });
  const node = async (id: string, as?: AskOptions) =>
    (await on.graphql('query ($id: ID!) { node(id: $id) { id } }', { id }, as)).body.data.node as unknown;
  const seenBy = async (as: AskOptions | undefined) =>
    Object.fromEntries(
      await Promise.all(Object.entries(ids).map(async ([name, id]) => [name, (await node(id, as)) !== null] as const)),
    );

  test('by auditors, all of them', async () => {
    expect(await seenBy(auditor)).toEqual({ gm0363: true, gm0344: true, nobody: true });
    const { totalCount } = await eventsFor(auditor);
    const [held] = await on.sql<{ n: number }>('select count(*)::int as n from audit_leaf');
    expect(totalCount).toBe(held!.n);
  });

  test('by others only when done on behalf of an organisation they act for', async () => {
    const reporter = await signIn('reporter-gm0363');
    expect(await seenBy(reporter)).toEqual({ gm0363: true, gm0344: false, nobody: false });
    const own = await eventsFor(reporter);
    expect(own.nodes.length).toBeGreaterThan(0);
    expect(new Set(own.nodes.map(({ onBehalfOf }: any) => onBehalfOf.id))).toEqual(new Set([organisations.gm0363]));
    const [done] = await on.sql<{ n: number }>(
      'select count(*)::int as n from audit_event join audit_leaf using (event_id) where organisation_id = $1',
      [organisations.gm0363],
    );
    expect(own.totalCount).toBe(done!.n);
    expect(await eventsFor(reporter, { organisationId: organisations.gm0344 })).toMatchObject({
      totalCount: 0,
      nodes: [],
    });
  });

  test('of a membership only by those who may hand roles on', async () => {
    const subjectId = newId('mbr');
    const id = await anEvent(on.sql, { organisationId: organisations.gm0363, subjectId });
    await sealed(on.sql);
    for (const [persona, isSeen] of [
      ['reporter-gm0363', false],
      ['approver-gm0363', true],
      ['reporter-gm0344', false],
      ['auditor', true],
    ] as const) {
      const as = await signIn(persona);
      expect([persona, (await node(id, as)) !== null]).toEqual([persona, isSeen]);
      expect((await eventsFor(as, { subjectId })).totalCount).toBe(isSeen ? 1 : 0);
    }
  });

  test('by nobody who did not sign in', async () => {
    expect(await seenBy(undefined)).toEqual({ gm0363: false, gm0344: false, nobody: false });
    const { body } = await on.graphql(EVENTS);
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  });

  test('only once they have their place in the log', async () => {
    const client = await connection(on.databaseUrl);
    await client.query('begin');
    // Holds back what is written after it.
    await client.query('select pg_current_xact_id()');
    const id = await anEvent(on.sql);
    expect(await node(id, auditor)).toBeNull();
    await client.query('rollback');
    await client.end();
    await sealed(on.sql);
    expect(await node(id, auditor)).toEqual({ id });
  });

  test('newest first, page by page, each of them once', async () => {
    const [held] = await on.sql<{ n: number }>('select count(*)::int as n from audit_leaf');
    const seen: number[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo } = await eventsFor(auditor, { first: 7, after });
      seen.push(...nodes.map(({ sequence }: any) => sequence));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(Array.from({ length: held!.n }, (_, at) => held!.n - at));
  });

  test('of a thing, an organisation, or a time', async () => {
    const [at] = await on.sql<{ moment: Date }>('select occurred_at as moment from audit_event where id = $1', [
      ids['gm0363'],
    ]);
    const moment = at!.moment.toISOString();
    const later = new Date(at!.moment.getTime() + 1).toISOString();
    const found = async (variables: Record<string, unknown>) =>
      (await eventsFor(auditor, { ...variables, first: 100 })).nodes.map(({ id }: any) => id);
    expect(await found({ organisationId: organisations.gm0363, from: moment, to: later })).toContain(ids['gm0363']);
    expect(await found({ organisationId: organisations.gm0363, to: moment })).not.toContain(ids['gm0363']);
    expect(await found({ organisationId: organisations.gm0363, from: later })).not.toContain(ids['gm0363']);
    expect(await found({ subjectId: 'std_bestaatniet' })).toEqual([]);
  });
});
