import { beforeAll, describe, expect, test } from '@jest/globals';
import { signIn } from '../../support/actors.js';
import { newId } from '../../../src/platform/database/id.js';
import { aStandard, phase } from '../../support/builders.js';
import { type Answer, type Sql } from '../../support/register.js';
import { type Attackers, attackers } from './attackers.js';
import { askings, variablesFor } from './requests.js';
import { attackedAlone, harmless } from './watch.js';

type Headers = Record<string, string>;

const on = attackedAlone();
let who: Attackers;
const headersOf = async (persona?: string): Promise<Headers> =>
  persona === undefined ? {} : { ...(await signIn(persona, on())).headers };

/** Those who act for an organisation, and so for no other. */
const OUTSIDERS = [undefined, 'reporter-gm0344', 'approver-gm0363', 'supplier-a', 'supplier-b', 'auditor'] as const;
const mutations = askings().filter(({ isMutation }) => isMutation);

beforeAll(async () => void (who = await attackers(on())));

describe('A change of what belongs to others is refused, and nothing is changed', () => {
  const cases = mutations.flatMap((asking) =>
    OUTSIDERS.map((persona) => [asking.name, persona ?? 'nobody in particular', asking, persona] as const),
  );
  test.each(cases)('%s by %s', async (_, __, asking, persona) => {
    const events = async () => (await on().sql('select count(*)::int as n from audit_event'))[0]!['n'];
    const before = await events();
    const answer = await on().graphql(asking.document, variablesFor(asking, who.known), {
      headers: await headersOf(persona),
    });
    harmless(answer);
    const codes = (answer.body.errors ?? []).map(({ extensions }) => extensions.code);
    if (persona === undefined) expect(codes).toEqual(['UNAUTHENTICATED']);
    else if (codes.length > 0) expect(codes).toEqual(['FORBIDDEN']);
    else expect(answer.body.data.it.errors?.length ?? 1).toBeGreaterThan(0);
    expect(await events()).toBe(before);
  });
});

/** What stands in an answer beside what was asked for. */
const outcome = ({ status, text, headers }: Answer) => ({
  status,
  text,
  headers: [...headers].filter(([name]) => !['x-request-id', 'date', 'etag'].includes(name)),
});

interface Hidden {
  readonly standard: { id: string; slug: string; name: string };
  readonly draft: { id: string; label: string };
}

/** A version that did not leave the office yet, of a standard that has another one. */
async function hide(sql: Sql): Promise<Hidden> {
  const standard = await aStandard(sql, { name: 'Proefstandaard met een concept' });
  const draft = { id: newId('ver'), label: '9.9-geheim' };
  await sql(
    `insert into standard_version (id, standard_id, label, kind, position, confidence, announced_at) values ($1, $2, $3, 'RELEASE', 1, 'SEEN', null)`,
    [draft.id, standard.id, draft.label],
  );
  await phase(sql, draft.id, 'IN_DEVELOPMENT', '2025-01-01');
  const open = newId('ver');
  await sql(
    `insert into standard_version (id, standard_id, label, kind, position, confidence) values ($1, $2, '1.0', 'RELEASE', 2, 'SEEN')`,
    [open, standard.id],
  );
  await phase(sql, open, 'IN_USE', '2025-01-01');
  return { standard, draft };
}

