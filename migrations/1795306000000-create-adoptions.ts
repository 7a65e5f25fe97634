import { type MigrationInterface, type QueryRunner } from 'typeorm';

const STATUSES = `('UNKNOWN', 'PLANNED', 'IMPLEMENTING', 'APPLIED', 'PHASED_OUT', 'NOT_APPLICABLE', 'EXPLAINED')`;
const ORIGINS = `('REPORTED', 'PROPOSED', 'DERIVED', 'INHERITED', 'APPROVED')`;
const REASONS = `('COSTS', 'NO_SUPPLIER_SUPPORT', 'TECHNICALLY_IMPOSSIBLE', 'IN_PROGRESS', 'NOT_RELEVANT_YET', 'OTHER')`;

/** Which municipality applies which standard, and the counts of it by month that are kept while it is written. */
export class CreateAdoptions1795306000000 implements MigrationInterface {
  name = 'CreateAdoptions1795306000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table adoption_key (
        id text collate "C" primary key constraint adoption_key_id_check check (id ~ '^adp_[0-9a-z]{26}$'),
        municipality_id text collate "C" not null constraint adoption_key_municipality_id_fkey references municipality,
        standard_id text collate "C" not null constraint adoption_key_standard_id_fkey references standard,
        constraint adoption_key_municipality_id_standard_id_key unique (municipality_id, standard_id),
        constraint adoption_key_whole_key unique (id, municipality_id, standard_id)
      );
      comment on table adoption_key is 'The one record of a municipality and a standard, under the id it keeps.';
      call append_only('adoption_key');
      do $$ begin
        if exists (select from pg_roles where rolname = 'standaardenregister_service') then
          revoke insert on adoption_key from standaardenregister_service;
        end if;
      end $$;

      create table adoption (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint adoption_id_check check (id ~ '^adp_[0-9a-z]{26}$'),
        municipality_id text collate "C" not null,
        standard_id text collate "C" not null,
        version_id text collate "C" constraint adoption_version_id_fkey references standard_version,
        status text not null constraint adoption_status_check check (status in ${STATUSES}),
        origin text not null constraint adoption_origin_check check (origin in ${ORIGINS}),
        planned_for date,
        explain_reason text constraint adoption_explain_reason_check check (explain_reason in ${REASONS}),
        motivation text,
        review_on date,
        is_confidential boolean not null default false,
        product_version_id text collate "C",
        confirm_by date,
        reason text,
        recorded_by text collate "C" constraint adoption_recorded_by_fkey references organisation,
        confidence text not null default 'SEEN' constraint adoption_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text,
        change_id text collate "C" not null constraint adoption_change_id_check check (change_id ~ '^adc_[0-9a-z]{26}$'),
        revision integer not null,
        from_status text constraint adoption_from_status_check check (from_status in ${STATUSES}),
        is_correction boolean not null default false,
        corrects_id text collate "C",
        is_remainder boolean not null default false,
        valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity',
        constraint adoption_id_fkey foreign key (id, municipality_id, standard_id) references adoption_key (id, municipality_id, standard_id),
        constraint adoption_planned_for_check check (planned_for is null or status in ('PLANNED', 'IMPLEMENTING')),
        constraint adoption_explanation_check check ((status = 'EXPLAINED') = (num_nonnulls(explain_reason, motivation, review_on) = 3)
          and num_nonnulls(explain_reason, motivation, review_on) in (0, 3))
      );
      comment on column adoption.change_id is 'The change that brought it; what is left of a row that was cut in two keeps that of the row.';
      comment on column adoption.is_remainder is 'True for what is left of an earlier row; the rows that are not are the history.';
      comment on column adoption.confirm_by is 'Until when it counts as current without being confirmed again.';
      call temporal_install('adoption', 'id');
      drop function adoption_put(adoption, boolean); -- record_adoptions is the one way
      -- Of a table this large, the key is compared by its hash: half the cost, and two that collide could only be refused.
      alter table adoption drop constraint adoption_id_valid_excl,
        add constraint adoption_id_valid_excl exclude using gist
          (hashtextextended(id, 0) with =, daterange(valid_from, valid_to) with &&) where (known_to = 'infinity');

      create index adoption_standard_id_now_idx on adoption (standard_id, valid_to, valid_from) where known_to = 'infinity';
      create index adoption_standard_id_then_idx on adoption (standard_id, known_to, known_from);
      create index adoption_municipality_id_now_idx on adoption (municipality_id, valid_to, valid_from) where known_to = 'infinity';
      create index adoption_municipality_id_then_idx on adoption (municipality_id, known_to, known_from);
      create index adoption_version_id_idx on adoption (version_id) where version_id is not null;
      create index adoption_confirm_by_idx on adoption (confirm_by) where known_to = 'infinity' and confirm_by is not null;
      create unique index adoption_revision_key on adoption (id, revision) where not is_remainder;
      create unique index adoption_change_id_key on adoption (change_id) where not is_remainder;
    `);
    await runner.query(COUNTS);
    await runner.query(LOCK);
    await runner.query(PROFILES);
    await runner.query(RECORD);
    await runner.query(`select refresh_adoption_profiles(array(select id from municipality))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger refresh_profiles_of_new on organisation_profile;
      drop trigger refresh_profiles_of_closed on organisation_profile;
      drop trigger refresh_profiles_of_new on municipality_population;
      drop trigger refresh_profiles_of_closed on municipality_population;
      drop trigger refresh_profiles_of_new on municipality;
      drop function refresh_profiles_of_organisations();
      drop function refresh_profiles_of_municipalities();
      drop function record_adoptions(adoption[], boolean);
      drop function refresh_adoption_profiles(text[]);
      drop function adoption_profiles(text[], timestamptz);
      drop function lock_adoptions(text[]);
      drop function adoption_steps(date, date, date);
      drop function month_of(date);
      drop function is_counted(text, text);
      drop table municipality_delta;
      drop table adoption_delta;
      drop table adoption_profile;
      drop table adoption;
      drop table adoption_key;
    `);
  }
}

/** Counts of a month are of its last day: a period counts from the month of its first day until the month of the day it ends. */
const COUNTS = `
  create table adoption_profile (
    municipality_id text collate "C" not null constraint adoption_profile_municipality_id_fkey references municipality,
    province text,
    population_class smallint not null,
    inhabitants integer,
    valid_from date not null, valid_to date not null,
    constraint adoption_profile_pkey primary key (municipality_id, valid_from)
  );
  comment on table adoption_profile is 'Under which province and class of inhabitants a municipality counts, while it exists; made from what is said of it elsewhere.';
  comment on column adoption_profile.population_class is '1 below 20,000 inhabitants, 2 below 50,000, 3 below 100,000, 4 below 250,000, 5 above; 0 not known.';

  create table adoption_delta (
    standard_id text collate "C" not null,
    month integer not null,
    province text,
    population_class smallint not null,
    status text not null,
    version_id text collate "C",
    n integer not null,
    stale integer not null
  );
  comment on table adoption_delta is 'By how much the count of adoptions changes in a month (year * 12 + month - 1); the sum up to a month is the count on its last day.';
  create index adoption_delta_standard_id_idx on adoption_delta (standard_id, month);

  create table municipality_delta (
    month integer not null,
    province text,
    population_class smallint not null,
    municipalities integer not null,
    measured integer not null,
    inhabitants bigint not null
  );
  comment on table municipality_delta is 'By how much the count of municipalities changes in a month: what adoptions are set against.';
  comment on column municipality_delta.measured is 'Of how many the inhabitants are known.';

  -- What counts: software in use and the word of others say nothing until the municipality confirms it.
  create function is_counted(p_status text, p_origin text) returns boolean language sql immutable parallel safe as $$
    select p_status <> 'UNKNOWN' and p_origin not in ('DERIVED', 'PROPOSED')
  $$;

  create function month_of(d date) returns integer language sql immutable parallel safe as $$
    select case when d = 'infinity' then 2147483647 when d = '-infinity' then -2147483648
      else (date_part('year', d) * 12 + date_part('month', d))::integer - 1 end
  $$;

  -- The months in which the count of a period begins and ends, and from which on it is stale.
  create function adoption_steps(a date, b date, p_confirm_by date) returns table (month integer, n integer, stale integer)
  language sql immutable parallel safe as $$
    select s.month, s.n, s.stale
    from (select month_of(a) as first, month_of(b) as last, month_of(greatest(a, p_confirm_by + 1)) as late offset 0) m
    cross join lateral (values (first, 1, 0, first < last), (last, -1, 0, first < last),
      (late, 0, 1, p_confirm_by is not null and late < last), (last, 0, -1, p_confirm_by is not null and late < last)) s(month, n, stale, counts)
    where s.counts and s.month < 2147483647
  $$;
