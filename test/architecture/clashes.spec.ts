import { beforeAll, describe, expect, test } from '@jest/globals';
import { aReferenceComponent, asks } from '../conformance/contracts.js';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { type Register, register } from '../support/register.js';
import { aStandardWith, clashesOf, componentId, inUse, relate } from './asking.js';

let on: Register;
beforeAll(async () => void (on = await register()));

describe('Old and new asked at once', () => {
  test('is told of the zaakregistratiecomponent, which must speak both Zaak- en documentservices and the ZGW APIs', async () => {
    const { body } = await on.graphql(
      `{ referenceComponent(by: { slug: "zaakregistratiecomponent" }) {
        clashes { kind component { slug } standards { slug } dutch: explanation english: explanation(language: EN) } } }`,
    );
    expect(body.errors).toBeUndefined();
    expect(body.data.referenceComponent.clashes).toEqual([
      {
        kind: 'BOTH_OLD_AND_NEW',
        component: { slug: 'zaakregistratiecomponent' },
        standards: ['zaak-en-documentservices', 'zgw-apis', 'besluiten-api', 'catalogi-api', 'zaken-api'].map(
          (slug) => ({
            slug,
          }),
        ),
        dutch: expect.stringMatching(
          /zowel Zaak- en Documentservices \(ZDS\) als Besluiten API, Catalogi API en Zaken API verplicht gevraagd.*vervangen door API's voor Zaakgericht Werken \(ZGW\), op zijn vroegst sinds 18 november 2019.*Vraag Besluiten API, Catalogi API en Zaken API in plaats daarvan/,
        ),
        english: expect.stringMatching(
          /both Case and Document Services \(ZDS\) and Decisions API, Catalogues API and Cases API are mandatory.*replaced by APIs for Case-Oriented Working \(ZGW\), since 18 November 2019 at the earliest.*Ask for Decisions API, Catalogues API and Cases API instead/,
        ),
      },
    ]);
    const sheet = await clashesOf(on, [await componentId(on.sql, 'zaakregistratiecomponent')]);
    expect(sheet.map(({ kind, dutch }) => [kind, dutch])).toEqual(
      body.data.referenceComponent.clashes.map(({ kind, dutch }: any) => [kind, dutch]),
    );
  });

  test('is told once of two that are mandatory, and only on the days on which the one replaces the other', async () => {
    const component = await aReferenceComponent(on.sql, 'Proefbalie');
    const [old, young] = [await inUse(on.sql, 'Oudstandaard'), await inUse(on.sql, 'Jongstandaard')];
    await asks(on.sql, component, old.id, { from: '2020-01-01' });
    await asks(on.sql, component, young.id, { from: '2020-01-01' });
    await relate(on.sql, young.id, 'REPLACES', old.id, { valid_from: '2023-05-04' });
    expect(await clashesOf(on, [component], { asOf: '2023-05-03' })).toEqual([]);
    expect(await clashesOf(on, [component], { asOf: '2023-05-04' })).toEqual([
      {
        kind: 'BOTH_OLD_AND_NEW',
        component: { id: component },
        standards: [{ id: old.id }, { id: young.id }],
        dutch:
          'Van Proefbalie worden zowel Oudstandaard als Jongstandaard verplicht gevraagd. De standaard Oudstandaard is vervangen door Jongstandaard, sinds 4 mei 2023. Vraag Jongstandaard in plaats daarvan, en Oudstandaard alleen zolang er nog software is die niets anders spreekt, met een einddatum.',
        english:
          'Of Proefbalie both Oudstandaard and Jongstandaard are mandatory. The standard Oudstandaard has been replaced by Jongstandaard, since 4 May 2023. Ask for Jongstandaard instead, and for Oudstandaard only while there is software that speaks nothing else, with a last day.',
      },
    ]);
  });

  test('is no clash while one of them is only recommended', async () => {
    const component = await aReferenceComponent(on.sql);
    const [old, young] = [await inUse(on.sql, 'Oud'), await inUse(on.sql, 'Jong')];
    await asks(on.sql, component, old.id, { role: 'RECOMMENDED' });
    await asks(on.sql, component, young.id);
    await relate(on.sql, young.id, 'REPLACES', old.id);
    expect(await clashesOf(on, [component])).toEqual([]);
  });

  test('says to ask for the old one until the new one is in use', async () => {
    const component = await aReferenceComponent(on.sql);
    const [old, young] = [
      await inUse(on.sql, 'Huidig'),
      await aStandardWith(on.sql, 'Toekomstig', { CANDIDATE: '2024-01-01', IN_USE: '2199-01-01' }),
    ];
    await asks(on.sql, component, old.id);
    await asks(on.sql, component, young.id);
    await relate(on.sql, young.id, 'REPLACES', old.id);
    const [clash, early] = await clashesOf(on, [component], { asOf: '2026-03-02' });
    expect(clash).toMatchObject({ kind: 'BOTH_OLD_AND_NEW', standards: [{ id: old.id }, { id: young.id }] });
    expect(clash!.dutch).toContain('op 2 maart 2026 nog geen versie in gebruik: vraag Huidig totdat dat zo is');
    expect(clash!.english).toContain('no version is in use yet on 2 March 2026: ask for Huidig until one is');
    expect(early).toMatchObject({ kind: 'NO_VERSION_IN_USE', standards: [{ id: young.id }] });
    expect(early!.dutch).toContain('Onderweg: 1.0. Versie 1.0 komt op 1 januari 2199 in gebruik.');
  });

  test('says what a partial successor leaves to the old one', async () => {
    const component = await aReferenceComponent(on.sql);
    const [old, young] = [await inUse(on.sql, 'Breed'), await inUse(on.sql, 'Smal')];
    await asks(on.sql, component, old.id);
    await asks(on.sql, component, young.id);
    await relate(on.sql, young.id, 'REPLACES_PARTIALLY', old.id, { note: 'Smal dekt alleen personen.' });
    const [clash] = await clashesOf(on, [component]);
    expect(clash!.dutch).toContain('Breed is deels vervangen door Smal');
    expect(clash!.dutch).toContain(
      'Smal dekt alleen personen. Vraag Smal voor wat dat vervangt, en Breed alleen voor de rest.',
    );
    expect(clash!.english).toContain('Ask for Smal for what it replaces, and for Breed only for the rest.');
  });

  test('is seen through the sets that standards belong to, and through what was itself replaced', async () => {
    const component = await aReferenceComponent(on.sql);
    const [old, oldSet, between, youngSet, young] = await Promise.all(
      ['Oud deel', 'Oude set', 'Tussenstap', 'Jonge set', 'Jong deel'].map((name) => inUse(on.sql, name)),
    );
    await asks(on.sql, component, old!.id);
    await asks(on.sql, component, young!.id);
    await relate(on.sql, old!.id, 'PART_OF', oldSet!.id);
    await relate(on.sql, young!.id, 'PART_OF', youngSet!.id);
    await relate(on.sql, between!.id, 'REPLACES', oldSet!.id, { valid_from: '2020-01-01' });
    await relate(on.sql, youngSet!.id, 'REPLACES', between!.id, { valid_from: '2022-01-01' });
    const [clash, ...more] = await clashesOf(on, [component]);
    expect(more).toEqual([]);
    expect(clash!.standards.map(({ id }) => id)).toEqual([old!.id, youngSet!.id, young!.id]);
    expect(clash!.dutch).toContain(
      'Oud deel is vervangen door Jonge set, sinds 1 januari 2022. Jong deel hoort daarbij.',
    );
  });

  test('is told of two components too, when one is asked the old and the other the new', async () => {
    const [first, second] = [await aReferenceComponent(on.sql, 'Loket'), await aReferenceComponent(on.sql, 'Archief')];
    const [old, young] = [await inUse(on.sql, 'Oude taal'), await inUse(on.sql, 'Nieuwe taal')];
    await asks(on.sql, first, old.id);
    await asks(on.sql, second, young.id);
    await relate(on.sql, young.id, 'REPLACES', old.id);
    expect(await clashesOf(on, [first])).toEqual([]);
    const [clash, ...more] = await clashesOf(on, [second, first]);
    expect(more).toEqual([]);
    expect(clash).toMatchObject({ component: { id: first }, standards: [{ id: old.id }, { id: young.id }] });
    expect(clash!.dutch).toContain('Van Loket wordt Oude taal verplicht gevraagd, en van Archief Nieuwe taal.');
    expect(clash!.english).toContain('Of Loket Oude taal is mandatory, and of Archief Nieuwe taal.');
  });

  test('is no clash when only one version was replaced, while another of that standard is in use', async () => {
    const component = await aReferenceComponent(on.sql);
    const [old, young] = [await inUse(on.sql, 'Met versies'), await inUse(on.sql, 'Vervanger van een')];
    await asks(on.sql, component, old.id, { from: '2020-01-01' });
    await asks(on.sql, component, young.id, { from: '2020-01-01' });
    await relate(on.sql, young.id, 'REPLACES', old.id, { object_version_id: old.versionId });
    expect(await clashesOf(on, [component])).toHaveLength(1);
    const second = await aVersion(on.sql, old.id, '2.0', 2);
    await phase(on.sql, second, 'IN_USE', '2025-01-01', { is_from_known: true });
    expect(await clashesOf(on, [component])).toEqual([]);
    expect(await clashesOf(on, [component], { asOf: '2024-06-01' })).toHaveLength(1);
  });

  test('marks a replacement that nobody has seen in a source, and a day that is not known', async () => {
    const component = await aReferenceComponent(on.sql);
    const [old, young] = [await inUse(on.sql, 'Ooit'), await inUse(on.sql, 'Ergens')];
    await asks(on.sql, component, old.id);
    await asks(on.sql, component, young.id);
    await relate(on.sql, young.id, 'REPLACES', old.id, {
      ...{ valid_from: '1970-01-01', is_from_known: false, confidence: 'RECALLED' },
    });
    const [clash] = await clashesOf(on, [component]);
    expect(clash!.dutch).toContain(
      'vervangen door Ergens, sinds wanneer is niet bekend. Dat is niet in een bron gezien.',
    );
    expect(clash!.english).toContain('since a day that is not known. This was not seen in a source.');
  });
});

