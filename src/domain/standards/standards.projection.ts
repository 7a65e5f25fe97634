import { SortDirection } from '../../platform/graphql/page.js';
import { UrlScalar } from '../../platform/graphql/scalars.js';
import {
  connection,
  many,
  one,
  projection,
  queries,
  rowOf,
  value,
  type Env,
  type Row,
} from '../../platform/reading/projection.js';
import { asc, desc, sql, type Sql } from '../../platform/reading/sql.js';
import { openPeriod } from '../../platform/temporal/period.js';
import { current, registered } from '../../platform/temporal/temporal.js';
import { Decision } from '../decisions/decision.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { verified } from '../organisations/provenance.js';
import { Obligation, ObligationVersion, RelationRecord, StandardRelation } from './relation.entity.js';
import { StandardScope } from './scope.entity.js';
import { ExternalIdentifier, Standard, StandardIdentifier } from './standard.entity.js';
import { BINDING_ORDER, BindingLevel } from './standards.enums.js';
import {
  Language,
  LanguageArgs,
  StandardArgs,
  StandardOrderField,
  StandardsArgs,
  VersionArgs,
  VersionsArgs,
} from './standards.inputs.js';
import { LifecyclePhase, StandardVersion } from './version.entity.js';
import { Lifecycle, STANDARD_ORDER } from './version.lifecycle.js';
import { slugIn, standardUri } from './uris.js';
import { isAnnounced, newestFirst } from './versions.projection.js';

const obligation: Row<Obligation> = rowOf(Obligation, 'o');
const relation: Row<RelationRecord> = rowOf(RelationRecord, 'r');
const version: Row<StandardVersion> = rowOf(StandardVersion, 'v');
const phase: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'p');

const identifier: Row<StandardIdentifier> = rowOf(StandardIdentifier, 'i');
const limit: Row<ObligationVersion> = rowOf(ObligationVersion, 'l');
const scope: Row<StandardScope> = rowOf(StandardScope, 'sc');

const listed = (list: readonly string[]) => sql`string_to_array(${list.join(',')}, ',')`;
const rank = (list: readonly string[], of: Sql) => sql`array_position(${listed(list)}, ${of})`;
/** Of many values the one that stands first in the list; null when there is none. */
const firstOf = (list: readonly string[], of: Sql) => sql`(${listed(list)})[min(${rank(list, of)})]`;

/** The stage of a standard on the date asked, derived from its versions (see `lifecycleOfStandard`), drafts aside: it is the same for all. */
export const standardLifecycle = (standardId: Sql, env: Env) => sql`coalesce((
  select ${firstOf(STANDARD_ORDER, phase.lifecycle)} from standard_version v join version_phase p on ${phase.versionId} = ${version.id} and ${current(phase, env)}
  where ${version.standardId} = ${standardId} and ${isAnnounced(version, env)}), 'IN_DEVELOPMENT')`;

/** The most binding obligation in force on the date asked; null when none. */
export const bindingLevel = (standardId: Sql, env: Env) => sql`(
  select ${firstOf(BINDING_ORDER, obligation.level)} from obligation o where ${obligation.standardId} = ${standardId} and ${current(obligation, env)})`;

/** By Dutch name as people look it up: capitals and small letters alike. */
export const nameOrder = (standard: Row<Standard>) => sql`lower(${standard.nameNl}) collate "C"`;

/** What was decided of its scope, on the date asked; what the standard says of itself where nothing was. */
const scopeOf = (standard: Row<Standard>, of: 'functionalScope' | 'organisationalScope', env: Env) =>
  sql`(select case when ${scope.rowId} is null then ${standard[of]} else ${scope[of]} end
    from (select) alone left join standard_scope sc on ${scope.standardId} = ${standard.id} and ${current(scope, env)})`;

/** One side of the relations of a standard. */
const side = (outgoing: boolean, standard: Row<Standard>, env: Env) => {
  const [own, other, version] = outgoing
    ? [relation.subjectStandardId, relation.objectStandardId, relation.objectVersionId]
    : [relation.objectStandardId, relation.subjectStandardId, relation.subjectVersionId];
  return sql`select ${relation.id}, ${relation.kind}, ${outgoing} as outgoing, ${other} as standard_id, ${version} as version_id, ${relation.note},
    ${relation.validFrom}, ${relation.validTo}, ${relation.isFromKnown}, ${relation.confidence}, ${relation.provenance}
    from standard_relation r where ${own} = ${standard.id} and ${current(relation, env)}`;
};

