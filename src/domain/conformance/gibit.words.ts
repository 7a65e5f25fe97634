/** What the check says in plain words: sentences in Dutch and English, put together by the statement itself. */
import { type Row, rowOf } from '../../platform/reading/projection.js';
import { type Param, sql, type Sql } from '../../platform/reading/sql.js';
import { type ProductCharacteristic } from '../procurement/procurement.enums.js';
import { Language } from '../standards/standards.inputs.js';
import { ProductVersion } from '../suppliers/product.entity.js';
import { type GibitOutcome } from './gibit.enums.js';
import { type GibitCheck, type Ground, type NormResult } from './gibit.types.js';

type InBoth = Readonly<Record<Language, string>>;
const both = (nl: string, en: string): InBoth => ({ NL: nl, EN: en });

/** `%s` is what decides it: the names of reference components, or of the characteristic. */
const GROUNDS: Readonly<Record<Ground, InBoth>> = {
  ALWAYS: both('Geldt voor elk pakket.', 'Applies to every product.'),
  REQUIRED: both(
    'Geldt omdat de architectuur dit vraagt van %s, die het pakket invult.',
    'Applies because the architecture asks this of %s, which the product fills in.',
  ),
  REFERENCE_COMPONENT: both('Geldt omdat het pakket %s invult.', 'Applies because the product fills in %s.'),
  CHARACTERISTIC: both(
    'Geldt omdat het pakket dit kenmerk heeft: %s.',
    'Applies because the product has this characteristic: %s.',
  ),
  COMPONENTS_UNSAID: both(
    'Telt als geldend: de leverancier zegt niet welke referentiecomponenten het pakket invult.',
    'Counts as applying: the supplier does not say which reference components the product fills in.',
  ),
  CHARACTERISTICS_UNSAID: both(
    'Telt als geldend: de leverancier zegt niet welke kenmerken het pakket heeft, en de norm geldt bij %s.',
    'Counts as applying: the supplier does not say which characteristics the product has, and the norm applies with %s.',
  ),
  NOT_REQUIRED: both(
    'Geldt niet: de architectuur vraagt dit van geen enkele referentiecomponent die het pakket invult.',
    'Does not apply: the architecture asks this of none of the reference components that the product fills in.',
  ),
  OTHER_COMPONENT: both(
    'Geldt niet: het pakket vult geen van de referentiecomponenten in waarvan dit wordt gevraagd.',
    'Does not apply: the product fills in none of the reference components of which this is asked.',
  ),
  WITHOUT_CHARACTERISTIC: both(
    'Geldt niet: volgens de leverancier heeft het pakket dit kenmerk niet: %s.',
    'Does not apply: according to its supplier the product does not have this characteristic: %s.',
  ),
  NO_VERSION_IN_USE: both(
    'Geldt niet: alleen versies die op de dag van het contract in gebruik zijn, binden.',
    'Does not apply: only versions that are in use on the day of the contract bind.',
  ),
};

const CHARACTERISTICS: Readonly<Record<ProductCharacteristic, InBoth>> = {
  WEB_INTERFACE: both('webinterface', 'web interface'),
  API: both('REST-API', 'REST API'),
  HOSTED: both('dienstverlening op afstand', 'hosted by the supplier'),
  PERSONAL_DATA: both('persoonsgegevens', 'personal data'),
  RECORDS: both('archiefbescheiden', 'records'),
  CITIZEN_LOGIN: both('inloggen door inwoners of bedrijven', 'residents or companies sign in'),
  CITIZEN_MESSAGES: both('berichten aan inwoners', 'messages to residents'),
  E_MAIL: both('e-mail', 'e-mail'),
  INVOICES: both('facturen', 'invoices'),
  DOCUMENTS: both('documenten', 'documents'),
  LOCATION_DATA: both('geo-informatie', 'data about places'),
};

/** Beside the name of a standard, by what `standards` has as its remark. */
const REMARKS = {
  NOT_AS_PROVIDER: both('niet verklaard als aanbieder', 'not declared as provider'),
  NOT_AS_CONSUMER: both('niet verklaard als afnemer', 'not declared as consumer'),
  NOT_AS_EITHER: both('niet verklaard als aanbieder en afnemer', 'not declared as provider and consumer'),
  OTHER_VERSION: both(
    'alleen verklaard voor een versie die niet in gebruik is of buiten de norm valt',
    'declared only for a version that is not in use, or that the norm leaves out',
  ),
  REVOKED: both('verklaring herroepen', 'declaration revoked'),
  REFUSED: both('verklaring afgewezen', 'declaration refused'),
  EXPIRED: both('verklaring verlopen', 'declaration expired'),
  WITHDRAWN: both('verklaring ingetrokken', 'declaration withdrawn'),
  DUE: both('aangetoond geweest, hertoetsing nodig', 'was demonstrated, due for reassessment'),
} as const;

