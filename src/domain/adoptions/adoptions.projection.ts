import { Int } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { embed, one, projection, rowOf, value, type Env, type Row } from '../../platform/reading/projection.js';
import { all, sql, type Sql, type Where } from '../../platform/reading/sql.js';
import { current } from '../../platform/temporal/temporal.js';
import { isInsider } from '../organisations/insiders.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { verified } from '../organisations/provenance.js';
import { Standard } from '../standards/standard.entity.js';
import { LifecyclePhase, StandardVersion } from '../standards/version.entity.js';
import { Adoption, Explanation } from './adoption.entity.js';
import { Freshness } from './adoptions.enums.js';

const phase: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'phase');
const change: Row<Adoption> = rowOf(Adoption, 'change');
const municipality: Row<Municipality> = rowOf(Municipality, 'm');

/** The status of a municipality is public, but for security norms and for what follows from its software. */
export function mayBeSeen(adoption: Row<Pick<Adoption, 'municipalityId' | 'standardId' | 'origin'>>, env: Env): Where {
  const insider = isInsider(adoption.municipalityId, env);
  if (insider === true) return true;
  return sql`(${adoption.origin} <> 'DERIVED' and not exists (select from standard kept where kept.id = ${adoption.standardId} and kept.kind = 'SECURITY_NORM'))
    or (${insider})`;
}

/** How many changes of a record there are for the caller, at most up to one of them: what he may not see, he cannot count. */
export function seenChanges(of: { id: Sql; municipalityId: Sql; upTo?: Sql }, env: Env): Sql {
  const insider = isInsider(of.municipalityId, env);
  const conditions = [
    sql`${change.id} = ${of.id} and not ${change.isRemainder}`,
    of.upTo && sql`${change.revision} <= ${of.upTo}`,
    env.at.knownAt && sql`${change.knownFrom} <= ${env.at.knownAt}`,
    insider === true ? undefined : sql`${change.origin} <> 'DERIVED' or (${insider})`,
  ];
  return sql`(select count(*) from adoption change where ${all(conditions)})`;
}

/** Whether the day by which it had to be confirmed has passed, or has not, on the date asked. */
export const isOverdue = ({ confirmBy }: Row<Pick<Adoption, 'confirmBy'>>, { at }: Env, is: boolean): Sql =>
  is ? sql`${confirmBy} < ${at.asOf}` : sql`(${confirmBy} is null or ${confirmBy} >= ${at.asOf})`;

/** By which adoptions of one standard are listed. */
export const municipalityName = (id: Sql) =>
  sql`(select lower(${municipality.latestName}) collate "C" from municipality m where ${municipality.id} = ${id})`;

type Explained = Pick<Adoption, 'municipalityId' | 'explainReason' | 'motivation' | 'reviewOn' | 'isConfidential'>;

/** Only what is not confidential, or is the caller's own. */
const mayBeRead = (
  { municipalityId, isConfidential }: Row<Pick<Adoption, 'municipalityId' | 'isConfidential'>>,
  env: Env,
) => {
  const insider = isInsider(municipalityId, env);
  return insider === true ? sql`true` : sql`(not ${isConfidential} or ${insider})`;
};

export const explanation = <P extends Explained>() =>
  embed<Explanation, P>(
    () => Explanation,
    (row) => ({
      reason: row.explainReason,
      motivation: row.motivation,
      reviewOn: row.reviewOn,
      confidential: row.isConfidential,
    }),
    {
      nullable: true,
      present: (row, env) => sql`${row.explainReason} is not null and ${mayBeRead(row, env)}`,
      description: 'Why not, for EXPLAINED, as far as it is not confidential. (Uitleg)',
    },
  );

export const reason = <P extends Pick<Adoption, 'municipalityId' | 'isConfidential' | 'reason'>>() =>
  value<P>(
    () => String,
    (row, env) => sql`case when ${mayBeRead(row, env)} then ${row.reason} end`,
    {
      nullable: true,
      description: 'Why it is so, or was corrected, in the words of the municipality. (Reden)',
    },
  );

projection(Adoption, {
  id: 'adp',
  visible: (adoption, env) => [current(adoption, env), ...[mayBeSeen(adoption, env)].flat()],
  fields: {
    municipality: one(() => Municipality, {
      description: 'Of which municipality. (Gemeente)',
      where: (municipality, adoption) => sql`${municipality.id} = ${adoption.municipalityId}`,
    }),
    standard: one(() => Standard, {
      description: 'Which standard. (Standaard)',
      where: (standard, adoption) => sql`${standard.id} = ${adoption.standardId}`,
    }),
    version: one(() => StandardVersion, {
      nullable: true,
      description: 'Which version, where the municipality knows it: a release or a line. (Versie)',
      where: (version, adoption) => sql`${version.id} = ${adoption.versionId}`,
    }),
    versionEnded: value(
      () => Boolean,
      (adoption, env) => sql`exists (select from version_phase phase where ${phase.versionId} = ${adoption.versionId}
        and ${current(phase, env)} and ${phase.lifecycle} in ('END_OF_SUPPORT', 'WITHDRAWN', 'VOID'))`,
      {
        description:
          'Whether the version it leans on is out of support, withdrawn or void on the date asked, so that it has to be looked at again. (Versie beëindigd)',
      },
    ),
    verified: verified(),
    since: value(
      () => DateScalar,
      (adoption) => adoption.validFrom,
      { nullable: true, description: 'From which day on it has been so. (Sinds)' },
    ),
    freshness: value(
      () => Freshness,
      (adoption, env) => sql`case when ${isOverdue(adoption, env, true)} then 'STALE' else 'CURRENT' end`,
      { description: 'Whether it was confirmed in time, on the date asked. (Actualiteit)' },
    ),
    explanation: explanation(),
    reason: reason(),
    revision: value(
      () => Int,
      ({ id, municipalityId }, env) => seenChanges({ id, municipalityId }, env),
      { description: 'How often it was changed; give it as `expectedRevision`. (Revisie)' },
    ),
  },
});
