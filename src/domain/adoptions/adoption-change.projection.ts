import { Int } from '@nestjs/graphql';
import { PageArgs } from '../../platform/graphql/page.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import {
  connection,
  contribute,
  many,
  one,
  projection,
  rowOf,
  value,
  type Env,
  type Row,
} from '../../platform/reading/projection.js';
import { asc, desc, sql } from '../../platform/reading/sql.js';
import { current } from '../../platform/temporal/temporal.js';
import { isInsider } from '../organisations/insiders.js';
import { MunicipalitySuccession } from '../organisations/municipality.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { StandardVersion } from '../standards/version.entity.js';
import { AdoptionChange } from './adoption-change.entity.js';
import { Adoption } from './adoption.entity.js';
import { AdoptionStatus } from './adoption.statuses.js';
import { explanation, mayBeSeen, municipalityName, reason, seenChanges } from './adoptions.projection.js';

const before: Row<AdoptionChange> = rowOf(AdoptionChange, 'held');
const succession: Row<MunicipalitySuccession> = rowOf(MunicipalitySuccession, 'succession');

/** Taken up by the moment asked. What of it holds on a date is for the adoption to say, not for its history. */
const recorded = (change: Row<AdoptionChange>, { at }: Env) =>
  at.knownAt === undefined ? undefined : sql`${change.knownFrom} <= ${at.knownAt}`;

/** What followed from software was not there for whoever may not see it: before came what was said with it, or nothing. */
function statusBefore(change: Row<AdoptionChange>, env: Env) {
  const insider = isInsider(change.municipalityId, env);
  if (insider === true) return change.fromStatus;
  return sql`case when (${insider}) or not exists (select from adoption held where ${before.adoptionId} = ${change.adoptionId}
    and ${before.knownTo} = ${change.knownFrom} and ${before.validFrom} <= ${change.validFrom} and ${before.validTo} > ${change.validFrom}
    and ${before.origin} = 'DERIVED') or exists (select from adoption held where ${before.adoptionId} = ${change.adoptionId}
    and ${before.knownFrom} = ${change.knownFrom} and ${before.validTo} = ${change.validFrom}
    and not ${before.isRemainder} and ${before.origin} <> 'DERIVED') then ${change.fromStatus} end`;
}

projection(AdoptionChange, {
  id: 'adc',
  visible: (change, env) => [sql`not ${change.isRemainder}`, recorded(change, env), ...[mayBeSeen(change, env)].flat()],
  fields: {
    revision: value(
      () => Int,
      ({ adoptionId: id, municipalityId, place }, env) => seenChanges({ id, municipalityId, upTo: place }, env),
      { description: 'Its number among the changes of the adoption, from 1 on. (Revisie)' },
    ),
    from: value(() => AdoptionStatus, statusBefore, {
      nullable: true,
      description: 'The status that was held before for the day from which it holds; null when none was. (Van)',
    }),
    version: one(() => StandardVersion, {
      nullable: true,
      description: 'The version that was named. (Versie)',
      where: (version, change) => sql`${version.id} = ${change.versionId}`,
    }),
    explanation: explanation(),
    reason: reason(),
    recordedAt: value(
      () => DateTimeScalar,
      (change) => change.knownFrom,
      { description: 'When the register took it up. (Vastgelegd op)' },
    ),
    recordedBy: one(() => Organisation, {
      nullable: true,
      description: 'The organisation that said so; null when the register has it from a source. (Vastgelegd door)',
      where: (organisation, change) => sql`${organisation.id} = ${change.recordedBy}`,
    }),
    corrects: one(() => AdoptionChange, {
      nullable: true,
      description: 'The change it takes the place of, for a correction. (Corrigeert)',
      where: (earlier, change) => sql`${earlier.id} = ${change.correctsId}`,
      unique: 'adoption_change_id_key',
    }),
  },
});

contribute(Adoption, {
  history: connection(() => AdoptionChange, {
    args: PageArgs,
    description:
      'Every change that was recorded by the moment asked, of whatever date, the newest first. (Geschiedenis)',
    where: (change, adoption) => sql`${change.adoptionId} = ${adoption.id}`,
    order: (change) => [desc(change.place)],
    unique: 'adoption_revision_key',
  }),
  inheritedFrom: many(() => Adoption, {
    size: 3,
    description:
      'What predecessors said of the standard, when it was taken over from them in a merger; empty otherwise. (Overgenomen van)',
    where: (each, adoption, env) => [
      sql`${adoption.origin} = 'INHERITED'`,
      sql`${each.standardId} = ${adoption.standardId}`,
      sql`${each.municipalityId} in (select ${succession.predecessorId} from municipality_succession succession
        where ${succession.successorId} = ${adoption.municipalityId} and ${succession.validFrom} <= ${adoption.validFrom} and ${current(succession, env)})`,
    ],
    order: (each) => [asc(municipalityName(each.municipalityId), 'text'), asc(each.id)],
  }),
});