projection(Standard, {
  id: 'std',
  visible: (standard, env) => [registered(standard, env)],
  fields: {
    uri: value(
      () => UrlScalar,
      (standard, env) => standardUri(standard.slug, env),
      {
        description: 'Its stable address; resolves to what the register holds. (URI)',
      },
    ),
    name: value<Standard, LanguageArgs>(
      () => String,
      (standard, { args }) =>
        args.language === Language.EN ? sql`coalesce(${standard.nameEn}, ${standard.nameNl})` : standard.nameNl,
      { args: LanguageArgs, description: 'What it is called. (Naam)' },
    ),
    summary: value<Standard, LanguageArgs>(
      () => String,
      (standard, { args }) =>
        args.language === Language.EN
          ? sql`coalesce(${standard.summaryEn}, ${standard.summaryNl})`
          : standard.summaryNl,
      { args: LanguageArgs, description: 'What it is for, in a sentence or two. (Samenvatting)' },
    ),
    functionalScope: value(
      () => String,
      (standard, env) => scopeOf(standard, 'functionalScope', env),
      { nullable: true, description: 'For what it is meant on the date asked. (Functioneel toepassingsgebied)' },
    ),
    organisationalScope: value(
      () => String,
      (standard, env) => scopeOf(standard, 'organisationalScope', env),
      { nullable: true, description: 'For whom it is meant on the date asked. (Organisatorisch werkingsgebied)' },
    ),
    decidedScope: one(() => StandardScope, {
      nullable: true,
      description:
        'What was decided of that; null where nothing was, and the register says it without a decision. (Vastgesteld toepassingsgebied)',
      where: (each, standard, env) => [sql`${each.standardId} = ${standard.id}`, current(each, env)],
      order: (each) => [asc(each.rowId)],
    }),
    verified: verified(),
    steward: one(() => Organisation, {
      description: 'Who keeps it. (Beheerder)',
      where: (organisation, standard) => sql`${organisation.id} = ${standard.stewardId}`,
    }),
    lifecycle: value(
      () => Lifecycle,
      (standard, env) => standardLifecycle(standard.id, env),
      {
        description:
          'Its stage on the date asked, derived from its versions; in development while no version is known yet. (Levensfase)',
      },
    ),
    bindingLevel: value(
      () => BindingLevel,
      (standard, env) => bindingLevel(standard.id, env),
      {
        nullable: true,
        description: 'The most binding obligation in force on the date asked; null when none. (Verbindendheid)',
      },
    ),
    obligations: many(() => Obligation, {
      size: 2,
      description: 'The obligations in force on the date asked. (Verplichtingen)',
      where: (each, standard) => sql`${each.standardId} = ${standard.id}`,
      order: (each) => [asc(rank(BINDING_ORDER, each.level), 'int'), asc(each.id)],
    }),
    currentVersion: one(() => StandardVersion, {
      nullable: true,
      description: 'The newest version in use on the date asked. (Actuele versie)',
      where: (version, standard) => [sql`${version.standardId} = ${standard.id}`, sql`${version.lifecycle} = 'IN_USE'`],
      order: newestFirst,
    }),
    version: one(() => StandardVersion, {
      args: VersionArgs,
      nullable: true,
      description: 'The version of this label, as printed. (Versie)',
      where: (version, standard, { args }) =>
        sql`${version.standardId} = ${standard.id} and ${version.label} = ${args.label}`,
    }),
    versions: connection(() => StandardVersion, {
      args: VersionsArgs,
      description: 'The versions that were there on the date asked, oldest first. (Versies)',
      where: (version, standard, env) => [
        sql`${version.standardId} = ${standard.id}`,
        env.args.kinds && sql`${version.kind} = any(${env.args.kinds})`,
        env.args.lifecycles && sql`${version.lifecycle} = any(${env.args.lifecycles})`,
      ],
      order: (version) => [asc(version.position)],
      unique: 'standard_version_standard_id_position_key',
    }),
    relations: many(() => StandardRelation, {
      size: 6,
      description: 'How it stands to other standards on the date asked. (Relaties)',
      from: (standard, env) => sql`${side(true, standard, env)} union all ${side(false, standard, env)}`,
      order: (each) => [desc(each.outgoing, 'bool'), asc(each.kind, 'text'), asc(each.id, 'text')],
    }),
    identifiers: many(() => ExternalIdentifier, {
      size: 2,
      description: 'What other registers call it. (Identificaties elders)',
      from: (standard) => sql`select i.* from standard_identifier i where ${identifier.standardId} = ${standard.id}`,
      order: (each) => [asc(each.register, 'text'), asc(each.identifier, 'text')],
    }),
  },
});

