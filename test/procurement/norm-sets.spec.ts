import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { type Register, register } from '../support/register.js';

describe('A set of quality norms', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));

  const data = async (document: string, variables?: Record<string, unknown>) => {
    const { body } = await on.graphql(document, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  const sets = async (asOf?: string) =>
    (
      await data(
        `query ($asOf: Date) { qualityNormSets(asOf: $asOf) { edition inForce { from to } verified provenance appliesTo { edition }
           bindings { from to terms { edition } } } }`,
        { asOf },
      )
    ).qualityNormSets;

  test('is one of five, each with its days and the terms it applies to', async () => {
    expect(
      (await sets()).map(({ edition, inForce, appliesTo }: any) => [
        edition,
        inForce.from,
        inForce.to,
        appliesTo.map((terms: any) => terms.edition),
      ]),
    ).toEqual([
      ['2024-1', '2024-07-22', null, ['2023']],
      ['2021-1', '2021-03-17', '2024-07-22', ['2020', '2016']],
      ['2020-2', '2020-03-17', '2021-03-17', ['2016']],
      ['2017-2', '2017-07-18', '2020-03-17', ['2016']],
      ['2017-1', '2017-02-01', '2017-07-18', ['2016']],
    ]);
    expect((await sets('2017-01-31')).length).toBe(0);
  });

  test('goes on to bind contracts under older terms after it was followed by one for newer terms', async () => {
    const bindings = Object.fromEntries((await sets()).map((set: any) => [set.edition, set.bindings]));
    expect(bindings['2021-1']).toHaveLength(2);
    expect(bindings['2021-1'].map(({ from, to, terms }: any) => [terms.edition, from, to]).sort()).toEqual([
      ['2016', '2021-03-17', null],
      ['2020', '2021-03-17', null],
    ]);
    expect(bindings['2020-2']).toEqual([{ from: '2020-03-17', to: '2021-03-17', terms: { edition: '2016' } }]);
  });

  test.each([
    ['2016', '2017-01-31', undefined],
    ['2016', '2017-02-01', '2017-1'],
    ['2016', '2021-03-16', '2020-2'],
    ['2016', '2021-06-01', '2021-1'],
    ['2016', '2026-11-01', '2021-1'],
    ['2020', '2020-12-01', undefined],
    ['2020', '2021-03-17', '2021-1'],
    ['2023', '2024-07-21', undefined],
    ['2023', '2026-11-01', '2024-1'],
  ])('under the terms of %s binds a contract of %s: %s', async (edition, asOf, expected) => {
    const { procurementTerms } = await data(
      'query ($asOf: Date) { procurementTerms(asOf: $asOf) { edition articles { norms { set { edition } } } } }',
      { asOf },
    );
    const { articles } = procurementTerms.find((terms: any) => terms.edition === edition);
    const bound = new Set(articles.flatMap(({ norms }: any) => norms.map((norm: any) => norm.set.edition)));
    expect([...bound]).toEqual(expected === undefined ? [] : [expected]);
  });

  test('asks by theme, in its order, and says of what it was seen in a source', async () => {
    const { qualityNormSets } = await data(
      `{ qualityNormSets { edition all: norms { code theme verified } infrastructure: norms(theme: INFRASTRUCTURE) { code theme } } }`,
    );
    const [{ all, infrastructure }, ...older] = qualityNormSets;
    expect(all).toHaveLength(58);
    expect(all.slice(0, 3).map(({ code }: any) => code)).toEqual(['ARC-01', 'ARC-02', 'INT-01']);
    expect(infrastructure.map(({ code }: any) => code)).toEqual(
      ['01', '02', '03', '04', '05', '06'].map((n) => `INF-${n}`),
    );
    expect(all.filter(({ verified }: any) => verified).map(({ code }: any) => code)).toEqual([
      'ARC-01',
      'INT-01',
      'INT-02',
      'INT-03',
      'INT-04',
      'INT-05',
      'SEC-01',
      'SEC-04',
      'TOE-01',
      'ARV-01',
      'ARV-03',
      'INF-01',
      'MET-01',
    ]);
    expect(older.flatMap((set: any) => set.all).some(({ verified }: any) => verified)).toBe(false);
  });

  test('puts metadata under archiving and e-invoicing under a theme of its own', async () => {
    const { qualityNormSets } = await data('{ qualityNormSets { norms { code theme } } }');
    const theme = Object.fromEntries(qualityNormSets[0].norms.map((norm: any) => [norm.code, norm.theme]));
    expect([theme['MET-01'], theme['EFA-01'], theme['DOC-01']]).toEqual(['ARCHIVING', 'E_INVOICING', 'DOCUMENTATION']);
  });

  describe('has norms that', () => {
    const FIELDS = `code title en: title(language: EN) condition characteristic appliesWhen(language: EN) verified provenance
      referenceComponents { slug } standards { slug } articles { number terms { edition } }`;
    const norm = async (code: string) => {
      const { qualityNormSets } = await data(`{ qualityNormSets { norms { ${FIELDS} } } }`);
      return qualityNormSets[0].norms.find((each: any) => each.code === code);
    };

    test('are asked of every product', async () => {
      expect(await norm('SEC-01')).toMatchObject({
        condition: 'ALWAYS',
        characteristic: null,
        appliesWhen: null,
        verified: true,
        standards: [{ slug: 'bio' }],
        articles: [
          { number: '8', terms: { edition: '2023' } },
          { number: '29', terms: { edition: '2023' } },
        ],
      });
    });

    test('are asked of products with a characteristic, in words of both languages', async () => {
      expect(await norm('TOE-01')).toMatchObject({
        condition: 'CHARACTERISTIC',
        characteristic: 'WEB_INTERFACE',
        appliesWhen: 'The deliverable is used in a browser.',
        en: 'Digital accessibility (EN 301 549 with WCAG)',
      });
    });

    test('are asked of products that fill in a reference component', async () => {
      expect(await norm('INT-09')).toMatchObject({
        condition: 'REFERENCE_COMPONENT',
        referenceComponents: [{ slug: 'vth-component-fysieke-leefomgeving' }],
      });
    });

    test('name a family of standards, of which the architecture says what is asked', async () => {
      const { condition, standards, verified, provenance } = await norm('INT-06');
      expect(condition).toBe('REQUIRED_OF_COMPONENT');
      expect(standards).toContainEqual({ slug: 'zaken-api' });
      expect(standards).toHaveLength(9);
      expect(verified).toBe(false);
      expect(provenance).toMatch(/its members are counted with it/);
    });

    test('follow from what the architecture asks, and say that they were not seen', async () => {
      expect(await norm('INT-16')).toMatchObject({
        condition: 'REQUIRED_OF_COMPONENT',
        standards: [{ slug: 'cmis' }],
        verified: false,
        provenance: expect.stringMatching(/^GEMMA release 2025-09-18 — /),
      });
    });

    test('point at no standard, such as that on documentation', async () => {
      expect(await norm('DOC-01')).toMatchObject({ standards: [], verified: false });
    });

    test('tell what about them is a reading of the register, and that older sets were not read', async () => {
      expect((await norm('INT-04')).provenance).toMatch(/how the register reads it$/);
      const { qualityNormSets } = await data('{ qualityNormSets { edition norms { provenance } } }');
      for (const { provenance } of qualityNormSets.slice(1).flatMap((set: any) => set.norms)) {
        expect(provenance).toMatch(/^the text of this set was not read/);
      }
    });
  });

  test('binds the versions in use on the day asked, within the range that the norm names', async () => {
    const standard = await aStandard(on.sql);
    const labels = ['1.0', '2.0', '3.0', '4.0'];
    const versions = [];
    for (const [i, label] of labels.entries()) versions.push(await aVersion(on.sql, standard.id, label, i + 1));
    await phase(on.sql, versions[0]!, 'IN_USE', '2010-01-01');
    await phase(on.sql, versions[1]!, 'IN_USE', '2011-01-01');
    await phase(on.sql, versions[2]!, 'IN_USE', '2015-01-01');
    await phase(on.sql, versions[3]!, 'IN_USE', '2011-01-01');
    const [set, id] = [newId('qns'), newId('qnm')];
    await on.sql(
      `insert into quality_norm_set (id, edition, in_force_from, in_force_to, confidence) values ($1, $2, '1990-01-01', '1991-01-01', 'SEEN')`,
      [set, `proef ${set.slice(-8)}`],
    );
    await on.sql(
      `insert into quality_norm (id, set_id, code, position, title_nl, theme, condition, confidence)
       values ($1, $2, 'PRF-01', 1, 'Proefnorm', 'INTEROPERABILITY', 'ALWAYS', 'SEEN')`,
      [id, set],
    );
    await on.sql(
      'insert into quality_norm_standard (norm_id, standard_id, position, from_version_id, to_version_id) values ($1, $2, 1, $3, $4)',
      [id, standard.id, versions[1], versions[2]],
    );
    const bindingOn = async (asOf: string) => {
      const { standard: found } = await data(
        `query ($id: ID!, $asOf: Date) { standard(by: { id: $id }, asOf: $asOf) { qualityNorms { code title(language: EN)
           targets { from { label } to { label } versions { label } } } } }`,
        { id: standard.id, asOf },
      );
      return found.qualityNorms;
    };
    // Its set was in force in 1990 alone: a standard is shown the norms of the set in force.
    expect(await bindingOn('2012-01-01')).toEqual([]);
    const { node } = await data(
      `query ($id: ID!) { node(id: $id) { ... on QualityNorm { title(language: EN) targets { standard { slug } from { label } to { label } versions { label } } } } }`,
      { id },
    );
    expect(node).toEqual({
      title: 'Proefnorm',
      targets: [
        {
          standard: { slug: standard.slug },
          from: { label: '2.0' },
          to: { label: '3.0' },
          versions: [{ label: '2.0' }, { label: '3.0' }],
        },
      ],
    });
    expect((await bindingOn('1990-06-01')).map(({ code }: any) => code)).toEqual(['PRF-01']);
  });

  test('shows on a standard what is asked of it on the date, and nothing of sets that were followed', async () => {
    const of = async (slug: string, asOf?: string) => {
      const { standard } = await data(
        'query ($slug: String!, $asOf: Date) { standard(by: { slug: $slug }, asOf: $asOf) { qualityNorms { code set { edition } } } }',
        { slug, asOf },
      );
      return standard.qualityNorms.map(({ code, set }: any) => `${set.edition} ${code}`);
    };
    expect(await of('digikoppeling')).toEqual(['2024-1 INT-04', '2024-1 INF-01']);
    expect(await of('zaak-en-documentservices')).toEqual([]);
    expect(await of('zaak-en-documentservices', '2018-01-01')).toEqual(['2017-2 INT-03']);
    expect(await of('big', '2018-01-01')).toEqual(['2017-2 SEC-01']);
    expect(await of('bio', '2018-01-01')).toEqual([]);
  });
});
