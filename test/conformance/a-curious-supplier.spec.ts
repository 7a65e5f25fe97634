import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { signIn } from '../support/actors.js';
import { asking, type Asking, doing } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProduct, aProductVersion, aRelease, aSupplier, organisationOf } from '../suppliers/market.js';
import { alike, type Market, told as toldOn } from './curious.js';
const declare = doing('declareConformance', 'DeclareConformanceInput', 'declaration { id }');
const use = doing('recordProductUse', 'RecordProductUseInput', 'productUse { id }');
const transition = doing('transitionDeclaration', 'TransitionDeclarationInput', 'declaration { id }');
const end = doing('endProductUse', 'EndProductUseInput', 'productUse { id }');
const report = doing('reportAdoptions', 'ReportAdoptionsInput', 'adoptions { id }');

let on: Register;
let [supplier, reporter, registrar]: Asking[] = [];
let [supplierId, municipalityId]: string[] = [];
beforeAll(async () => {
  on = await register();
  await signIn('registrar');
  [supplier, reporter, registrar] = ['supplier-a', 'reporter-gm0363', 'registrar'].map((persona) =>
    asking(on, persona),
  );
  supplierId = await aSupplier(on.sql, await organisationOf(on.sql, 'proef-leverancier-a'));
  municipalityId = (await asking(on)('{ municipality(by: { code: "GM0363" }) { id } }')).municipality.id;
});

let market: Market;
beforeEach(async () => {
  const { id: productId, slug } = await aProduct(on.sql, { supplierId: supplierId! });
  market = {
    ...{ supplierId: supplierId!, municipalityId: municipalityId!, productId, slug },
    ...{
      productVersionId: await aProductVersion(on.sql, { productId }),
      otherVersionId: await aProductVersion(on.sql),
    },
    ...(await aRelease(on.sql)),
  };
});
const declared = ({ productVersionId, versionId }: Pick<Market, 'productVersionId' | 'versionId'>) =>
  declare(supplier!, { productVersionId, standardVersionId: versionId, interfaceRole: 'PROVIDER' });
const used = ({ productVersionId }: Market, more: object = {}) =>
  use(reporter!, { municipalityId, productVersionId, from: '2024-01-01', ...more });
const events = async () => (await on.sql<{ n: number }>('select count(*)::int as n from audit_event'))[0]!.n;

const told = (of: Market, ids: readonly string[], persona?: string) => toldOn(on, of, ids, persona);

