import { beforeAll, describe, expect, test } from '@jest/globals';
import { asking, type Asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { signIn } from '../support/actors.js';
import { aKvkNumber, aProduct, aSupplier, aSupplyingOrganisation, organisationOf } from './market.js';

const registerSupplier = doing('registerSupplier', 'RegisterSupplierInput', 'supplier { id name kvkNumber }');
const registerProduct = doing(
  'registerProduct',
  'RegisterProductInput',
  'product { id slug supplier { id } referenceComponents { id } currentVersion { label } }',
);
const registerVersion = doing(
  'registerProductVersion',
  'RegisterProductVersionInput',
  'productVersion { id label position releasedOn supportedUntil product { id } }',
);

let on: Register;
let [registrar, own, other]: Asking[] = [];
let supplierId: string;
beforeAll(async () => {
  on = await register();
  await signIn('registrar');
  [registrar, own, other] = [asking(on, 'registrar'), asking(on, 'supplier-a'), asking(on, 'supplier-b')];
  supplierId = await aSupplier(on.sql, await organisationOf(on.sql, 'proef-leverancier-a'));
});
const unique = () => Math.random().toString(36).slice(2, 10);
const product = (more: object = {}) => ({
  supplierId,
  slug: `p-${unique()}`,
  name: 'Pakket',
  summary: 'Doet iets.',
  ...more,
});

describe('A supplier', () => {
  test('has a number of the trade register, of eight digits, that no other has', async () => {
    const organisationId = await aSupplyingOrganisation(on.sql);
    for (const kvkNumber of ['1234567', '123456789', '1234567a', '00000000', ' 12345678', '']) {
      const { errors } = await registerSupplier(registrar!, { organisationId, kvkNumber });
      expect([kvkNumber, placesOf(errors)]).toEqual([kvkNumber, ['InvalidInputError input.kvkNumber']]);
    }
    const kvkNumber = aKvkNumber();
    const { supplier } = await registerSupplier(registrar!, { organisationId, kvkNumber });
    expect(supplier.kvkNumber).toBe(kvkNumber);
    const found = await asking(on)(
      'query ($k: String!) { supplier(by: { kvkNumber: $k }) { id organisation { supplier { id } } } }',
      { k: kvkNumber },
    );
    expect(found.supplier).toEqual({ id: supplier.id, organisation: { supplier: { id: supplier.id } } });

    const second = await registerSupplier(registrar!, {
      organisationId: await aSupplyingOrganisation(on.sql),
      kvkNumber,
    });
    expect(second.errors).toMatchObject([
      { __typename: 'ConflictError', path: ['input', 'kvkNumber'], conflictingId: supplier.id },
    ]);
    const again = await registerSupplier(registrar!, { organisationId, kvkNumber: aKvkNumber() });
    expect(placesOf(again.errors)).toEqual(['ConflictError input.organisationId']);
  });

  test('is an organisation of that kind', async () => {
    const organisationId = await organisationOf(on.sql, 'gm0363');
    const { errors } = await registerSupplier(registrar!, { organisationId, kvkNumber: aKvkNumber() });
    expect(placesOf(errors)).toEqual(['InvalidInputError input.organisationId']);
  });
});

describe('A product', () => {
  test('is taken up by its own supplier, with the reference components it fills in', async () => {
    const { referenceComponents } = await asking(on)('{ referenceComponents(first: 2) { nodes { id } } }');
    const ids = referenceComponents.nodes.map(({ id }: { id: string }) => id);
    const made = await registerProduct(own!, product({ referenceComponentIds: ids }));
    expect(made.errors).toEqual([]);
    expect(made.product.referenceComponents.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
    expect(made.product.supplier.id).toBe(supplierId);
    const { products } = await asking(on)(
      'query ($s: ID!, $c: ID!) { products(filter: { supplierId: $s, referenceComponentId: $c }) { nodes { id } } }',
      { s: supplierId, c: ids[0] },
    );
    expect(products.nodes).toContainEqual({ id: made.product.id });
  });

  test('of another supplier is not to be touched, and its short name is not to be had', async () => {
    const { id, slug } = await aProduct(on.sql, { supplierId });
    expect(placesOf((await registerProduct(other!, product())).errors)).toEqual(['InvalidInputError input.supplierId']);
    expect(placesOf((await registerVersion(other!, { productId: id, label: '1' })).errors)).toEqual([
      'InvalidInputError input.productId',
    ]);
    expect((await registerProduct(own!, product({ slug }))).errors).toMatchObject([
      { __typename: 'ConflictError', path: ['input', 'slug'], conflictingId: id },
    ]);
  });

  test('is refused with every problem at once', async () => {
    const { errors } = await registerProduct(own!, {
      ...product({ slug: 'Geen Slug', name: ' ', referenceComponentIds: ['rfc_x'] }),
    });
    expect(placesOf(errors)).toEqual([
      'InvalidInputError input.name',
      'InvalidInputError input.slug',
      'NotFoundError input.referenceComponentIds.0',
    ]);
  });
});

describe('A version of a product', () => {
  test('has a label of its own, and stands in the order of registration', async () => {
    const { id: productId } = await aProduct(on.sql, { supplierId });
    const first = await registerVersion(own!, {
      productId,
      label: '10',
      releasedOn: '2026-01-01',
      supportedUntil: '2026-06-01',
    });
    const second = await registerVersion(own!, { productId, label: '9', releasedOn: '2025-01-01' });
    const third = await registerVersion(own!, { productId, label: '11', releasedOn: '2027-01-01' });
    expect([first, second, third].map(({ productVersion }) => productVersion.position)).toEqual([1, 2, 3]);
    const double = await registerVersion(own!, { productId, label: '10' });
    expect(double.errors).toMatchObject([{ __typename: 'ConflictError', conflictingId: first.productVersion.id }]);

    const on_ = async (asOf: string) =>
      (
        await asking(on)(
          'query ($id: ID!, $d: Date) { product(by: { id: $id }, asOf: $d) { currentVersion { label } } }',
          { id: productId, d: asOf },
        )
      ).product.currentVersion?.label;
    expect([
      await on_('2024-12-31'),
      await on_('2025-01-01'),
      await on_('2026-11-22'),
      await on_('2027-01-01'),
    ]).toEqual([undefined, '9', '9', '11']);
  });

  test('is supported until a day after it came out', async () => {
    const { id: productId } = await aProduct(on.sql, { supplierId });
    const input = { productId, label: '1', releasedOn: '2026-01-01', supportedUntil: '2026-01-01' };
    expect(placesOf((await registerVersion(own!, input)).errors)).toEqual(['InvalidInputError input.supportedUntil']);
  });

  test('registered by several at once gets a place each, and the same label only one', async () => {
    const { id: productId } = await aProduct(on.sql, { supplierId });
    const made = await Promise.all(
      ['a', 'b', 'c', 'c', 'c'].map((label) => registerVersion(own!, { productId, label })),
    );
    expect(made.filter(({ errors }) => errors.length > 0)).toHaveLength(2);
    expect(made.flatMap(({ productVersion }) => productVersion?.position ?? []).sort()).toEqual([1, 2, 3]);
  });
});
