import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { asking, type Asking } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { aProduct, aProductVersion, aRelease, aSupplier } from '../suppliers/market.js';
import {
  aNorm,
  aNormSet,
  aReferenceComponent,
  asks,
  declared,
  fillsIn,
  type NormValues,
  someTerms,
} from './contracts.js';

const QUESTION = `query ($v: ID!, $t: ID, $d: Date, $a: Date, $k: DateTime) {
  gibitCheck(productVersionId: $v, termsId: $t, contractDate: $d, asOf: $a, knownAt: $k) {
    terms { edition } normSet { edition } contractDate asOf outcome because en: because(language: EN)
    productVersion { id }
    results { norm { id code } outcome because en: because(language: EN) declarations { id state } missing { id } }
  } }`;

let on: OwnRegister;
let ask: Asking;
let supplierId: string;
beforeAll(async () => {
  on = await startService({ env: { COST_PER_MINUTE: '0' } });
  ask = asking(on);
  supplierId = await aSupplier(on.sql);
});
afterAll(() => on.stop());

/** A contract under terms of its own, of which one norm is asked of one version of a product. */
async function aContract(norm: NormValues = {}) {
  const terms = await someTerms(on.sql);
  const set = await aNormSet(on.sql, terms.id, '2020-01-01');
  const { standardId, versionId } = await aRelease(on.sql);
  const normId = await aNorm(on.sql, set.id, { standards: [{ standardId }], ...norm });
  const { id: productId } = await aProduct(on.sql, { supplierId });
  const productVersionId = await aProductVersion(on.sql, { productId });
  const check = async (more: object = {}) =>
    (await ask(QUESTION, { v: productVersionId, t: terms.id, ...more })).gibitCheck;
  /** The answer for its one norm. */
  const result = async (more: object = {}) => (await check(more)).results[0];
  return { terms, set, normId, standardId, versionId, productId, productVersionId, check, result };
}
type Contract = Awaited<ReturnType<typeof aContract>>;

const says = ({ productVersionId, versionId }: Contract, more: object = {}) =>
  declared(on.sql, { productVersionId, standardVersionId: versionId, ...more });
const declareCharacteristics = (of: Contract, list: string[] | null) =>
  on.sql('update product set characteristics = $2 where id = $1', [of.productId, list]);
const refusal = async (variables: object) => {
  const { status, body } = await on.graphql(QUESTION, variables as Record<string, unknown>);
  expect([status, body.data]).toEqual([200, null]);
  expect(body.errors?.map(({ extensions, path }) => [extensions.code, path])).toEqual([
    ['BAD_USER_INPUT', ['gibitCheck']],
  ]);
  return body.errors![0]!.message;
};

