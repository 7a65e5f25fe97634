import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { phase } from '../support/builders.js';
import { signIn } from '../support/actors.js';
import { asking, type Asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProduct, aProductVersion, aRelease, aSupplier, organisationOf } from '../suppliers/market.js';

const declare = doing(
  'declareConformance',
  'DeclareConformanceInput',
  'declaration { id state level profile interfaceRole validity { from to } reason standardVersion { id } evidence { kind title issuedBy sha256 validUntil } }',
);
const SHA = 'ab'.repeat(32);

let on: Register;
let [own, other]: Asking[] = [];
let supplierId: string;
let today: string;
beforeAll(async () => {
  on = await register();
  await signIn('registrar');
  [own, other] = [asking(on, 'supplier-a'), asking(on, 'supplier-b')];
  supplierId = await aSupplier(on.sql, await organisationOf(on.sql, 'proef-leverancier-a'));
  [{ today }] = (await on.sql(`select (now() at time zone 'Europe/Amsterdam')::date::text as today`)) as [
    { today: string },
  ];
});
const input = async (more: object = {}) => ({
  productVersionId: await aProductVersion(on.sql, { supplierId }),
  standardVersionId: (await aRelease(on.sql)).versionId,
  interfaceRole: 'PROVIDER',
  ...more,
});