projection(ExternalIdentifier, { fields: { verified: verified() } });

projection(StandardRelation, {
  fields: {
    period: openPeriod('Since when it holds. (Periode)'),
    verified: verified(),
    standard: one(() => Standard, {
      description: 'The standard on the other side. (Standaard)',
      where: (standard, each) => sql`${standard.id} = ${each.standardId}`,
    }),
    version: one(() => StandardVersion, {
      nullable: true,
      description: 'The version on the other side, where it is about one version. (Versie)',
      where: (version, each) => sql`${version.id} = ${each.versionId}`,
    }),
  },
});

projection(Obligation, {
  id: 'obl',
  visible: (each, env) => [current(each, env)],
  fields: {
    period: openPeriod('From the first day on which it binds. (Periode)'),
    verified: verified(),
    standard: one(() => Standard, {
      description: 'What binds. (Standaard)',
      where: (standard, each) => sql`${standard.id} = ${each.standardId}`,
    }),
    versions: many(() => StandardVersion, {
      size: 3,
      description: 'The versions it is limited to; empty when it holds for the whole standard. (Versies)',
      where: (version, each) =>
        sql`exists (select from obligation_version l where ${limit.obligationId} = ${each.id} and ${limit.versionId} = ${version.id})`,
      order: (version) => [asc(version.position)],
    }),
    decision: one(() => Decision, {
      nullable: true,
      description: 'The decision by which it binds; null when the register does not have it. (Besluit)',
      where: (decision, each) => sql`${decision.id} = ${each.decisionId}`,
    }),
  },
});

projection(StandardScope, {
  fields: {
    period: openPeriod('From when until when it was decided to be meant so. (Periode)'),
    verified: verified(),
    decision: one(() => Decision, {
      nullable: true,
      description: 'The decision. (Besluit)',
      where: (decision, each) => sql`${decision.id} = ${each.decisionId}`,
    }),
  },
});

queries('anyone', {
  standard: one(() => Standard, {
    args: StandardArgs,
    nullable: true,
    description: 'One standard. (Standaard)',
    where: (standard, _, env) => {
      const { by } = env.args;
      return [
        by.id && sql`${standard.id} = ${by.id}`,
        by.slug && sql`${standard.slug} = ${by.slug}`,
        by.uri && sql`${standard.slug} = ${slugIn(by.uri, env)}`,
      ];
    },
  }),
  standards: connection(() => Standard, {
    args: StandardsArgs,
    description: 'The standards in the register. (Standaarden)',
    where: (standard, _, env) => {
      const { filter } = env.args;
      return [
        filter?.kinds && sql`${standard.kind} = any(${filter.kinds})`,
        filter?.lifecycles && sql`${standardLifecycle(standard.id, env)} = any(${filter.lifecycles})`,
        filter?.bindingLevels && sql`${bindingLevel(standard.id, env)} = any(${filter.bindingLevels})`,
        filter?.stewardId && sql`${standard.stewardId} = ${filter.stewardId}`,
        filter?.theme && sql`${standard.theme} = ${filter.theme}`,
        filter?.changedSince && sql`${standard.updatedAt} >= ${filter.changedSince}`,
      ];
    },
    order: (standard, { args: { orderBy } }) => {
      const by = orderBy?.direction === SortDirection.DESC ? desc : asc;
      return orderBy?.field === StandardOrderField.UPDATED_AT
        ? [by(standard.updatedAt), by(standard.id)]
        : [by(nameOrder(standard), 'text'), by(standard.id)];
    },
  }),
});
