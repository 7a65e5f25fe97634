import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { aReferenceComponent, asks } from '../conformance/contracts.js';
import { aVersion, phase, put } from '../support/builders.js';
import { type Register, register } from '../support/register.js';
import { aStandardWith, componentId, inUse, relate, tenderText } from './asking.js';

const NUMBERED = /^(?:Eis|Wens|Requirement|Wish) (\d+)\. /gm;

describe('The text for a tender', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));

  const paragraph = (text: string, about: string) => text.split('\n\n').find((part) => part.includes(about));
  const obliged = (standardId: string, level: string, more: Record<string, unknown> = {}) =>
    put(on.sql, 'obligation', {
      ...{ id: newId('obl'), standard_id: standardId, scope: '', source: 'LAW', level },
      ...{ is_from_known: true, valid_from: '2021-04-01', ...more },
    });

  test('asks the ZGW APIs of the zaakregistratiecomponent, and tells why it does not ask Zaak- en documentservices', async () => {
    const id = await componentId(on.sql, 'zaakregistratiecomponent');
    const text = await tenderText(on, [id]);
    const [requirements, warnings] = text.split('\nLET OP\n');
    expect(requirements).toMatch(/^Eis \d+\. De oplossing ondersteunt Zaken API, versie [\d.]+\.$/m);
    expect(requirements).toMatch(/^Wens \d+\. De oplossing ondersteunt bij voorkeur Autorisaties API, versie /m);
    expect(requirements).not.toContain('Zaak- en Documentservices');
    expect(warnings).toContain('zowel Zaak- en Documentservices (ZDS) als Besluiten API, Catalogi API en Zaken API');
    expect(warnings).toContain('Daarom hierboven niet gevraagd: Zaak- en Documentservices (ZDS).');

    const english = await tenderText(on, [id], { language: 'EN' });
    expect(english.split('\nMIND\n')[0]).toMatch(/^Requirement \d+\. The solution must support Cases API, version /m);
    expect(english.split('\nMIND\n')[0]).not.toContain('Document Services');
    expect(english).toContain('Therefore not asked above: Case and Document Services (ZDS).');
  });

  test('numbers what it asks from one on, over all components, and is plain text', async () => {
    const rows = await on.sql<{ id: string }>('select id from reference_component order by md5(id) limit 20');
    for (const language of ['NL', 'EN']) {
      const text = await tenderText(
        on,
        rows.map(({ id }) => id),
        { language },
      );
      const numbers = [...text.matchAll(NUMBERED)].map(([, number]) => Number(number));
      expect(numbers.length).toBeGreaterThan(20);
      expect(numbers).toEqual(numbers.map((_, i) => i + 1));
      expect(text).not.toMatch(/^#|\*\*|^\s*\||\bnull\b|\{|\}/m);
      expect(text.endsWith('.\n')).toBe(true);
    }
  });

  test('makes a requirement of what is mandatory for the component or by obligation, and a wish of the rest', async () => {
    const component = await aReferenceComponent(on.sql, 'Weegkast');
    const [must, law, comply, should, open] = await Promise.all(
      ['Vereist', 'Wettelijk', 'Uitlegbaar', 'Gewenst', 'Ongezegd'].map((name) => inUse(on.sql, `${name} ding`)),
    );
    await asks(on.sql, component, must!.id);
    for (const each of [law, comply, should]) await asks(on.sql, component, each!.id, { role: 'RECOMMENDED' });
    await asks(on.sql, component, open!.id, { role: 'UNKNOWN' });
    await obliged(law!.id, 'MANDATORY');
    await obliged(comply!.id, 'COMPLY_OR_EXPLAIN', { source: 'FORUM', basis: 'De lijst' });
    const text = await tenderText(on, [component]);
    expect(text).toMatch(/^Eis [12]\. De oplossing ondersteunt Vereist ding, versie 1\.0\.$/m);
    expect(text).toMatch(/^Eis [12]\. De oplossing ondersteunt Wettelijk ding, versie 1\.0\.$/m);
    expect(text).toMatch(/^Wens [34]\. De oplossing ondersteunt bij voorkeur Uitlegbaar ding, versie 1\.0\.$/m);
    expect(text).toMatch(/^Wens [34]\. De oplossing ondersteunt bij voorkeur Gewenst ding, versie 1\.0\.$/m);
    expect(paragraph(text, 'Vereist ding')).toContain('het register kent geen verplichting op deze datum');
    expect(paragraph(text, 'Wettelijk ding')).toContain(
      'Verbindendheid: verplicht (wet- of regelgeving), sinds 1 april 2021.',
    );
    expect(paragraph(text, 'Uitlegbaar ding')).toContain(
      'Verbindendheid: pas toe of leg uit (Forum Standaardisatie), sinds 1 april 2021. Grond: De lijst; het register heeft het besluit niet.',
    );
    expect(text).toContain('zonder te zeggen of het moet: Ongezegd ding (Weegkast). Dat is hierboven niet gevraagd.');
  });

  test('names the decision behind an obligation', async () => {
    const component = await aReferenceComponent(on.sql);
    const standard = await inUse(on.sql, 'Besloten ding');
    await asks(on.sql, component, standard.id);
    const decisionId = newId('dec');
    await on.sql(
      `insert into decision (id, slug, body, outcome, title, decided_on, reference, confidence)
       values ($1, $2, 'VNG_BOARD', 'ADOPTED', 'Vaststelling besloten ding', '2021-02-18', 'VNG-2021-7', 'SEEN')`,
      [decisionId, `besluit-${decisionId.slice(-12)}`],
    );
    await obliged(standard.id, 'COMPLY_OR_EXPLAIN', { source: 'VNG', decision_id: decisionId, scope: '1.0' });
    expect(await tenderText(on, [component])).toContain(
      'pas toe of leg uit (VNG) voor versie 1.0, sinds 1 april 2021. Besluit: VNG-bestuur, 18 februari 2021: Vaststelling besloten ding (VNG-2021-7).',
    );
    expect(await tenderText(on, [component], { language: 'EN' })).toContain(
      'comply or explain (VNG) for version 1.0, since 1 April 2021. Decision: VNG board, 18 February 2021: Vaststelling besloten ding (VNG-2021-7).',
    );
  });

  test('names the newest version in use, and the others', async () => {
    const component = await aReferenceComponent(on.sql);
    const standard = await aStandardWith(on.sql, 'Met meer versies', { IN_USE: '2020-01-01' });
    for (const [label, position, stage] of [
      ['1.10', 2, 'IN_USE'],
      ['1.9', 3, 'IN_USE'],
      ['2.0', 4, 'CANDIDATE'],
    ] as const) {
      await phase(on.sql, await aVersion(on.sql, standard.id, label, position), stage, '2021-01-01', {
        is_from_known: true,
      });
    }
    await asks(on.sql, component, standard.id, { interfaceRole: 'PROVIDER' });
    const text = await tenderText(on, [component]);
    expect(text).toContain(
      'ondersteunt Met meer versies, versie 1.9, als aanbieder.\n   Ook in gebruik: 1.0 en 1.10.\n',
    );
    expect(text).not.toContain('vul dat aan');
    expect(text).toContain(`/id/standards/${standard.slug}\n`);
  });

  test('asks neither of two that exclude each other', async () => {
    const component = await aReferenceComponent(on.sql);
    const [one, other] = [await inUse(on.sql, 'Ene kant'), await inUse(on.sql, 'Andere kant')];
    await asks(on.sql, component, one.id);
    await asks(on.sql, component, other.id);
    await relate(on.sql, one.id, 'CONFLICTS_WITH', other.id);
    const text = await tenderText(on, [component]);
    expect(text).not.toMatch(NUMBERED);
    expect(text).toMatch(/Daarom hierboven niet gevraagd: (Ene kant en Andere kant|Andere kant en Ene kant)\./);
  });

  test('says of what it leaves out that an obligation for it is in force', async () => {
    const component = await aReferenceComponent(on.sql);
    const [old, young] = [await inUse(on.sql, 'Oud plicht'), await inUse(on.sql, 'Nieuw plicht')];
    for (const { id } of [old, young]) {
      await asks(on.sql, component, id, { from: '2020-01-01' });
      await obliged(id, 'MANDATORY');
    }
    await relate(on.sql, young.id, 'REPLACES', old.id);
    expect(await tenderText(on, [component])).toContain(
      'niet gevraagd: Oud plicht. Op deze datum geldt wel een verplichting voor Oud plicht: ga na of u het toch moet vragen.',
    );
    expect(await tenderText(on, [component], { language: 'EN' })).toContain(
      'not asked above: Oud plicht. An obligation for Oud plicht is in force on this date: find out whether you must ask for it all the same.',
    );
    expect(await tenderText(on, [component], { asOf: '2020-06-01' })).toMatch(/niet gevraagd: Oud plicht\.$/m);
  });

  test('asks old and new where the new one replaces only a part, and says so', async () => {
    const component = await aReferenceComponent(on.sql);
    const [old, young] = [await inUse(on.sql, 'Geheel'), await inUse(on.sql, 'Deel')];
    await asks(on.sql, component, old.id);
    await asks(on.sql, component, young.id);
    await relate(on.sql, young.id, 'REPLACES_PARTIALLY', old.id);
    const text = await tenderText(on, [component]);
    expect([...text.matchAll(NUMBERED)]).toHaveLength(2);
    expect(paragraph(text, 'ondersteunt Geheel')).toContain('Let op: deels vervangen door Deel');
    expect(text).toContain('Hierboven staat het wel als eis of wens.');
  });

  test('rests on the set of quality norms that binds under the terms offered on the date', async () => {
    const component = await aReferenceComponent(on.sql);
    const [standard] = await on.sql<{ id: string }>(`select id from standard where slug = 'digikoppeling'`);
    await asks(on.sql, component, standard!.id, { from: '2010-01-01' });
    const basis = async (asOf: string, language = 'NL') =>
      (await tenderText(on, [component], { asOf, language })).split(/WAAROP DIT RUST|WHAT THIS RESTS ON/)[1]!;
    expect(await basis('2026-11-01')).toContain(
      'op 1 november 2026 worden aangeboden: GIBIT 2023. Daaronder bindt de set Gemeentelijke ICT-kwaliteitsnormen 2024-1.',
    );
    expect(await basis('2026-11-01', 'EN')).toContain(
      'offered on 1 November 2026: GIBIT 2023. Under these the set of municipal ICT quality norms 2024-1 binds.',
    );
    expect(await basis('2018-01-01')).toMatch(
      /GIBIT 2016\. Daaronder bindt de set Gemeentelijke ICT-kwaliteitsnormen 2017-/,
    );
    expect(await basis('2015-01-01')).toContain('Op 1 januari 2015 bond geen set Gemeentelijke ICT-kwaliteitsnormen.');
  });

  test('cites a norm only of what it is asked of, and marks what was not seen in a source', async () => {
    const codeOf = async (slug: string, condition: string) => {
      const [row] = await on.sql<{ code: string; confidence: string }>(
        `select n.code, n.confidence from quality_norm n join quality_norm_set s on s.id = n.set_id
         join quality_norm_standard p on p.norm_id = n.id join standard t on t.id = p.standard_id
         where s.edition = '2024-1' and t.slug = $1 and n.condition = $2`,
        [slug, condition],
      );
      return row!;
    };
    const [must, should] = [await aReferenceComponent(on.sql), await aReferenceComponent(on.sql)];
    const idOf = async (slug: string) =>
      (await on.sql<{ id: string }>('select id from standard where slug = $1', [slug]))[0]!.id;
    const required = await codeOf('zaken-api', 'REQUIRED_OF_COMPONENT');
    await asks(on.sql, must, await idOf('zaken-api'));
    await asks(on.sql, should, await idOf('zaken-api'), { role: 'RECOMMENDED' });
    const cited = await tenderText(on, [must]);
    expect(paragraph(cited, 'ondersteunt Zaken API')).toContain(`Kwaliteitsnorm: ${required.code} (2024-1).`);
    const mark = required.confidence === 'SEEN' ? '\\.' : '\\. Niet in een bron gezien\\.';
    expect(cited).toMatch(new RegExp(`^- ${required.code} .*\\(GIBIT 2023, artikel 8\\)${mark}$`, 'm'));
    expect(await tenderText(on, [should])).not.toContain(required.code);

    await asks(on.sql, should, await idOf('mdto'));
    expect(await tenderText(on, [should], { language: 'EN' })).toMatch(
      /^- ARV-02 .*\(GIBIT 2023, articles 8 and 30\)/m,
    );
    expect(await tenderText(on, [must], { language: 'EN' })).toMatch(/\(GIBIT 2023, article 8\)/);

    // Far ahead, so that nobody else meets it.
    const named = await codeOf('regels-bij-activiteiten-api', 'REFERENCE_COMPONENT');
    const rules = await idOf('regels-bij-activiteiten-api');
    const component = await componentId(on.sql, 'vth-component-fysieke-leefomgeving');
    for (const each of [component, must]) await asks(on.sql, each, rules, { from: '2190-01-01' });
    expect(await tenderText(on, [component], { asOf: '2190-06-01' })).toContain(named.code);
    expect(await tenderText(on, [must], { asOf: '2190-06-01' })).not.toContain(named.code);
  });

  test('says for which side of the interface, and for which moment of the record, it was asked', async () => {
    const component = await aReferenceComponent(on.sql, 'Zijkast');
    const known = await asks(on.sql, component, (await inUse(on.sql, 'Zijding')).id, { interfaceRole: 'CONSUMER' });
    const heading = async (more: Record<string, string>) =>
      (await tenderText(on, [component], { asOf: '2026-11-01', ...more })).split('\n\n')[1];
    expect(await heading({})).not.toContain('Rol op het koppelvlak');
    expect(await heading({ interfaceRole: 'CONSUMER' })).toContain('Rol op het koppelvlak: afnemer\n');
    expect(await heading({ interfaceRole: 'PROVIDER', language: 'EN' })).toContain('Side of the interface: provider\n');
    expect(await heading({ interfaceRole: 'UNSPECIFIED' })).toContain('Rol op het koppelvlak: niet genoemd\n');
    const moment = new Date(known!.getTime() + 1);
    const clock = moment.toLocaleTimeString('nl-NL', { timeZone: 'Europe/Amsterdam', hour12: false });
    expect(await heading({ knownAt: moment.toISOString() })).toContain(`${clock} (Nederlandse tijd)\n`);
    const before = new Date(known!.getTime() - 1).toISOString();
    expect(await tenderText(on, [component], { asOf: '2026-11-01', knownAt: before })).toContain('van geen eisen');
  });

  test('says that the register knows of nothing when it does not', async () => {
    const component = await aReferenceComponent(on.sql, 'Leegkast');
    const text = await tenderText(on, [component], { asOf: '2026-11-01' });
    expect(text).toContain('Peildatum: 1 november 2026\nReferentiecomponenten: Leegkast\n');
    expect(text).toContain('Op deze datum weet het register van geen eisen aan deze referentiecomponenten.');
    expect(text).not.toContain('LET OP');
  });
});
