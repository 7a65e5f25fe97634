/** The facts of a clash as they stand in a sentence. */
import { rowOf, type Env, type Row } from '../../platform/reading/projection.js';
import { all, sql, type Sql } from '../../platform/reading/sql.js';
import { known } from '../../platform/temporal/temporal.js';
import { Standard } from '../standards/standard.entity.js';
import { Language } from '../standards/standards.inputs.js';
import { LifecyclePhase, StandardVersion } from '../standards/version.entity.js';
import { isAnnounced } from '../standards/versions.projection.js';
import { versionsOf } from './clashes.sql.js';
import { ReferenceComponent } from './reference-component.entity.js';
import { type Clash } from './requirement-sheet.types.js';
import { day, listed, since } from './sentences.js';

const standard: Row<Standard> = rowOf(Standard, 'std');
const component: Row<ReferenceComponent> = rowOf(ReferenceComponent, 'rfc');
const version: Row<StandardVersion> = rowOf(StandardVersion, 'ver');
const phase: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'ph');

/** The name of a standard in a language; Dutch where there is no other. */
export const nameOf = (each: Row<Standard>, language: Language): Sql =>
  language === Language.EN ? sql`coalesce(${each.nameEn}, ${each.nameNl})` : each.nameNl;

/** The names of standards by their ids, as a list in a sentence; null when there are none. */
export const standardNames = (ids: Sql, language: Language): Sql =>
  listed(nameOf(standard, language), sql`standard std where ${standard.id} = any(${ids})`, standard.slug, language);

export const componentNames = (ids: Sql, language: Language): Sql =>
  listed(component.name, sql`reference_component rfc where ${component.id} = any(${ids})`, component.slug, language);

/** The stages of the versions of a standard, past and planned, as `ver` and `ph`. */
const stages = (standardId: Sql, env: Env) =>
  sql`standard_version ver join version_phase ph on ${all([sql`${phase.versionId} = ${version.id}`, known(phase, env)])}
    where ${version.standardId} = ${standardId} and ${isAnnounced(version, env)}`;

/** Since when no version is supported any more; null when a source does not give the last of those days. */
const unsupportedSince = (standardId: Sql, env: Env) => sql`(
  select case when bool_and(e.is_from_known) then max(e.valid_from) end from (
    select distinct on (${version.id}) ${phase.validFrom}, ${phase.isFromKnown} from ${stages(standardId, env)}
      and ${phase.lifecycle} in ('END_OF_SUPPORT', 'WITHDRAWN') order by ${version.id}, ${phase.validFrom}) e)`;

/** Something of the version that is the first to come into use after the date asked; null when none is planned. */
const planned = (what: Sql, standardId: Sql, env: Env) => sql`(
  select ${what} from ${stages(standardId, env)} and ${phase.lifecycle} = 'IN_USE' and ${phase.validFrom} > ${env.at.asOf}
  order by ${phase.validFrom}, ${version.position} limit 1)`;

/** Each null where it has nothing to say. */
export function factsOf(clash: Row<Clash>, env: Env, language: Language) {
  const onTheWay = sql`${versionsOf(clash.standardId, env)} and ${phase.lifecycle} in ('CONSULTATION', 'CANDIDATE')`;
  return {
    component: componentNames(sql`array[${clash.componentId}]`, language),
    elsewhere: componentNames(clash.elsewhereIds, language),
    standard: standardNames(sql`array[${clash.standardId}]`, language),
    others: standardNames(clash.otherIds, language),
    by: standardNames(sql`array[${clash.byId}]`, language),
    instead: standardNames(clash.insteadIds, language),
    note: language === Language.NL ? clash.note : sql`null::text`,
    since: since(clash.since, clash.isSinceKnown, language),
    endedOn: day(unsupportedSince(clash.standardId, env), language),
    onTheWay: listed(version.label, onTheWay, version.position, language),
    plannedLabel: planned(version.label, clash.standardId, env),
    plannedOn: day(planned(phase.validFrom, clash.standardId, env), language),
    asOf: day(env.at.asOf, language),
    hasInstead: sql`cardinality(${clash.insteadIds}) > 0`,
    areOthersMore: sql`cardinality(${clash.otherIds}) > 1`,
    isByAsked: sql`${clash.byId} = any(${clash.otherIds})`,
    isPartial: clash.isPartial,
    isMandatory: clash.isMandatory,
    /** Neither of the two comes first. */
    isEven: sql`cardinality(${clash.heldBackIds}) > 1`,
    isUnseen: sql`not ${clash.isSeen}`,
  };
}
export type Facts = ReturnType<typeof factsOf>;
