import { beforeAll, describe, expect, test } from '@jest/globals';
import { binds } from '../adoptions/reporting.js';
import { aReferenceComponent, asks } from '../conformance/contracts.js';
import { anAdoption, aStandard, phase } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aDeclaration, aProduct, aProductVersion } from '../suppliers/market.js';
import { aComponent, aReleaseOf, impact, municipalities, ON, relates } from './asking.js';

let on: Register;
let anyone: Asking;
beforeAll(async () => {
  on = await register();
  anyone = asking(on);
});

/** A standard with one release in use. */
async function aWorld(label = '1.0') {
  const standard = await aStandard(on.sql);
  return { standardId: standard.id, slug: standard.slug, versionId: await aReleaseOf(on.sql, standard.id, label, 1) };
}

describe('What leans on a version that leaves support', () => {
  test('are the declarations that count, and their products', async () => {
    const { versionId } = await aWorld();
    const product = await aProduct(on.sql);
    const declared = [];
    for (const state of ['PUBLISHED', 'DEMONSTRATED', 'IN_ASSESSMENT']) {
      const productVersionId = await aProductVersion(on.sql, { productId: product.id });
      declared.push(await aDeclaration(on.sql, { productVersionId, standardVersionId: versionId, state }));
    }
    const other = await aProduct(on.sql);
    for (const state of ['DRAFT', 'REFUSED', 'WITHDRAWN', 'REVOKED', 'EXPIRED']) {
      const productVersionId = await aProductVersion(on.sql, { productId: other.id });
      await aDeclaration(on.sql, { productVersionId, standardVersionId: versionId, state });
    }
    const selection =
      'declarationsAffected productsAffected declarations(first: 10) { totalCount nodes { id } } products(first: 10) { totalCount nodes { slug } }';
    const wanted = {
      declarationsAffected: 3,
      productsAffected: 1,
      declarations: { totalCount: 3, nodes: declared.sort().map((id) => ({ id })) },
      products: { totalCount: 1, nodes: [{ slug: product.slug }] },
    };
    // A draft counts for nobody, its own supplier and the office included.
    for (const ask of [anyone, asking(on, 'registrar'), asking(on, 'supplier-a')])
      expect(await impact(ask, versionId, selection)).toEqual(wanted);
    expect(await impact(anyone, versionId, 'declarationsAffected', { asOf: '2025-12-31' })).toEqual({
      declarationsAffected: 0,
    });
  });

  test('are the components that speak it, or a standard without saying which version', async () => {
    const { standardId, versionId } = await aWorld();
    const next = await aReleaseOf(on.sql, standardId, '2.0', 2);
    const [named, unnamed, both] = [
      await aComponent(on.sql, [{ standardId, versionId }]),
      await aComponent(on.sql, [{ standardId }]),
      await aComponent(on.sql, [{ standardId, versionId: next }]),
    ];
    const told = await impact(anyone, versionId, 'componentsAffected { slug } componentsWithoutWayOver { slug }');
    const slugs = [named, unnamed].sort().map((slug) => ({ slug }));
    expect(told).toEqual({ componentsAffected: slugs, componentsWithoutWayOver: slugs });
    expect(told.componentsAffected).not.toContainEqual({ slug: both });
  });

  test('is what binds on that day, for the version or the whole standard', async () => {
    const { standardId, versionId } = await aWorld();
    const next = await aReleaseOf(on.sql, standardId, '2.0', 2);
    await binds(on.sql, standardId, 'RECOMMENDED');
    await binds(on.sql, standardId, 'MANDATORY', { versionIds: [versionId], source: 'LAW' });
    await binds(on.sql, standardId, 'COMPLY_OR_EXPLAIN', { versionIds: [next], source: 'FORUM' });
    const ending = await aWorld();
    await binds(on.sql, ending.standardId, 'MANDATORY', { to: ON });
    const levels = async (id: string, moments = {}) =>
      (await impact(anyone, id, 'obligationsAffected { level }', moments)).obligationsAffected.map(
        ({ level }: { level: string }) => level,
      );
    expect(await levels(versionId)).toEqual(['MANDATORY', 'RECOMMENDED']);
    expect(await levels(ending.versionId)).toEqual([]);
    expect(await levels(ending.versionId, { on: '2026-12-31' })).toEqual(['MANDATORY']);
  });
});

