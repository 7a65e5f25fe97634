/** What there is to say of a clash, and what to ask instead, in both languages. */
import { type Env, type Row } from '../../platform/reading/projection.js';
import { sql, type Sql } from '../../platform/reading/sql.js';
import { Language } from '../standards/standards.inputs.js';
import { type Facts, factsOf } from './clash.facts.js';
import { type Clash, type ClashKind } from './requirement-sheet.types.js';
import { phrase, said } from './sentences.js';

const either = (condition: Sql, yes: Sql, no: Sql) => sql`(case when ${condition} then ${yes} else ${no} end)`;
const only = (condition: Sql, then: Sql) => sql`(case when ${condition} then ${then} end)`;

const dutch = (f: Facts): Record<ClashKind, Sql> => ({
  BOTH_OLD_AND_NEW: said(
    sql`coalesce(${phrase`Van ${f.component} wordt ${f.standard} verplicht gevraagd, en van ${f.elsewhere} ${f.others}.`},
      ${phrase`Van ${f.component} worden zowel ${f.standard} als ${f.others} verplicht gevraagd.`})`,
    phrase` De standaard ${f.standard} is ${either(f.isPartial, sql`'deels '`, sql`''`)}vervangen door ${f.by}, ${f.since}.`,
    only(sql`not ${f.isByAsked}`, phrase` ${f.others} ${either(f.areOthersMore, sql`'horen'`, sql`'hoort'`)} daarbij.`),
    only(f.isUnseen, sql`' Dat is niet in een bron gezien.'`),
    phrase` ${f.note}`,
    either(
      f.hasInstead,
      either(
        f.isPartial,
        phrase` Vraag ${f.others} voor wat dat vervangt, en ${f.standard} alleen voor de rest.`,
        phrase` Vraag ${f.instead} in plaats daarvan, en ${f.standard} alleen zolang er nog software is die niets anders spreekt, met een einddatum.`,
      ),
      phrase` Van ${f.others} is op ${f.asOf} nog geen versie in gebruik: vraag ${f.standard} totdat dat zo is, en spreek de overgang af.`,
    ),
  ),
  CONFLICTING: said(
    phrase`Van ${f.component} worden zowel ${f.standard} als ${f.others} gevraagd, maar die sluiten elkaar uit, ${f.since}.`,
    only(f.isUnseen, sql`' Dat is niet in een bron gezien.'`),
    phrase` ${f.note}`,
    either(
      f.isEven,
      sql`' Kies een van de twee en vraag alleen die.'`,
      phrase` Vraag ${f.others}, dat verplicht is, en laat ${f.standard} weg.`,
    ),
  ),
  OUT_OF_SUPPORT: said(
    phrase`Van ${f.component} wordt ${f.standard} ${either(f.isMandatory, sql`'verplicht gevraagd'`, sql`'aanbevolen'`)}, maar geen enkele versie daarvan wordt nog ondersteund`,
    phrase`, sinds ${f.endedOn}`,
    sql`'.'`,
    either(
      f.hasInstead,
      phrase` Vraag ${f.instead} in plaats daarvan.`,
      sql`' Het register kent geen vervanger die in gebruik is: vraag het niet voor nieuwe software.'`,
    ),
  ),
  NO_VERSION_IN_USE: said(
    phrase`Van ${f.component} wordt ${f.standard} ${either(f.isMandatory, sql`'verplicht gevraagd'`, sql`'aanbevolen'`)}, maar daarvan is op ${f.asOf} geen versie in gebruik.`,
    phrase` Onderweg: ${f.onTheWay}.`,
    phrase` Versie ${f.plannedLabel} komt op ${f.plannedOn} in gebruik.`,
    either(
      f.hasInstead,
      phrase` Vraag ${f.instead} in plaats daarvan.`,
      sql`' Vraag het pas als er een versie in gebruik is.'`,
    ),
  ),
});

const english = (f: Facts): Record<ClashKind, Sql> => ({
  BOTH_OLD_AND_NEW: said(
    sql`coalesce(${phrase`Of ${f.component} ${f.standard} is mandatory, and of ${f.elsewhere} ${f.others}.`},
      ${phrase`Of ${f.component} both ${f.standard} and ${f.others} are mandatory.`})`,
    phrase` The standard ${f.standard} has been ${either(f.isPartial, sql`'partly '`, sql`''`)}replaced by ${f.by}, ${f.since}.`,
    only(
      sql`not ${f.isByAsked}`,
      phrase` ${f.others} ${either(f.areOthersMore, sql`'belong'`, sql`'belongs'`)} to that.`,
    ),
    only(f.isUnseen, sql`' This was not seen in a source.'`),
    either(
      f.hasInstead,
      either(
        f.isPartial,
        phrase` Ask for ${f.others} for what it replaces, and for ${f.standard} only for the rest.`,
        phrase` Ask for ${f.instead} instead, and for ${f.standard} only while there is software that speaks nothing else, with a last day.`,
      ),
      phrase` Of ${f.others} no version is in use yet on ${f.asOf}: ask for ${f.standard} until one is, and agree on the change.`,
    ),
  ),
  CONFLICTING: said(
    phrase`Of ${f.component} both ${f.standard} and ${f.others} are asked, but these exclude each other, ${f.since}.`,
    only(f.isUnseen, sql`' This was not seen in a source.'`),
    either(
      f.isEven,
      sql`' Choose one of the two and ask for that one only.'`,
      phrase` Ask for ${f.others}, which is mandatory, and leave ${f.standard} out.`,
    ),
  ),
  OUT_OF_SUPPORT: said(
    phrase`Of ${f.component} ${f.standard} is ${either(f.isMandatory, sql`'mandatory'`, sql`'recommended'`)}, but no version of it is supported any more`,
    phrase`, since ${f.endedOn}`,
    sql`'.'`,
    either(
      f.hasInstead,
      phrase` Ask for ${f.instead} instead.`,
      sql`' The register knows of nothing in use that takes its place: do not ask for it in new software.'`,
    ),
  ),
  NO_VERSION_IN_USE: said(
    phrase`Of ${f.component} ${f.standard} is ${either(f.isMandatory, sql`'mandatory'`, sql`'recommended'`)}, but no version of it is in use on ${f.asOf}.`,
    phrase` On its way: ${f.onTheWay}.`,
    phrase` Version ${f.plannedLabel} comes into use on ${f.plannedOn}.`,
    either(f.hasInstead, phrase` Ask for ${f.instead} instead.`, sql`' Ask for it once a version is in use.'`),
  ),
});

/** Why it cannot be met as it stands, and what to ask instead. */
export function explanation(clash: Row<Clash>, env: Env, language: Language): Sql {
  const sentences = (language === Language.EN ? english : dutch)(factsOf(clash, env, language));
  const arms = Object.entries(sentences).map(([kind, text]) => sql` when ${kind} then ${text}`);
  return sql`(case ${clash.kind}${arms.reduce((all, arm) => sql`${all}${arm}`)} end)`;
}
