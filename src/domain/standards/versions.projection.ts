import { DateScalar, DateTimeScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { beside, many, one, projection, rowOf, value, type Env, type Row } from '../../platform/reading/projection.js';
import { asc, desc, sql, type Sql } from '../../platform/reading/sql.js';
import { openPeriod } from '../../platform/temporal/period.js';
import { current, known } from '../../platform/temporal/temporal.js';
import { Decision } from '../decisions/decision.entity.js';
import { verified } from '../organisations/provenance.js';
import { RelationRecord } from './relation.entity.js';
import { Standard } from './standard.entity.js';
import { Language, LanguageArgs } from './standards.inputs.js';
import { Artifact, LifecyclePhase, StandardVersion } from './version.entity.js';
import { versionUri } from './uris.js';
import { FIRST_STAGES, Lifecycle, TRANSITIONS } from './version.lifecycle.js';

const phase: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'phase');
const relation: Row<RelationRecord> = rowOf(RelationRecord, 'relation');

/** The first day of a stage, planned ones included; null when no source gives it. */
const firstDay = (lifecycle: Lifecycle, version: Row<StandardVersion>, env: Env) =>
  sql`(select min(${phase.validFrom}) from version_phase phase
    where ${phase.versionId} = ${version.id} and ${known(phase, env)} and ${phase.lifecycle} = ${lifecycle} and ${phase.isFromKnown})`;

const list = (stages: readonly Lifecycle[]) => sql`string_to_array(${stages.join(',')}, ',')`;
const nextStages = ({ announcedAt, lifecycle }: Row<StandardVersion>) =>
  sql`case when ${announcedAt} is null then ${list(FIRST_STAGES)} else case ${lifecycle} ${Object.entries(TRANSITIONS)
    .map(([from, to]) => sql`when ${from} then ${list(to)}`)
    .reduce((arms, each) => sql`${arms} ${each}`)} end end`;

/** Whether it was no draft any more at the moment asked: of a draft nobody but a registrar may learn anything. */
export const isAnnounced = ({ announcedAt }: Row<StandardVersion>, { at }: Env): Sql =>
  at.knownAt === undefined ? sql`${announcedAt} is not null` : sql`${announcedAt} <= ${at.knownAt}`;