describe('Which terms and which set bind', () => {
  test('follows from the day of the contract: a set goes on to bind under older terms', async () => {
    const { productVersionId: v } = await aContract();
    const [{ id: t }] = (await on.sql(`select id from procurement_terms where edition = '2016'`)) as [{ id: string }];
    const old = (await ask(QUESTION, { v, t, d: '2021-06-01' })).gibitCheck;
    expect(old).toMatchObject({
      terms: { edition: '2016' },
      normSet: { edition: '2021-1' },
      contractDate: '2021-06-01',
      asOf: '2021-06-01',
    });
    const present = (await ask(QUESTION, { v, d: '2026-11-01' })).gibitCheck;
    expect(present).toMatchObject({ terms: { edition: '2023' }, normSet: { edition: '2024-1' }, asOf: '2026-11-01' });
    // Of the older set no norm was seen in a source, so nothing that is not met is a gap.
    expect([old.outcome, present.outcome]).toEqual(['UNKNOWN', 'GAPS']);
    expect(old.because).toMatch(
      /^Niet vast te stellen: .* niet in een bron zijn gezien\. Aangetoond: 0; .* ontbreekt: [1-9]/,
    );
    expect(present.en).toMatch(/^Does not meet every norm .*\. Demonstrated: 0; .* missing: [1-9]/);
    expect(present.results.length).not.toBe(old.results.length);
    for (const { because, en } of present.results)
      expect([because, en]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
  });

  test('is today, where no day is given', async () => {
    const { productVersionId: v } = await aContract();
    const [{ today }] = (await on.sql(`select (now() at time zone 'Europe/Amsterdam')::date::text as today`)) as [
      { today: string },
    ];
    expect((await ask(QUESTION, { v })).gibitCheck).toMatchObject({
      contractDate: today,
      asOf: today,
      terms: { edition: '2023' },
    });
  });

  test('is told in words where there is nothing to check by', async () => {
    const { productVersionId: v, terms } = await aContract();
    expect(await refusal({ v: 'pvn_nothing', t: terms.id })).toMatch(
      /^There is no such version of a product: "productVersionId"/,
    );
    expect(await refusal({ v, t: 'pct_nothing' })).toMatch(/^There are no such terms: "procurementTerms" lists/);
    expect(await refusal({ v, t: terms.id, d: '2014-12-31' })).toBe(
      `GIBIT ${terms.edition} was adopted on 2015-01-01, after the contract of 2014-12-31: name the terms that were agreed then.`,
    );
    expect(await refusal({ v, t: terms.id, d: '2019-12-31' })).toMatch(
      new RegExp(`^No set of quality norms bound contracts under GIBIT ${terms.edition} on 2019-12-31 yet: "normSets"`),
    );
    expect(await refusal({ v, d: '2012-01-01' })).toMatch(
      /^No terms were in force on 2012-01-01: name those of the contract/,
    );
    expect(await refusal({ v, t: terms.id, k: '2020-01-01T00:00:00Z' })).toMatch(/^There (is|are) no such /);
    expect(await on.output()).not.toContain('"level":"error"');
  });
});

describe('What counts', () => {
  test('is what stands on the day asked, and everything below is of that day', async () => {
    const contract = await aContract();
    const id = await says(contract, {
      steps: [
        { state: 'PUBLISHED', from: '2021-01-01' },
        { state: 'EXPIRED', from: '2023-01-01' },
      ],
    });
    const missing = { outcome: 'MISSING', declarations: [], missing: [{ id: contract.standardId }] };
    expect(await contract.result({ d: '2020-06-01' })).toMatchObject(missing);
    expect(await contract.result({ d: '2021-06-01' })).toMatchObject({
      ...{ outcome: 'SUPPORTED', declarations: [{ id, state: 'PUBLISHED' }], missing: [] },
      because: expect.stringMatching(
        /^Geldt voor elk pakket\. Op eigen woord van de leverancier: Proefstandaard [^.]*\.$/,
      ),
      en: expect.stringMatching(/^Applies to every product\. On the word of the supplier: Proefstandaard [^.]*\.$/),
    });
    expect(await contract.result({ d: '2021-06-01', a: '2024-01-01' })).toMatchObject({
      ...missing,
      because: expect.stringMatching(/Ontbreekt: Proefstandaard .* \(verklaring verlopen\)\.$/),
    });
    expect((await contract.check({ d: '2021-06-01' })).outcome).toBe('MEETS_ON_OWN_WORD');
  });

  test.each([
    ['REVOKED', 'verklaring herroepen'],
    ['REFUSED', 'verklaring afgewezen'],
    ['WITHDRAWN', 'verklaring ingetrokken'],
  ])('is not what became %s, and the reason tells', async (state, words) => {
    const contract = await aContract();
    await says(contract, {
      steps: [
        { state: 'PUBLISHED', from: '2021-01-01' },
        { state, from: '2022-01-01' },
      ],
    });
    const { outcome, because } = await contract.result({ d: '2023-01-01' });
    expect([outcome, because]).toEqual(['MISSING', expect.stringContaining(`(${words})`)]);
  });

  test('is never a draft, nor does anything tell that there is one', async () => {
    const [bare, drafted] = [await aContract(), await aContract()];
    await says(drafted, { steps: [{ state: 'DRAFT', from: '2021-01-01' }] });
    const told = async (of: Contract) => {
      const { outcome, because, declarations } = await of.result();
      return [outcome, because.replace(/Proefstandaard \w+/, ''), declarations];
    };
    expect(await told(drafted)).toEqual(await told(bare));
  });

  test('is what the register knew at the moment asked', async () => {
    const contract = await aContract();
    const [{ k }] = (await on.sql(`select clock_timestamp() + interval '2 ms' as k`)) as [{ k: Date }];
    await new Promise((done) => setTimeout(done, 20));
    await says(contract);
    expect((await contract.result({ d: '2021-06-01', k: k.toISOString() })).outcome).toBe('MISSING');
    expect((await contract.result({ d: '2021-06-01' })).outcome).toBe('SUPPORTED');
  });

  test('stays demonstrated when a newer version of the product is out, and not when support has ended', async () => {
    const contract = await aContract();
    await says(contract, { steps: [{ state: 'DEMONSTRATED', from: '2021-01-01' }] });
    await aProductVersion(on.sql, { productId: contract.productId });
    expect(await contract.check()).toMatchObject({ outcome: 'MEETS', because: expect.stringMatching(/^Voldoet: /) });
    expect((await contract.result()).declarations).toMatchObject([{ state: 'REASSESSMENT_DUE' }]);
    await on.sql(`update product_version set supported_until = '2025-01-01' where id = $1`, [
      contract.productVersionId,
    ]);
    expect(await contract.result()).toMatchObject({
      ...{ outcome: 'SUPPORTED', because: expect.stringContaining('(aangetoond geweest, hertoetsing nodig)') },
    });
    expect((await contract.result({ d: '2024-01-01' })).outcome).toBe('DEMONSTRATED');
  });

  test('is told of a version of the product that is out of support, whatever is declared of it', async () => {
    const contract = await aContract();
    await says(contract);
    await on.sql(`update product_version set supported_until = '2025-01-01' where id = $1`, [
      contract.productVersionId,
    ]);
    expect(await contract.check({ d: '2025-01-01' })).toMatchObject({
      outcome: 'MEETS_ON_OWN_WORD',
      because: expect.stringMatching(
        /\. Let op: deze versie van het pakket wordt sinds 2025-01-01 niet meer ondersteund\.$/,
      ),
      en: expect.stringMatching(/\. Mind: this version of the product is out of support since 2025-01-01\.$/),
    });
    const before = await contract.check({ d: '2024-12-31' });
    expect(before.because).not.toContain('Let op');
    expect((await contract.check({ d: '2024-12-31', a: '2025-01-01' })).because).toContain('Let op');
  });

  test('is a version that was in use when the contract was made or is now, within the range of the norm', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const versions = [];
    for (const [i, day] of ['2020-01-01', '2022-01-01', '2024-01-01'].entries()) {
      versions.push(await aVersion(on.sql, standardId, `${i + 1}.0`, i + 1));
      await phase(on.sql, versions[i]!, 'IN_USE', day);
    }
    const contract = await aContract({
      standards: [{ standardId, fromVersionId: versions[0]!, toVersionId: versions[1]! }],
    });
    const about = { d: '2021-01-01', a: '2025-01-01' };
    await says({ ...contract, versionId: versions[2]! });
    expect(await contract.result(about)).toMatchObject({
      outcome: 'MISSING',
      because: expect.stringContaining('buiten de norm valt'),
    });
    const newer = await says({ ...contract, versionId: versions[1]! });
    expect(await contract.result(about)).toMatchObject({ outcome: 'SUPPORTED', declarations: [{ id: newer }] });
    expect((await contract.result({ d: '2021-01-01' })).outcome).toBe('MISSING');
  });

  test('covers each side of the interface that the architecture asks', async () => {
    const contract = await aContract();
    const component = await aReferenceComponent(on.sql);
    await asks(on.sql, component, contract.standardId, { interfaceRole: 'BOTH' });
    await says(contract, { interfaceRole: 'UNSPECIFIED' });
    expect((await contract.result()).outcome).toBe('SUPPORTED');
    await fillsIn(on.sql, contract.productId, component);
    const told = async () => (await contract.result()).because;
    expect(await told()).toContain('(niet verklaard als aanbieder en afnemer)');
    await says(contract, { interfaceRole: 'PROVIDER' });
    expect(await told()).toContain('(niet verklaard als afnemer)');
    await says(contract, { interfaceRole: 'CONSUMER' });
    const { outcome, declarations } = await contract.result();
    expect([outcome, declarations.length]).toEqual(['SUPPORTED', 2]);
  });
});

