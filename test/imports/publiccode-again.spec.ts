import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type OwnRegister, startService } from '../support/register.js';
import { Files, importPubliccode, kindsOf } from './publiccode.js';

const TABLES = [
  'component',
  'component_support',
  'component_dependency',
  'component_filling',
  'involvement',
  'publiccode_file',
  'audit_event',
  'catalogue_load',
];
const file = (name: string, more: string) =>
  `publiccodeYmlVersion: '0.7'\nname: ${name}\nurl: https://github.com/voorbeeld/${name.toLowerCase()}\nlegal: { license: MIT }\n` +
  `description: { nl: { shortDescription: Proef. } }\nnl: { commonground: { layerType: services } }\n${more}`;

describe('Reading a publiccode.yml again', () => {
  let on: OwnRegister;
  let files: Files;
  beforeAll(async () => {
    on = await startService();
    files = new Files();
  });
  afterEach(() => files.clear());
  afterAll(async () => {
    files.throwAway();
    await on?.stop();
  });

  const bring = async (content: string, ...parameters: string[]) => {
    files.write('publiccode.yml', content);
    return importPubliccode(on.databaseUrl, files.folder, ...parameters);
  };
  const contents = async () =>
    Object.fromEntries(
      await Promise.all(
        TABLES.map(async (table) => {
          const [row] = await on.sql(`select md5(string_agg(t::text, ',' order by t::text)) as hash from ${table} t`);
          return [table, row!['hash']] as const;
        }),
      ),
    );
  const revision = async () => (await on.sql<{ n: string }>('select catalogue_revision() as n'))[0]!.n;
  const component = async (slug: string, selection: string, asOf?: string) => {
    const { body } = await on.graphql(
      `query ($slug: String!, $asOf: Date) { component(by: { slug: $slug }, asOf: $asOf) { ${selection} } }`,
      { slug, asOf },
    );
    expect(body.errors).toBeUndefined();
    return body.data.component;
  };

  test('that has not changed writes nothing at all, and answers kept by others stay good', async () => {
    const content = file(
      'Eender',
      'supports: [zaken-api]\nusedBy: [Utrecht]\ndependsOn: { open: [{ name: Redis }] }\nsoftwareVersion: 1.0',
    );
    await bring(content);
    const [before, number] = [await contents(), await revision()];
    const { code, summary } = await bring(content);
    expect(code).toBe(0);
    expect(summary).toMatch(/1 nothing new.+The register had all of it already\. \/ Het register had alles al\./s);
    expect(await contents()).toEqual(before);
    expect(await revision()).toBe(number);
  });

  test('and trying it only tells the same and changes nothing', async () => {
    const before = await contents();
    const { summary } = await bring(file('Proefje', 'supports: [zaken-api]'), '--dry-run');
    expect(summary).toMatch(/1 registered.+Tried only: nothing was changed\. \/ Alleen geprobeerd/s);
    expect(await contents()).toEqual(before);
    expect(await component('proefje', 'slug')).toBeNull();
  });

  test('finds the same component however its address is written', async () => {
    await bring(file('Adres', ''));
    for (const url of [
      'git@github.com:Voorbeeld/Adres.git',
      'http://www.github.com/voorbeeld/adres/',
      'git+https://github.com/voorbeeld/adres.git',
    ]) {
      const { summary } = await bring(file('Adres', '').replace('https://github.com/voorbeeld/adres', url));
      expect(summary).toMatch(/1 nothing new/);
    }
    expect(await on.sql(`select from component where slug like '%adres%'`)).toHaveLength(1);
  });

  test('that says something else now is brought up to date, and the log says what was', async () => {
    await bring(file('Groei', 'softwareVersion: 1.9\nmaintenance: { contractors: [{ name: Oud BV }] }'));
    await bring(
      file(
        'Groei',
        'softwareVersion: 1.10\nmaintenance: { contractors: [{ name: Nieuw BV }] }\nsupports: [zaken-api 1.5.1]',
      ),
    );
    expect(await component('groei', 'latestVersion maintainer revision')).toEqual({
      latestVersion: '1.10',
      maintainer: 'Nieuw BV',
      revision: 2,
    });
    const [event] = await on.sql<{ changes: any[] }>(
      `select body::jsonb -> 'changes' as changes from audit_event where action = 'importPubliccode'
       and subject_id = (select id from component where slug = 'groei') order by occurred_at desc limit 1`,
    );
    expect(event!.changes).toEqual(
      expect.arrayContaining([
        { field: 'maintainer', before: 'Oud BV', after: 'Nieuw BV' },
        { field: 'supports', before: [], after: ['zaken-api 1.5.1'] },
      ]),
    );
  });

  test('leaves alone what a person has changed since, until the file has something new to say of that', async () => {
    await bring(file('Hand', 'maintenance: { contractors: [{ name: Oud BV }] }\nsoftwareVersion: 1.0'));
    await on.sql(`update component set maintainer = 'Gemeente Voorbeeld' where slug = 'hand'`);
    const same = await bring(file('Hand', 'maintenance: { contractors: [{ name: Oud BV }] }\nsoftwareVersion: 1.1'));
    expect(same.report).toBe('');
    expect(await component('hand', 'maintainer latestVersion')).toEqual({
      maintainer: 'Gemeente Voorbeeld',
      latestVersion: '1.1',
    });
    const { report } = await bring(
      file('Hand', 'maintenance: { contractors: [{ name: Nieuw BV }] }\nsoftwareVersion: 1.1'),
    );
    expect(kindsOf(report, 'publiccode.yml')).toEqual(['DIFFERS']);
    expect(report).toContain('maintainer');
    expect(await component('hand', 'maintainer')).toEqual({ maintainer: 'Gemeente Voorbeeld' });
  });

  test('ends what it no longer says, from today, and tells so; said again, it holds again from today', async () => {
    const full = file(
      'Komt',
      'supports: [zaken-api, besluiten-api]\nusedBy: [Utrecht, Tilburg]\ndependsOn: { open: [{ name: Redis }] }',
    );
    await bring(full);
    const { report } = await bring(file('Komt', 'supports: [zaken-api]\nusedBy: [Tilburg]'));
    expect(kindsOf(report, 'publiccode.yml')).toEqual(['NO_LONGER_SAID', 'NO_LONGER_SAID', 'NO_LONGER_SAID']);
    const whole = 'supports { standard { slug } } usedBy { name } dependsOn { name }';
    expect(await component('komt', whole)).toEqual({
      supports: [{ standard: { slug: 'zaken-api' } }],
      usedBy: [{ name: 'Tilburg' }],
      dependsOn: [],
    });
    const earlier = await component('komt', whole, '2026-01-01');
    expect(earlier.supports).toHaveLength(2);
    expect(earlier.usedBy).toHaveLength(2);
    await bring(full);
    expect((await component('komt', whole)).supports).toHaveLength(2);
    const { supports } = await component('komt', 'supports { standard { slug } period { isFromKnown } }');
    expect(supports.find((each: any) => each.standard.slug === 'besluiten-api').period.isFromKnown).toBe(true);
  });

  test('that says more surely what it said holds from the same day, known or not', async () => {
    const unsure = file('Zeker', '').replace('Proef.', 'Proef., features: [Zaken API]');
    for (const content of [unsure, file('Zeker', ''), unsure]) await bring(content);
    const supports = async () =>
      (await component('zeker', 'supports { verified period { from isFromKnown } }')).supports;
    const [{ period }] = await supports();
    expect(period.isFromKnown).toBe(true);
    await bring(file('Zeker', 'supports: [zaken-api]'));
    expect(await supports()).toEqual([{ verified: true, period }]);
  });

  test('in an old copy takes nothing back', async () => {
    const release = (version: string, day: string, more = '') =>
      file('Kopie', `softwareVersion: ${version}\nreleaseDate: '${day}'\n${more}`);
    await bring(release('2.0', '2026-02-01', 'supports: [zaken-api]'));
    const { report } = await bring(release('1.0', '2025-02-01'));
    expect(kindsOf(report, 'publiccode.yml')).toEqual(['OLDER']);
    expect(await component('kopie', 'latestVersion supports { standard { slug } }')).toEqual({
      latestVersion: '2.0',
      supports: [{ standard: { slug: 'zaken-api' } }],
    });
  });

  test('is read on after a day of release that was mistyped, and said to lie ahead', async () => {
    const release = (version: string, day: string) =>
      file('Tikfout', `softwareVersion: ${version}\nreleaseDate: '${day}'`);
    const { report } = await bring(release('1.0', '2062-03-01'));
    expect(kindsOf(report, 'publiccode.yml')).toEqual(['AHEAD']);
    const next = await bring(release('1.1', '2026-03-08'));
    expect(kindsOf(next.report, 'publiccode.yml')).toEqual([]);
    expect(await component('tikfout', 'latestVersion latestReleasedOn')).toEqual({
      latestVersion: '1.1',
      latestReleasedOn: '2026-03-08',
    });
    files.write('later/publiccode.yml', release('0.9', '2062-03-01'));
    await bring(release('1.2', '2026-03-15'));
    expect(await component('tikfout', 'latestVersion')).toEqual({ latestVersion: '1.2' });
  });

  test('keeps apart what only small and capital letters of other alphabets tell apart', async () => {
    await bring(file('Grieks', 'dependsOn: { open: [{ name: ΑΣ }, { name: ασ }, { name: İ }, { name: i }] }'));
    const { dependsOn } = await component('grieks', 'dependsOn { name }');
    expect(dependsOn).toHaveLength(4);
  });

  test('changes what it needs from today on', async () => {
    await bring(file('Nodig', 'dependsOn: { open: [{ name: PostgreSQL, versionMin: 12 }] }'));
    await bring(file('Nodig', 'dependsOn: { open: [{ name: postgresql, versionMin: 16, optional: yes }] }'));
    expect(await component('nodig', 'dependsOn { name versionMin isOptional }')).toEqual({
      dependsOn: [{ name: 'postgresql', versionMin: '16', isOptional: true }],
    });
    expect(await component('nodig', 'dependsOn { versionMin }', '2026-01-01')).toEqual({
      dependsOn: [{ versionMin: '12' }],
    });
  });
});