describe('Two standards that exclude each other', () => {
  test('clash when asked of one component, whichever way the source says it, but not of two', async () => {
    const [first, second] = [await aReferenceComponent(on.sql, 'Kluis'), await aReferenceComponent(on.sql)];
    const [one, other] = [await inUse(on.sql, 'Links'), await inUse(on.sql, 'Rechts')];
    await asks(on.sql, first, one.id);
    await asks(on.sql, second, other.id);
    await relate(on.sql, one.id, 'CONFLICTS_WITH', other.id);
    await relate(on.sql, other.id, 'CONFLICTS_WITH', one.id);
    expect(await clashesOf(on, [first, second])).toEqual([]);
    await asks(on.sql, first, other.id);
    const [clash, ...more] = await clashesOf(on, [first, second]);
    expect(more).toEqual([]);
    expect(clash).toMatchObject({ kind: 'CONFLICTING', component: { id: first } });
    expect(clash!.standards.map(({ id }) => id).sort()).toEqual([one.id, other.id].sort());
    expect(clash!.dutch).toContain('sluiten elkaar uit, sinds 1 januari 2020. Kies een van de twee');
    expect(clash!.english).toContain('exclude each other, since 1 January 2020. Choose one of the two');
  });

  test('let the recommended one give way to the mandatory one', async () => {
    const component = await aReferenceComponent(on.sql);
    const [must, should] = [await inUse(on.sql, 'Moet'), await inUse(on.sql, 'Mag')];
    await asks(on.sql, component, must.id);
    await asks(on.sql, component, should.id, { role: 'RECOMMENDED' });
    await relate(on.sql, must.id, 'CONFLICTS_WITH', should.id);
    const [clash] = await clashesOf(on, [component]);
    expect(clash!.standards).toEqual([{ id: should.id }, { id: must.id }]);
    expect(clash!.dutch).toContain('Vraag Moet, dat verplicht is, en laat Mag weg.');
    expect(clash!.english).toContain('Ask for Moet, which is mandatory, and leave Mag out.');
  });
});

