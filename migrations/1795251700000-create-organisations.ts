import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Organisations, municipalities with their mergers and inhabitants, and the decisions of governing bodies. */
export class CreateOrganisations1795251700000 implements MigrationInterface {
  name = 'CreateOrganisations1795251700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organisation (
        id text collate "C" primary key constraint organisation_id_check check (id ~ '^org_[0-9a-z]{26}$'),
        slug text collate "C" not null constraint organisation_slug_key unique constraint organisation_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        kind text not null constraint organisation_kind_check
          check (kind in ('MUNICIPALITY', 'SUPPLIER', 'PARTNERSHIP', 'STANDARDS_BODY', 'BODY', 'NATIONAL_GOVERNMENT')),
        name text not null constraint organisation_name_check check (name <> ''),
        aliases text[] not null default '{}',
        oin text constraint organisation_oin_check check (oin ~ '^[0-9]{20}$'),
        uri text, website text,
        confidence text not null constraint organisation_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text,
        registered_at timestamptz(3) not null default clock_timestamp(),
        updated_at timestamptz(3) not null default clock_timestamp(),
        revision integer not null default 1
      );
      call keep_rows('organisation');

      create table organisation_profile (
        row_id bigint generated always as identity primary key,
        organisation_id text collate "C" not null constraint organisation_profile_organisation_id_fkey references organisation,
        name text not null,
        province text constraint organisation_profile_province_check check (province in ('DRENTHE', 'FLEVOLAND', 'FRYSLAN', 'GELDERLAND',
          'GRONINGEN', 'LIMBURG', 'NOORD_BRABANT', 'NOORD_HOLLAND', 'OVERIJSSEL', 'UTRECHT', 'ZEELAND', 'ZUID_HOLLAND')),
        is_from_known boolean not null,
        confidence text not null constraint organisation_profile_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text,
        valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity'
      );
      comment on table organisation_profile is 'Under which name and in which province an organisation exists, through time.';
      call temporal_install('organisation_profile', 'organisation_id');

      create table municipality (
        id text collate "C" primary key constraint municipality_id_check check (id ~ '^mun_[0-9a-z]{26}$'),
        organisation_id text collate "C" not null constraint municipality_organisation_id_key unique
          constraint municipality_organisation_id_fkey references organisation,
        code text collate "C" not null constraint municipality_code_key unique constraint municipality_code_check check (code ~ '^GM[0-9]{4}$'),
        name text not null,
        aliases text[] not null default '{}',
        registered_at timestamptz(3) not null default clock_timestamp()
      );
      create index municipality_name_idx on municipality ((lower(name) collate "C"), id);
      call keep_rows('municipality');

      create table municipality_population (
        row_id bigint generated always as identity primary key,
        municipality_id text collate "C" not null constraint municipality_population_municipality_id_fkey references municipality,
        inhabitants integer not null constraint municipality_population_inhabitants_check check (inhabitants >= 0),
        confidence text not null constraint municipality_population_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text,
        valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity',
        constraint municipality_population_year_check
          check (valid_from = date_trunc('year', valid_from) and valid_to = valid_from + interval '1 year')
      );
      comment on table municipality_population is 'Inhabitants on 1 January; the valid period is that calendar year.';
      call temporal_install('municipality_population', 'municipality_id');

      create table municipality_succession (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint municipality_succession_id_check check (id ~ '^suc_[0-9a-z]{26}$'),
        predecessor_id text collate "C" not null constraint municipality_succession_predecessor_id_fkey references municipality,
        successor_id text collate "C" not null constraint municipality_succession_successor_id_fkey references municipality,
        kind text not null constraint municipality_succession_kind_check check (kind in ('MERGER', 'ABSORPTION', 'SPLIT')),
        confidence text not null constraint municipality_succession_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text,
        valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity',
        constraint municipality_succession_self_check check (predecessor_id <> successor_id),
        constraint municipality_succession_pair_excl exclude using gist
          ((predecessor_id || '') with =, (successor_id || '') with =, daterange(valid_from, valid_to) with &&) where (known_to = 'infinity')
      );
      create index municipality_succession_predecessor_id_idx on municipality_succession (predecessor_id);
      create index municipality_succession_successor_id_idx on municipality_succession (successor_id);
      call temporal_install('municipality_succession', 'id');

      create table decision (
        id text collate "C" primary key constraint decision_id_check check (id ~ '^dec_[0-9a-z]{26}$'),
        slug text collate "C" not null constraint decision_slug_key unique,
        body text not null constraint decision_body_check check (body in ('VNG_DIRECTORATE', 'CVD', 'CVA', 'VNG_BOARD', 'ALV', 'BALV',
          'TASKFORCE', 'COMMITTEE', 'FORUM', 'OBDO', 'LEGISLATOR')),
        outcome text not null constraint decision_outcome_check check (outcome in ('ADOPTED', 'REJECTED', 'DEFERRED', 'NOTED')),
        title text not null,
        decided_on date not null,
        effective_from date,
        reference text, document text,
        votes_in_favour integer, votes_against integer, votes_abstained integer,
        corrects_id text collate "C" constraint decision_corrects_id_fkey references decision,
        confidence text not null constraint decision_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text,
        recorded_at timestamptz(3) not null default clock_timestamp(),
        constraint decision_vote_check check (num_nulls(votes_in_favour, votes_against, votes_abstained) in (0, 3)
          and least(votes_in_favour, votes_against, votes_abstained) >= 0)
      );
      create index decision_decided_on_idx on decision (decided_on desc, id);
      create index decision_body_idx on decision (body, decided_on desc, id);
      call append_only('decision');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table decision;
      drop function municipality_succession_put(municipality_succession, boolean);
      drop table municipality_succession;
      drop function municipality_population_put(municipality_population, boolean);
      drop table municipality_population;
      drop table municipality;
      drop function organisation_profile_put(organisation_profile, boolean);
      drop table organisation_profile;
      drop table organisation;
    `);
  }
}
