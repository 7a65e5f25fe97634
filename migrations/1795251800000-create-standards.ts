import { type MigrationInterface, type QueryRunner } from 'typeorm';

const LIFECYCLES = `('IN_DEVELOPMENT', 'CONSULTATION', 'CANDIDATE', 'IN_USE', 'END_OF_SUPPORT', 'WITHDRAWN', 'VOID')`;
const CONFIDENCES = `('SEEN', 'INFERRED', 'RECALLED')`;
const TIMES = `
        valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity'`;

/** Standards, their versions, lifecycle phases, artifacts, relations and obligations. */
export class CreateStandards1795251800000 implements MigrationInterface {
  name = 'CreateStandards1795251800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(URI_COMPONENT);
    await runner.query(`
      create table standard (
        id text collate "C" primary key constraint standard_id_check check (id ~ '^std_[0-9a-z]{26}$'),
        slug text collate "C" not null constraint standard_slug_key unique constraint standard_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name_nl text not null constraint standard_name_nl_check check (name_nl <> ''),
        name_en text,
        abbreviation text,
        synonyms text[] not null default '{}',
        former_names text[] not null default '{}',
        summary_nl text not null, summary_en text,
        kind text not null constraint standard_kind_check check (kind in ('ICT_SOLUTION', 'WORK_PROCESS', 'INTERFACE', 'ARCHITECTURE',
          'PROCUREMENT_TERMS', 'INFORMATION_MODEL', 'SECURITY_NORM', 'DOCUMENT_FORMAT')),
        theme text,
        steward_id text collate "C" not null constraint standard_steward_id_fkey references organisation,
        functional_scope text, organisational_scope text, legal_basis text,
        website text,
        stated_obligation text,
        confidence text not null constraint standard_confidence_check check (confidence in ${CONFIDENCES}),
        provenance text,
        registered_at timestamptz(3) not null default clock_timestamp(),
        updated_at timestamptz(3) not null default clock_timestamp(),
        revision integer not null default 1
      );
      comment on column standard.stated_obligation is 'What a source says of its status where that is no obligation; kept as printed.';
      create index standard_name_nl_idx on standard ((lower(name_nl) collate "C"), id);
      create index standard_updated_at_idx on standard (updated_at, id);
      create index standard_kind_idx on standard (kind);
      create index standard_steward_id_idx on standard (steward_id);
      create index standard_theme_idx on standard (theme);
      call keep_rows('standard');

      create table standard_identifier (
        register text not null, identifier text not null, url text,
        confidence text not null constraint standard_identifier_confidence_check check (confidence in ${CONFIDENCES}),
        standard_id text collate "C" not null constraint standard_identifier_standard_id_fkey references standard,
        constraint standard_identifier_pkey primary key (register, identifier, standard_id)
      );
      create index standard_identifier_standard_id_idx on standard_identifier (standard_id, register, identifier);
      call keep_rows('standard_identifier');

      create table standard_version (
        id text collate "C" primary key constraint standard_version_id_check check (id ~ '^ver_[0-9a-z]{26}$'),
        standard_id text collate "C" not null constraint standard_version_standard_id_fkey references standard,
        label text collate "C" not null constraint standard_version_label_check check (label <> ''),
        label_path text not null generated always as (uri_component(label)) stored,
        kind text not null constraint standard_version_kind_check check (kind in ('RELEASE', 'LINE', 'ROLLING')),
        line_id text collate "C" constraint standard_version_line_id_fkey references standard_version,
        position integer not null,
        published_on date,
        published_text text,
        changes_nl text, changes_en text,
        url text,
        source_status text,
        confidence text not null constraint standard_version_confidence_check check (confidence in ${CONFIDENCES}),
        provenance text,
        registered_at timestamptz(3) not null default clock_timestamp(),
        revision integer not null default 1,
        constraint standard_version_standard_id_label_key unique (standard_id, label),
        constraint standard_version_standard_id_position_key unique (standard_id, position) deferrable initially deferred
      );
      comment on column standard_version.label_path is 'The label as it stands in the stable URI.';
      comment on column standard_version.position is 'Order among the versions of one standard; labels and dates do not order versions.';
      comment on column standard_version.published_text is 'The date as printed, where it is not a full date.';
      create index standard_version_standard_id_idx on standard_version (standard_id, position);
      call keep_rows('standard_version');

      create table version_phase (
        row_id bigint generated always as identity primary key,
        version_id text collate "C" not null constraint version_phase_version_id_fkey references standard_version,
        lifecycle text not null constraint version_phase_lifecycle_check check (lifecycle in ${LIFECYCLES}),
        reason text,
        decision_id text collate "C" constraint version_phase_decision_id_fkey references decision,
        successor_id text collate "C" constraint version_phase_successor_id_fkey references standard_version,
        is_without_successor boolean not null default false,
        corrects_row_id bigint constraint version_phase_corrects_row_id_fkey references version_phase,
        is_from_known boolean not null,
        confidence text not null constraint version_phase_confidence_check check (confidence in ${CONFIDENCES}),
        provenance text,${TIMES}
      );
      create index version_phase_successor_id_idx on version_phase (successor_id);
      call temporal_install('version_phase', 'version_id');

      create table artifact (
        version_id text collate "C" not null constraint artifact_version_id_fkey references standard_version,
        position integer not null,
        kind text not null constraint artifact_kind_check check (kind in ('OPENAPI', 'XSD', 'WSDL', 'TEXT', 'TEST', 'MODEL', 'OTHER')),
        title text not null, url text not null, media_type text,
        sha256 text constraint artifact_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
        is_normative boolean not null default false,
        constraint artifact_pkey primary key (version_id, position)
      );
      call keep_rows('artifact');

      create table standard_relation (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint standard_relation_id_check check (id ~ '^rel_[0-9a-z]{26}$'),
        kind text not null constraint standard_relation_kind_check check (kind in ('REPLACES', 'REPLACES_PARTIALLY', 'BASIS_FOR', 'PROFILE_OF',
          'REQUIRES', 'COMPATIBLE_WITH', 'CONFLICTS_WITH', 'PART_OF', 'RELATED_TO')),
        subject_standard_id text collate "C" not null constraint standard_relation_subject_standard_id_fkey references standard,
        subject_version_id text collate "C" constraint standard_relation_subject_version_id_fkey references standard_version,
        object_standard_id text collate "C" not null constraint standard_relation_object_standard_id_fkey references standard,
        object_version_id text collate "C" constraint standard_relation_object_version_id_fkey references standard_version,
        note text,
        is_from_known boolean not null,
        confidence text not null constraint standard_relation_confidence_check check (confidence in ${CONFIDENCES}),
        provenance text,${TIMES},
        constraint standard_relation_ends_excl exclude using gist (kind with =, (subject_standard_id || '') with =, coalesce(subject_version_id, '') with =,
          (object_standard_id || '') with =, coalesce(object_version_id, '') with =, daterange(valid_from, valid_to) with &&) where (known_to = 'infinity')
      );
      create index standard_relation_subject_idx on standard_relation (subject_standard_id);
      create index standard_relation_object_idx on standard_relation (object_standard_id);
      create index standard_relation_subject_version_idx on standard_relation (subject_version_id) where subject_version_id is not null;
      create index standard_relation_object_version_idx on standard_relation (object_version_id) where object_version_id is not null;
      call temporal_install('standard_relation', 'id');

      create table obligation (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint obligation_id_check check (id ~ '^obl_[0-9a-z]{26}$'),
        standard_id text collate "C" not null constraint obligation_standard_id_fkey references standard,
        scope text not null default '',
        level text not null constraint obligation_level_check check (level in ('RECOMMENDED', 'COMPLY_OR_EXPLAIN', 'MANDATORY')),
        source text not null constraint obligation_source_check check (source in ('VNG', 'FORUM', 'LAW')),
        audience text,
        basis text,
        decision_id text collate "C" constraint obligation_decision_id_fkey references decision,
        url text,
        is_from_known boolean not null,
        confidence text not null constraint obligation_confidence_check check (confidence in ${CONFIDENCES}),
        provenance text,${TIMES},
        constraint obligation_scope_excl exclude using gist
          ((standard_id || '') with =, source with =, scope with =, daterange(valid_from, valid_to) with &&) where (known_to = 'infinity')
      );
      comment on column obligation.scope is 'Names the version range where the obligation does not hold for the whole standard; empty otherwise.';
      comment on column obligation.basis is 'The words of the source.';
      create index obligation_standard_id_idx on obligation (standard_id);
      call temporal_install('obligation', 'id');

      create table obligation_version (
        obligation_id text collate "C" not null,
        version_id text collate "C" not null constraint obligation_version_version_id_fkey references standard_version,
        constraint obligation_version_pkey primary key (obligation_id, version_id)
      );
      create index obligation_version_version_id_idx on obligation_version (version_id);
      call append_only('obligation_version');
    `);
    await runner.query(PUBLISHED_IS_FIXED);
    await runner.query(TOUCH_STANDARD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table obligation_version;
      drop function obligation_put(obligation, boolean);
      drop table obligation;
      drop function standard_relation_put(standard_relation, boolean);
      drop table standard_relation;
      drop table artifact;
      drop function version_phase_put(version_phase, boolean);
      drop table version_phase;
      drop table standard_version;
      drop table standard_identifier;
      drop table standard;
      drop function keep_published_version();
      drop function keep_published_artifact();
      drop function is_published(text);
      drop function touch_standard_of_version();
      drop function touch_standard();
      drop function uri_component(text);
    `);
  }
}

/** Once a version has left the drawing board, what it is cannot change; where it stands in the order, and how sure that is, may. */
const PUBLISHED_IS_FIXED = `
  create function is_published(p_version_id text) returns boolean language sql stable as $$
    select exists (select from version_phase where version_id = p_version_id and known_to = 'infinity'
      and lifecycle in ('IN_USE', 'END_OF_SUPPORT', 'WITHDRAWN', 'VOID'))
  $$;
  create function keep_published_version() returns trigger language plpgsql as $$
  begin
    if is_published(old.id) then
      raise exception 'version % is published and cannot be changed', old.label
        using errcode = 'insufficient_privilege', constraint = 'standard_version_published_check';
    end if;
    return new;
  end $$;
  create trigger keep_published before update on standard_version for each row
    when ((new.id, new.standard_id, new.label, new.kind, new.line_id, new.published_on, new.published_text, new.changes_nl, new.changes_en, new.url)
      is distinct from (old.id, old.standard_id, old.label, old.kind, old.line_id, old.published_on, old.published_text, old.changes_nl, old.changes_en, old.url))
    execute function keep_published_version();
  create function keep_published_artifact() returns trigger language plpgsql as $$
  begin
    if is_published(new.version_id) or (tg_op = 'UPDATE' and is_published(old.version_id)) then
      raise exception 'an artifact of a published version cannot be added or changed'
        using errcode = 'insufficient_privilege', constraint = 'artifact_published_check';
    end if;
    return new;
  end $$;
  create trigger keep_published before insert or update on artifact for each row execute function keep_published_artifact();
`;

/** Readers that follow changes look at one instant a standard: what is said of a standard elsewhere moves it too. */
const TOUCH_STANDARD = `
  create function touch_standard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    execute format('update standard set updated_at = clock_timestamp() where id in (select %I from changed)', tg_argv[0]);
    return null;
  end $$;
  create function touch_standard_of_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update standard set updated_at = clock_timestamp()
    where id in (select v.standard_id from changed c join standard_version v on v.id = c.version_id);
    return null;
  end $$;
  create trigger touch_standard after insert on standard_version referencing new table as changed
    for each statement execute function touch_standard('standard_id');
  create trigger touch_standard after insert on obligation referencing new table as changed
    for each statement execute function touch_standard('standard_id');
  create trigger touch_subject after insert on standard_relation referencing new table as changed
    for each statement execute function touch_standard('subject_standard_id');
  create trigger touch_object after insert on standard_relation referencing new table as changed
    for each statement execute function touch_standard('object_standard_id');
  create trigger touch_standard after insert on version_phase referencing new table as changed
    for each statement execute function touch_standard_of_version();
  create trigger touch_standard after insert on artifact referencing new table as changed
    for each statement execute function touch_standard_of_version();
`;

/** Percent-encodes what RFC 3986 does not leave unreserved; labels hold blanks, slashes and brackets. */
const URI_COMPONENT = `
  create function uri_component(t text) returns text language sql immutable strict parallel safe as $$
    select coalesce(string_agg(case when c ~ '^[A-Za-z0-9._~-]$' then c
      else regexp_replace(upper(encode(convert_to(c, 'UTF8'), 'hex')), '(..)', '%\\1', 'g') end, '' order by n), '')
    from regexp_split_to_table(t, '') with ordinality s(c, n)
  $$;
`;