describe('A supplier that looks for who uses its product', () => {
  test.each([
    ['its own product', 'supplier-a'],
    ['another supplier’s', 'supplier-b'],
    ['a product, as an assessor', 'assessor'],
  ])(
    'of %s is told the same before and after a municipality records that it does, and after it ends',
    async (_, persona) => {
      await declared(market);
      const before = await told(market, [], persona);
      const { productUse } = await used(market);
      expect(await told(market, [], persona)).toEqual(before);

      const { id } = (await adoptionOf(market)) as { id: string };
      const known = [productUse.id, id];
      const unknown = ['use_00000000000000000000000000', 'adp_00000000000000000000000000'];
      const as = (texts: string[]) =>
        texts.join('\n').replaceAll(known[0], unknown[0]!).replaceAll(known[1], unknown[1]!);
      const missing = as(await told(market, unknown, persona));
      expect(as(await told(market, known, persona))).toBe(missing);

      await end(reporter!, { productUseId: productUse.id, reason: 'Toch niet.', on: '2024-01-01' });
      expect(await told(market, [], persona)).toEqual(before);
    },
  );

  test('is told the same when it declares something that many, or none, can make use of', async () => {
    const unused = { ...market, productVersionId: await aProductVersion(on.sql, { productId: market.productId }) };
    await used(market);
    const [{ last }] = (await on.sql<{ last: string }>('select max(event_id) as last from audit_event')) as [
      { last: string },
    ];
    const start = await events();
    const one = await declared(unused);
    const afterOne = await events();
    const other = await declared(market);
    expect([afterOne - start, (await events()) - afterOne]).toEqual([2, 2]);
    expect([one.errors, other.errors]).toEqual([[], []]);
    // One of the two is for auditors alone, and tells them what followed.
    const found = await on.sql<{ body: string }>(
      'select body from audit_event where subject_id = $1 and organisation_id is null',
      [other.declaration.id],
    );
    expect(found.map(({ body }) => body.includes(municipalityId!))).toEqual([true]);
    const own = await on.sql<{ body: string }>(
      'select body from audit_event where organisation_id = (select organisation_id from supplier where id = $1) and event_id > $2',
      [supplierId, last],
    );
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ body }) => body.includes(municipalityId!) || body.includes('derivedAdoptions'))).toEqual([]);
  });

  test.each([
    ['publishes a draft', { draft: true }, 'PUBLISHED'],
    ['takes its word back', {}, 'WITHDRAWN'],
  ])('is told the same when it %s that many, or none, made use of', async (_, more, to) => {
    const unused = { ...market, productVersionId: await aProductVersion(on.sql, { productId: market.productId }) };
    await used(market);
    const told = [];
    for (const { productVersionId, versionId } of [unused, market]) {
      const start = await events();
      const { declaration } = await declare(supplier!, {
        ...{ productVersionId, standardVersionId: versionId, interfaceRole: 'PROVIDER', ...more },
      });
      const declaredBy = await events();
      const { errors } = await transition(supplier!, { declarationId: declaration.id, to });
      told.push([errors, declaredBy - start, (await events()) - declaredBy]);
    }
    expect(told[0]).toEqual([[], expect.any(Number), 2]);
    expect(told[1]).toEqual(told[0]);
  });

  test('sees the log grow by one when use is recorded, however much follows from it', async () => {
    for (let i = 0; i < 3; i++) await declared({ ...market, ...(await aRelease(on.sql)) });
    const start = await events();
    await used(market);
    expect((await events()) - start).toBe(1);
  });
});

describe('Once a municipality reports, nothing shows that software told of it before', () => {
  const reports: Record<string, object[]> = {
    'from today on': [{ status: 'APPLIED' }],
    'from a day past on': [{ status: 'APPLIED', validFrom: '2024-03-01' }],
    'from a day to come on': [{ status: 'APPLIED', validFrom: '2031-01-01' }],
    'and then another, of the days before': [
      { status: 'APPLIED', validFrom: '2025-03-01' },
      { status: 'IMPLEMENTING', validFrom: '2024-03-01' },
    ],
    'and corrects it': [
      { status: 'APPLIED', validFrom: '2025-03-01' },
      { status: 'PLANNED', plannedFor: '2031-01-01', validFrom: '2025-03-01', correction: true, reason: 'Te vroeg.' },
    ],
    'while the software ends later': [{ status: 'PLANNED', plannedFor: '2032-01-01', validFrom: '2026-01-01' }],
  };

  test.each(Object.keys(reports))('%s', async (name) => {
    const bare = { ...market, ...(await aRelease(on.sql)) };
    await declared(market);
    // As if it had been declared long before.
    await on.sql(
      `select declaration_phase_put(jsonb_populate_record(null::declaration_phase, $1::jsonb))
      from conformance_declaration where product_version_id = $2`,
      [
        JSON.stringify({
          state: 'PUBLISHED',
          level: 'SUPPORTED',
          since: '2024-01-01',
          valid_from: '2024-01-01',
          declaration_id: await declarationOf(market),
        }),
        market.productVersionId,
      ],
    );
    const { productUse } = await used(market);
    await end(reporter!, { productUseId: productUse.id, on: '2030-01-01' });
    expect(await adoptionOf(market)).toMatchObject({ origin: 'DERIVED' });
    for (const { standardId } of [market, bare]) {
      for (const said of reports[name]!) {
        const { errors } = await report(reporter!, { municipalityId, reports: [{ standardId, ...said }] });
        expect(errors).toEqual([]);
      }
    }
    const about = (of: Market) => told(of, []).then((texts) => texts.filter((text) => text.includes('adoptions(')));
    expect(alike(await about(market), market)).toBe(alike(await about(bare), bare));
  });

  test('the id of the record does not tell when it was made', async () => {
    await declared(market);
    await used(market);
    const { id } = (await adoptionOf(market)) as { id: string };
    const bits = [...id.slice(4)].reduce(
      (sum, digit) => (sum << 5n) | BigInt('0123456789abcdefghjkmnpqrstvwxyz'.indexOf(digit)),
      0n,
    );
    const day = 24 * 60 * 60 * 1000;
    expect(Math.abs(Number(bits >> 80n) - Date.now())).toBeGreaterThan(day);
  });
});

