import { type MigrationInterface, type QueryRunner } from 'typeorm';

const BODIES = `('VNG_DIRECTORATE', 'CVD', 'CVA', 'VNG_BOARD', 'ALV', 'BALV', 'TASKFORCE', 'COMMITTEE', 'FORUM', 'OBDO', 'LEGISLATOR')`;
const STATES = `('DRAFT', 'SUBMITTED', 'INTAKE', 'RETURNED', 'NOT_TAKEN_UP', 'IN_ASSESSMENT', 'IN_CONSULTATION', 'CVD_ADVICE', 'DECISION', 'ESTABLISHED', 'REJECTED', 'DEFERRED', 'WITHDRAWN')`;
const KINDS = `('NEW_STANDARD', 'NEW_VERSION', 'SCOPE_CHANGE', 'BINDING_CHANGE', 'PHASE_OUT')`;
const LEVELS = `('RECOMMENDED', 'COMPLY_OR_EXPLAIN', 'MANDATORY')`;
const ID = (table: string, prefix: string) =>
  `id text collate "C" primary key constraint ${table}_id_check check (id ~ '^${prefix}_[0-9a-z]{26}$')`;
const REF = (table: string, column: string, other: string) =>
  `${column} text collate "C" constraint ${table}_${column}_fkey references ${other}`;
const SOURCED = (table: string) =>
  `confidence text not null constraint ${table}_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text`;
const KEPT = `registered_at timestamptz(3) not null default clock_timestamp(),
        updated_at timestamptz(3) not null default clock_timestamp(),
        revision integer not null default 1`;
const PERIODS = `valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity'`;

