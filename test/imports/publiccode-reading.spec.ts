import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { type OwnRegister, startService } from '../support/register.js';
import { projectRoot } from '../../src/platform/config/project-root.js';
import { Files, importPubliccode, kindsOf } from './publiccode.js';

/** Of the newest version of the format, and without anything odd about it. */
const COMPLETE = `
publiccodeYmlVersion: '0.7'
name: Zaakwijzer
url: https://github.com/gemeente-voorbeeld/zaakwijzer.git
softwareVersion: 1.10
releaseDate: '2026-09-01'
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
description:
  nl:
    shortDescription: Laat medewerkers zien waar een zaak blijft.
    features: [Zoeken op naam, 'Zaaktypen tonen']
  en: { shortDescription: Shows staff where a case is. }
legal: { license: eupl-1.2, repoOwner: Gemeente Voorbeeld }
maintenance:
  type: contract
  contractors: [{ name: Bouwlust BV, until: 2028-01-01 }]
  contacts: [{ name: Piet Persoon, email: piet@bouwlust.example, affiliation: Bouwlust BV }]
localisation: { localisationReady: yes, availableLanguages: [nl] }
supports:
  - id: https://register.example.nl/id/standards/documenten-api/versions/1.4.2
  - id: https://register.example.nl/id/standards/notificaties-api
  - id: Zaken API 1.5.1
  - id: autorisatie API
usedBy: [Gemeente Utrecht, 'gemeente súdwest-fryslân', Municipality of Tilburg]
dependsOn:
  open:
    - { name: Open Zaak, versionMin: '1.12' }
    - { name: Catalogi API, version: 1.3.1 }
    - { name: PostgreSQL, versionMin: 14, optional: true }
  proprietary: [{ name: Oracle Database, version: '19' }]
  hardware: [{ name: Kaartlezer }]
nl:
  countryExtensionVersion: '1.0'
  commonground: { layerType: interactie }
  gemma: { referentieComponenten: [Zaakregistratiecomponent, ZTC] }
`;

