import { beforeAll, describe, expect, test } from '@jest/globals';
import { day } from '../adoptions/reporting.js';
import { signIn } from '../support/actors.js';
import { asking, type Asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProduct, aProductVersion, aRelease, aSupplier, aUse, organisationOf } from './market.js';

const PROPOSAL = `id validFrom reason withdrawnAt state answeredAt answer municipality { code } productVersion { id }
  proposedBy { slug } productUse { id period { from to } productVersion { id } }`;
const propose = doing('proposeProductUse', 'ProposeProductUseInput', `proposals { ${PROPOSAL} }`);
const withdraw = doing('withdrawProductUseProposals', 'WithdrawProductUseProposalsInput', `proposals { ${PROPOSAL} }`);
const answer = doing('answerProductUseProposals', 'AnswerProductUseProposalsInput', `proposals { ${PROPOSAL} }`);
const declare = doing('declareConformance', 'DeclareConformanceInput', 'declaration { id }');

let on: Register;
let [supplier, other, amsterdam, utrecht, registrar]: Asking[] = [];
let [supplierId, gm0363, gm0344]: string[] = [];
beforeAll(async () => {
  on = await register();
  await signIn('registrar');
  [supplier, other, amsterdam, utrecht, registrar] = [
    ...['supplier-a', 'supplier-b', 'reporter-gm0363', 'reporter-gm0344', 'registrar'],
  ].map((persona) => asking(on, persona));
  supplierId = await aSupplier(on.sql, await organisationOf(on.sql, 'proef-leverancier-a'));
  await aSupplier(on.sql, await organisationOf(on.sql, 'proef-leverancier-b'));
  const idOf = async (code: string) =>
    (await asking(on)('query ($c: String!) { municipality(by: { code: $c }) { id } }', { c: code })).municipality.id;
  [gm0363, gm0344] = [await idOf('GM0363'), await idOf('GM0344')];
});
const aVersionOfOurs = async () =>
  aProductVersion(on.sql, { productId: (await aProduct(on.sql, { supplierId: supplierId! })).id });
const proposed = async (productVersionId: string, more: object = {}) => {
  const made = await propose(supplier!, { productVersionId, municipalityIds: [gm0363], ...more });
  expect(made.errors).toEqual([]);
  return made.proposals[0];
};
const says = (ask: Asking | undefined, proposalId: string, more: object = {}, municipalityId = gm0363) =>
  answer(ask!, { municipalityId, answers: [{ proposalId, accept: true, ...more }] });
const seen = async (ask: Asking, id: string) =>
  (await ask(`query ($id: ID!) { node(id: $id) { ... on ProductUseProposal { ${PROPOSAL} } } }`, { id })).node;
const inUse = async (productVersionId: string) =>
  (
    await amsterdam!(
      'query ($m: ID!) { municipality(by: { id: $m }) { softwareInUse(first: 100) { nodes { id period { from to } productVersion { id } } } } }',
      { m: gm0363 },
    )
  ).municipality.softwareInUse.nodes.filter((use: any) => use.productVersion.id === productVersionId);

