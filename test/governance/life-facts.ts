import { type Sql } from '../support/register.js';

/** Everything that went on past a guard, told from what the tables hold and when it was written: one statement for each guard. */
const FAULTS: Readonly<Record<string, string>> = {
  'came from %from to %to': `
    select s.proposal_id as id, s.from_state as "from", s.to_state as "to" from proposal_step s
    left join proposal_step b on b.proposal_id = s.proposal_id and b.position = s.position - 1
    where s.from_state is distinct from b.to_state or s.from_state || ' ' || s.to_state not in ('DRAFT SUBMITTED', 'SUBMITTED INTAKE',
      'INTAKE RETURNED', 'INTAKE NOT_TAKEN_UP', 'INTAKE IN_ASSESSMENT', 'RETURNED SUBMITTED', 'IN_ASSESSMENT IN_CONSULTATION',
      'IN_CONSULTATION CVD_ADVICE', 'CVD_ADVICE DECISION', 'DECISION ESTABLISHED', 'DECISION REJECTED', 'DECISION DEFERRED',
      'DEFERRED CVD_ADVICE') and (s.to_state <> 'WITHDRAWN' or s.from_state in ('ESTABLISHED', 'REJECTED', 'NOT_TAKEN_UP', 'WITHDRAWN'))`,
  'went on without support': `
    select distinct s.proposal_id as id from proposal_step s join proposal p on p.id = s.proposal_id
    where s.to_state in ('IN_ASSESSMENT', 'IN_CONSULTATION', 'CVD_ADVICE', 'DECISION', 'ESTABLISHED') and not exists (
      select from (select distinct on (organisation_id) organisation_id, is_given from proposal_support u
        where u.proposal_id = s.proposal_id and u.at <= s.at order by organisation_id, position desc) last
      join organisation o on o.id = last.organisation_id
      where last.is_given and o.id <> p.submitted_by and o.kind in ('MUNICIPALITY', 'BODY', 'NATIONAL_GOVERNMENT'))`,
  'went on with criteria that nobody judged': `
    select distinct s.proposal_id as id from proposal_step s join proposal p on p.id = s.proposal_id join standard t on t.id = p.standard_id
    join criterion c on p.kind = any(c.proposal_kinds) and (c.standard_kinds = '{}' or t.kind = any(c.standard_kinds))
    where s.to_state = 'CVD_ADVICE' and not exists (select from proposal_assessment a
      where a.proposal_id = p.id and a.criterion_id = c.id and a.at <= s.at)`,
  'went on before the consultation was over': `
    select distinct s.proposal_id as id from proposal_step s where s.to_state = 'CVD_ADVICE' and coalesce((select c.open_until
      from consultation c where c.proposal_id = s.proposal_id and c.at <= s.at order by c.round desc, c.position desc limit 1), 'infinity')
      > (s.at at time zone 'Europe/Amsterdam')::date`,
  'went on with reactions that nobody answered': `
    select distinct s.proposal_id as id from proposal_step s join reaction r on r.proposal_id = s.proposal_id and r.received_at <= s.at
    where s.to_state = 'CVD_ADVICE' and not exists (select from reaction_answer a where a.reaction_id = r.id and a.at <= s.at)`,
  'was decided without advice of the CvD on what binds': `
    select distinct s.proposal_id as id from proposal_step s join proposal p on p.id = s.proposal_id
    where s.to_state = 'DECISION' and p.aimed_level <> 'RECOMMENDED' and not exists (select from advice a
      where a.proposal_id = p.id and a.body = 'CVD' and a.recorded_at <= s.at)`,
  'was decided without a decision of the body of its level that another confirmed': `
    select distinct s.proposal_id as id from proposal_step s join proposal p on p.id = s.proposal_id
    where s.to_state in ('ESTABLISHED', 'REJECTED', 'DEFERRED') and not exists (
      select from pending_decision d join decision made on made.id = d.decision_id
      join audit_event e on e.subject_id = d.id and e.body::json ->> 'action' = 'confirmDecision'
      where d.proposal_id = p.id and d.state = 'CONFIRMED' and d.recorder_subject <> e.body::json #>> '{actor,subject}'
        and d.outcome = case s.to_state when 'ESTABLISHED' then 'ADOPTED' else s.to_state end
        and d.body = case p.aimed_level when 'RECOMMENDED' then 'VNG_DIRECTORATE' else 'VNG_BOARD' end
        and (d.outcome <> 'ADOPTED' or p.aimed_level <> 'MANDATORY' or d.members_consulted)
        and not exists (select from membership m where m.subject in (d.recorder_subject, e.body::json #>> '{actor,subject}')
          and m.organisation_id = p.submitted_by and m.known_to = 'infinity'))`,
};

/** What is wrong with the proposals of a register, each fault as a sentence that begins with the id of the proposal. */
export async function faultsIn(sql: Sql): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(FAULTS).map(async ([words, statement]) =>
      (await sql<{ id: string; from?: string; to?: string }>(statement)).map(
        ({ id, from, to }) => `${id} ${words.replace('%from', String(from)).replace('%to', String(to))}`,
      ),
    ),
  );
  return found.flat();
}
