import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asking, type Asking } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { aProduct, aProductVersion, aRelease, aSupplier } from '../suppliers/market.js';
import { aNorm, aNormSet, aReferenceComponent, declared, fillsIn, someTerms } from './contracts.js';

const RESULT = 'norm { code } outcome because declarations { id } missing { id }';
const COMPARE = `query ($v: [ID!]!, $t: ID!, $d: Date, $a: Date) { compareProducts(productVersionIds: $v, termsId: $t, contractDate: $d, asOf: $a) {
  terms { id } normSet { id } contractDate asOf checks { productVersion { id } outcome because results { ${RESULT} } }
  norms { norm { code } results { ${RESULT} } } } }`;
const CHECK = `query ($v: ID!, $t: ID!, $d: Date, $a: Date) { gibitCheck(productVersionId: $v, termsId: $t, contractDate: $d, asOf: $a) {
  productVersion { id } outcome because results { ${RESULT} } } }`;

let on: OwnRegister;
let ask: Asking;
let supplierId: string;
beforeAll(async () => {
  on = await startService({ env: { COST_PER_MINUTE: '0' } });
  ask = asking(on);
  supplierId = await aSupplier(on.sql);
});
afterAll(() => on.stop());

async function aTender() {
  const terms = await someTerms(on.sql);
  const set = await aNormSet(on.sql, terms.id, '2020-01-01');
  const releases = [await aRelease(on.sql), await aRelease(on.sql)];
  for (const [i, { standardId }] of releases.entries())
    await aNorm(on.sql, set.id, { code: `N-${i}`, standards: [{ standardId }] });
  const versions = [];
  for (let i = 0; i < 3; i++) versions.push(await aProductVersion(on.sql, { supplierId }));
  const [first, second] = versions as [string, string];
  await declared(on.sql, {
    productVersionId: first,
    standardVersionId: releases[0]!.versionId,
    steps: [{ state: 'DEMONSTRATED', from: '2021-01-01' }],
  });
  await declared(on.sql, {
    productVersionId: first,
    standardVersionId: releases[1]!.versionId,
    steps: [{ state: 'DEMONSTRATED', from: '2021-01-01' }],
  });
  await declared(on.sql, {
    productVersionId: second,
    standardVersionId: releases[1]!.versionId,
    steps: [{ state: 'PUBLISHED', from: '2022-01-01' }],
  });
  return { terms, set, versions };
}

describe('Products side by side', () => {
  test('stand in the order asked, each as its own check tells', async () => {
    const { terms, set, versions } = await aTender();
    for (const v of [versions, [...versions].reverse()]) {
      for (const when of [{}, { d: '2021-06-01' }, { d: '2021-06-01', a: '2023-01-01' }]) {
        const { compareProducts: found } = await ask(COMPARE, { v, t: terms.id, ...when });
        expect(found).toMatchObject({ terms: { id: terms.id }, normSet: { id: set.id } });
        const checks: { results: object[] }[] = [];
        for (const each of v) checks.push((await ask(CHECK, { v: each, t: terms.id, ...when })).gibitCheck);
        expect(found.checks).toEqual(checks);
        expect(found.norms).toEqual(
          ['N-0', 'N-1'].map((code, i) => ({ norm: { code }, results: checks.map(({ results }) => results[i]) })),
        );
      }
    }
    const { compareProducts: found } = await ask(COMPARE, { v: versions, t: terms.id });
    expect(found.checks.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['MEETS', 'GAPS', 'GAPS']);
  });

  test('are two to ten, each once, and all there', async () => {
    const { terms, versions } = await aTender();
    const refusal = async (v: string[]) => {
      const { status, body } = await on.graphql(COMPARE, { v, t: terms.id });
      expect([status, body.errors?.map(({ extensions }) => extensions.code)]).toEqual([200, ['BAD_USER_INPUT']]);
      return body.errors![0]!.message;
    };
    const range = '"productVersionIds" must name 2 to 10 versions of products.';
    expect(await refusal([])).toBe(range);
    expect(await refusal(versions.slice(0, 1))).toBe(range);
    expect(await refusal(Array.from({ length: 11 }, (_, i) => `pvn_${i}`))).toBe(range);
    expect(await refusal([versions[0]!, versions[1]!, versions[0]!])).toBe(
      '"productVersionIds" names a version twice.',
    );
    expect(await refusal([versions[0]!, 'pvn_nothing', versions[1]!])).toBe(
      'There is no such version of a product: number 2 of "productVersionIds".',
    );
  });
});

describe('Products for a tender are found', () => {
  const found = async (filter: object, asOf?: string) =>
    (
      await ask(`query ($f: ProductFilter, $a: Date) { products(filter: $f, asOf: $a) { nodes { id } totalCount } }`, {
        f: filter,
        a: asOf,
      })
    ).products.nodes
      .map(({ id }: { id: string }) => id)
      .sort();

  test('by the component they fill in, the versions they support and how strongly, on the day asked', async () => {
    const component = await aReferenceComponent(on.sql);
    const { versionId } = await aRelease(on.sql);
    const other = await aRelease(on.sql);
    const offer = async (state: string | undefined, more: { standardVersionId?: string; evidence?: object[] } = {}) => {
      const { id } = await aProduct(on.sql, { supplierId });
      const productVersionId = await aProductVersion(on.sql, { productId: id });
      await fillsIn(on.sql, id, component);
      if (state === undefined) return id;
      const steps = [{ state, from: '2022-01-01' }];
      await declared(on.sql, { productVersionId, standardVersionId: versionId, steps, ...(more as object) });
      return id;
    };
    const [bare, own, proven, expired, draft, revoked, elsewhere] = [
      await offer(undefined),
      await offer('PUBLISHED'),
      await offer('DEMONSTRATED', { evidence: [{ kind: 'TEST_REPORT', validUntil: null }] }),
      await offer('DEMONSTRATED', { evidence: [{ kind: 'TEST_REPORT', validUntil: '2024-01-01' }] }),
      await offer('DRAFT'),
      await offer('REVOKED'),
      await offer('PUBLISHED', { standardVersionId: other.versionId }),
    ];
    const filter = { referenceComponentId: component, supportsVersionIds: [versionId] };
    expect(await found({ referenceComponentId: component })).toEqual(
      [bare, own, proven, expired, draft, revoked, elsewhere].sort(),
    );
    expect(await found(filter)).toEqual([own, proven, expired].sort());
    expect(await found({ ...filter, supportsVersionIds: [versionId, other.versionId] })).toEqual(
      [own, proven, expired, elsewhere].sort(),
    );
    expect(await found({ ...filter, minimumLevel: 'SUPPORTED' })).toEqual([own, proven, expired].sort());
    // What is due for reassessment for another reason than a newer version is no longer demonstrated.
    expect(await found({ ...filter, minimumLevel: 'DEMONSTRATED' })).toEqual([proven]);
    expect(await found({ ...filter, minimumLevel: 'DEMONSTRATED' }, '2023-06-01')).toEqual([proven, expired].sort());
    expect(await found({ referenceComponentId: component, minimumLevel: 'SUPPORTED' })).toEqual(
      [own, proven, expired, elsewhere].sort(),
    );
    expect(await found(filter, '2021-01-01')).toEqual([]);
    await aProductVersion(on.sql, { productId: proven });
    expect(await found({ ...filter, minimumLevel: 'DEMONSTRATED' })).toEqual([proven]);
  });
});