describe('Whether a norm applies', () => {
  test('follows from the characteristics of the product; where they were not said, it counts as applying', async () => {
    const contract = await aContract({ condition: 'CHARACTERISTIC', characteristic: 'WEB_INTERFACE' });
    expect(await contract.result()).toMatchObject({
      outcome: 'MISSING',
      because: expect.stringMatching(/^Telt als geldend: de leverancier zegt niet welke kenmerken .* webinterface\./),
    });
    await declareCharacteristics(contract, ['API', 'WEB_INTERFACE']);
    expect((await contract.result()).because).toMatch(/^Geldt omdat het pakket dit kenmerk heeft: webinterface\./);
    await declareCharacteristics(contract, []);
    expect(await contract.check()).toMatchObject({
      outcome: 'UNKNOWN',
      because: expect.stringMatching(/^Niet vast te stellen: van dit pakket is geen norm .* niet van toepassing: 1;/),
      results: [{ outcome: 'NOT_APPLICABLE', en: expect.stringMatching(/^Does not apply: .* web interface\.$/) }],
    });
  });

  test('follows from what the architecture asks of the components that the product fills in', async () => {
    const contract = await aContract({ condition: 'REQUIRED_OF_COMPONENT' });
    expect((await contract.result()).because).toMatch(
      /^Telt als geldend: de leverancier zegt niet welke referentiecomponenten/,
    );
    const [silent, asking] = [await aReferenceComponent(on.sql), await aReferenceComponent(on.sql, 'Vraagcomponent')];
    await fillsIn(on.sql, contract.productId, silent);
    await asks(on.sql, asking, contract.standardId, { from: '2022-01-01' });
    expect((await contract.result()).outcome).toBe('NOT_APPLICABLE');
    await fillsIn(on.sql, contract.productId, asking);
    expect((await contract.result({ d: '2021-06-01' })).outcome).toBe('NOT_APPLICABLE');
    expect(await contract.result({ d: '2022-06-01' })).toMatchObject({
      ...{
        outcome: 'MISSING',
        because: expect.stringMatching(/^Geldt omdat de architectuur dit vraagt van Vraagcomponent, die/),
      },
    });
  });

  test('ends where no version was in use on the day of the contract', async () => {
    const { id: standardId } = await aStandard(on.sql);
    await phase(on.sql, await aVersion(on.sql, standardId, '1.0', 1), 'IN_USE', '2024-01-01');
    const contract = await aContract({ standards: [{ standardId }] });
    expect(await contract.result({ d: '2023-01-01' })).toMatchObject({
      outcome: 'NOT_APPLICABLE',
      because: expect.stringMatching(
        /^Geldt niet: alleen versies .* Telt niet mee, zonder versie in gebruik: Proefstandaard/,
      ),
    });
    expect((await contract.result({ d: '2024-01-01' })).outcome).toBe('MISSING');
  });

  test('is not judged where it names no standard, and is told as unsure where it was not seen in a source', async () => {
    const bare = await aContract({ standards: [], confidence: 'INFERRED' });
    const { outcome, because } = await bare.result();
    expect([outcome, because]).toEqual([
      'NOT_JUDGED',
      expect.stringMatching(/doe dat bij de acceptatie\. Deze norm is niet in een bron gezien/),
    ]);
    const unsure = await aContract({ confidence: 'RECALLED' });
    expect(await unsure.check()).toMatchObject({ outcome: 'UNKNOWN', results: [{ outcome: 'MISSING' }] });
    await aNorm(on.sql, unsure.set.id, { standards: [{ standardId: unsure.standardId }] });
    expect((await unsure.check()).outcome).toBe('GAPS');
  });
});