describe('A standard that cannot be asked on the date', () => {
  test('is out of support once the last of its versions is, with what to ask instead', async () => {
    const component = await aReferenceComponent(on.sql, 'Proefkast');
    const old = await aStandardWith(on.sql, 'Uitgediend', { IN_USE: '2018-01-01', END_OF_SUPPORT: '2022-03-01' });
    const second = await aVersion(on.sql, old.id, '2.0', 2);
    await phase(on.sql, second, 'IN_USE', '2020-01-01', { is_from_known: true });
    await phase(on.sql, second, 'END_OF_SUPPORT', '2023-09-01', { is_from_known: true });
    await phase(on.sql, second, 'WITHDRAWN', '2024-09-01', { is_from_known: true });
    await asks(on.sql, component, old.id, { from: '2018-01-01', role: 'RECOMMENDED' });
    expect(await clashesOf(on, [component], { asOf: '2023-08-31' })).toEqual([]);
    expect(await clashesOf(on, [component], { asOf: '2025-01-01' })).toEqual([
      {
        kind: 'OUT_OF_SUPPORT',
        component: { id: component },
        standards: [{ id: old.id }],
        dutch:
          'Van Proefkast wordt Uitgediend aanbevolen, maar geen enkele versie daarvan wordt nog ondersteund, sinds 1 september 2023. Het register kent geen vervanger die in gebruik is: vraag het niet voor nieuwe software.',
        english:
          'Of Proefkast Uitgediend is recommended, but no version of it is supported any more, since 1 September 2023. The register knows of nothing in use that takes its place: do not ask for it in new software.',
      },
    ]);
    const next = await inUse(on.sql, 'Opvolger');
    await relate(on.sql, next.id, 'REPLACES', old.id);
    const [clash] = await clashesOf(on, [component], { asOf: '2025-01-01' });
    expect(clash!.dutch).toContain('Vraag Opvolger in plaats daarvan.');
    expect(clash!.english).toContain('Ask for Opvolger instead.');
  });

  test('has no version in use while its versions are still on their way, or none is known', async () => {
    const component = await aReferenceComponent(on.sql);
    const coming = await aStandardWith(on.sql, 'Komt eraan', { CONSULTATION: '2025-01-01' });
    const gone = await aVersion(on.sql, coming.id, '0.9', 0);
    await phase(on.sql, gone, 'WITHDRAWN', '2024-01-01', { is_from_known: true });
    const nothing = await aStandard(on.sql, { name: 'Zonder versie' });
    await asks(on.sql, component, coming.id);
    await asks(on.sql, component, nothing.id);
    await asks(on.sql, component, (await aStandard(on.sql)).id, { role: 'UNKNOWN' });
    const clashes = await clashesOf(on, [component]);
    expect(clashes.map(({ kind, standards }) => [kind, standards[0]!.id]).sort()).toEqual(
      [
        ['NO_VERSION_IN_USE', coming.id],
        ['NO_VERSION_IN_USE', nothing.id],
      ].sort(),
    );
    const { dutch } = clashes.find(({ standards }) => standards[0]!.id === coming.id)!;
    expect(dutch).toContain('Onderweg: 1.0. Vraag het pas als er een versie in gebruik is.');
    expect(clashes.find(({ standards }) => standards[0]!.id === nothing.id)!.dutch).not.toContain('Onderweg');
  });

  test('is told as the register held it at the moment asked', async () => {
    const component = await aReferenceComponent(on.sql);
    const standard = await aStandardWith(on.sql, 'Later bekend', { IN_USE: '2020-01-01' });
    const known = await asks(on.sql, component, standard.id);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await phase(on.sql, standard.versionId, 'END_OF_SUPPORT', '2025-10-01', { is_from_known: true });
    expect(await clashesOf(on, [component])).toHaveLength(1);
    expect(await clashesOf(on, [component], { knownAt: known!.toISOString() })).toEqual([]);
  });
});