describe('What a supplier says that a municipality uses', () => {
  test('counts for nothing until the municipality confirms it, and then is software in use', async () => {
    const productVersionId = await aVersionOfOurs();
    const { standardId, versionId } = await aRelease(on.sql);
    await declare(supplier!, { productVersionId, standardVersionId: versionId, interfaceRole: 'PROVIDER' });
    const { id } = await proposed(productVersionId, { from: '2025-03-01', reason: 'Volgens het contract.' });
    expect(await inUse(productVersionId)).toEqual([]);
    expect(await seen(amsterdam!, id)).toMatchObject({
      ...{ state: 'WAITING', validFrom: '2025-03-01', reason: 'Volgens het contract.' },
      ...{ municipality: { code: 'GM0363' }, proposedBy: { slug: 'proef-leverancier-a' }, productUse: null },
    });

    const { proposals, errors } = await says(amsterdam, id);
    expect(errors).toEqual([]);
    const [use] = await inUse(productVersionId);
    expect(use).toMatchObject({ period: { from: '2025-03-01', to: null } });
    expect(proposals).toMatchObject([{ state: 'ACCEPTED', productUse: use }]);
    const { municipality } = await amsterdam!(
      'query ($m: ID!, $s: ID!) { municipality(by: { id: $m }) { adoptions(filter: { standardId: $s }) { nodes { status origin } } } }',
      { m: gm0363, s: standardId },
    );
    expect(municipality.adoptions.nodes).toEqual([{ status: 'APPLIED', origin: 'DERIVED' }]);
  });

  test('can be answered with other days, or declined', async () => {
    const [one, two] = [await aVersionOfOurs(), await aVersionOfOurs()];
    const [first, second] = [await proposed(one, { from: '2025-03-01' }), await proposed(two)];
    const { errors, proposals } = await answer(amsterdam!, {
      municipalityId: gm0363,
      answers: [
        { proposalId: first.id, accept: true, from: '2024-06-01', to: '2026-01-01' },
        { proposalId: second.id, accept: false, reason: 'Nooit gehad.' },
      ],
    });
    expect(errors).toEqual([]);
    expect(proposals).toMatchObject([
      { state: 'ACCEPTED', productUse: null }, // it is over today
      { state: 'DECLINED', answer: 'Nooit gehad.', productUse: null },
    ]);
    const then = await amsterdam!(
      'query ($id: ID!) { node(id: $id, asOf: "2025-12-31") { ... on ProductUseProposal { productUse { period { from to } } } } }',
      { id: first.id },
    );
    expect(then.node.productUse.period).toEqual({ from: '2024-06-01', to: '2026-01-01' });
    expect(await inUse(two)).toEqual([]);
  });

  test('leaves what the municipality says already as it is', async () => {
    const productVersionId = await aVersionOfOurs();
    const useId = await aUse(on.sql, { municipalityId: gm0363!, productVersionId, from: '2023-01-01' });
    const { id } = await proposed(productVersionId, { from: '2025-03-01' });
    const { proposals } = await says(amsterdam, id);
    expect(proposals).toMatchObject([{ state: 'ACCEPTED', productUse: { id: useId, period: { from: '2023-01-01' } } }]);
  });

  test('is answered once, by the municipality that it is about', async () => {
    const { id } = await proposed(await aVersionOfOurs());
    expect(placesOf((await says(utrecht, id, {}, gm0344)).errors)).toEqual([
      'NotFoundError input.answers.0.proposalId',
    ]);
    expect(placesOf((await says(utrecht, id)).errors)).toEqual(['NotFoundError input.municipalityId']);
    const twice = await answer(amsterdam!, {
      municipalityId: gm0363,
      answers: [true, false].map((accept) => ({ proposalId: id, accept })),
    });
    expect(placesOf(twice.errors)).toEqual(['InvalidInputError input.answers.1.proposalId']);
    await says(amsterdam, id, { accept: false });
    expect((await says(amsterdam, id)).errors).toMatchObject([
      { __typename: 'IllegalTransitionError', message: 'The proposal is DECLINED already, for good.' },
    ]);
  });

  test('is not answered with days that cannot be', async () => {
    const { id } = await proposed(await aVersionOfOurs(), { from: '2025-03-01' });
    const tries: [object, string[]][] = [
      [{ to: '2025-03-01' }, ['InvalidInputError input.answers.0.to']],
      [{ from: '1899-01-01' }, Array(2).fill('InvalidInputError input.answers.0.from')],
      [{ accept: false, from: '2025-01-01' }, ['InvalidInputError input.answers.0.from']],
    ];
    for (const [more, places] of tries) expect(placesOf((await says(amsterdam, id, more)).errors)).toEqual(places);
    expect(await seen(amsterdam!, id)).toMatchObject({ state: 'WAITING' });
  });

  test('is taken over by one of two who answer at the same moment', async () => {
    const productVersionId = await aVersionOfOurs();
    const { id } = await proposed(productVersionId);
    const both = await Promise.all([says(amsterdam, id), says(registrar, id, { accept: false })]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(both.flatMap(({ errors }) => placesOf(errors))).toEqual([
      'IllegalTransitionError input.answers.0.proposalId',
    ]);
  });
});

describe('A supplier that proposes', () => {
  test('does so for its own products, for municipalities that are there on that day', async () => {
    const productVersionId = await aVersionOfOurs();
    const gone = (
      await on.sql<{ id: string }>(
        `select m.id from municipality m join organisation_profile p on p.organisation_id = m.organisation_id
           and p.known_to = 'infinity' group by m.id having max(p.valid_to) < '2024-01-01' order by m.id limit 1`,
      )
    )[0]!.id;
    const { errors } = await propose(supplier!, {
      productVersionId,
      municipalityIds: [gm0363, gone, 'mun_00000000000000000000000000', gm0363],
    });
    expect(placesOf(errors)).toEqual([
      'InvalidInputError input.municipalityIds.1',
      'InvalidInputError input.municipalityIds.3',
      'NotFoundError input.municipalityIds.2',
    ]);
    const none = await propose(supplier!, { productVersionId, municipalityIds: [] });
    const many = await propose(supplier!, { productVersionId, municipalityIds: Array(101).fill(gm0363) });
    expect([placesOf(none.errors), placesOf(many.errors)]).toEqual([
      ['InvalidInputError input.municipalityIds'],
      ['InvalidInputError input.municipalityIds'],
    ]);
    const unknown = await propose(supplier!, { productVersionId: 'pvn_x', municipalityIds: [gm0363] });
    expect(placesOf(unknown.errors)).toEqual(['NotFoundError input.productVersionId']);
  });

  test('says the same once, until it takes it back', async () => {
    const productVersionId = await aVersionOfOurs();
    const { id } = await proposed(productVersionId);
    const again = await propose(supplier!, { productVersionId, municipalityIds: [gm0344, gm0363] });
    expect(again.errors).toMatchObject([
      { __typename: 'ConflictError', path: ['input', 'municipalityIds', '1'], conflictingId: id },
    ]);
    const { proposals } = await withdraw(supplier!, { proposalIds: [id], reason: 'Vergissing.' });
    expect(proposals).toMatchObject([{ id, withdrawnAt: expect.any(String) }]);
    expect(await seen(amsterdam!, id)).toMatchObject({ state: 'WITHDRAWN' });
    expect((await says(amsterdam, id)).errors).toMatchObject([{ __typename: 'IllegalTransitionError' }]);
    expect((await withdraw(supplier!, { proposalIds: [id] })).errors).toMatchObject([
      { __typename: 'IllegalTransitionError' },
    ]);
    await proposed(productVersionId);
  });

  test('has one of two that say the same at the same moment', async () => {
    const productVersionId = await aVersionOfOurs();
    const both = await Promise.all(
      [1, 2].map(() => propose(supplier!, { productVersionId, municipalityIds: [gm0363] })),
    );
    expect(both.flatMap(({ errors }) => errors)).toMatchObject([{ __typename: 'ConflictError' }]);
  });

  test('finds what it proposed, and nothing of another supplier', async () => {
    const productVersionId = await aVersionOfOurs();
    const { id } = await proposed(productVersionId, { from: day(30) });
    const LIST = `query ($s: ID!) { supplier(by: { id: $s }) { proposedProductUses(first: 100) { totalCount nodes { id } } } }`;
    const own = (await supplier!(LIST, { s: supplierId })).supplier.proposedProductUses;
    expect(own.nodes[0]).toEqual({ id });
    for (const ask of [other!, asking(on), asking(on, 'assessor'), utrecht!]) {
      expect(await seen(ask, id)).toBeNull();
    }
    for (const ask of [other!, asking(on), asking(on, 'assessor')]) {
      expect((await ask(LIST, { s: supplierId })).supplier.proposedProductUses).toEqual({ totalCount: 0, nodes: [] });
    }
    const theirs = await propose(other!, { productVersionId, municipalityIds: [gm0363] });
    expect(placesOf(theirs.errors)).toEqual(['InvalidInputError input.productVersionId']);
    expect(placesOf((await withdraw(other!, { proposalIds: [id] })).errors)).toEqual([
      'NotFoundError input.proposalIds.0',
    ]);
    expect((await utrecht!(LIST, { s: supplierId })).supplier.proposedProductUses.nodes).not.toContainEqual({ id });
  });
});

describe('Of proposals for a municipality', () => {
  test('its own people and the office see each, with what became of it, on any moment asked', async () => {
    const [waiting, declined] = [await proposed(await aVersionOfOurs()), await proposed(await aVersionOfOurs())];
    const before = new Date().toISOString();
    await new Promise((done) => setTimeout(done, 20));
    await says(amsterdam, declined.id, { accept: false });
    const ids = async (ask: Asking, states: string, moment = '') =>
      (
        await ask(
          `query ($m: ID!) { municipality(by: { id: $m }${moment}) { productUseProposals(first: 100, states: [${states}]) { nodes { id } } } }`,
          { m: gm0363 },
        )
      ).municipality.productUseProposals.nodes.map(({ id }: { id: string }) => id);
    for (const ask of [amsterdam!, registrar!, asking(on, 'auditor')]) {
      expect(await ids(ask, 'WAITING')).toContain(waiting.id);
      expect(await ids(ask, 'WAITING')).not.toContain(declined.id);
      expect(await ids(ask, 'DECLINED')).toContain(declined.id);
      expect(await ids(ask, 'WAITING', `, knownAt: "${before}"`)).toContain(declined.id);
    }
    expect(await ids(supplier!, 'WAITING, DECLINED, ACCEPTED, WITHDRAWN')).toEqual([]);
  });

  test('each answer is one event, of the municipality', async () => {
    const count = async () => (await on.sql<{ n: number }>('select count(*)::int as n from audit_event'))[0]!.n;
    const [taken, left] = [await proposed(await aVersionOfOurs()), await proposed(await aVersionOfOurs())];
    const start = await count();
    const { proposals } = await says(amsterdam, taken.id);
    const middle = await count();
    await says(amsterdam, left.id, { accept: false });
    expect([middle - start, (await count()) - middle]).toEqual([1, 1]);
    const events = await on.sql<{ body: string; slug: string }>(
      'select e.body, o.slug from audit_event e join organisation o on o.id = e.organisation_id where e.subject_id = $1',
      [proposals[0].productUse.id],
    );
    expect(events).toMatchObject([{ slug: 'gm0363' }]);
    expect(JSON.parse(events[0]!.body)).toMatchObject({
      action: 'answerProductUseProposals',
      changes: expect.arrayContaining([{ field: 'proposal', before: null, after: taken.id }]),
    });
  });
});