describe('By how many municipalities a version is used', () => {
  const count = async (ask: Asking, moment = '') =>
    (
      await ask(`query ($p: ID!) { node(id: $p${moment}) { ... on ProductVersion { usedByCount } } }`, {
        p: market.productVersionId,
      })
    ).node.usedByCount;
  /** So many uses that began, and were recorded, long ago. */
  const usedLongAgo = (n: number) =>
    on.sql(
      `insert into product_use (id, municipality_id, product_version_id, valid_from, known_from)
       select 'use_' || left(md5(m.id || $1), 26), m.id, $1, '2025-02-10', '2025-03-10' from (select mu.id from municipality mu
         join organisation_profile p on p.organisation_id = mu.organisation_id and p.known_to = 'infinity' and p.valid_to = 'infinity'
         where not exists (select from product_use u where u.municipality_id = mu.id and u.product_version_id = $1) order by mu.id limit $2) m`,
      [market.productVersionId, n],
    );

  test('is rounded to five, from its true value', async () => {
    const seen: unknown[] = [];
    for (const more of [0, 1, 1, 1, 4, 1]) {
      await usedLongAgo(more);
      seen.push([await count(registrar!), await count(supplier!), await count(asking(on)), await count(reporter!)]);
    }
    const rounded = (n: number, to: number) => [n, to, to, to];
    expect(seen).toEqual([rounded(0, 0), rounded(1, 0), rounded(2, 0), rounded(3, 5), rounded(7, 5), rounded(8, 10)]);
  });

  test('moves at the turn of a month only, of whatever day it is asked', async () => {
    await usedLongAgo(3);
    const days = ['2025-02-01', '2025-02-10', '2025-02-28', '2025-03-01', '2025-03-31'];
    const seen = [];
    for (const day of days) seen.push(await count(supplier!, `, asOf: "${day}"`));
    expect(seen).toEqual([0, 0, 0, 5, 5]);
  });

  test('does not move on the day on which a municipality records it', async () => {
    await usedLongAgo(2);
    await used(market);
    const now = new Date().toISOString();
    const seen = [];
    for (const moment of [
      '',
      ', asOf: "2090-01-01"',
      `, knownAt: "${now}"`,
      `, asOf: "2090-01-01", knownAt: "${now}"`,
    ]) {
      seen.push(await count(supplier!, moment));
    }
    expect(seen).toEqual([0, 0, 0, 0]);
    expect(await count(registrar!)).toBe(3);
  });
});

const adoptionOf = async ({ standardId }: Market): Promise<Record<string, unknown> | undefined> =>
  (
    await reporter!(
      'query ($m: ID!, $s: ID!) { municipality(by: { id: $m }) { adoptions(filter: { standardId: $s }) { nodes { id origin } } } }',
      {
        m: municipalityId,
        s: standardId,
      },
    )
  ).municipality.adoptions.nodes[0];

const declarationOf = async ({ productVersionId }: Market): Promise<string> =>
  (
    await on.sql<{ id: string }>('select id from conformance_declaration where product_version_id = $1', [
      productVersionId,
    ])
  )[0]!.id;