describe('What is hidden cannot be told from what is not there', () => {
  let hidden: Hidden;
  let membership: string;
  let event: string;
  const missing = { version: newId('ver'), membership: newId('mbr'), event: newId('evt') };

  beforeAll(async () => {
    hidden = await hide(on().sql);
    membership = (await on().sql<{ id: string }>('select id from membership limit 1'))[0]!.id;
    event = (await on().sql<{ id: string }>('select id from audit_event limit 1'))[0]!.id;
  });

  const pairs = () =>
    [
      ['a draft', hidden.draft.id, missing.version],
      ['a membership', membership, missing.membership],
      ['an event', event, missing.event],
    ] as const;
  const ONE = 'query ($id: ID!) { node(id: $id) { __typename id } }';
  const MANY = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

  test.each(['nobody in particular', 'supplier-a', 'reporter-gm0344'])('by its id, for %s', async (persona) => {
    const headers = await headersOf(persona === 'nobody in particular' ? undefined : persona);
    for (const [, there, gone] of pairs()) {
      for (let i = 0; i < 2; i++) {
        const [a, b] = [
          await on().graphql(ONE, { id: there }, { headers }),
          await on().graphql(ONE, { id: gone }, { headers }),
        ];
        expect(a.body.data).toEqual({ node: null });
        expect(outcome(a)).toEqual(outcome(b));
        const [c, d] = [
          await on().graphql(MANY, { ids: [there, gone] }, { headers }),
          await on().graphql(MANY, { ids: [gone, there] }, { headers }),
        ];
        expect(c.body.data).toEqual({ nodes: [null, null] });
        expect(outcome(c)).toEqual(outcome(d));
      }
    }
  });

  test('by the standard it belongs to: not by its label, nor in its lists and counts', async () => {
    const { body } = await on().graphql(
      `query ($by: StandardBy!, $l: String!) { standard(by: $by) { version(label: $l) { id } versions { totalCount nodes { label } } } }`,
      { by: { slug: hidden.standard.slug }, l: hidden.draft.label },
    );
    expect(body.data.standard).toEqual({ version: null, versions: { totalCount: 1, nodes: [{ label: '1.0' }] } });
  });

  test('by its stable address, to the last letter', async () => {
    const at = async (label: string) => {
      const response = await fetch(`${on().url}/id/standards/${hidden.standard.slug}/versions/${label}`);
      const text = (await response.text()).replaceAll(label, '…').replace(/urn:request:[^"]+/, '');
      return { status: response.status, text };
    };
    expect((await at(hidden.draft.label)).status).toBe(404);
    expect(await at(hidden.draft.label)).toEqual(await at('9.9-weg'));
  });

  test('by searching', async () => {
    const { body } = await on().graphql('query ($t: String!) { search(text: $t) { nodes { __typename } } }', {
      t: hidden.draft.label,
    });
    expect(body.data.search.nodes).toEqual([]);
  });

  test('by a cursor into lists that others see', async () => {
    const headers = await headersOf('registrar');
    const document =
      'query ($a: String) { memberships(first: 2, after: $a) { totalCount nodes { id } pageInfo { endCursor } } }';
    const { body } = await on().graphql(document, {}, { headers });
    const cursor = body.data?.memberships?.pageInfo.endCursor as string;
    expect(cursor).toBeTruthy();
    for (const persona of ['supplier-a', 'reporter-gm0344']) {
      const own = await on().graphql(document, { a: cursor }, { headers: await headersOf(persona) });
      harmless(own);
      const held = await on().sql<{ id: string }>('select id from membership');
      expect((own.body.data?.memberships?.nodes ?? []).length).toBeLessThan(held.length - 2);
    }
  });

  test('by the time it takes', async () => {
    for (const [, there, gone] of pairs()) {
      const took = { there: [] as number[], gone: [] as number[] };
      for (let i = 0; i < 120; i++) {
        for (const kind of ['there', 'gone'] as const) {
          const began = performance.now();
          await on().graphql(ONE, { id: kind === 'there' ? there : gone });
          if (i >= 20) took[kind].push(performance.now() - began);
        }
      }
      const median = (all: number[]) => all.sort((a, b) => a - b)[all.length >> 1]!;
      const [a, b] = [median(took.there), median(took.gone)];
      // A class, not a stopwatch: a second statement or a page of rows would show.
      expect(Math.max(a, b)).toBeLessThan(Math.min(a, b) * 2 + 2);
    }
  });

  test('while the registrar sees it', async () => {
    const { body } = await on().graphql(ONE, { id: hidden.draft.id }, { headers: await headersOf('registrar') });
    expect(body.data.node).toEqual({ __typename: 'StandardVersion', id: hidden.draft.id });
  });
});

describe('An answer made for someone is kept by nobody', () => {
  test('and what he may see does not come back to the next one who asks the same', async () => {
    const document = '{ memberships(first: 5) { totalCount } standards(first: 1) { totalCount } }';
    const anonymous = await on().graphql('{ standards(first: 1) { totalCount } }');
    expect(anonymous.headers.get('cache-control')).toBe('public, no-cache');
    for (const persona of ['registrar', 'supplier-a', 'registrar', 'reporter-gm0344']) {
      const answer = await on().graphql(document, {}, { headers: await headersOf(persona) });
      expect([answer.headers.get('cache-control'), answer.headers.has('etag')]).toEqual(['no-store', false]);
      const again = await on().graphql(
        document,
        {},
        { headers: { ...(await headersOf(persona)), 'if-none-match': '*' } },
      );
      expect([again.status, again.body.data]).toEqual([200, answer.body.data]);
    }
  });
});