`;

/** Whoever writes adoptions of a municipality, or what they are counted under, waits for the one before. */
const LOCK = `
  create function lock_adoptions(p_municipality_ids text[]) returns void language plpgsql as $$
  begin
    perform pg_advisory_xact_lock(hashtext('adoptions'), lock)
    from (select distinct hashtext(m) as lock from unnest(p_municipality_ids) m order by 1) locks;
  end $$;
`;

const PROFILES = `
  -- The profiles of municipalities, of all when null is given, as the register held them at a moment; 'infinity' for what it holds now.
  create function adoption_profiles(p_municipality_ids text[], p_known_at timestamptz) returns setof adoption_profile
  language sql stable parallel safe as $$
    select m.id, o.province, case when c.inhabitants is null then 0 when c.inhabitants < 20000 then 1 when c.inhabitants < 50000 then 2
        when c.inhabitants < 100000 then 3 when c.inhabitants < 250000 then 4 else 5 end::smallint,
      c.inhabitants, greatest(o.valid_from, c.since), least(o.valid_to, c.until)
    from municipality m
    join organisation_profile o on o.organisation_id = m.organisation_id
      and o.known_from <= p_known_at and (o.known_to > p_known_at or o.known_to = 'infinity')
    left join lateral (
      -- The figure of a year holds until another is known; before the first, that one is the best there is.
      select p.inhabitants, case when lag(p.valid_from) over w is null then '-infinity' else p.valid_from end as since,
        coalesce(lead(p.valid_from) over w, 'infinity') as until
      from municipality_population p
      where p.municipality_id = m.id and p.known_from <= p_known_at and (p.known_to > p_known_at or p.known_to = 'infinity')
      window w as (order by p.valid_from)
    ) c on c.since < o.valid_to and c.until > o.valid_from
    where p_municipality_ids is null or m.id = any(p_municipality_ids)
  $$;

  create function refresh_adoption_profiles(p_municipality_ids text[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_old adoption_profile[];
    v_new adoption_profile[];
  begin
    perform lock_adoptions(p_municipality_ids);
    v_old := array(select p from adoption_profile p where p.municipality_id = any(p_municipality_ids) order by p.municipality_id, p.valid_from);
    v_new := array(select p from adoption_profiles(p_municipality_ids, 'infinity') p order by p.municipality_id, p.valid_from);
    if v_old is not distinct from v_new then return; end if;

    insert into adoption_delta (standard_id, month, province, population_class, status, version_id, n, stale)
    select a.standard_id, s.month, p.province, p.population_class, a.status, a.version_id, sum(s.n * p.sign), sum(s.stale * p.sign)
    from (select -1 as sign, o.* from unnest(v_old) o union all select 1, n.* from unnest(v_new) n) p
    join adoption a on a.municipality_id = p.municipality_id and a.known_to = 'infinity'
      and a.valid_from < p.valid_to and a.valid_to > p.valid_from and is_counted(a.status, a.origin)
    cross join lateral adoption_steps(greatest(a.valid_from, p.valid_from), least(a.valid_to, p.valid_to), a.confirm_by) s
    group by 1, 2, 3, 4, 5, 6 having sum(s.n * p.sign) <> 0 or sum(s.stale * p.sign) <> 0;

    insert into municipality_delta (month, province, population_class, municipalities, measured, inhabitants)
    select s.month, p.province, p.population_class, sum(s.n * p.sign), sum(s.n * p.sign * (p.inhabitants is not null)::integer),
      sum(s.n * p.sign * coalesce(p.inhabitants, 0))
    from (select -1 as sign, o.* from unnest(v_old) o union all select 1, n.* from unnest(v_new) n) p
    cross join lateral adoption_steps(p.valid_from, p.valid_to, null) s
    group by 1, 2, 3
    having sum(s.n * p.sign) <> 0 or sum(s.n * p.sign * (p.inhabitants is not null)::integer) <> 0
      or sum(s.n * p.sign * coalesce(p.inhabitants, 0)) <> 0;

    delete from adoption_profile where municipality_id = any(p_municipality_ids);
    insert into adoption_profile select * from unnest(v_new);
  end $$;

  create function refresh_profiles_of_organisations() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform refresh_adoption_profiles(ids) from (
      select array_agg(m.id) as ids from municipality m where m.organisation_id in (select organisation_id from changed)) named
    where ids is not null;
    return null;
  end $$;
  create function refresh_profiles_of_municipalities() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    execute format('select refresh_adoption_profiles(array_agg(distinct %I)) from changed having count(*) > 0', tg_argv[0]);
    return null;
  end $$;
  create trigger refresh_profiles_of_new after insert on organisation_profile referencing new table as changed
    for each statement execute function refresh_profiles_of_organisations();
  create trigger refresh_profiles_of_closed after update on organisation_profile referencing new table as changed
    for each statement execute function refresh_profiles_of_organisations();
  create trigger refresh_profiles_of_new after insert on municipality_population referencing new table as changed
    for each statement execute function refresh_profiles_of_municipalities('municipality_id');
  create trigger refresh_profiles_of_closed after update on municipality_population referencing new table as changed
    for each statement execute function refresh_profiles_of_municipalities('municipality_id');
  create trigger refresh_profiles_of_new after insert on municipality referencing new table as changed
    for each statement execute function refresh_profiles_of_municipalities('id');
`;

/**
 * record_adoptions(given, even unchanged): the one way to write adoptions, one or many. What is given holds from its first day
 * until the next day for which the register knows something else of the same record; rows that say what it holds already are
 * left out. Closes what is overlapped, appends what is left of it and what is new, and moves the counts. Answers the new rows.
 */
const RECORD = `
  create function record_adoptions(p_given adoption[], p_even_unchanged boolean default false) returns setof adoption
  language plpgsql security definer set search_path = public, pg_temp
  set enable_seqscan = off as $$
  declare
    v_at timestamptz;
    v_fresh adoption[];
    v_held adoption[];
    v_cut date[];
  begin
    perform pg_current_xact_id(); -- before the clock is read: this is what makes safe_known_at() sound
    perform lock_adoptions(array(select municipality_id from unnest(p_given)));
    insert into adoption_key (id, municipality_id, standard_id)
    select distinct g.id, g.municipality_id, g.standard_id from unnest(p_given) g
    on conflict (id) do nothing;

    -- Whole milliseconds, as the API shows them; never before the clock, and for one record never the same twice.
    select date_trunc('milliseconds', greatest(clock_timestamp(), max(newest.at))) + interval '1 millisecond' into v_at
    from (select distinct id from unnest(p_given)) g
    cross join lateral (select greatest(max(known_from), max(known_to) filter (where known_to < 'infinity')) as at
      from adoption a where a.id = g.id) newest;

    v_fresh := array(
      with given as (
        select g, h.row_id, h.status as held_status, h.origin as held_origin, h.valid_to as held_to, h.change_id as held_change,
          lag(g) over w as before_it, lag(h.row_id) over w as row_before_it,
          -- What others said for it is new when the municipality says it itself.
          h.row_id is not null and (h.origin not in ('DERIVED', 'PROPOSED', 'INHERITED') or g.origin = h.origin)
            and (h.recorded_by is not null or g.recorded_by is null) and
            (h.version_id, h.status, h.planned_for, h.explain_reason, h.motivation, h.review_on, h.is_confidential, h.product_version_id)
            is not distinct from (g.version_id, g.status, g.planned_for, g.explain_reason, g.motivation, g.review_on, coalesce(g.is_confidential, false), g.product_version_id)
            as is_held
        from unnest(p_given) g
        -- Here and below each row is looked up by its key (offset 0): a plan made while the table was small may live long.
        left join lateral (select * from adoption a where a.id = g.id and a.known_to = 'infinity'
          and a.valid_from <= g.valid_from and a.valid_to > g.valid_from offset 0) h on true
        window w as (partition by g.id order by g.valid_from)
      ), followed as (
        -- Of two rows within one that is held, the second says something new when it differs from the first. What merely
        -- followed from software is no row between them.
        select *, ((before_it).id is not null and (row_before_it is not distinct from row_id
          or held_origin = 'DERIVED' and (g).origin <> 'DERIVED')) as is_after_another from given
      ), kept as (
        select * from followed where p_even_unchanged or case when is_after_another
          then ((before_it).version_id, (before_it).status, (before_it).planned_for, (before_it).explain_reason, (before_it).motivation,
            (before_it).review_on, (before_it).is_confidential, (before_it).product_version_id)
            is distinct from ((g).version_id, (g).status, (g).planned_for, (g).explain_reason, (g).motivation,
            (g).review_on, (g).is_confidential, (g).product_version_id)
          else not is_held end
      )
      select row(null, (g).id, (g).municipality_id, (g).standard_id, (g).version_id, (g).status, (g).origin, (g).planned_for, (g).explain_reason,
        (g).motivation, (g).review_on, coalesce((g).is_confidential, false), (g).product_version_id, (g).confirm_by, (g).reason, (g).recorded_by,
        coalesce((g).confidence, 'SEEN'), (g).provenance, (g).change_id,
        coalesce((select max(a.revision) from adoption a where a.id = (g).id and not a.is_remainder), 0)
          + row_number() over (partition by (g).id order by (g).valid_from),
        case when is_after_another then (before_it).status else held_status end,
        coalesce((g).is_correction, false), case when (g).is_correction then held_change end, false,
        (g).valid_from,
        -- What merely followed from software ends nothing that is said: it gives way, also where it lies ahead.
        least(lead((g).valid_from) over (partition by (g).id order by (g).valid_from),
          case when held_to = 'infinity' or (g).origin = 'DERIVED' and held_to is not null then held_to else
            (select min(a.valid_from) from adoption a where a.id = (g).id and a.known_to = 'infinity' and a.valid_from > (g).valid_from
              and (a.origin <> 'DERIVED' or (g).origin = 'DERIVED')) end, 'infinity'),
        v_at, 'infinity')::adoption
      from kept);

    select array_agg(held order by row_id), array_agg(cut order by row_id) into v_held, v_cut from (
      select distinct on (h.row_id) h.row_id, h.held, f.valid_from as cut
      from unnest(v_fresh) f
      cross join lateral (select a.row_id, a as held from adoption a where a.id = f.id and a.known_to = 'infinity'
        and a.valid_from < f.valid_to and a.valid_to > f.valid_from offset 0) h
      order by h.row_id, f.valid_from) cuts;
    update adoption set known_to = v_at where row_id = any(array(select row_id from unnest(v_held)));
    insert into adoption (id, municipality_id, standard_id, version_id, status, origin, planned_for, explain_reason, motivation, review_on,
      is_confidential, product_version_id, confirm_by, reason, recorded_by, confidence, provenance, change_id, revision, from_status,
      is_correction, corrects_id, is_remainder, valid_from, valid_to, known_from)
    select id, municipality_id, standard_id, version_id, status, origin, planned_for, explain_reason, motivation, review_on,
      is_confidential, product_version_id, confirm_by, reason, recorded_by, confidence, provenance, change_id, revision, from_status,
      is_correction, corrects_id, true, valid_from, v_cut[ordinality], v_at
    from unnest(v_held) with ordinality h
    where valid_from < v_cut[ordinality];

    insert into adoption_delta (standard_id, month, province, population_class, status, version_id, n, stale)
    select x.standard_id, s.month, p.province, p.population_class, x.status, x.version_id, sum(s.n * x.sign), sum(s.stale * x.sign)
    from (
      select -1 as sign, h.municipality_id, h.standard_id, h.status, h.origin, h.version_id, h.confirm_by,
        greatest(h.valid_from, v_cut[h.ordinality]) as a, h.valid_to as b
      from unnest(v_held) with ordinality h
      union all
      select 1, municipality_id, standard_id, status, origin, version_id, confirm_by, valid_from, valid_to from unnest(v_fresh)
    ) x
    join adoption_profile p on p.municipality_id = x.municipality_id and p.valid_from < x.b and p.valid_to > x.a
    cross join lateral adoption_steps(greatest(x.a, p.valid_from), least(x.b, p.valid_to), x.confirm_by) s
    where is_counted(x.status, x.origin)
    group by 1, 2, 3, 4, 5, 6 having sum(s.n * x.sign) <> 0 or sum(s.stale * x.sign) <> 0;

    return query
      insert into adoption (id, municipality_id, standard_id, version_id, status, origin, planned_for, explain_reason, motivation, review_on,
        is_confidential, product_version_id, confirm_by, reason, recorded_by, confidence, provenance, change_id, revision, from_status,
        is_correction, corrects_id, is_remainder, valid_from, valid_to, known_from)
      select id, municipality_id, standard_id, version_id, status, origin, planned_for, explain_reason, motivation, review_on,
        is_confidential, product_version_id, confirm_by, reason, recorded_by, confidence, provenance, change_id, revision, from_status,
        is_correction, corrects_id, false, valid_from, valid_to, known_from
      from unnest(v_fresh)
      returning *;
  end $$;
  revoke execute on function record_adoptions(adoption[], boolean) from public;
  revoke execute on function refresh_adoption_profiles(text[]) from public;
  do $$ begin
    if exists (select from pg_roles where rolname = 'standaardenregister_service') then
      grant execute on function record_adoptions(adoption[], boolean) to standaardenregister_service;
    end if;
  end $$;
`;
