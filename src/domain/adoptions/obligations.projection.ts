import { contribute, many, one, projection, rowOf, type Env, type Row } from '../../platform/reading/projection.js';
import { all, asc, sql, type Sql } from '../../platform/reading/sql.js';
import { current } from '../../platform/temporal/temporal.js';
import { isInsider } from '../organisations/insiders.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { Obligation, ObligationVersion } from '../standards/relation.entity.js';
import { Standard } from '../standards/standard.entity.js';
import { BINDING_ORDER } from '../standards/standards.enums.js';
import { nameOrder } from '../standards/standards.projection.js';
import { StandardVersion } from '../standards/version.entity.js';
import { Adoption, AdoptionKey } from './adoption.entity.js';
import { existing } from './adoptions.filter.js';
import { BINDS_MUNICIPALITIES } from './adoptions.held.js';
import { mayBeSeen } from './adoptions.projection.js';
import { MunicipalObligation, MunicipalObligationsArgs, UNFINISHED } from './obligations.types.js';

const obligation: Row<Obligation> = rowOf(Obligation, 'o');
const standard: Row<Standard> = rowOf(Standard, 's');
const key: Row<AdoptionKey> = rowOf(AdoptionKey, 'k');
const said: Row<Adoption> = rowOf(Adoption, 'a');
const limit: Row<ObligationVersion> = rowOf(ObligationVersion, 'l');
const named: Row<StandardVersion> = rowOf(StandardVersion, 'n');
const own: Row<StandardVersion> = rowOf(StandardVersion, 'w');

/** Whether what is said is of a version that the obligation is for: that version, its line, or a release of that line. */
const isAboutIt = sql`(${said.versionId} is null
  or not exists (select from obligation_version l where ${limit.obligationId} = ${obligation.id})
  or exists (select from obligation_version l join standard_version n on ${named.id} = ${limit.versionId}
    join standard_version w on ${own.id} = ${said.versionId}
    where ${limit.obligationId} = ${obligation.id} and (${named.id} = ${own.id} or ${named.lineId} = ${own.id} or ${named.id} = ${own.lineId})))`;

const state = ({
  at,
}: Env) => sql`case when ${said.status} is null or not ${isAboutIt} then 'OPEN' else case ${said.status}
  when 'APPLIED' then 'APPLIED'
  when 'PLANNED' then 'IN_PROGRESS'
  when 'IMPLEMENTING' then 'IN_PROGRESS'
  when 'NOT_APPLICABLE' then 'NOT_APPLICABLE'
  when 'EXPLAINED' then case when ${obligation.level} = 'MANDATORY' then 'DEVIATING' when ${said.reviewOn} < ${at.asOf} then 'OPEN' else 'EXPLAINED' end
  when 'PHASED_OUT' then case when ${obligation.level} = 'MANDATORY' then 'DEVIATING' else 'OPEN' end
  else 'OPEN' end end`;

/** Every obligation in force that binds the municipality while it exists, with what it says itself. */
function binding(municipality: Row<Municipality>, env: Env<MunicipalObligationsArgs>): Sql {
  const insider = isInsider(municipality.id, env);
  const conditions = [
    current(obligation, env),
    sql`(${obligation.audience} is null or ${obligation.audience} ilike ${BINDS_MUNICIPALITIES})`,
    existing({ municipalityId: municipality.id }, env),
    insider === true ? undefined : sql`${standard.kind} <> 'SECURITY_NORM' or (${insider})`,
    env.args.levels && sql`${obligation.level} = any(${env.args.levels})`,
  ];
  const counted = [
    current(said, env),
    sql`${said.origin} not in ('DERIVED', 'PROPOSED')`,
    ...[mayBeSeen(said, env)].flat(),
  ];
  return sql`select ${obligation.id} as obligation_id, ${obligation.level}, ${key.id} as adoption_id, ${state(env)} as state,
      ${nameOrder(standard)} as standard_name
    from obligation o
    join standard s on ${standard.id} = ${obligation.standardId}
    left join adoption_key k on ${key.municipalityId} = ${municipality.id} and ${key.standardId} = ${obligation.standardId}
    left join adoption a on ${said.id} = ${key.id} and ${all(counted)}
    where ${all(conditions)}`;
}

const listed = (list: readonly string[]) => sql`string_to_array(${list.join(',')}, ',')`;

projection(MunicipalObligation, {
  fields: {
    obligation: one(() => Obligation, {
      description: 'What binds. (Verplichting)',
      where: (obligation, each) => sql`${obligation.id} = ${each.obligationId}`,
    }),
    adoption: one(() => Adoption, {
      nullable: true,
      description: 'What the register holds of the municipality and the standard; null when nothing. (Adoptie)',
      where: (adoption, each) => sql`${adoption.id} = ${each.adoptionId}`,
    }),
  },
});

contribute(Municipality, {
  obligations: many<MunicipalObligation, Municipality, MunicipalObligationsArgs>(() => MunicipalObligation, {
    args: MunicipalObligationsArgs,
    size: 60,
    description:
      'What binds it on the date asked, and where it stands; empty while it does not exist. By binding level, then by standard. (Verplichtingen)',
    from: binding,
    where: (each, _, { args: { open } }) =>
      open === undefined ? undefined : sql`(${each.state} = any(${listed(UNFINISHED)})) = ${open}`,
    order: (each) => [
      asc(sql`array_position(${listed(BINDING_ORDER)}, ${each.level})`, 'int'),
      asc(each.standardName, 'text'),
      asc(each.obligationId, 'text'),
    ],
  }),
});
