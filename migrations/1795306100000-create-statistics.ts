import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The counts of adoption, how they are read for any month, and what holds them to a recount from history. */
export class CreateStatistics1795306100000 implements MigrationInterface {
  name = 'CreateStatistics1795306100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COUNTS);
    await runner.query(CHANGES);
    await runner.query(POINTS);
    await runner.query(COMPARISON);
    await runner.query(RECOUNT);
    await runner.query(`
      revoke execute on function fold_adoption_deltas(integer) from public;
      do $$ begin
        if exists (select from pg_roles where rolname = 'standaardenregister_service') then
          grant execute on function fold_adoption_deltas(integer) to standaardenregister_service;
        end if;
      end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from adoption_delta;
      insert into adoption_delta (standard_id, month, province, population_class, status, version_id, n, stale)
      select standard_id, month, province, population_class, status, version_id, n, stale from adoption_contribution('infinity');
      drop view adoption_recount_diff;
      drop function adoption_contribution(timestamptz);
      drop function municipal_comparison(text, date, text, text, boolean, timestamptz);
      drop function adoption_points(text, integer, integer, text, boolean, timestamptz);
      drop function municipality_changes(text, integer, integer, timestamptz);
      drop function adoption_changes(text[], text, text, boolean, integer, integer, timestamptz);
      drop function fold_adoption_deltas(integer);
      drop function to_nearest(bigint, integer);
      drop function group_name(text, text);
      drop function month_number(text);
      drop function month_name(integer);
      drop table adoption_count;
    `);
  }
}

const STATUS_COLUMNS = ['applied', 'implementing', 'planned', 'explained', 'not_applicable', 'phased_out'] as const;
/** The six columns of a count, each made from the status that it counts. */
const columns = (of: (column: string, status: string) => string) =>
  STATUS_COLUMNS.map((column) => of(column, column.toUpperCase())).join(', ');

/** Deltas are added by whoever writes, and now and then gathered here, once for each way of grouping. */
const COUNTS = `
  create table adoption_count (
    dimension text not null,
    standard_id text collate "C" not null,
    grp text collate "C" not null,
    month integer not null,
    ${columns((column) => `${column} integer not null`)},
    stale integer not null,
    constraint adoption_count_pkey primary key (dimension, standard_id, month, grp)
  );
  create index adoption_count_grp_idx on adoption_count (dimension, grp, standard_id, month) where dimension <> 'NONE';
  comment on table adoption_count is 'Deltas that were gathered: by how much counts change in a month. What is counted is this and adoption_delta together.';
  comment on column adoption_count.dimension is 'NONE, PROVINCE, POPULATION_CLASS or VERSION: each has all of the deltas.';
  comment on column adoption_count.grp is 'The province, class or version; empty for what has none.';

  -- Moves what writers added into the counts, 50,000 rows at most, unless it is less than so many or another does so already.
  -- Answers how many.
  create function fold_adoption_deltas(p_least integer default 1) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_moved bigint;
  begin
    perform from adoption_delta offset greatest(p_least, 1) - 1 limit 1;
    if not found or not pg_try_advisory_xact_lock(hashtext('adoption_count'), 0) then return 0; end if;
    with gone as (
      delete from adoption_delta where ctid = any(array(select ctid from adoption_delta limit 50000)) returning *
    ), summed as (
      select d.dimension, g.standard_id, d.grp, g.month,
        ${columns((column, status) => `coalesce(sum(g.n) filter (where g.status = '${status}'), 0) as ${column}`)}, sum(g.stale) as stale
      from gone g
      cross join lateral (values ('NONE', ''), ('PROVINCE', coalesce(g.province, '')),
        ('POPULATION_CLASS', g.population_class::text), ('VERSION', coalesce(g.version_id, ''))) d(dimension, grp)
      group by 1, 2, 3, 4
    ), moved as (
      insert into adoption_count as c (dimension, standard_id, grp, month, ${columns((column) => column)}, stale)
      select * from summed
      on conflict (dimension, standard_id, month, grp) do update
        set ${columns((column) => `${column} = c.${column} + excluded.${column}`)}, stale = c.stale + excluded.stale
    )
    select count(*) into v_moved from gone;
    with gone as (
      delete from municipality_delta returning *
    )
    insert into municipality_delta (month, province, population_class, municipalities, measured, inhabitants)
    select month, province, population_class, sum(municipalities), sum(measured), sum(inhabitants) from gone
    group by 1, 2, 3 having (sum(municipalities), sum(measured), sum(inhabitants)) <> (0, 0, 0);
    return v_moved;
  end $$;
`;

