/** The words of a text for a tender, in both languages; the facts come from the rows. */
import { sql, type Sql } from '../../platform/reading/sql.js';
import { phrase, said } from '../architecture/sentences.js';
import { Language } from '../standards/standards.inputs.js';

/** The word for a value; null for a value that has none. */
const word = (value: Sql, words: Readonly<Record<string, string>>): Sql =>
  sql`(case ${value}${Object.entries(words)
    .map(([of, text]) => sql` when ${of} then ${text}`)
    .reduce((all, arm) => sql`${all}${arm}`)} end)`;
const unless = (condition: Sql, words: string) => sql`(case when not ${condition} then ${words} end)`;

/** Facts about a row, by the name of a column; null where there is nothing to say. */
type Told<Name extends string> = Readonly<Record<Name, Sql>>;
type Line = Told<'number' | 'strength' | 'standard' | 'side' | 'newest' | 'role' | 'source' | 'isSeen'>;
type Obligation = Told<
  'level' | 'source' | 'scope' | 'since' | 'body' | 'decidedOn' | 'title' | 'reference' | 'basis' | 'isSeen'
>;
type Norm = Told<'code' | 'title' | 'standards' | 'articles' | 'terms' | 'appliesWhen' | 'isSeen'>;

const dutch = {
  heading: sql`'EISEN AAN STANDAARDEN EN KOPPELVLAKKEN'`,
  asOf: (day: Sql) => phrase`Peildatum: ${day}`,
  knownAt: (moment: Sql) => phrase`Zoals het register het wist op ${moment} (Nederlandse tijd)`,
  components: (names: Sql) => phrase`Referentiecomponenten: ${names}`,
  side: (asked: Sql) =>
    phrase`Rol op het koppelvlak: ${word(asked, { PROVIDER: 'aanbieder', CONSUMER: 'afnemer', UNSPECIFIED: 'niet genoemd' })}`,
  register: (url: Sql) => phrase`Opgesteld uit het standaardenregister: ${url}`,
  meaning: sql`'Aan een eis voldoet de aangeboden oplossing. Aan een wens voldoet zij bij voorkeur; wie dat niet doet, zegt waarom.'`,
  sideless: sql`' Waar geen rol staat, zegt de bron niet of het om aanbieden of afnemen gaat: vul dat aan.'`,
  nothing: sql`'Op deze datum weet het register van geen eisen aan deze referentiecomponenten.'`,
  line: (f: Line) =>
    said(
      word(f.strength, { MUST: 'Eis ', SHOULD: 'Wens ' }),
      phrase`${f.number}. De oplossing ondersteunt `,
      word(f.strength, { SHOULD: 'bij voorkeur ' }),
      f.standard,
      phrase`, versie ${f.newest}`,
      word(f.side, {
        PROVIDER: ', als aanbieder',
        CONSUMER: ', als afnemer',
        BOTH: ', als aanbieder en als afnemer',
      }),
      sql`'.'`,
    ),
  others: (labels: Sql) => phrase`Ook in gebruik: ${labels}.`,
  role: (f: Line) =>
    said(
      phrase`Verbindingsrol: ${word(f.role, { MANDATORY: 'verplicht', RECOMMENDED: 'aanbevolen' })} (${f.source}).`,
      unless(f.isSeen, ' Niet in een bron gezien.'),
    ),
  obligation: (f: Obligation) =>
    said(
      phrase`Verbindendheid: ${word(f.level, { MANDATORY: 'verplicht', COMPLY_OR_EXPLAIN: 'pas toe of leg uit', RECOMMENDED: 'aanbevolen' })} (${word(f.source, { VNG: 'VNG', FORUM: 'Forum Standaardisatie', LAW: 'wet- of regelgeving' })})`,
      phrase` voor versie ${f.scope}`,
      phrase`, ${f.since}.`,
      sql`coalesce(${phrase` Besluit: ${f.body}, ${f.decidedOn}: ${f.title}`} || coalesce(${phrase` (${f.reference})`}, '') || '.',
        ${phrase` Grond: ${f.basis}; het register heeft het besluit niet.`}, ' Het register heeft het besluit niet.')`,
      unless(f.isSeen, ' Niet in een bron gezien.'),
    ),
  noObligation: sql`'Verbindendheid: het register kent geen verplichting op deze datum.'`,
  replaced: (by: Sql, isPartial: Sql) =>
    phrase`Let op: ${sql`(case when ${isPartial} then 'deels ' else '' end)`}vervangen door ${by}; overweeg dat te vragen.`,
  norm: (codes: Sql) => phrase`Kwaliteitsnorm: ${codes}.`,
  clashes: sql`'LET OP'`,
  leftOut: sql`' Daarom hierboven niet gevraagd: '`,
  stillBinds: (names: Sql) =>
    phrase` Op deze datum geldt wel een verplichting voor ${names}: ga na of u het toch moet vragen.`,
  stillAsked: sql`' Hierboven staat het wel als eis of wens.'`,
  unspoken: (standards: Sql) =>
    phrase`De referentiearchitectuur noemt ook, zonder te zeggen of het moet: ${standards}. Dat is hierboven niet gevraagd.`,
  basis: sql`'WAAROP DIT RUST'`,
  sources: (list: Sql) => phrase`Referentiearchitectuur: ${list}.`,
  terms: (terms: Sql, set: Sql, asOf: Sql) =>
    phrase`Inkoopvoorwaarden die op ${asOf} worden aangeboden: GIBIT ${terms}. Daaronder bindt de set Gemeentelijke ICT-kwaliteitsnormen ${set}.`,
  noTerms: (asOf: Sql) => phrase`Op ${asOf} bond geen set Gemeentelijke ICT-kwaliteitsnormen.`,
  noNorms: sql`'Geen norm uit die set wijst naar een standaard die hierboven wordt gevraagd.'`,
  always: (norms: Sql) => phrase`Die set vraagt ook van elke ICT-prestatie: ${norms}.`,
  normLine: (f: Norm) =>
    said(
      phrase`${f.code} ${f.title}: ${f.standards}`,
      phrase` (GIBIT ${f.terms}, artikel ${f.articles})`,
      sql`'.'`,
      phrase` Voorwaarde: ${f.appliesWhen}`,
      unless(f.isSeen, ' Niet in een bron gezien.'),
    ),
};
export type TenderWords = typeof dutch;