/** The way from a proposal to what binds: who proposes, what is judged, asked and advised, and who decides. */
export class CreateGovernance1795400200000 implements MigrationInterface {
  name = 'CreateGovernance1795400200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table proposal (
        ${ID('proposal', 'prp')},
        number integer not null default 0 constraint proposal_number_check check (number >= 0),
        title text not null constraint proposal_title_check check (title <> ''),
        kind text not null constraint proposal_kind_check check (kind in ${KINDS}),
        state text not null constraint proposal_state_check check (state in ${STATES}),
        ${REF('proposal', 'standard_id', 'standard')},
        ${REF('proposal', 'version_id', 'standard_version')},
        aimed_level text constraint proposal_aimed_level_check check (aimed_level in ${LEVELS}),
        motivation text not null constraint proposal_motivation_check check (motivation <> ''),
        functional_scope text,
        organisational_scope text,
        end_of_support_on date,
        ${REF('proposal', 'successor_id', 'standard_version')},
        is_without_successor boolean not null default false,
        ${REF('proposal', 'project_id', 'project')},
        submitted_by text collate "C" not null constraint proposal_submitted_by_fkey references organisation,
        submitter_issuer text not null,
        submitter_subject text not null,
        submitted_at timestamptz(3),
        ${KEPT},
        constraint proposal_number_submitted_check check ((number > 0) = (submitted_at is not null)),
        constraint proposal_successor_check check (not (is_without_successor and successor_id is not null))
      );
      comment on column proposal.number is '0 until it is first submitted: a gap would tell of a draft.';
      comment on column proposal.state is 'That of its last step.';
      create unique index proposal_number_key on proposal (number) where number > 0;
      create index proposal_state_idx on proposal (state, number desc);
      create index proposal_standard_id_idx on proposal (standard_id);
      create index proposal_version_id_idx on proposal (version_id);
      create index proposal_successor_id_idx on proposal (successor_id);
      create index proposal_project_id_idx on proposal (project_id);
      create index proposal_submitted_by_idx on proposal (submitted_by);
      call keep_rows('proposal');

      create table proposal_step (
        proposal_id text collate "C" not null constraint proposal_step_proposal_id_fkey references proposal,
        position integer not null,
        from_state text constraint proposal_step_from_state_check check (from_state in ${STATES}),
        to_state text not null constraint proposal_step_to_state_check check (to_state in ${STATES}),
        ${REF('proposal_step', 'by_id', 'organisation')},
        reason text,
        at timestamptz(3) not null default clock_timestamp(),
        constraint proposal_step_pkey primary key (proposal_id, position)
      );
      comment on table proposal_step is 'What became of a proposal, in order; the state is that of the last.';
      create index proposal_step_by_id_idx on proposal_step (by_id);
      call append_only('proposal_step');

      create table proposal_support (
        proposal_id text collate "C" not null constraint proposal_support_proposal_id_fkey references proposal,
        organisation_id text collate "C" not null constraint proposal_support_organisation_id_fkey references organisation,
        position integer not null,
        is_given boolean not null,
        at timestamptz(3) not null default clock_timestamp(),
        constraint proposal_support_pkey primary key (proposal_id, organisation_id, position)
      );
      comment on table proposal_support is 'Who supports a proposal: the last of an organisation counts.';
      create index proposal_support_organisation_id_idx on proposal_support (organisation_id);
      call append_only('proposal_support');

      create table criterion (
        ${ID('criterion', 'crt')},
        code text collate "C" not null constraint criterion_code_key unique constraint criterion_code_check check (code <> ''),
        position integer not null,
        title text not null constraint criterion_title_check check (title <> ''),
        title_en text,
        question text not null constraint criterion_question_check check (question <> ''),
        question_en text,
        is_mandatory boolean not null,
        source text not null,
        proposal_kinds text[] not null constraint criterion_proposal_kinds_check check (proposal_kinds <> '{}'),
        standard_kinds text[] not null default '{}',
        ${SOURCED('criterion')},
        ${KEPT}
      );
      comment on column criterion.standard_kinds is 'Of standards of which kinds it is asked; of all when empty.';
      call keep_rows('criterion');

      create table proposal_assessment (
        proposal_id text collate "C" not null constraint proposal_assessment_proposal_id_fkey references proposal,
        criterion_id text collate "C" not null constraint proposal_assessment_criterion_id_fkey references criterion,
        position integer not null,
        verdict text not null constraint proposal_assessment_verdict_check check (verdict in ('MET', 'PARTLY_MET', 'NOT_MET', 'NOT_APPLICABLE')),
        motivation text not null constraint proposal_assessment_motivation_check check (motivation <> ''),
        ${REF('proposal_assessment', 'by_id', 'organisation')},
        at timestamptz(3) not null default clock_timestamp(),
        constraint proposal_assessment_pkey primary key (proposal_id, criterion_id, position)
      );
      comment on table proposal_assessment is 'How a proposal was judged on a criterion: the last counts.';
      create index proposal_assessment_criterion_id_idx on proposal_assessment (criterion_id);
      create index proposal_assessment_by_id_idx on proposal_assessment (by_id);
      call append_only('proposal_assessment');

      create table consultation (
        proposal_id text collate "C" not null constraint consultation_proposal_id_fkey references proposal,
        round integer not null,
        position integer not null,
        open_from date not null,
        open_until date not null,
        reason text,
        at timestamptz(3) not null default clock_timestamp(),
        constraint consultation_pkey primary key (proposal_id, round, position),
        constraint consultation_open_check check (open_until >= open_from)
      );
      comment on table consultation is 'In which days (the last one exclusive) one may react: of a round, the last that was set.';
      call append_only('consultation');

      create table reaction (
        ${ID('reaction', 'rea')},
        proposal_id text collate "C" not null constraint reaction_proposal_id_fkey references proposal,
        round integer not null,
        ${REF('reaction', 'organisation_id', 'organisation')},
        writer_issuer text not null,
        writer_subject text not null,
        text text not null constraint reaction_text_check check (text <> ''),
        received_at timestamptz(3) not null default clock_timestamp()
      );
      create index reaction_proposal_id_idx on reaction (proposal_id, received_at, id);
      create index reaction_organisation_id_idx on reaction (organisation_id);
      call append_only('reaction');

      create table reaction_answer (
        reaction_id text collate "C" not null constraint reaction_answer_reaction_id_fkey references reaction,
        position integer not null,
        text text not null constraint reaction_answer_text_check check (text <> ''),
        ${REF('reaction_answer', 'by_id', 'organisation')},
        at timestamptz(3) not null default clock_timestamp(),
        constraint reaction_answer_pkey primary key (reaction_id, position)
      );
      comment on table reaction_answer is 'What was answered to a reaction: the last counts.';
      create index reaction_answer_by_id_idx on reaction_answer (by_id);
      call append_only('reaction_answer');

      create table advice (
        ${ID('advice', 'adv')},
        proposal_id text collate "C" not null constraint advice_proposal_id_fkey references proposal,
        body text not null constraint advice_body_check check (body in ${BODIES}),
        advice_position text not null constraint advice_advice_position_check check (advice_position in ('POSITIVE', 'POSITIVE_WITH_CONDITIONS', 'NEGATIVE', 'ABSTAINED')),
        rationale text not null constraint advice_rationale_check check (rationale <> ''),
        given_on date not null,
        document text,
        ${REF('advice', 'by_id', 'organisation')},
        recorded_at timestamptz(3) not null default clock_timestamp()
      );
      comment on table advice is 'What bodies advise: the last of a body counts.';
      create index advice_proposal_id_idx on advice (proposal_id, given_on, id);
      create index advice_by_id_idx on advice (by_id);
      call append_only('advice');

      create table pending_decision (
        ${ID('pending_decision', 'pdc')},
        proposal_id text collate "C" not null constraint pending_decision_proposal_id_fkey references proposal,
        body text not null constraint pending_decision_body_check check (body in ${BODIES}),
        outcome text not null constraint pending_decision_outcome_check check (outcome in ('ADOPTED', 'REJECTED', 'DEFERRED')),
        decided_on date not null,
        effective_from date,
        reference text,
        document text,
        votes_in_favour integer,
        votes_against integer,
        votes_abstained integer,
        members_consulted boolean not null default false,
        ${REF('pending_decision', 'corrects_id', 'decision')},
        reason text,
        state text not null default 'WAITING' constraint pending_decision_state_check check (state in ('WAITING', 'CONFIRMED', 'WITHDRAWN')),
        recorded_for text collate "C" not null constraint pending_decision_recorded_for_fkey references organisation,
        recorder_issuer text not null,
        recorder_subject text not null,
        ${REF('pending_decision', 'decision_id', 'decision')},
        ${KEPT}
      );
      comment on table pending_decision is 'What one secretary recorded, until another confirms it.';
      create unique index pending_decision_waiting_key on pending_decision (proposal_id) where state = 'WAITING';
      create index pending_decision_proposal_id_idx on pending_decision (proposal_id);
      create index pending_decision_recorded_for_idx on pending_decision (recorded_for);
      create index pending_decision_corrects_id_idx on pending_decision (corrects_id);
      create index pending_decision_decision_id_idx on pending_decision (decision_id);
      call keep_rows('pending_decision');

      create table proposal_decision (
        proposal_id text collate "C" not null constraint proposal_decision_proposal_id_fkey references proposal,
        decision_id text collate "C" not null constraint proposal_decision_decision_id_fkey references decision,
        members_consulted boolean not null default false,
        constraint proposal_decision_pkey primary key (proposal_id, decision_id)
      );
      create index proposal_decision_decision_id_idx on proposal_decision (decision_id);
      call append_only('proposal_decision');

      create table standard_scope (
        row_id bigint generated always as identity primary key,
        standard_id text collate "C" not null constraint standard_scope_standard_id_fkey references standard,
        functional_scope text,
        organisational_scope text,
        ${REF('standard_scope', 'decision_id', 'decision')},
        is_from_known boolean not null,
        ${SOURCED('standard_scope')},
        ${PERIODS}
      );
      comment on table standard_scope is 'For what and for whom a standard is meant since a decision on that, through time; before it, what the standard says of itself.';
      create index standard_scope_decision_id_idx on standard_scope (decision_id);
      call temporal_install('standard_scope', 'standard_id');

      create table meeting (
        ${ID('meeting', 'mtg')},
        body text not null constraint meeting_body_check check (body in ${BODIES}),
        held_on date not null,
        place text,
        is_cancelled boolean not null default false,
        ${KEPT},
        constraint meeting_body_held_on_key unique (body, held_on)
      );
      create index meeting_held_on_idx on meeting (held_on desc, id);
      call keep_rows('meeting');

      create table body_service (
        organisation_id text collate "C" not null constraint body_service_organisation_id_fkey references organisation,
        body text not null constraint body_service_body_check check (body in ${BODIES}),
        constraint body_service_pkey primary key (organisation_id, body)
      );
      comment on table body_service is 'Which organisation keeps the agenda, advice and decisions of which bodies.';
      create trigger keep_table before truncate on body_service for each statement execute function refuse_change();
      do $$ begin
        if exists (select from pg_roles where rolname = 'standaardenregister_service') then
          grant select, insert, delete on body_service to standaardenregister_service;
        end if;
      end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table body_service;
      drop table meeting;
      drop function standard_scope_put(standard_scope, boolean);
      drop table standard_scope;
      drop table proposal_decision;
      drop table pending_decision;
      drop table advice;
      drop table reaction_answer;
      drop table reaction;
      drop table consultation;
      drop table proposal_assessment;
      drop table criterion;
      drop table proposal_support;
      drop table proposal_step;
      drop table proposal;
    `);
  }
}