describe("A supplier's own word", () => {
  test('is published from today on as supported, with its evidence, for everyone', async () => {
    const evidence = [
      {
        kind: 'TEST_REPORT',
        title: 'Testrapport',
        url: 'https://example.nl/t',
        issuedBy: 'Lab',
        sha256: SHA,
        validUntil: '2099-01-01',
      },
    ];
    const said = await input({ profile: 'Basis', validUntil: '2098-01-01', reason: 'Getest.', evidence });
    const { declaration, errors } = await declare(own!, said);
    expect(errors).toEqual([]);
    const { kind, title, issuedBy, sha256, validUntil } = evidence[0]!;
    expect(declaration).toMatchObject({
      ...{ state: 'PUBLISHED', level: 'SUPPORTED', profile: 'Basis', interfaceRole: 'PROVIDER', reason: 'Getest.' },
      ...{ validity: { from: today, to: '2098-01-01' }, evidence: [{ kind, title, issuedBy, sha256, validUntil }] },
      standardVersion: { id: said.standardVersionId },
    });
    const seen = await asking(on)(
      `query ($v: ID!, $p: ID!) { a: node(id: $v) { ... on StandardVersion { declarations(level: SUPPORTED) { nodes { id } } none: declarations(level: DEMONSTRATED) { totalCount } } }
        b: node(id: $p) { ... on ProductVersion { declarations { id } } } }`,
      { v: said.standardVersionId, p: said.productVersionId },
    );
    expect(seen).toEqual({
      a: { declarations: { nodes: [{ id: declaration.id }] }, none: { totalCount: 0 } },
      b: { declarations: [{ id: declaration.id }] },
    });
  });

  test('expires on its day without anyone doing anything, and may then be given again', async () => {
    const said = await input({ validUntil: '2098-01-01' });
    const { declaration } = await declare(own!, said);
    const stateOn = async (asOf: string) =>
      (
        await asking(on)(
          'query ($id: ID!, $d: Date) { node(id: $id, asOf: $d) { ... on ConformanceDeclaration { state } } }',
          {
            id: declaration.id,
            d: asOf,
          },
        )
      ).node?.state;
    expect([await stateOn('2020-01-01'), await stateOn('2097-12-31'), await stateOn('2098-01-01')]).toEqual([
      undefined,
      'PUBLISHED',
      'EXPIRED',
    ]);
    // The day has come: what was published holds no more.
    await on.sql(`select declaration_phase_put(jsonb_populate_record(null::declaration_phase, $1::jsonb))`, [
      JSON.stringify({
        declaration_id: declaration.id,
        state: 'EXPIRED',
        level: 'SUPPORTED',
        since: '2020-01-01',
        valid_from: today,
      }),
    ]);
    const again = await declare(own!, { ...said, validUntil: '2099-01-01' });
    expect(again.declaration).toMatchObject({ id: declaration.id, state: 'PUBLISHED', validity: { to: '2099-01-01' } });
  });

  test('is given once for a version, a role and a profile', async () => {
    const said = await input();
    const first = await declare(own!, said);
    const second = await declare(own!, said);
    expect(second.errors).toMatchObject([{ __typename: 'ConflictError', conflictingId: first.declaration.id }]);
    expect((await declare(own!, { ...said, interfaceRole: 'CONSUMER' })).errors).toEqual([]);
    expect((await declare(own!, { ...said, profile: 'Ander' })).errors).toEqual([]);
    const twice = await input();
    const raced = await Promise.all([declare(own!, twice), declare(own!, twice)]);
    expect(raced.flatMap(({ errors }) => errors.map(({ __typename }: { __typename: string }) => __typename))).toEqual([
      'ConflictError',
    ]);
  });

  test('is about its own products, and a version of a standard that is there', async () => {
    const said = await input();
    expect(placesOf((await declare(other!, said)).errors)).toEqual(['InvalidInputError input.productVersionId']);
    const { standardId } = await aRelease(on.sql);
    const draft = newId('ver');
    await on.sql(
      `insert into standard_version (id, standard_id, label, kind, position, confidence, announced_at) values ($1, $2, '2.0', 'RELEASE', 2, 'SEEN', null)`,
      [draft, standardId],
    );
    await phase(on.sql, draft, 'IN_DEVELOPMENT', '2026-01-01');
    const unknown = await declare(own!, { ...said, productVersionId: 'pvn_x', standardVersionId: draft });
    expect(placesOf(unknown.errors)).toEqual([
      'NotFoundError input.productVersionId',
      'NotFoundError input.standardVersionId',
    ]);
  });

  test('is refused with every problem of its evidence at once', async () => {
    const evidence = [
      { kind: 'AUDIT', title: '', url: 'https://example.nl', sha256: 'xyz', issuedOn: '2099-01-01' },
      { kind: 'CERTIFICATE', title: 'C', url: 'https://example.nl', issuedOn: '2020-01-01', validUntil: '2020-01-01' },
    ];
    const { errors, declaration } = await declare(own!, await input({ evidence, validUntil: today }));
    expect(declaration).toBeNull();
    expect(placesOf(errors)).toEqual([
      'InvalidInputError input.evidence.0.issuedOn',
      'InvalidInputError input.evidence.0.sha256',
      'InvalidInputError input.evidence.0.title',
      'InvalidInputError input.evidence.1.validUntil',
      'InvalidInputError input.validUntil',
    ]);
  });
});

describe('Products are found by what is declared of them', () => {
  test('by any of the versions asked, at least as strongly as asked', async () => {
    const { id: productId } = await aProduct(on.sql, { supplierId });
    const productVersionId = await aProductVersion(on.sql, { productId });
    const said = await input({ productVersionId });
    await declare(own!, said);
    const { versionId: another } = await aRelease(on.sql);
    const found = async (filter: object) =>
      (
        await asking(on)('query ($f: ProductFilter) { products(filter: $f) { totalCount nodes { id } } }', {
          f: filter,
        })
      ).products;
    expect(await found({ supportsVersionIds: [another, said.standardVersionId] })).toEqual({
      totalCount: 1,
      nodes: [{ id: productId }],
    });
    expect((await found({ supportsVersionIds: [another] })).totalCount).toBe(0);
    expect((await found({ supportsVersionIds: [said.standardVersionId], minimumLevel: 'SUPPORTED' })).totalCount).toBe(
      1,
    );
    expect(
      (await found({ supportsVersionIds: [said.standardVersionId], minimumLevel: 'DEMONSTRATED' })).totalCount,
    ).toBe(0);
  });
});
