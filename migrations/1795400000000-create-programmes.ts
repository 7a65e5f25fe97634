import { type MigrationInterface, type QueryRunner } from 'typeorm';

const SOURCED = (table: string) =>
  `confidence text not null constraint ${table}_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text`;
const KEPT = `registered_at timestamptz(3) not null default clock_timestamp(),
        updated_at timestamptz(3) not null default clock_timestamp(),
        revision integer not null default 1`;
const PERIODS = `valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity'`;

/** A table that says which things of another sort go with a project. What only ties is taken away when it was wrong; the log and the files tell what stood there. */
const LINK = (other: string, table: string) => `
      create table project_${other} (
        project_id text collate "C" not null constraint project_${other}_project_id_fkey references project,
        ${other}_id text collate "C" not null constraint project_${other}_${other}_id_fkey references ${table},
        constraint project_${other}_pkey primary key (project_id, ${other}_id)
      );
      create index project_${other}_${other}_id_idx on project_${other} (${other}_id);
      create trigger keep_table before truncate on project_${other} for each statement execute function refuse_change();
      do $$ begin
        if exists (select from pg_roles where rolname = 'standaardenregister_service') then
          grant select, insert, delete on project_${other} to standaardenregister_service;
        end if;
      end $$;`;

/** The programme of joint execution: its plans and projects, who takes part, and the fund that every municipality pays. */
export class CreateProgrammes1795400000000 implements MigrationInterface {
  name = 'CreateProgrammes1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table programme (
        id text collate "C" primary key constraint programme_id_check check (id ~ '^pgm_[0-9a-z]{26}$'),
        slug text collate "C" not null constraint programme_slug_key unique
          constraint programme_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name text not null constraint programme_name_check check (name <> ''),
        name_en text,
        kind text not null constraint programme_kind_check check (kind in ('MULTI_YEAR_PROGRAMME', 'CHANGE_AGENDA', 'YEAR_PLAN')),
        runs_from date not null,
        runs_to date,
        part_of_id text collate "C" constraint programme_part_of_id_fkey references programme
          constraint programme_part_of_id_check check (part_of_id <> id),
        decision_id text collate "C" constraint programme_decision_id_fkey references decision,
        url text,
        ${SOURCED('programme')},
        ${KEPT},
        constraint programme_runs_check check (runs_to > runs_from)
      );
      create index programme_part_of_id_idx on programme (part_of_id);
      create index programme_runs_from_idx on programme (runs_from desc, id);
      call keep_rows('programme');

      create table project (
        id text collate "C" primary key constraint project_id_check check (id ~ '^prj_[0-9a-z]{26}$'),
        programme_id text collate "C" not null constraint project_programme_id_fkey references programme,
        slug text collate "C" not null constraint project_slug_key unique
          constraint project_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name text not null constraint project_name_check check (name <> ''),
        name_en text,
        summary text not null,
        summary_en text,
        activity text not null constraint project_activity_check check (activity in ('STRUCTURAL', 'PROGRAMME', 'PROJECT', 'PROPOSITION')),
        years integer[] not null constraint project_years_check check (years <> '{}' and array_position(years, null) is null),
        ${SOURCED('project')},
        ${KEPT}
      );
      comment on column project.years is 'Those of which a source says that it was worked on, from the first to the last.';
      create index project_programme_id_idx on project (programme_id, id);
      create index project_name_idx on project ((lower(name) collate "C"), id);
      call keep_rows('project');

      create table project_stage (
        row_id bigint generated always as identity primary key,
        project_id text collate "C" not null constraint project_stage_project_id_fkey references project,
        stage text not null constraint project_stage_stage_check check (stage in ('IDEA', 'PILOT', 'CANDIDATE', 'SCALED_UP', 'STOPPED')),
        reason text,
        is_from_known boolean not null,
        ${SOURCED('project_stage')},
        ${PERIODS}
      );
      comment on table project_stage is 'How far a project is in the funnel of scaling up, through time.';
      call temporal_install('project_stage', 'project_id');
      ${LINK('standard', 'standard')}
      ${LINK('component', 'component')}
      ${LINK('decision', 'decision')}

      create table participation (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint participation_id_check check (id ~ '^ptc_[0-9a-z]{26}$'),
        project_id text collate "C" not null constraint participation_project_id_fkey references project,
        organisation_id text collate "C" not null constraint participation_organisation_id_fkey references organisation,
        role text not null constraint participation_role_check check (role in ('LEAD', 'PILOT', 'CO_DEVELOPER', 'OBSERVER', 'ADOPTER')),
        is_from_known boolean not null,
        ${SOURCED('participation')},
        ${PERIODS},
        constraint participation_whole_excl exclude using gist ((project_id || '') with =, (organisation_id || '') with =, (role || '') with =,
          daterange(valid_from, valid_to) with &&) where (known_to = 'infinity')
      );
      comment on table participation is 'Who takes part in which project as what, through time.';
      create unique index participation_held_key on participation (id) where known_to = 'infinity';
      create index participation_project_id_idx on participation (project_id);
      create index participation_organisation_id_idx on participation (organisation_id);
      call temporal_install('participation', 'id');

      create table fund_year (
        id text collate "C" primary key constraint fund_year_id_check check (id ~ '^fyr_[0-9a-z]{26}$'),
        year integer not null constraint fund_year_year_key unique constraint fund_year_year_check check (year between 2000 and 2199),
        reference_date date not null,
        cents_with_vat bigint constraint fund_year_cents_with_vat_check check (cents_with_vat >= 0),
        cents_without_vat bigint constraint fund_year_cents_without_vat_check check (cents_without_vat >= 0),
        printed_cents_per_inhabitant integer constraint fund_year_printed_cents_per_inhabitant_check check (printed_cents_per_inhabitant >= 0),
        planned_cents_without_vat bigint constraint fund_year_planned_cents_without_vat_check check (planned_cents_without_vat >= 0),
        other_cents_without_vat bigint constraint fund_year_other_cents_without_vat_check check (other_cents_without_vat >= 0),
        decision_id text collate "C" constraint fund_year_decision_id_fkey references decision,
        ${SOURCED('fund_year')},
        ${KEPT},
        constraint fund_year_vat_check check (cents_with_vat >= cents_without_vat)
      );
      comment on column fund_year.reference_date is 'The day whose inhabitants divide the total.';
      comment on column fund_year.cents_with_vat is 'What all municipalities pay together, VAT in it; null when no source tells.';
      comment on column fund_year.other_cents_without_vat is 'What of the plan others than the municipalities pay.';
      call keep_rows('fund_year');

      create table fund_contribution (
        id text collate "C" primary key constraint fund_contribution_id_check check (id ~ '^fct_[0-9a-z]{26}$'),
        fund_year_id text collate "C" not null constraint fund_contribution_fund_year_id_fkey references fund_year,
        municipality_id text collate "C" not null constraint fund_contribution_municipality_id_fkey references municipality,
        inhabitants integer not null constraint fund_contribution_inhabitants_check check (inhabitants >= 0),
        population_year integer not null,
        cents_with_vat bigint constraint fund_contribution_cents_with_vat_check check (cents_with_vat >= 0),
        cents_without_vat bigint constraint fund_contribution_cents_without_vat_check check (cents_without_vat >= 0),
        registered_at timestamptz(3) not null default clock_timestamp(),
        constraint fund_contribution_cents_check check (num_nonnulls(cents_with_vat, cents_without_vat) > 0),
        constraint fund_contribution_fund_year_id_municipality_id_key unique (fund_year_id, municipality_id)
      );
      comment on column fund_contribution.population_year is 'Of which year the inhabitants are: the nearest known where those of the reference date are not.';
      create index fund_contribution_municipality_id_idx on fund_contribution (municipality_id);
      -- Worked out anew when a total or what is known of municipalities is corrected; then one may turn out to have no part in it.
      do $$ begin
        if exists (select from pg_roles where rolname = 'standaardenregister_service') then
          grant select, insert, update, delete on fund_contribution to standaardenregister_service;
        end if;
      end $$;

      create table fund_allocation (
        id text collate "C" primary key constraint fund_allocation_id_check check (id ~ '^fal_[0-9a-z]{26}$'),
        fund_year_id text collate "C" not null constraint fund_allocation_fund_year_id_fkey references fund_year,
        programme_id text collate "C" constraint fund_allocation_programme_id_fkey references programme,
        project_id text collate "C" constraint fund_allocation_project_id_fkey references project,
        planned_cents bigint not null constraint fund_allocation_planned_cents_check check (planned_cents >= 0),
        realised_cents bigint constraint fund_allocation_realised_cents_check check (realised_cents >= 0),
        includes_vat boolean not null,
        account text,
        url text,
        ${SOURCED('fund_allocation')},
        ${KEPT},
        constraint fund_allocation_of_check check (num_nonnulls(programme_id, project_id) = 1),
        constraint fund_allocation_whole_key unique nulls not distinct (fund_year_id, programme_id, project_id)
      );
      comment on column fund_allocation.account is 'What came of it: the accounting for results.';
      create index fund_allocation_programme_id_idx on fund_allocation (programme_id);
      create index fund_allocation_project_id_idx on fund_allocation (project_id);
      call keep_rows('fund_allocation');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table fund_allocation;
      drop table fund_contribution;
      drop table fund_year;
      drop function participation_put(participation, boolean);
      drop table participation;
      drop table project_decision;
      drop table project_component;
      drop table project_standard;
      drop function project_stage_put(project_stage, boolean);
      drop table project_stage;
      drop table project;
      drop table programme;
    `);
  }
}