/** By how much counts change, by standard, group and month; what changed before the first month asked counts in that month. */
const CHANGES = `
  create function month_name(p_month integer) returns text language sql immutable parallel safe as $$
    select lpad((p_month / 12)::text, 4, '0') || '-' || lpad((p_month % 12 + 1)::text, 2, '0')
  $$;

  create function month_number(p_month text) returns integer language sql immutable parallel safe as $$
    select left(p_month, 4)::integer * 12 + right(p_month, 2)::integer - 1
  $$;

  create function group_name(p_dimension text, p_grp text) returns text language sql immutable parallel safe as $$
    select case when p_dimension = 'POPULATION_CLASS'
      then (array['UNDER_20000', 'FROM_20000', 'FROM_50000', 'FROM_100000', 'FROM_250000'])[p_grp::integer] else nullif(p_grp, '') end
  $$;

  -- To the nearest multiple of a unit; 1 leaves it as it is.
  create function to_nearest(n bigint, p_unit integer) returns bigint language sql immutable parallel safe as $$
    select (n + p_unit / 2) / p_unit * p_unit
  $$;

  -- What a statement of its own would see at a moment of the record, else what is kept. Stable, so that counts and deltas are of one snapshot.
  create function adoption_changes(p_standards text[], p_dimension text, p_grp text, p_is_by_standard boolean, p_from integer, p_to integer, p_known_at timestamptz)
  returns table (grp text, month integer, ${columns((column) => `${column} bigint`)}, stale bigint)
  language plpgsql stable rows 100 as $$
  #variable_conflict use_column
  begin
    if p_known_at is null then
      return query
        select case when p_is_by_standard then x.standard_id else x.grp end, greatest(x.month, p_from), ${columns((column) => `sum(x.${column})::bigint`)}, sum(x.stale)::bigint
        from (
          select c.standard_id, c.grp, c.month, ${columns((column) => `c.${column}`)}, c.stale
          from adoption_count c
          where c.dimension = p_dimension and c.standard_id = any(p_standards) and c.month <= p_to and (p_grp is null or c.grp = p_grp)
          union all
          select d.standard_id, g.grp, d.month, ${columns((_, status) => `case when d.status = '${status}' then d.n else 0 end`)}, d.stale
          from adoption_delta d
          cross join lateral (select case p_dimension when 'PROVINCE' then coalesce(d.province, '')
            when 'POPULATION_CLASS' then d.population_class::text when 'VERSION' then coalesce(d.version_id, '') else '' end as grp) g
          where d.standard_id = any(p_standards) and d.month <= p_to and (p_grp is null or g.grp = p_grp)
        ) x
        group by 1, 2;
    else
      return query
        select case when p_is_by_standard then a.standard_id else g.grp end, greatest(s.month, p_from),
          ${columns((_, status) => `coalesce(sum(s.n) filter (where a.status = '${status}'), 0)::bigint`)}, sum(s.stale)::bigint
        from (
          select * from adoption where standard_id = any(p_standards) and known_to = 'infinity' and known_from <= p_known_at
          union all
          select * from adoption where standard_id = any(p_standards) and known_to < 'infinity' and known_to > p_known_at and known_from <= p_known_at
        ) a
        join adoption_profiles(null, p_known_at) p on p.municipality_id = a.municipality_id
          and p.valid_from < a.valid_to and p.valid_to > a.valid_from
        cross join lateral (select case p_dimension when 'PROVINCE' then coalesce(p.province, '')
          when 'POPULATION_CLASS' then p.population_class::text when 'VERSION' then coalesce(a.version_id, '') else '' end as grp) g
        cross join lateral adoption_steps(greatest(a.valid_from, p.valid_from), least(a.valid_to, p.valid_to), a.confirm_by) s
        where is_counted(a.status, a.origin) and s.month <= p_to and (p_grp is null or g.grp = p_grp)
        group by 1, 2;
    end if;
  end $$;

  create function municipality_changes(p_dimension text, p_from integer, p_to integer, p_known_at timestamptz)
  returns table (grp text, month integer, municipalities bigint, measured bigint, inhabitants bigint)
  language plpgsql stable rows 20 as $$
  #variable_conflict use_column
  begin
    return query
      select case p_dimension when 'PROVINCE' then coalesce(x.province, '') when 'POPULATION_CLASS' then x.population_class::text else '' end,
        greatest(x.month, p_from), sum(x.municipalities)::bigint, sum(x.measured)::bigint, sum(x.inhabitants)::bigint
      from (
        select d.province, d.population_class, d.month, d.municipalities, d.measured, d.inhabitants
        from municipality_delta d where p_known_at is null
        union all
        select p.province, p.population_class, s.month, s.n, s.n * (p.inhabitants is not null)::integer, s.n::bigint * coalesce(p.inhabitants, 0)
        from adoption_profiles(null, p_known_at) p
        cross join lateral adoption_steps(p.valid_from, p.valid_to, null) s
        where p_known_at is not null
      ) x
      where x.month <= p_to
      group by 1, 2;
  end $$;
`;

