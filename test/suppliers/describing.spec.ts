import { beforeAll, describe, expect, test } from '@jest/globals';
import { put } from '../support/builders.js';
import { day } from '../adoptions/reporting.js';
import { asking, type Asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { signIn } from '../support/actors.js';
import { newId } from '../../src/platform/database/id.js';
import { aKvkNumber, aProduct, aProductVersion, aRelease, aSupplier, organisationOf } from './market.js';

const describeSupplier = doing(
  'describeSupplier',
  'DescribeSupplierInput',
  'supplier { website kvkNumber revision organisation { website } }',
);
const describeProduct = doing(
  'describeProduct',
  'DescribeProductInput',
  'product { name summary characteristics revision slug referenceComponents { id } }',
);
const describeVersion = doing(
  'describeProductVersion',
  'DescribeProductVersionInput',
  'productVersion { releasedOn supportedUntil revision label }',
);
const registerProduct = doing('registerProduct', 'RegisterProductInput', 'product { id characteristics }');

let on: Register;
let [registrar, own, other, anyone]: Asking[] = [];
let supplierId: string;
let components: string[];
beforeAll(async () => {
  on = await register();
  await signIn('registrar');
  [registrar, own, other] = ['registrar', 'supplier-a', 'supplier-b'].map((persona) => asking(on, persona));
  anyone = asking(on);
  supplierId = await aSupplier(on.sql, await organisationOf(on.sql, 'proef-leverancier-a'));
  const { referenceComponents } = await anyone('{ referenceComponents(first: 3) { nodes { id } } }');
  components = referenceComponents.nodes.map(({ id }: { id: string }) => id).sort();
});
const aProductOfOurs = async () => (await aProduct(on.sql, { supplierId })).id;
const filledIn = async (productId: string, asOf?: string) =>
  (
    await anyone!('query ($id: ID!, $d: Date) { product(by: { id: $id }, asOf: $d) { referenceComponents { id } } }', {
      id: productId,
      d: asOf,
    })
  ).product.referenceComponents
    .map(({ id }: { id: string }) => id)
    .sort();
/** The newest first. */
const eventsOf = async (subjectId: string): Promise<any[]> =>
  (
    await on.sql<{ body: string }>('select body from audit_event where subject_id = $1 order by id desc', [subjectId])
  ).map(({ body }) => JSON.parse(body));

describe('A supplier', () => {
  test('says where its site is, which is that of its organisation', async () => {
    const website = `https://example.nl/${newId('tst')}`;
    const { supplier, errors } = await describeSupplier(own!, { supplierId, website });
    expect(errors).toEqual([]);
    expect(supplier).toMatchObject({ website, organisation: { website } });
    expect((await eventsOf(supplierId)).slice(0, 1)).toMatchObject([
      { action: 'describeSupplier', changes: [{ field: 'website' }] },
    ]);
    const again = await describeSupplier(own!, { supplierId, website });
    expect(placesOf(again.errors)).toEqual(['InvalidInputError input']);
  });

  test('has its number set right by a registrar alone, with a reason', async () => {
    const id = await aSupplier(on.sql);
    const kvkNumber = aKvkNumber();
    const ownTry = await describeSupplier(own!, { supplierId, kvkNumber });
    expect(placesOf(ownTry.errors)).toEqual(['InvalidInputError input.kvkNumber']);
    expect(placesOf((await describeSupplier(registrar!, { supplierId: id, kvkNumber })).errors)).toEqual([
      'InvalidInputError input.reason',
    ]);
    const right = await describeSupplier(registrar!, { supplierId: id, kvkNumber, reason: 'Verschreven.' });
    expect(right).toMatchObject({ errors: [], supplier: { kvkNumber } });
    const taken = await describeSupplier(registrar!, { supplierId, kvkNumber, reason: 'Verschreven.' });
    expect(taken.errors).toMatchObject([{ __typename: 'ConflictError', conflictingId: id }]);
    const nought = await describeSupplier(registrar!, { supplierId, kvkNumber: '00000000', reason: 'Verschreven.' });
    expect(placesOf(nought.errors)).toEqual(['InvalidInputError input.kvkNumber']);
  });

  test('does not describe what is another supplier’s', async () => {
    const productId = await aProductOfOurs();
    const productVersionId = await aProductVersion(on.sql, { productId });
    const tries = [
      await describeSupplier(other!, { supplierId, website: 'https://example.nl/' }),
      await describeProduct(other!, { productId, name: 'Anders' }),
      await describeVersion(other!, { productVersionId, supportedUntil: '2190-01-01' }),
    ];
    expect(tries.flatMap(({ errors }) => placesOf(errors))).toEqual([
      'InvalidInputError input.supplierId',
      'InvalidInputError input.productId',
      'InvalidInputError input.productVersionId',
    ]);
  });
});

describe('A product', () => {
  test('can be given another name, what it does, and what sort of product it is; the rest stays', async () => {
    const productId = await aProductOfOurs();
    const named = await describeProduct(own!, { productId, name: 'Zaakpakket', expectedRevision: 1 });
    expect(named).toMatchObject({
      errors: [],
      product: { name: 'Zaakpakket', summary: 'Om te proberen.', revision: 2 },
    });
    expect(named.product.characteristics).toBeNull();
    const sorted = await describeProduct(own!, { productId, characteristics: ['API', 'HOSTED'] });
    expect(sorted.product).toMatchObject({ name: 'Zaakpakket', characteristics: ['API', 'HOSTED'], revision: 3 });
    expect((await describeProduct(own!, { productId, characteristics: [] })).product.characteristics).toEqual([]);
    expect((await describeProduct(own!, { productId, characteristics: null })).product.characteristics).toBeNull();
    expect((await eventsOf(productId)).map(({ changes }: any) => changes.map(({ field }: any) => field))).toEqual([
      ['characteristics'],
      ['characteristics'],
      ['characteristics'],
      ['name'],
    ]);
  });

  test('says what sort it is when it is taken up', async () => {
    const input = { supplierId, slug: `p-${newId('tst').slice(-12)}`, name: 'Pakket', summary: 'Doet iets.' };
    const { product } = await registerProduct(own!, { ...input, characteristics: ['E_MAIL'] });
    expect(product.characteristics).toEqual(['E_MAIL']);
    const double = await registerProduct(own!, { ...input, slug: 'dubbel-op', characteristics: ['API', 'API'] });
    expect(placesOf(double.errors)).toEqual(['InvalidInputError input.characteristics.1']);
  });

  test('is not changed by who did not see the change before', async () => {
    const productId = await aProductOfOurs();
    await describeProduct(own!, { productId, name: 'Eerst' });
    const late = await describeProduct(own!, { productId, name: 'Laat', expectedRevision: 1 });
    expect(late.errors).toMatchObject([{ __typename: 'ConflictError', path: ['input', 'expectedRevision'] }]);
    const both = await Promise.all(
      ['Een', 'Twee'].map((name) => describeProduct(own!, { productId, name, expectedRevision: 2 })),
    );
    expect(both.flatMap(({ errors }) => placesOf(errors))).toEqual(['ConflictError input.expectedRevision']);
  });

  test('is refused with every problem at once, and when nothing is new', async () => {
    const productId = await aProductOfOurs();
    const { errors } = await describeProduct(own!, {
      ...{ productId, name: ' ', summary: null, characteristics: ['API', 'API'] },
      ...{ referenceComponentIds: ['rfc_x'], referenceComponentsFrom: day(1) },
    });
    expect(placesOf(errors)).toEqual([
      'InvalidInputError input.characteristics.1',
      'InvalidInputError input.name',
      'InvalidInputError input.referenceComponentsFrom',
      'InvalidInputError input.summary',
      'NotFoundError input.referenceComponentIds.0',
    ]);
    const same = await describeProduct(own!, { productId, summary: 'Om te proberen.' });
    expect(placesOf(same.errors)).toEqual(['InvalidInputError input']);
    expect(placesOf((await describeProduct(own!, { productId, referenceComponentIds: [] })).errors)).toEqual([
      'InvalidInputError input',
    ]);
  });
});

describe('The reference components of a product', () => {
  test('hold as far back as the register looks when they are named for the first time, and from today after that', async () => {
    const [first = '', second = ''] = components;
    const productId = await aProductOfOurs();
    await describeProduct(own!, { productId, referenceComponentIds: [first] });
    expect([await filledIn(productId), await filledIn(productId, '2010-01-01')]).toEqual([[first], [first]]);
    const { product } = await describeProduct(own!, { productId, referenceComponentIds: [second] });
    expect(product.referenceComponents).toEqual([{ id: second }]);
    expect([await filledIn(productId, day(-1)), await filledIn(productId, day(1))]).toEqual([[first], [second]]);
  });

  test('can be said to hold from a day past, for both what is added and what is not', async () => {
    const [first = '', second = '', third = ''] = components;
    const productId = await aProductOfOurs();
    await describeProduct(own!, { productId, referenceComponentIds: [first, second] });
    const since = { referenceComponentsFrom: '2024-05-01' };
    const { errors } = await describeProduct(own!, { productId, referenceComponentIds: [second, third], ...since });
    expect(errors).toEqual([]);
    expect(await filledIn(productId, '2024-04-30')).toEqual([first, second]);
    expect(await filledIn(productId, '2024-05-01')).toEqual([second, third]);
    const [event] = await eventsOf(productId);
    expect(event.changes).toEqual([
      { field: 'referenceComponents', before: [first, second], after: [second, third] },
      { field: 'referenceComponentsFrom', before: null, after: '2024-05-01' },
    ]);
    const again = await describeProduct(own!, { productId, referenceComponentIds: [second, third], ...since });
    expect(placesOf(again.errors)).toEqual(['InvalidInputError input']);
  });

  test('end when they were to end, also after something else of the product is changed', async () => {
    const [first = ''] = components;
    const productId = await aProductOfOurs();
    const pair = { id: newId('pco'), product_id: productId, component_id: first, is_from_known: true };
    await put(on.sql, 'product_component', { ...pair, valid_from: '2024-01-01', valid_to: day(30) });
    expect((await describeProduct(own!, { productId, name: 'Anders' })).errors).toEqual([]);
    expect([await filledIn(productId, day(29)), await filledIn(productId, day(30))]).toEqual([[first], []]);
  });

  test('are as they were for who asks what the register knew before', async () => {
    const [first = '', second = ''] = components;
    const productId = await aProductOfOurs();
    await describeProduct(own!, { productId, referenceComponentIds: [first] });
    const [{ at }] = (await on.sql<{ at: string }>('select clock_timestamp()::text as at')) as [{ at: string }];
    const knownAt = new Date(at).toISOString();
    await new Promise((done) => setTimeout(done, 20));
    await describeProduct(own!, { productId, referenceComponentIds: [second], referenceComponentsFrom: '2020-01-01' });
    const then = await anyone!(
      'query ($id: ID!, $k: DateTime) { product(by: { id: $id }, knownAt: $k) { referenceComponents { id } } }',
      { id: productId, k: knownAt },
    );
    expect([then.product.referenceComponents, await filledIn(productId)]).toEqual([[{ id: first }], [second]]);
  });
});

describe('The days of a version', () => {
  const aVersionOfOurs = async () => aProductVersion(on.sql, { productId: await aProductOfOurs() });

  test('are filled in freely, and changed with a reason', async () => {
    const productVersionId = await aVersionOfOurs();
    const filled = await describeVersion(own!, {
      productVersionId,
      releasedOn: '2024-01-01',
      supportedUntil: day(400),
    });
    expect(filled).toMatchObject({ errors: [], productVersion: { releasedOn: '2024-01-01', revision: 2 } });
    for (const change of [{ supportedUntil: day(800) }, { supportedUntil: null }, { releasedOn: '2024-02-01' }]) {
      const silent = await describeVersion(own!, { productVersionId, ...change });
      expect([change, placesOf(silent.errors)]).toEqual([change, ['InvalidInputError input.reason']]);
      const told = await describeVersion(own!, { productVersionId, ...change, reason: 'Anders afgesproken.' });
      expect(told).toMatchObject({ errors: [], productVersion: change });
    }
    expect((await eventsOf(productVersionId)).map(({ reason }: any) => reason)).toEqual([
      ...Array(3).fill('Anders afgesproken.'),
      null,
    ]);
  });

  test('do not end support on a day past without a reason, nor before it came out', async () => {
    const productVersionId = await aVersionOfOurs();
    const over = await describeVersion(own!, { productVersionId, supportedUntil: day(-1) });
    expect(placesOf(over.errors)).toEqual(['InvalidInputError input.reason']);
    const early = await describeVersion(own!, {
      ...{ productVersionId, releasedOn: '2026-01-01', supportedUntil: '2026-01-01', reason: 'Fout.' },
    });
    expect(placesOf(early.errors)).toEqual(['InvalidInputError input.supportedUntil']);
    await describeVersion(own!, { productVersionId, supportedUntil: '2026-01-01', reason: 'Gestopt.' });
    const late = await describeVersion(own!, { productVersionId, releasedOn: '2026-02-01' });
    expect(placesOf(late.errors)).toEqual(['InvalidInputError input.releasedOn']);
  });

  test('do not let it come out after anything was declared of it', async () => {
    const productVersionId = await aVersionOfOurs();
    const { versionId } = await aRelease(on.sql);
    const id = newId('dcl');
    await on.sql(
      `insert into conformance_declaration (id, product_version_id, standard_version_id, interface_role) values ($1, $2, $3, 'PROVIDER')`,
      [id, productVersionId, versionId],
    );
    const declared = { declaration_id: id, level: 'SUPPORTED', since: '2025-03-01', valid_from: '2025-03-01' };
    await put(on.sql, 'declaration_phase', { ...declared, state: 'PUBLISHED' });
    const late = await describeVersion(own!, { productVersionId, releasedOn: '2025-03-02' });
    expect(placesOf(late.errors)).toEqual(['InvalidInputError input.releasedOn']);
    expect(await describeVersion(own!, { productVersionId, releasedOn: '2025-03-01' })).toMatchObject({ errors: [] });
  });
});