projection(StandardVersion, {
  id: 'ver',
  visible: (version, env) => (env.actor.isRegistrar ? true : isAnnounced(version, env)),
  // A version is there from its first known stage on.
  beside: beside(
    () => LifecyclePhase,
    ['lifecycle', 'reason', 'successorId'],
    (phase, version, env) => [sql`${phase.versionId} = ${version.id}`, current(phase, env)],
  ),
  fields: {
    uri: value(
      () => UrlScalar,
      (version, env) =>
        sql`(select ${versionUri(sql`s.slug`, version.labelPath, env)} from standard s where s.id = ${version.standardId})`,
      { description: 'Its stable address; resolves to what the register holds. (URI)' },
    ),
    standard: one(() => Standard, {
      description: 'Of which standard. (Standaard)',
      where: (standard, version) => sql`${standard.id} = ${version.standardId}`,
    }),
    line: one(() => StandardVersion, {
      nullable: true,
      description: 'The line it belongs to. (Versielijn)',
      where: (line, version) => sql`${line.id} = ${version.lineId}`,
    }),
    verified: verified(),
    lifecycle: value(
      () => Lifecycle,
      (version) => version.lifecycle,
      {
        description: 'Its stage on the date asked. (Levensfase)',
      },
    ),
    phases: many(() => LifecyclePhase, {
      size: 4,
      description: 'All its stages, past and planned, as held at the moment asked. (Levensloop)',
      where: (each, version, env) => [sql`${each.versionId} = ${version.id}`, known(each, env)],
      order: (each) => [asc(each.validFrom)],
    }),
    inUseFrom: value(
      () => DateScalar,
      (version, env) => firstDay(Lifecycle.IN_USE, version, env),
      {
        nullable: true,
        description: 'First day in use; null when not known. (In gebruik vanaf)',
      },
    ),
    endOfSupportOn: value(
      () => DateScalar,
      (version, env) => firstDay(Lifecycle.END_OF_SUPPORT, version, env),
      {
        nullable: true,
        description: 'First day without support, planned or past; null when not known. (Einde ondersteuning)',
      },
    ),
    withdrawnOn: value(
      () => DateScalar,
      (version, env) => firstDay(Lifecycle.WITHDRAWN, version, env),
      {
        nullable: true,
        description: 'First day on which it was withdrawn, planned or past; null when not known. (Teruggetrokken op)',
      },
    ),
    reason: value(
      () => String,
      (version) => version.reason,
      {
        nullable: true,
        description: 'Why it is in its stage. (Reden)',
      },
    ),
    changes: value<StandardVersion, LanguageArgs>(
      () => String,
      (version, { args }) =>
        args.language === Language.EN ? sql`coalesce(${version.changesEn}, ${version.changesNl})` : version.changesNl,
      { args: LanguageArgs, nullable: true, description: 'What is new in it, or to be said of it. (Wijzigingen)' },
    ),
    artifacts: many(() => Artifact, {
      size: 3,
      description: 'The files that belong to it. (Artefacten)',
      where: (artifact, version) => sql`${artifact.versionId} = ${version.id}`,
      order: (artifact) => [asc(artifact.position)],
    }),
    basedOn: many(() => StandardVersion, {
      size: 2,
      description: 'The versions it was made from. (Gebaseerd op)',
      where: (
        basis,
        version,
        env,
      ) => sql`exists (select from standard_relation relation where ${relation.kind} = 'BASIS_FOR'
        and ${relation.objectVersionId} = ${version.id} and ${relation.subjectVersionId} = ${basis.id} and ${current(relation, env)})`,
      order: (basis) => [asc(basis.standardId), asc(basis.position)],
    }),
    successors: many(() => StandardVersion, {
      size: 2,
      description: 'The versions that take its place. (Opvolgers)',
      where: (next, version, env) => sql`${next.id} in (
        select ${version.successorId}
        union all select ${relation.subjectVersionId} from standard_relation relation
        where ${relation.kind} in ('REPLACES', 'REPLACES_PARTIALLY') and ${relation.objectVersionId} = ${version.id} and ${current(relation, env)})`,
      order: (next) => [asc(next.standardId), asc(next.position)],
    }),
    allowedTransitions: value(
      () => [Lifecycle],
      (version) => nextStages(version),
      {
        description: 'Where it may go from its stage, guards aside. (Toegestane overgangen)',
      },
    ),
  },
});

projection(LifecyclePhase, {
  fields: {
    period: openPeriod('From its first day until the first day of the next. (Periode)'),
    recordedAt: value(
      () => DateTimeScalar,
      (each) => each.knownFrom,
      {
        description: 'When the register took it up. (Vastgelegd op)',
      },
    ),
    verified: verified(),
    decision: one(() => Decision, {
      nullable: true,
      description: 'The decision behind it. (Besluit)',
      where: (decision, each) => sql`${decision.id} = ${each.decisionId}`,
    }),
    successor: one(() => StandardVersion, {
      nullable: true,
      description: 'The version that takes its place. (Opvolger)',
      where: (next, each) => sql`${next.id} = ${each.successorId}`,
    }),
    corrects: one(() => LifecyclePhase, {
      nullable: true,
      description: 'The record it takes the place of. (Corrigeert)',
      where: (earlier, each) => sql`${earlier.rowId} = ${each.correctsRowId}`,
    }),
  },
});

projection(Artifact);

/** Newest first, for picking the newest. */
export const newestFirst = (version: Row<StandardVersion>) => [desc(version.position)];