const COUNTED = columns((column) => `${column} integer`);

/**
 * adoption_points(standard, first month, last month, by what, for the office, known at): the counts on the last day of each month.
 * Without a standard all are counted together, but for security norms unless it is for the office. What others may know of a
 * security norm are three tables of what is held now, in which every figure is rounded to five from its true value.
 */
const POINTS = `
  create function adoption_points(p_standard_id text, p_from integer, p_to integer, p_dimension text, p_for_office boolean, p_known_at timestamptz)
  returns table (month text, place text, grp text, standards integer, municipalities integer, population bigint, ${COUNTED}, unknown integer, stale integer)
  language plpgsql stable as $$
  #variable_conflict use_column
  declare
    v_standards text[];
    v_unit integer;
  begin
    select array_agg(s.id), case when bool_or(s.kind = 'SECURITY_NORM') and not p_for_office then 5 else 1 end into v_standards, v_unit
    from standard s
    where (p_known_at is null or s.registered_at <= p_known_at)
      and case when p_standard_id is null then p_for_office or s.kind <> 'SECURITY_NORM' else s.id = p_standard_id end;
    -- Of a norm nothing before now: what changed between two moments, one of which a municipality names elsewhere, is its own.
    if v_standards is null or (v_unit > 1 and (p_dimension in ('VERSION', 'STANDARD') or p_known_at is not null)) then return; end if;

    return query
      with changed as (
        select * from adoption_changes(v_standards, case when p_dimension = 'STANDARD' then 'NONE' else p_dimension end, null,
          p_dimension = 'STANDARD', p_from, p_to, p_known_at)
      ), population as (
        select * from municipality_changes(p_dimension, p_from, p_to, p_known_at)
      ), groups as (
        select '' as grp where p_dimension in ('NONE', 'VERSION')
        union select grp from population where p_dimension in ('PROVINCE', 'POPULATION_CLASS')
        union select grp from changed where p_dimension = 'VERSION'
        union select unnest(v_standards) where p_dimension = 'STANDARD'
      ), summed as (
        select m.month, g.grp, ${columns((column) => `coalesce(sum(c.${column}) over w, 0)::bigint as ${column}`)},
          coalesce(sum(c.stale) over w, 0)::bigint as stale, coalesce(sum(u.municipalities) over w, 0)::bigint as municipalities,
          coalesce(sum(u.measured) over w, 0)::bigint as measured, coalesce(sum(u.inhabitants) over w, 0)::bigint as inhabitants
        from groups g
        cross join generate_series(p_from, p_to) m(month)
        left join changed c on c.grp = g.grp and c.month = m.month
        left join population u on u.month = m.month and u.grp = case when p_dimension in ('PROVINCE', 'POPULATION_CLASS') then g.grp else '' end
        window w as (partition by g.grp order by m.month)
      ), told as (
        select s.*, s.applied + s.implementing + s.planned + s.explained + s.not_applicable + s.phased_out as known,
          case when p_dimension = 'STANDARD' then 1 else cardinality(v_standards) end as standards
        from summed s
        where p_dimension not in ('PROVINCE', 'POPULATION_CLASS') or s.municipalities > 0
      )
      select month_name(t.month), case when t.grp in ('', '0') then '~' else t.grp end, group_name(p_dimension, t.grp), t.standards, to_nearest(t.municipalities, v_unit)::integer,
        case when t.measured = t.municipalities and t.measured > 0 then to_nearest(t.inhabitants, v_unit) end,
        ${columns((column) => `to_nearest(t.${column}, v_unit)::integer`)},
        -- Of a version nobody is unknown: whoever says nothing of the standard is, whichever version it would have been.
        to_nearest(t.municipalities * t.standards - case when p_dimension = 'VERSION'
          then sum(t.known) over (partition by t.month)::bigint else t.known end, v_unit)::integer,
        to_nearest(t.stale, v_unit)::integer
      from told t;
  end $$;
`;

