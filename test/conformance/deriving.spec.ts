import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { signIn } from '../support/actors.js';
import { asking, type Asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProductVersion, aRelease, aSupplier, organisationOf } from '../suppliers/market.js';

const declare = doing('declareConformance', 'DeclareConformanceInput', 'declaration { id }');
const transition = doing('transitionDeclaration', 'TransitionDeclarationInput', 'declaration { id state }');
const use = doing('recordProductUse', 'RecordProductUseInput', 'productUse { id period { from to } }');
const end = doing('endProductUse', 'EndProductUseInput', 'productUse { id period { from to } }');
const report = doing('reportAdoptions', 'ReportAdoptionsInput', 'adoptions { id status origin }');
const confirm = doing('confirmAdoptions', 'ConfirmAdoptionsInput', 'adoptions { id status origin }');

let on: Register;
let [supplier, reporter, neighbour]: Asking[] = [];
let [supplierId, municipalityId, today]: string[] = [];
let release: { standardId: string; versionId: string };
let productVersionId: string;
beforeAll(async () => {
  on = await register();
  await signIn('registrar');
  [supplier, reporter, neighbour] = [
    asking(on, 'supplier-a'),
    asking(on, 'reporter-gm0363'),
    asking(on, 'reporter-gm0344'),
  ];
  supplierId = await aSupplier(on.sql, await organisationOf(on.sql, 'proef-leverancier-a'));
  municipalityId = (await asking(on)('{ municipality(by: { code: "GM0363" }) { id } }')).municipality.id;
  today = (await on.sql(`select (now() at time zone 'Europe/Amsterdam')::date::text as today`))[0]!['today'] as string;
});
beforeEach(async () => {
  release = await aRelease(on.sql);
  productVersionId = await aProductVersion(on.sql, { supplierId: supplierId! });
});

const declared = (more: object = {}) =>
  declare(supplier!, { productVersionId, standardVersionId: release.versionId, interfaceRole: 'PROVIDER', ...more });
const used = (more: object = {}) => use(reporter!, { municipalityId, productVersionId, ...more });
/** What the municipality sees of the standard on a day. */
const heldOn = async (asOf?: string, standardId = release.standardId) => {
  const { municipality } = await reporter!(
    `query ($id: ID!, $s: ID!, $d: Date) { municipality(by: { id: $id }, asOf: $d) { adoptions(filter: { standardId: $s }) {
      nodes { id status origin since version { id } productVersion { id } verified } } } }`,
    { id: municipalityId, s: standardId, d: asOf },
  );
  return municipality.adoptions.nodes[0];
};
const statusesOn = async (...days: string[]) => {
  const told: unknown[] = [];
  for (const day of days) {
    const held = await heldOn(day);
    told.push(held && `${held.origin} ${held.status}`);
  }
  return told;
};

describe('Software in use that supports a version of a standard', () => {
  test('makes it applied, as derived, when the use is recorded', async () => {
    await declared();
    expect(await heldOn()).toBeUndefined();
    expect((await used({ from: '2020-05-01' })).errors).toEqual([]);
    expect(await heldOn()).toMatchObject({
      ...{ status: 'APPLIED', origin: 'DERIVED', since: today, verified: false },
      ...{ version: { id: release.versionId }, productVersion: { id: productVersionId } },
    });
    expect(await heldOn('2020-05-01')).toBeUndefined(); // nothing was declared then
  });

  test('makes it so as well when it is declared later', async () => {
    await used({ from: '2020-05-01' });
    expect(await heldOn()).toBeUndefined();
    await declared();
    expect(await heldOn()).toMatchObject({ status: 'APPLIED', origin: 'DERIVED', since: today });
  });

  test('makes it so when both are said at the same moment', async () => {
    for (let i = 0; i < 8; i++) {
      const at = {
        ...(await aRelease(on.sql)),
        productVersionId: await aProductVersion(on.sql, { supplierId: supplierId! }),
      };
      const said = { productVersionId: at.productVersionId, standardVersionId: at.versionId, interfaceRole: 'BOTH' };
      const done = await Promise.all([
        declare(supplier!, said),
        use(reporter!, { municipalityId, productVersionId: at.productVersionId }),
      ]);
      expect(done.flatMap(({ errors }) => errors)).toEqual([]);
      expect(await heldOn(undefined, at.standardId)).toMatchObject({ status: 'APPLIED', origin: 'DERIVED' });
    }
  });

  test('holds for as long as both hold, and after that nobody knows', async () => {
    await declared({ validUntil: '2097-01-01' });
    await used({ to: '2098-01-01' });
    expect(await statusesOn('2096-12-31', '2097-01-01')).toEqual(['DERIVED APPLIED', 'DERIVED UNKNOWN']);
    const other = await aProductVersion(on.sql, { supplierId: supplierId! });
    await declare(supplier!, { productVersionId: other, standardVersionId: release.versionId, interfaceRole: 'BOTH' });
    await use(reporter!, { municipalityId, productVersionId: other, from: '2097-06-01' });
    expect(await statusesOn('2097-05-31', '2097-06-01')).toEqual(['DERIVED UNKNOWN', 'DERIVED APPLIED']);
  });

  test('makes it so for the past too, as far as the claim goes back and the standard was there', async () => {
    await on.sql(`update product_version set released_on = '2019-04-01' where id = $1`, [productVersionId]);
    await declared();
    await used({ from: '2018-01-01' });
    expect(await statusesOn('2019-12-31', '2020-01-01')).toEqual([undefined, 'DERIVED APPLIED']);
  });

  test('makes nothing so while it is a draft, and no more once it is taken back', async () => {
    await used({ from: '2020-05-01' });
    const { declaration } = await declared({ draft: true });
    expect(await heldOn()).toBeUndefined();
    await transition(supplier!, { declarationId: declaration.id, to: 'PUBLISHED' });
    expect(await heldOn()).toMatchObject({ status: 'APPLIED', origin: 'DERIVED', since: today });
    await transition(supplier!, { declarationId: declaration.id, to: 'WITHDRAWN' });
    expect(await heldOn()).toMatchObject({ status: 'UNKNOWN', origin: 'DERIVED' });
  });

  test('makes it so while it is judged, and no more once it is refused', async () => {
    await used({ from: '2020-05-01' });
    const { declaration } = await declared();
    const assessor = asking(on, 'assessor');
    await transition(assessor, { declarationId: declaration.id, to: 'IN_ASSESSMENT' });
    expect((await heldOn()).status).toBe('APPLIED');
    await transition(assessor, { declarationId: declaration.id, to: 'REFUSED', reason: 'Het werkt niet.' });
    expect((await heldOn()).status).toBe('UNKNOWN');
  });

  test('of which the use ends, or never was, is no longer applied', async () => {
    await declared();
    const { productUse } = await used();
    expect((await end(reporter!, { productUseId: productUse.id, on: '2090-01-01' })).errors).toEqual([]);
    expect(await statusesOn('2089-12-31', '2090-01-01')).toEqual(['DERIVED APPLIED', 'DERIVED UNKNOWN']);
    const refused = await end(reporter!, { productUseId: productUse.id });
    expect(placesOf(refused.errors)).toEqual(['InvalidInputError input.reason']);
    expect((await end(reporter!, { productUseId: productUse.id, reason: 'Verkeerd pakket.' })).errors).toEqual([]);
    expect(await statusesOn(today!, '2089-12-31')).toEqual(['DERIVED UNKNOWN', 'DERIVED UNKNOWN']);
  });
});