const english: TenderWords = {
  heading: sql`'REQUIREMENTS ON STANDARDS AND INTERFACES'`,
  asOf: (day) => phrase`Date: ${day}`,
  knownAt: (moment) => phrase`As the register knew it at ${moment} (Dutch time)`,
  components: (names) => phrase`Reference components: ${names}`,
  side: (asked) =>
    phrase`Side of the interface: ${word(asked, { PROVIDER: 'provider', CONSUMER: 'consumer', UNSPECIFIED: 'not named' })}`,
  register: (url) => phrase`Drawn up from the standards register: ${url}`,
  meaning: sql`'The solution offered must meet a requirement. It should meet a wish; who does not, says why.'`,
  sideless: sql`' Where no side of the interface is named, the source does not say which: add that.'`,
  nothing: sql`'The register knows of nothing that is asked of these reference components on this date.'`,
  line: (f) =>
    said(
      word(f.strength, { MUST: 'Requirement ', SHOULD: 'Wish ' }),
      phrase`${f.number}. The solution ${word(f.strength, { MUST: 'must', SHOULD: 'should' })} support ${f.standard}`,
      phrase`, version ${f.newest}`,
      word(f.side, { PROVIDER: ', as provider', CONSUMER: ', as consumer', BOTH: ', as provider and as consumer' }),
      sql`'.'`,
    ),
  others: (labels) => phrase`Also in use: ${labels}.`,
  role: (f) =>
    said(
      phrase`Role: ${word(f.role, { MANDATORY: 'mandatory', RECOMMENDED: 'recommended' })} (${f.source}).`,
      unless(f.isSeen, ' Not seen in a source.'),
    ),
  obligation: (f) =>
    said(
      phrase`Binding: ${word(f.level, { MANDATORY: 'mandatory', COMPLY_OR_EXPLAIN: 'comply or explain', RECOMMENDED: 'recommended' })} (${word(f.source, { VNG: 'VNG', FORUM: 'Forum for Standardisation', LAW: 'law or regulation' })})`,
      phrase` for version ${f.scope}`,
      phrase`, ${f.since}.`,
      sql`coalesce(${phrase` Decision: ${f.body}, ${f.decidedOn}: ${f.title}`} || coalesce(${phrase` (${f.reference})`}, '') || '.',
        ${phrase` Ground: ${f.basis}; the register does not have the decision.`}, ' The register does not have the decision.')`,
      unless(f.isSeen, ' Not seen in a source.'),
    ),
  noObligation: sql`'Binding: the register knows of no obligation on this date.'`,
  replaced: (by, isPartial) =>
    phrase`Mind: ${sql`(case when ${isPartial} then 'partly ' else '' end)`}replaced by ${by}; consider asking for that.`,
  norm: (codes) => phrase`Quality norm: ${codes}.`,
  clashes: sql`'MIND'`,
  leftOut: sql`' Therefore not asked above: '`,
  stillBinds: (names) =>
    phrase` An obligation for ${names} is in force on this date: find out whether you must ask for it all the same.`,
  stillAsked: sql`' It does stand above as a requirement or a wish.'`,
  unspoken: (standards) =>
    phrase`The reference architecture also names, without saying whether it must be: ${standards}. That is not asked above.`,
  basis: sql`'WHAT THIS RESTS ON'`,
  sources: (list) => phrase`Reference architecture: ${list}.`,
  terms: (terms, set, asOf) =>
    phrase`Procurement terms offered on ${asOf}: GIBIT ${terms}. Under these the set of municipal ICT quality norms ${set} binds.`,
  noTerms: (asOf) => phrase`On ${asOf} no set of municipal ICT quality norms was binding.`,
  noNorms: sql`'No norm of that set points at a standard that is asked above.'`,
  always: (norms) => phrase`That set also asks of every deliverable: ${norms}.`,
  normLine: (f) =>
    said(
      phrase`${f.code} ${f.title}: ${f.standards}`,
      phrase` (GIBIT ${f.terms}, ${sql`(case when ${f.articles} like '% and %' then 'articles' else 'article' end)`} ${f.articles})`,
      sql`'.'`,
      phrase` Condition: ${f.appliesWhen}`,
      unless(f.isSeen, ' Not seen in a source.'),
    ),
};