/** municipal_comparison(municipality, day, peers, standard, for the office, known at): the same counts of the municipality's own group. */
const COMPARISON = `
  create function municipal_comparison(p_municipality_id text, p_on date, p_peers text, p_standard_id text, p_for_office boolean, p_known_at timestamptz)
  returns table (standard_id text, slug text, grp text, municipalities integer, ${COUNTED}, unknown integer, stale integer)
  language plpgsql stable as $$
  #variable_conflict use_column
  declare
    v_month integer := month_of(p_on);
    v_last date := (date_trunc('month', p_on) + interval '1 month - 1 day')::date;
    v_grp text;
    v_municipalities bigint;
  begin
    if p_known_at is null then
      select case p_peers when 'PROVINCE' then coalesce(p.province, '') else p.population_class::text end into v_grp
      from adoption_profile p where p.municipality_id = p_municipality_id and p.valid_from <= v_last and p.valid_to > v_last;
    else
      select case p_peers when 'PROVINCE' then coalesce(p.province, '') else p.population_class::text end into v_grp
      from adoption_profiles(array[p_municipality_id], p_known_at) p where p.valid_from <= v_last and p.valid_to > v_last;
    end if;
    if v_grp is null then return; end if;
    select sum(u.municipalities) into v_municipalities from municipality_changes(p_peers, v_month, v_month, p_known_at) u where u.grp = v_grp;

    return query
      with shown as (
        select s.id, s.slug, case when s.kind = 'SECURITY_NORM' and not p_for_office then 5 else 1 end as unit from standard s
        where (p_standard_id is null or s.id = p_standard_id)
          and (p_known_at is null or s.registered_at <= p_known_at and (p_for_office or s.kind <> 'SECURITY_NORM'))
      ), changed as (
        select * from adoption_changes(array(select id from shown), p_peers, v_grp, true, v_month, v_month, p_known_at)
      )
      select s.id, s.slug, group_name(p_peers, v_grp), to_nearest(v_municipalities, s.unit)::integer,
        ${columns((column) => `to_nearest(coalesce(c.${column}, 0), s.unit)::integer`)},
        to_nearest(v_municipalities - coalesce(c.applied + c.implementing + c.planned + c.explained + c.not_applicable + c.phased_out, 0),
          s.unit)::integer,
        to_nearest(coalesce(c.stale, 0), s.unit)::integer
      from shown s left join changed c on c.grp = s.id;
  end $$;
`;