describe('A publiccode.yml', () => {
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

  const imported = (...parameters: string[]) => importPubliccode(on.databaseUrl, ...parameters);
  const component = async (slug: string, selection: string) => {
    const { body } = await on.graphql(`query ($slug: String!) { component(by: { slug: $slug }) { ${selection} } }`, {
      slug,
    });
    expect(body.errors).toBeUndefined();
    return body.data.component;
  };

  test('is a component of the register: its values, what it speaks and needs, what it fills in and who runs it', async () => {
    files.write('publiccode.yml', COMPLETE);
    const { code, report, summary } = await imported(files.folder);
    expect({ code, report }).toEqual({ code: 0, report: '' });
    expect(summary).toMatch(/1 files: 1 registered; 0 odd\. \/ 1 bestanden: 1 geregistreerd; 0 met bijzonderheden\./);
    expect(
      await component(
        'zaakwijzer',
        'name layer licence maintainer maturity latestVersion latestReleasedOn repositoryUrl verified summary en: summary(language: EN)',
      ),
    ).toEqual({
      name: 'Zaakwijzer',
      layer: 'INTERACTION',
      licence: 'EUPL-1.2',
      maintainer: 'Bouwlust BV',
      maturity: 'stable',
      latestVersion: '1.10',
      latestReleasedOn: '2026-09-01',
      repositoryUrl: 'https://github.com/gemeente-voorbeeld/zaakwijzer',
      verified: true,
      summary: 'Laat medewerkers zien waar een zaak blijft.',
      en: 'Shows staff where a case is.',
    });
    const { supports, dependsOn, referenceComponents, usedBy } = await component(
      'zaakwijzer',
      `supports { standard { slug } version { label } role verified } usedBy { name } referenceComponents { slug components { slug } }
       dependsOn { kind name version versionMin isOptional verified component { slug } standard { slug } standardVersion { label } }`,
    );
    expect(
      supports.map((each: any) => [each.standard.slug, each.version?.label, each.role, each.verified]).sort(),
    ).toEqual([
      ['autorisaties-api', undefined, 'UNSPECIFIED', false],
      ['catalogi-api', '1.3.1', 'CONSUMER', false],
      ['documenten-api', '1.4.2', 'UNSPECIFIED', true],
      ['notificaties-api', undefined, 'UNSPECIFIED', true],
      ['zaken-api', '1.5.1', 'UNSPECIFIED', true],
    ]);
    expect(dependsOn).toEqual([
      expect.objectContaining({
        name: 'Catalogi API',
        standard: { slug: 'catalogi-api' },
        standardVersion: { label: '1.3.1' },
        component: null,
      }),
      expect.objectContaining({
        name: 'Kaartlezer',
        kind: 'HARDWARE',
        isOptional: false,
        standard: null,
        component: null,
      }),
      expect.objectContaining({
        name: 'Open Zaak',
        kind: 'OPEN',
        versionMin: '1.12',
        component: { slug: 'open-zaak' },
      }),
      expect.objectContaining({ name: 'Oracle Database', kind: 'PROPRIETARY', version: '19' }),
      expect.objectContaining({ name: 'PostgreSQL', kind: 'OPEN', versionMin: '14', isOptional: true, verified: true }),
    ]);
    expect(referenceComponents).toEqual([
      { slug: 'zaakregistratiecomponent', components: [{ slug: 'zaakwijzer' }] },
      { slug: 'zaaktypecataloguscomponent', components: [{ slug: 'zaakwijzer' }] },
    ]);
    expect(usedBy.map((each: any) => each.name)).toEqual(['Súdwest-Fryslân', 'Tilburg', 'Utrecht']);
  });

  test('names persons, and none of them comes out of the API', async () => {
    files.write('publiccode.yml', COMPLETE.replaceAll('zaakwijzer', 'zwijgzaam').replace('Zaakwijzer', 'Zwijgzaam'));
    await imported(files.folder);
    const { body } = await on.graphql(
      '{ search(text: "Piet Persoon") { totalCount } component(by: { slug: "zwijgzaam" }) { maintainer summary provenance } }',
    );
    expect(JSON.stringify(body)).not.toMatch(/Piet/);
    const [kept] = await on.sql<{ content: Buffer }>(
      `select content from publiccode_file f join component c on c.id = f.component_id where slug = 'zwijgzaam'`,
    );
    expect(kept!.content.toString()).toContain('Piet Persoon');
  });

  test('speaks no version before that version was published', async () => {
    const { body } = await on.graphql(
      '{ component(by: { slug: "zaakwijzer" }, asOf: "2023-01-01") { supports { standard { slug } } } }',
    );
    expect(body.data.component.supports.map((each: any) => each.standard.slug).sort()).toEqual([
      'autorisaties-api',
      'notificaties-api',
    ]);
  });

  test('of each version of the format is read', async () => {
    const versions = ['0.2', '0.3.0', '0.4', '0.5.0', '0.6', '0', '0.7.0'];
    const slugOf = (version: string) => `versie-${version.replaceAll('.', '-')}`;
    for (const version of versions) {
      const slug = slugOf(version);
      const url = `https://github.com/voorbeeld/${slug}`;
      files.write(
        `${slug}/publiccode.yml`,
        `publiccodeYmlVersion: ${version}\nname: ${slug}\nurl: ${url}\nsoftwareType: standalone/backend\n`,
      );
    }
    const { report } = await imported(files.folder);
    for (const version of versions) {
      const odd = kindsOf(report, `${slugOf(version)}/publiccode.yml`).sort();
      expect(odd).toEqual(['LAYER_JUDGED', 'NO_LICENCE', 'NO_SUMMARY']);
      expect(await component(slugOf(version), 'layer')).toEqual({ layer: 'SERVICES' });
    }
  });

  test('that names the document of an interface, or a standard in the part for the Netherlands, says what it speaks', async () => {
    const [document] = await on.sql<{ url: string; slug: string; label: string }>(
      `select min(a.url) as url, min(s.slug) as slug, min(v.label) as label from artifact a join standard_version v on v.id = a.version_id
       join standard s on s.id = v.standard_id where a.url like 'https://%' and v.published_on < '2026-01-01' group by a.url having count(*) = 1 order by 1 limit 1`,
    );
    const { url, slug, label } = document!;
    files.write(
      'publiccode.yml',
      `publiccodeYmlVersion: '0.5'\nname: Naslag\nurl: https://codeberg.org/voorbeeld/naslag\nlegal: { license: MIT }
description: { nl: { shortDescription: Proef., apiDocumentation: '${url}' } }
nl: { vng: { commonground: { layerType: data }, gemma: {} }, apis: [{ name: Besluiten API, version: 1.1.0 }], standaarden: stuf-zkn }\n`,
    );
    expect((await imported(files.folder)).report).toBe('');
    const { supports } = await component(
      'naslag',
      'supports { standard { slug } version { label } evidence verified }',
    );
    const by = (of: string) => supports.find((each: any) => each.standard.slug === of);
    expect(by(slug)).toEqual({ standard: { slug }, version: { label }, evidence: url, verified: false });
    expect(by('besluiten-api')).toMatchObject({ version: { label: '1.1.0' }, evidence: null, verified: true });
    expect(by('stuf-zkn')).toMatchObject({ version: null, verified: true });
  });

  test('that is near empty, in old keys and in folders that tell the address, is understood and said to be odd', async () => {
    files.write(
      'github.com/gemeente-voorbeeld/balie-poort/publiccode.yaml',
      'name: Baliepoort\nplatforms: web\ndescription:\n  shortDescription: Geeft berichten door.\nnl:\n  commonground:\n  - layertype: integratie\n  - installationType: helm\n',
    );
    const { code, report } = await imported(files.folder);
    expect(code).toBe(0);
    expect(kindsOf(report, 'github.com/gemeente-voorbeeld/balie-poort/publiccode.yaml').sort()).toEqual([
      'ADDRESS_FROM_PATH',
      'FORMAT_NOT_KNOWN',
      'NO_LICENCE',
      'OLD_FORM',
      'OLD_FORM',
    ]);
    expect(report).toMatch(/Names no licence \/ Noemt geen licentie/);
    expect(await component('baliepoort', 'layer licence summary repositoryUrl')).toEqual({
      layer: 'INTEGRATION',
      licence: 'NOASSERTION',
      summary: 'Geeft berichten door.',
      repositoryUrl: 'https://github.com/gemeente-voorbeeld/balie-poort',
    });
  });

  test('that says too little to register is kept, once, until a layer is given', async () => {
    files.write(
      'publiccode.yml',
      'publiccodeYmlVersion: "0.5"\nname: Raadsel\nurl: https://gitlab.com/voorbeeld/raadsel\n',
    );
    const held = () =>
      on.sql(
        `select component_id from publiccode_file where convert_from(content, 'UTF8') like '%Raadsel%' order by read_at`,
      );
    const { report, summary } = await imported(files.folder);
    expect(kindsOf(report, 'publiccode.yml')).toContain('NO_LAYER');
    expect(summary).toMatch(/1 kept, not registered/);
    await imported(files.folder);
    expect(await held()).toEqual([{ component_id: null }]);
    expect((await imported(files.folder, '--layer', 'DATA')).summary).toMatch(/1 registered/);
    expect(await component('raadsel', 'layer')).toEqual({ layer: 'DATA' });
    expect(await held()).toHaveLength(2);
  });

  test('with values of other types, unknown words and wrong days is read around them', async () => {
    files.write(
      'publiccode.yml',
      `publiccodeYmlVersion: [0.4]
name: { wrong: true }
url: git@github.com:voorbeeld/scheve-toren.git
softwareVersion: v2
releaseDate: 2021-22-02
developmentStatus: alpha
softwareType: standalone/backend
legal: { license: Mijn eigen licentie }
description: [nl, en]
usedBy: Gemeente Atlantis
supports: { zaken-api: 9.9.9, 'iets anders': 1 }
dependsOn: { open: [postgres, { versionMin: 3 }], closed: [{ name: X }] }
nl: { commonground: { layerType: kelder } }
vlag: wappert
`,
    );
    const { code, report } = await imported(files.folder);
    expect(code).toBe(0);
    const kinds = kindsOf(report, 'publiccode.yml');
    for (const kind of ['NO_NAME', 'WRONG_TYPE', 'BAD_DATE', 'STATUS_NOT_KNOWN', 'LICENCE_NOT_KNOWN', 'USER_NOT_KNOWN'])
      expect(kinds).toContain(kind);
    for (const kind of ['VERSION_NOT_KNOWN', 'STANDARD_NOT_KNOWN', 'NOT_UNDERSTOOD', 'LAYER_NOT_KNOWN'])
      expect(kinds).toContain(kind);
    expect(
      await component(
        'scheve-toren',
        'licence licenceText maturity maturityText latestVersion latestReleasedOn supports { standard { slug } version { label } } dependsOn { name }',
      ),
    ).toEqual({
      licence: 'NOASSERTION',
      licenceText: 'Mijn eigen licentie',
      maturity: null,
      maturityText: 'alpha',
      latestVersion: 'v2',
      latestReleasedOn: null,
      supports: [{ standard: { slug: 'zaken-api' }, version: null }],
      dependsOn: [{ name: 'postgres' }],
    });
  });

  test('of this project itself is read, with nothing odd but that it names no layer', async () => {
    const { code, report } = await imported(join(projectRoot, 'publiccode.yml'));
    expect(code).toBe(0);
    expect(kindsOf(report, 'publiccode.yml')).toEqual(['LAYER_JUDGED']);
    expect(await component('standaardenregister', 'licence dependsOn { name versionMin }')).toEqual({
      licence: 'EUPL-1.2',
      dependsOn: [
        { name: 'Node.js', versionMin: '20.19' },
        { name: 'PostgreSQL', versionMin: '18' },
      ],
    });
  });

  test('is told by its place below what was given, never by the place on this machine', async () => {
    files.write('diep/publiccode.yml', 'name: Ergens\n');
    const { report } = await imported(files.folder);
    expect(report).toMatch(/^diep\/publiccode\.yml: kept, not registered/m);
    expect(report).not.toContain(files.folder);
  });

  test('that is not there, or a folder without any, is said in both languages', async () => {
    const nothing = await imported(files.folder);
    expect(nothing).toMatchObject({
      code: 1,
      summary: expect.stringMatching(/There is no publiccode\.yml.+ \/ Daar is geen/),
    });
    const missing = await imported(join(files.folder, 'weg.yml'));
    expect(missing.code).toBe(1);
    expect(missing.summary).not.toMatch(/\n\s+at /);
  });
});