/** By level of the standards that are named after it. */
const FOUND = [
  [2, both('Aangetoond: %s.', 'Demonstrated: %s.')],
  [1, both('Op eigen woord van de leverancier: %s.', 'On the word of the supplier: %s.')],
  [0, both('Ontbreekt: %s.', 'Missing: %s.')],
  [-1, both('Telt niet mee, zonder versie in gebruik: %s.', 'Does not count, without a version in use: %s.')],
] as const;
const NOT_JUDGED = both(
  'De norm noemt geen standaard, dus het register kan dit niet beoordelen: doe dat bij de acceptatie.',
  'The norm names no standard, so the register cannot judge this: do so at acceptance.',
);
const UNVERIFIED = both(
  'Deze norm is niet in een bron gezien: ga na of de set hem zo stelt.',
  'This norm was not seen in a source: look whether the set has it like this.',
);

const OUTCOMES: Readonly<Record<GibitOutcome | 'NOTHING', InBoth>> = {
  MEETS: both(
    'Voldoet: elke norm die geldt en te beoordelen is, is aangetoond.',
    'Meets: every norm that applies and can be judged is demonstrated.',
  ),
  MEETS_ON_OWN_WORD: both(
    'Voldoet, deels of geheel op eigen woord van de leverancier.',
    'Meets, in part or in whole on the word of the supplier.',
  ),
  GAPS: both(
    'Voldoet niet aan elke norm die geldt en in een bron is gezien.',
    'Does not meet every norm that applies and was seen in a source.',
  ),
  UNKNOWN: both(
    'Niet vast te stellen: waaraan niet wordt voldaan, zijn normen die niet in een bron zijn gezien.',
    'Cannot be told: what is not met are norms that were not seen in a source.',
  ),
  NOTHING: both(
    'Niet vast te stellen: van dit pakket is geen norm van de set te beoordelen.',
    'Cannot be told: no norm of the set can be judged of this product.',
  ),
};
const COUNTS = both(
  'Aangetoond: %s; op eigen woord: %s; ten dele: %s; ontbreekt: %s; niet van toepassing: %s; niet te beoordelen: %s.',
  'Demonstrated: %s; on own word: %s; in part: %s; missing: %s; not applicable: %s; not judged: %s.',
);

/** The words that go with a code. */
const choice = (code: Sql, words: Readonly<Record<string, InBoth>>, language: Language): Sql =>
  sql`(case ${code} ${Object.entries(words)
    .map(([key, text]) => sql`when ${key} then ${text[language]}`)
    .reduce((arms, arm) => sql`${arms} ${arm}`)} end)`;

const UNSUPPORTED = both(
  'Let op: deze versie van het pakket wordt sinds %s niet meer ondersteund.',
  'Mind: this version of the product is out of support since %s.',
);
const version: Row<ProductVersion> = rowOf(ProductVersion, 'pv');

/** In one or two sentences, with counts; and one more when the version was out of support by the day looked at. */
export const becauseOfCheck = (check: Row<GibitCheck>, language: Language, asOf: Sql | Param): Sql =>
  sql`(${choice(sql`case when ${check.outcome} = 'UNKNOWN' and ${check.partial} + ${check.missing} = 0 then 'NOTHING' else ${check.outcome} end`, OUTCOMES, language)} || ' ' || format(${COUNTS[language]}, ${check.demonstrated}, ${check.supported},
    ${check.partial}, ${check.missing}, ${check.notApplicable}, ${check.notJudged})
    || coalesce((select ' ' || replace(${UNSUPPORTED[language]}, '%s', ${version.supportedUntil}::text) from product_version pv
      where ${version.id} = ${check.productVersionId} and ${version.supportedUntil} <= ${asOf}), ''))`;

/** Why it applies or not, what was found of each standard, and whether the norm itself is sure. */
export function becauseOfNorm(result: Row<NormResult>, language: Language): Sql {
  const and = language === Language.NL ? ' en ' : ' and ';
  const components = sql`(select string_agg(c.name, ${and} order by lower(c.name), c.id) from reference_component c where c.id = any(${result.componentIds}))`;
  const deciding = sql`coalesce(${choice(result.characteristic, CHARACTERISTICS, language)}, ${components})`;
  const name = language === Language.EN ? sql`coalesce(s.name_en, s.name_nl)` : sql`s.name_nl`;
  const named = (
    level: number,
  ) => sql`(select string_agg(${name} || coalesce(' (' || ${choice(sql`e.item ->> 'remark'`, REMARKS, language)} || ')', ''), ', ' order by e.n)
    from jsonb_array_elements(${result.standards}) with ordinality e(item, n) join standard s on s.id = e.item ->> 'id' where (e.item ->> 'level')::int = ${level})`;
  const found = FOUND.map(([level, words]) => sql`replace(${words[language]}, '%s', ${named(level)})`);
  return sql`concat_ws(' ', replace(${choice(result.ground, GROUNDS, language)}, '%s', coalesce(${deciding}, '')),
    ${found.reduce((all, each) => sql`${all}, ${each}`)},
    case ${result.outcome} when 'NOT_JUDGED' then ${NOT_JUDGED[language]} end,
    case when not ${result.isVerified} then ${UNVERIFIED[language]} end)`;
}
