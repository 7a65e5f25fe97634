import { Int } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { embed, one, projection, rowOf, value, type Env, type Row } from '../../platform/reading/projection.js';
import { sql, type Sql, type Where } from '../../platform/reading/sql.js';
import { current } from '../../platform/temporal/temporal.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { verified } from '../organisations/provenance.js';
import { Standard } from '../standards/standard.entity.js';
import { StandardVersion } from '../standards/version.entity.js';
import { Adoption, Explanation } from './adoption.entity.js';
import { Freshness } from './adoptions.enums.js';

const change: Row<Adoption> = rowOf(Adoption, 'change');

/** Whether the caller is of the municipality, or of the office: the only ones who see what is confidential. */
export const isInsider = (municipalityId: Sql, { actor }: Env): true | Sql => {
  if (actor.isRegistrar || actor.isAuditor) return true;
  return actor.name === undefined
    ? sql`false`
    : sql`exists (select from municipality own where own.id = ${municipalityId} and own.organisation_id = any(${actor.organisationIds}))`;
};

/** The status of a municipality is public, but for security norms and for what follows from its software. */
export function mayBeSeen(adoption: Row<Adoption>, env: Env): Where {
  const insider = isInsider(adoption.municipalityId, env);
  if (insider === true) return true;
  return sql`(${adoption.origin} <> 'DERIVED' and not exists (select from standard kept where kept.id = ${adoption.standardId} and kept.kind = 'SECURITY_NORM'))
    or (${insider})`;
}

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
    verified: verified(),
    since: value(
      () => DateScalar,
      (adoption) => adoption.validFrom,
      { nullable: true, description: 'From which day on it has been so. (Sinds)' },
    ),
    freshness: value(
      () => Freshness,
      (adoption, env) => sql`case when ${adoption.confirmBy} < ${env.at.asOf} then 'STALE' else 'CURRENT' end`,
      { description: 'Whether it was confirmed in time, on the date asked. (Actualiteit)' },
    ),
    explanation: embed(
      () => Explanation,
      (adoption) => ({
        reason: adoption.explainReason,
        motivation: adoption.motivation,
        reviewOn: adoption.reviewOn,
        confidential: adoption.isConfidential,
      }),
      {
        nullable: true,
        present: (adoption, env) => {
          const insider = isInsider(adoption.municipalityId, env);
          const isThere = sql`${adoption.explainReason} is not null`;
          return insider === true ? isThere : sql`${isThere} and (not ${adoption.isConfidential} or ${insider})`;
        },
        description: 'Why not, for EXPLAINED, as far as it is not confidential. (Uitleg)',
      },
    ),
    revision: value(
      () => Int,
      (adoption, env) =>
        sql`(select max(${change.revision}) from adoption change where ${change.id} = ${adoption.id} and not ${change.isRemainder} ${
          env.at.knownAt === undefined ? sql`` : sql`and ${change.knownFrom} <= ${env.at.knownAt}`
        })`,
      { description: 'How often it was changed; give it as `expectedRevision`. (Revisie)' },
    ),
  },
});