/** What the counts have to be, from the history alone; the view has no row while they are. */
const RECOUNT = `
  create function adoption_contribution(p_known_at timestamptz)
  returns table (standard_id text, month integer, province text, population_class smallint, status text, version_id text, n bigint, stale bigint)
  language sql stable as $$
    select a.standard_id, s.month, p.province, p.population_class, a.status, a.version_id, sum(s.n), sum(s.stale)
    from adoption a
    join adoption_profiles(null, p_known_at) p on p.municipality_id = a.municipality_id and p.valid_from < a.valid_to and p.valid_to > a.valid_from
    cross join lateral adoption_steps(greatest(a.valid_from, p.valid_from), least(a.valid_to, p.valid_to), a.confirm_by) s
    where a.known_from <= p_known_at and (a.known_to > p_known_at or a.known_to = 'infinity') and is_counted(a.status, a.origin)
    group by 1, 2, 3, 4, 5, 6
  $$;

  create view adoption_recount_diff as
    with recount as (
      select d.dimension, r.standard_id, d.grp, r.month, r.status, sum(r.n) as n, sum(r.stale) as stale
      from adoption_contribution('infinity') r
      cross join lateral (values ('NONE', ''), ('PROVINCE', coalesce(r.province, '')),
        ('POPULATION_CLASS', r.population_class::text), ('VERSION', coalesce(r.version_id, ''))) d(dimension, grp)
      group by 1, 2, 3, 4, 5
    ), kept as (
      select c.dimension, c.standard_id, c.grp, c.month, s.status, s.n, c.stale * (s.status = 'APPLIED')::integer as stale
      from adoption_count c
      cross join lateral (values ${columns((column, status) => `('${status}', c.${column})`)}) s(status, n)
      union all
      select d.dimension, t.standard_id, d.grp, t.month, t.status, t.n, t.stale
      from adoption_delta t
      cross join lateral (values ('NONE', ''), ('PROVINCE', coalesce(t.province, '')),
        ('POPULATION_CLASS', t.population_class::text), ('VERSION', coalesce(t.version_id, ''))) d(dimension, grp)
    )
    select 'adoptions' as of, dimension, standard_id, grp, month, null::text as status, 'stale' as what, sum(stale) as too_many
    from (select dimension, standard_id, grp, month, stale from kept union all select dimension, standard_id, grp, month, -stale from recount) x
    group by dimension, standard_id, grp, month having sum(stale) <> 0
    union all
    select 'adoptions', dimension, standard_id, grp, month, status, 'count', sum(n)
    from (select dimension, standard_id, grp, month, status, n from kept union all select dimension, standard_id, grp, month, status, -n from recount) x
    group by dimension, standard_id, grp, month, status having sum(n) <> 0
    union all
    select 'municipalities', null, null, coalesce(province, '') || ' ' || population_class, month, null, what, sum(n)
    from (
      select d.province, d.population_class, d.month, w.what, w.n from municipality_delta d
      cross join lateral (values ('count', d.municipalities::bigint), ('measured', d.measured), ('inhabitants', d.inhabitants)) w(what, n)
      union all
      select p.province, p.population_class, s.month, w.what, -s.n * w.n from adoption_profiles(null, 'infinity') p
      cross join lateral adoption_steps(p.valid_from, p.valid_to, null) s
      cross join lateral (values ('count', 1::bigint), ('measured', (p.inhabitants is not null)::integer), ('inhabitants', coalesce(p.inhabitants, 0))) w(what, n)
    ) x
    group by province, population_class, month, what having sum(n) <> 0;
  comment on view adoption_recount_diff is 'Where the counts that are kept differ from a recount of the history; empty, always.';
`;
