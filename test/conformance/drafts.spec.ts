import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { placesOf } from '../support/persona.js';
import {
  aMarket,
  aMatter,
  declared,
  type Market,
  type Matter,
  REPORT,
  type ROLES,
  seen,
  step,
  TODAY,
} from './judging.js';

let market: Market;
beforeAll(async () => {
  market = await aMarket();
});
afterAll(() => market?.on.stop().then(() => undefined));

const aDraft = async (more: object = {}) => {
  const matter = await aMatter(market);
  const { declaration, errors } = await declared(market.as.own, matter, { draft: true, evidence: [REPORT], ...more });
  expect(errors).toEqual([]);
  return { matter, declaration };
};
/** Everything by which a declaration is found. */
const FOUND = `query ($id: ID!, $s: ID!, $p: ID!, $v: [ID!]) {
  node(id: $id) { id } nodes(ids: [$id]) { id }
  standard: node(id: $s) { ... on StandardVersion { declarations { totalCount nodes { id } } own: declarations(level: SUPPORTED) { totalCount } } }
  product: node(id: $p) { ... on ProductVersion { declarations { id } } }
  products(filter: { supportsVersionIds: $v }) { totalCount } }`;
const found = async (role: (typeof ROLES)[number] | 'anyone', { matter, id }: { matter: Matter; id: string }) => {
  const ask = role === 'anyone' ? market.anyone : market.as[role];
  const given = { id, s: matter.standardVersionId, p: matter.productVersionId, v: [matter.standardVersionId] };
  return ask(FOUND, given);
};
const NOTHING = {
  ...{ node: null, nodes: [null], product: { declarations: [] }, products: { totalCount: 0 } },
  standard: { declarations: { totalCount: 0, nodes: [] }, own: { totalCount: 0 } },
};

test('A draft is there for its supplier and the registrar, and by no way for anyone else', async () => {
  const { matter, declaration } = await aDraft();
  const of = { matter, id: declaration.id };
  expect(declaration).toMatchObject({ state: 'DRAFT', level: 'SUPPORTED', allowedTransitions: ['PUBLISHED'] });
  for (const role of ['own', 'registrar', 'double'] as const) {
    expect(await found(role, of)).toMatchObject({
      ...{ node: { id: of.id }, product: { declarations: [{ id: of.id }] }, products: { totalCount: 0 } },
      standard: { declarations: { totalCount: 1 }, own: { totalCount: 0 } }, // it stands for nothing yet
    });
  }
  for (const role of ['anyone', 'other', 'assessor', 'second'] as const) {
    expect([role, await found(role, of)]).toEqual([role, NOTHING]);
  }
});

test('A draft of another is no different from what is not there', async () => {
  const { declaration } = await aDraft();
  for (const role of ['other', 'assessor'] as const) {
    const hidden = await step(market.as[role], declaration.id, 'WITHDRAWN');
    const missing = await step(market.as[role], 'dcl_00000000000000000000000000', 'WITHDRAWN');
    expect(hidden).toEqual(missing);
    expect(placesOf(hidden.errors)).toEqual(['NotFoundError input.declarationId']);
  }
});

test('A draft is published from the day that it names, and that it was one before stays with its supplier', async () => {
  const { matter, declaration } = await aDraft({ validFrom: '2024-05-01', validUntil: '2098-01-01' });
  const { id } = declaration;
  const before = new Date().toISOString();
  const published = await step(market.as.own, id, 'PUBLISHED');
  expect(published).toMatchObject({
    ...{ errors: [], declaration: { state: 'PUBLISHED', validity: { from: '2024-05-01', to: '2098-01-01' } } },
  });
  expect((await found('anyone', { matter, id })).products.totalCount).toBe(1);
  expect((await seen(market.anyone, id, '2024-05-01')).state).toBe('PUBLISHED');
  expect((await seen(market.anyone, id, '2098-01-01')).state).toBe('EXPIRED');
  const told = async (role: 'own' | 'other') =>
    (await seen(market.as[role], id)).history.map(({ state }: { state: string }) => state);
  expect(await told('own')).toEqual(['PUBLISHED', 'DRAFT']);
  expect(await told('other')).toEqual(['PUBLISHED']);
  const then = await market.anyone(`query ($id: ID!, $k: DateTime) { node(id: $id, knownAt: $k) { id } }`, {
    ...{ id, k: before },
  });
  expect(then.node).toBeNull();
});

test('A draft is one thing, given once, and what was public is no draft again', async () => {
  const { matter, declaration } = await aDraft();
  for (const draft of [true, false]) {
    expect((await declared(market.as.own, matter, { draft })).errors).toMatchObject([
      { __typename: 'ConflictError', conflictingId: declaration.id },
    ]);
  }
  await step(market.as.own, declaration.id, 'PUBLISHED');
  await step(market.as.own, declaration.id, 'WITHDRAWN');
  expect(placesOf((await declared(market.as.own, matter, { draft: true })).errors)).toEqual([
    'InvalidInputError input.draft',
  ]);
  expect((await seen(market.anyone, declaration.id)).state).toBe('WITHDRAWN');
});

test('A draft that is out of date by now is published with another', async () => {
  const { declaration } = await aDraft({ validUntil: '2098-01-01' });
  await market.sql(`select declaration_phase_put(jsonb_populate_record(null::declaration_phase, $1::jsonb))`, [
    JSON.stringify({
      ...{ declaration_id: declaration.id, state: 'DRAFT', level: 'SUPPORTED', since: '2026-01-01' },
      ...{ until: '2026-01-02', valid_from: '2026-01-01' },
    }),
  ]);
  const late = await step(market.as.own, declaration.id, 'PUBLISHED');
  expect(late.errors).toMatchObject([{ missing: [`a day after ${TODAY} until which it is valid`] }]);
  const done = await step(market.as.own, declaration.id, 'PUBLISHED', { validUntil: '2099-01-01' });
  expect(done.declaration).toMatchObject({ state: 'PUBLISHED', validity: { to: '2099-01-01' } });
});

test('A draft from before its version came out holds from that day on, once it is published', async () => {
  const release = (id: string, day: string) =>
    market.sql('update product_version set released_on = $2 where id = $1', [id, day]);
  const { matter, declaration } = await aDraft({ validFrom: '2024-01-01' });
  await release(matter.productVersionId, '2024-06-01');
  const { errors } = await step(market.as.own, declaration.id, 'PUBLISHED');
  expect(errors).toEqual([]);
  expect(await seen(market.anyone, declaration.id, '2024-06-01')).toMatchObject({ validity: { from: '2024-06-01' } });
  expect(await seen(market.anyone, declaration.id, '2024-05-31')).toBeNull();

  const early = await aDraft({ validFrom: '2024-01-01' });
  await release(early.matter.productVersionId, '2099-01-01');
  expect((await step(market.as.own, early.declaration.id, 'PUBLISHED')).declaration.validity.from).toBe(TODAY);
});