describe('What a municipality says itself', () => {
  test('is never overwritten by what follows from software', async () => {
    const said = { standardId: release.standardId, status: 'PLANNED', plannedFor: '2099-01-01' };
    await report(reporter!, { municipalityId, reports: [said] });
    await declared();
    await used({ from: '2020-01-01' });
    expect(await heldOn()).toMatchObject({ status: 'PLANNED', origin: 'REPORTED' });
  });

  test('takes the place of what followed, and holds on past the end of the software', async () => {
    await declared();
    await used({ to: '2090-01-01' });
    const { errors } = await report(reporter!, {
      municipalityId,
      reports: [{ standardId: release.standardId, status: 'IMPLEMENTING' }],
    });
    expect(errors).toEqual([]);
    expect(await statusesOn(today!, '2089-12-31', '2090-01-01', '2099-01-01')).toEqual(
      Array(4).fill('REPORTED IMPLEMENTING'),
    );
  });

  test('can be that it is so: then it counts', async () => {
    await declared();
    await used();
    const { id } = await heldOn();
    expect((await confirm(reporter!, { municipalityId, adoptionIds: [id] })).adoptions).toEqual([
      { id, status: 'APPLIED', origin: 'REPORTED' },
    ]);
    const anyone = await asking(on)(
      'query ($id: ID!) { node(id: $id) { ... on Adoption { status productVersion { id } } } }',
      { id },
    );
    expect(anyone.node).toEqual({ status: 'APPLIED', productVersion: null });
  });

  test('names a version of a product that is there', async () => {
    const { errors } = await report(reporter!, {
      municipalityId,
      reports: [
        { standardId: release.standardId, status: 'APPLIED', productVersionId: 'pvn_00000000000000000000000000' },
      ],
    });
    expect(placesOf(errors)).toEqual(['NotFoundError input.reports.0.productVersionId']);
    const named = { standardId: release.standardId, status: 'APPLIED', productVersionId };
    expect((await report(reporter!, { municipalityId, reports: [named] })).errors).toEqual([]);
    expect((await heldOn()).productVersion).toEqual({ id: productVersionId });
  });
});

describe('Software in use', () => {
  test('is one stretch, from the first day on which any of it was recorded', async () => {
    await used({ from: '2025-01-01', to: '2025-06-01' });
    await used({ from: '2025-06-01', to: '2026-01-01' });
    const { productUse } = await used({ from: '2024-06-01' });
    expect(productUse.period).toEqual({ from: '2024-06-01', to: null });
    const again = await used({ from: '2025-02-01', to: '2025-03-01' });
    expect(placesOf(again.errors)).toEqual(['InvalidInputError input']);
  });

  test('is refused for days on which it cannot be', async () => {
    expect(placesOf((await used({ from: '2026-01-02', to: '2026-01-02' })).errors)).toEqual([
      'InvalidInputError input.to',
    ]);
    expect(placesOf((await used({ from: '1901-01-01' })).errors)).toEqual(['InvalidInputError input.from']);
    expect(placesOf((await used({ productVersionId: 'pvn_x' })).errors)).toEqual([
      'NotFoundError input.productVersionId',
    ]);
    const { productUse } = await used({ to: '2099-01-01' });
    expect(placesOf((await end(reporter!, { productUseId: productUse.id, on: '2099-01-01' })).errors)).toEqual([
      'InvalidInputError input.on',
    ]);
  });

  test('of a municipality is its own to record and to end, and is not there for another', async () => {
    const { productUse } = await used();
    expect(placesOf((await use(neighbour!, { municipalityId, productVersionId })).errors)).toEqual([
      'NotFoundError input.municipalityId',
    ]);
    const foreign = await end(neighbour!, { productUseId: productUse.id });
    const missing = await end(neighbour!, { productUseId: 'use_00000000000000000000000000' });
    expect(foreign).toEqual(missing);
    expect(placesOf(foreign.errors)).toEqual(['NotFoundError input.productUseId']);
  });
});