export const TENDER_WORDS: Readonly<Record<Language, TenderWords>> = { NL: dutch, EN: english };

/** Bodies by the name people know them by, in either language. */
export const bodyName = (body: Sql, language: Language): Sql =>
  word(
    body,
    language === Language.EN
      ? {
          VNG_DIRECTORATE: 'VNG directorate',
          CVD: 'CvD',
          CVA: 'CvA',
          VNG_BOARD: 'VNG board',
          ALV: 'general assembly of VNG',
          BALV: 'extraordinary general assembly of VNG',
          TASKFORCE: 'Taskforce Samen Organiseren',
          COMMITTEE: 'policy committee of VNG',
          FORUM: 'Forum for Standardisation',
          OBDO: 'OBDO',
          LEGISLATOR: 'legislator',
        }
      : {
          VNG_DIRECTORATE: 'VNG-directie',
          CVD: 'CvD',
          CVA: 'CvA',
          VNG_BOARD: 'VNG-bestuur',
          ALV: 'ALV van de VNG',
          BALV: 'BALV van de VNG',
          TASKFORCE: 'Taskforce Samen Organiseren',
          COMMITTEE: 'beleidscommissie van de VNG',
          FORUM: 'Forum Standaardisatie',
          OBDO: 'OBDO',
          LEGISLATOR: 'wetgever',
        },
  );
