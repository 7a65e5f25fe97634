import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { viewerOf } from './roles.js';

const EVERYONE = [
  'registrar',
  'secretary',
  'secretary-2',
  'assessor',
  'auditor',
  'partnership',
  'reporter-gm0363',
  'approver-gm0363',
  'reporter-gm0344',
  'supplier-a',
  'supplier-b',
];
/** Whose memberships each of them sees beside its own. */
const BESIDE: Record<string, string[]> = {
  registrar: EVERYONE,
  auditor: EVERYONE,
  'approver-gm0363': ['approver-gm0363', 'reporter-gm0363'],
};

let on: OwnRegister;
let ids: Map<string, string>;
const ask = (persona?: string): Asking => asking(on, persona);
beforeAll(async () => {
  on = await startService();
  ids = new Map();
  for (const persona of EVERYONE) ids.set(persona, (await viewerOf(ask(persona))).memberships[0].id);
});
afterAll(() => on?.stop());

describe.each(EVERYONE)('%s', (persona) => {
  const seen = BESIDE[persona] ?? [persona];

  test('sees in the list whom it may, and counts no other', async () => {
    const { memberships } = await ask(persona)(
      '{ memberships(first: 100) { totalCount nodes { subject } edges { node { subject } } pageInfo { hasNextPage } } }',
    );
    expect(memberships.nodes.map(({ subject }: any) => subject).sort()).toEqual([...seen].sort());
    expect(memberships.edges).toHaveLength(seen.length);
    expect(memberships.totalCount).toBe(seen.length);
    expect(memberships.pageInfo.hasNextPage).toBe(false);
  });

  test('finds by id whom it may, and no other', async () => {
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Membership { subject } } }';
    const { nodes } = await ask(persona)(document, { ids: EVERYONE.map((each) => ids.get(each)) });
    expect(nodes.map((node: any) => node?.subject ?? null)).toEqual(
      EVERYONE.map((each) => (seen.includes(each) ? each : null)),
    );
  });
});

describe('Who has not signed in', () => {
  test('finds no membership by its id: it is as if there were none', async () => {
    const one = 'query ($id: ID!) { node(id: $id) { __typename id } }';
    const hidden = await on.graphql(one, { id: ids.get('registrar') });
    const missing = await on.graphql(one, { id: 'mbr_00000000000000000000000000' });
    expect(hidden.text).toBe(missing.text);
    expect(hidden.body.data).toEqual({ node: null });
  });

  test('is asked to sign in for the list', async () => {
    const { body } = await on.graphql('{ memberships { totalCount } }');
    expect(body.errors!.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  });
});

describe('The past', () => {
  test('is not opened by a date: what counts is what one may today', async () => {
    await on.sql(
      `select membership_put(jsonb_populate_record(m, '{"id": "mbr_00000000000000000000000002", "subject": "supplier-b", "valid_from": "2020-01-01", "valid_to": "2021-01-01"}'))
       from membership m where subject = 'approver-gm0363' and known_to = 'infinity'`,
    );
    await on.sql(
      `select membership_put(jsonb_populate_record(m, '{"id": "mbr_00000000000000000000000003", "subject": "former", "valid_from": "2020-01-01", "valid_to": "2021-01-01"}'))
       from membership m where subject = 'reporter-gm0363' and known_to = 'infinity'`,
    );
    const then = '{ memberships(asOf: "2020-06-01") { totalCount nodes { subject } } }';
    expect((await ask('supplier-b')(then)).memberships).toEqual({ totalCount: 1, nodes: [{ subject: 'supplier-b' }] });
    expect((await ask('approver-gm0363')(then)).memberships.totalCount).toBe(2);
  });
});

describe('The issuer', () => {
  test('is for registrars and auditors', async () => {
    const issuers = async (persona: string) =>
      (await ask(persona)('{ viewer { memberships { issuer } } }')).viewer.memberships.map(({ issuer }: any) => issuer);
    expect(await issuers('auditor')).toEqual(['urn:standaardenregister:trial']);
    expect(await issuers('supplier-a')).toEqual([null]);
  });
});