describe('What the register knows better', () => {
  let on: OwnRegister;
  let files: Files;
  beforeAll(async () => {
    on = await startService();
    files = new Files();
  });
  afterAll(async () => {
    files.throwAway();
    await on?.stop();
  });
  const speaks = async (slug: string) => {
    const { body } = await on.graphql(
      'query ($slug: String!) { component(by: { slug: $slug }) { supports { standard { slug } version { label } verified } } }',
      { slug },
    );
    return body.data.component.supports
      .map((each: any) => `${each.standard.slug} ${each.version?.label ?? '-'} ${each.verified}`)
      .sort();
  };

  test('stays as it was and is told; a newer release is taken', async () => {
    const before = await speaks('open-zaak');
    files.write(
      'publiccode.yml',
      `publiccodeYmlVersion: '0.4'
name: OpenZaak
url: https://github.com/open-zaak/open-zaak.git
softwareVersion: 1.31.0
releaseDate: '2026-10-15'
developmentStatus: beta
legal: { license: MIT }
description: { nl: { shortDescription: Anders gezegd., features: [Zaken API 1.4, Documenten API 1.3] } }
supports: [zaken-api, { id: besluiten-api, version: 1.0.2 }]
`,
    );
    const { report } = await importPubliccode(on.databaseUrl, files.folder);
    const { body } = await on.graphql(
      '{ component(by: { slug: "open-zaak" }) { name licence maturity latestVersion latestReleasedOn layer provenance verified } }',
    );
    expect(body.data.component).toMatchObject({
      name: 'Open Zaak',
      licence: 'EUPL-1.2',
      maturity: 'stable',
      latestVersion: '1.31.0',
      latestReleasedOn: '2026-10-15',
      layer: 'SERVICES',
      verified: true,
    });
    expect(body.data.component.provenance).toMatch(
      /docs\/api\/index\.rst.+; publiccode\.yml, https:\/\/github\.com\/open-zaak\/open-zaak$/,
    );
    for (const field of ['name', 'licence', 'maturity', 'summaryNl'])
      expect(report).toMatch(new RegExp(`DIFFERS ${field} – `));
    expect(report).toMatch(/BESIDE supports – .+besluiten-api 1\.1\.0 \/ besluiten-api 1\.0\.2/);
    expect(await speaks('open-zaak')).toEqual([...before, 'besluiten-api 1.0.2 true'].sort());
  });

  test('is not what was only remembered: that is replaced, and said so', async () => {
    expect(await speaks('bptl')).toEqual(['zgw-apis - false']);
    files.clear();
    files.write(
      'publiccode.yml',
      `publiccodeYmlVersion: '0.5'
name: BPTL (Business Process Task Library)
url: https://github.com/GemeenteUtrecht/bptl
legal: { license: EUPL-1.2 }
supports: [{ id: zgw-apis, version: '1.5' }]
description: { nl: { shortDescription: 'Bibliotheek van procestaken die ZGW-API’s aanroepen.' } }
`,
    );
    const { report } = await importPubliccode(on.databaseUrl, files.folder);
    expect(kindsOf(report, 'publiccode.yml')).toEqual(['REPLACED']);
    expect(await speaks('bptl')).toEqual(['zgw-apis 1.5 true']);
    const { body } = await on.graphql('{ component(by: { slug: "bptl" }) { licence licenceText } }');
    expect(body.data.component).toEqual({ licence: 'EUPL-1.2', licenceText: null });
  });
});