describe('The way over', () => {
  const WAYS =
    'waysOver { ground standard { slug } version { label } isInUse municipalitiesApplying productsSupporting productsOver products(first: 5) { totalCount } }';

  test('is the successor that the register has, and whatever later version is in use', async () => {
    const { standardId, versionId, slug } = await aWorld();
    const successor = await aReleaseOf(on.sql, standardId, '2.0', 2);
    await aReleaseOf(on.sql, standardId, '2.1', 3);
    await phase(on.sql, versionId, 'END_OF_SUPPORT', ON, { successor_id: successor });
    const [some] = await municipalities(on.sql);
    await anAdoption(on.sql, { municipalityId: some!.id, standardId, version_id: successor });
    const { waysOver } = await impact(anyone, versionId, WAYS);
    expect(waysOver).toMatchObject([
      { ground: 'SUCCESSOR', standard: { slug }, version: { label: '2.0' }, isInUse: true, municipalitiesApplying: 1 },
      {
        ground: 'NEWER_IN_USE',
        standard: { slug },
        version: { label: '2.1' },
        isInUse: true,
        municipalitiesApplying: 0,
      },
    ]);
  });

  test('is what replaces it, with who applies and supports that already', async () => {
    const old = await aWorld();
    const next = await aWorld();
    await relates(on.sql, 'REPLACES', next, { standardId: old.standardId });
    const part = await aWorld();
    await relates(on.sql, 'REPLACES_PARTIALLY', { standardId: part.standardId }, old);
    const some = (await municipalities(on.sql)).slice(0, 3);
    for (const { id: municipalityId } of some) {
      await anAdoption(on.sql, { municipalityId, standardId: old.standardId, version_id: old.versionId });
      await anAdoption(on.sql, { municipalityId, standardId: part.standardId });
    }
    const products = [];
    for (const standardVersionIds of [[old, next], [old], [next]]) {
      const product = await aProduct(on.sql);
      const productVersionId = await aProductVersion(on.sql, { productId: product.id });
      for (const { versionId: standardVersionId } of standardVersionIds)
        await aDeclaration(on.sql, { productVersionId, standardVersionId });
      products.push(product);
    }
    const told = await impact(
      anyone,
      old.versionId,
      `${WAYS} municipalitiesApplying productsAffected productsWithoutWayOver(first: 5) { totalCount nodes { slug } } migration { kind outgoing standard { slug } version { label } }`,
    );
    expect(told).toMatchObject({ municipalitiesApplying: 3, productsAffected: 2 });
    expect(told.waysOver).toMatchObject([
      {
        ...{ ground: 'REPLACES', standard: { slug: next.slug }, version: { label: '1.0' }, isInUse: true },
        ...{ municipalitiesApplying: 0, productsSupporting: 2, productsOver: 1, products: { totalCount: 2 } },
      },
      { ground: 'REPLACES_PARTIALLY', standard: { slug: part.slug }, version: null, municipalitiesApplying: 3 },
    ]);
    expect(told.productsWithoutWayOver).toEqual({ totalCount: 1, nodes: [{ slug: products[1]!.slug }] });
    expect(told.migration).toEqual([
      { kind: 'REPLACES', outgoing: false, standard: { slug: next.slug }, version: { label: '1.0' } },
      { kind: 'REPLACES_PARTIALLY', outgoing: false, standard: { slug: part.slug }, version: null },
    ]);
  });

  test('of a component is another that it speaks already', async () => {
    const old = await aWorld();
    const next = await aWorld();
    await relates(on.sql, 'REPLACES', { standardId: next.standardId }, { standardId: old.standardId });
    const over = await aComponent(on.sql, [old, { standardId: next.standardId }]);
    const stuck = await aComponent(on.sql, [old]);
    const told = await impact(anyone, old.versionId, 'componentsAffected { slug } componentsWithoutWayOver { slug }');
    expect(told.componentsAffected).toEqual([over, stuck].sort().map((slug) => ({ slug })));
    expect(told.componentsWithoutWayOver).toEqual([{ slug: stuck }]);
  });

  test('is not in use when that only begins after the day', async () => {
    const old = await aWorld();
    const next = await aWorld('2.0');
    const later = await aStandard(on.sql);
    await relates(on.sql, 'REPLACES', { standardId: later.id }, old);
    await relates(on.sql, 'REPLACES', next, old);
    const inUse = async (day: string) =>
      (await impact(anyone, old.versionId, 'waysOver { standard { slug } isInUse }', { on: day })).waysOver;
    expect(await inUse(ON)).toEqual(
      expect.arrayContaining([
        { standard: { slug: later.slug }, isInUse: false },
        { standard: { slug: next.slug }, isInUse: true },
      ]),
    );
    expect(await inUse('2019-12-31')).toContainEqual({ standard: { slug: next.slug }, isInUse: false });
  });

  test('of a requirement is another version in use on that day, or what the component is asked besides', async () => {
    const old = await aWorld();
    const component = await aReferenceComponent(on.sql);
    const over = await aReferenceComponent(on.sql);
    for (const each of [component, over]) await asks(on.sql, each, old.standardId);
    const stuck = async (day = ON) => {
      const told = await impact(
        anyone,
        old.versionId,
        'requirementsAffected { component { id } } requirementsWithoutWayOver { component { id } }',
        { on: day },
      );
      expect(told.requirementsAffected).toHaveLength(2);
      return told.requirementsWithoutWayOver.map((each: { component: { id: string } }) => each.component.id).sort();
    };
    expect(await stuck()).toEqual([component, over].sort());
    const next = await aWorld();
    await relates(on.sql, 'REPLACES', { standardId: next.standardId }, { standardId: old.standardId });
    await asks(on.sql, over, next.standardId);
    expect(await stuck()).toEqual([component]);
    await aReleaseOf(on.sql, old.standardId, '2.0', 2);
    expect(await stuck()).toEqual([]);
    expect(await stuck('2019-12-31')).toEqual([component]);
  });
});
