import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The read model behind search: one document a thing, kept by triggers in the transaction that changes the thing. */
export class CreateSearch1795252000000 implements MigrationInterface {
  name = 'CreateSearch1795252000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create text search configuration dutch_plain (copy = dutch);
      alter text search configuration dutch_plain alter mapping for hword, hword_part, word with unaccent, dutch_stem;

      -- Lower case, without accents, anything but letters and digits a blank: the form in which words are compared.
      create function search_plain(t text) returns text language sql immutable strict parallel safe as $$
        select btrim(regexp_replace(lower(unaccent('unaccent', t)), '[^a-z0-9]+', ' ', 'g'))
      $$;
      create function search_words(t text) returns text[] language sql immutable strict parallel safe as $$
        select coalesce(array_agg(distinct w), '{}') from regexp_split_to_table(search_plain(t), ' ') w where w <> ''
      $$;

      create table search_synonym (
        term text not null constraint search_synonym_term_check check (term <> ''),
        expansion text not null constraint search_synonym_expansion_check check (expansion <> '' and expansion <> term),
        constraint search_synonym_pkey primary key (term, expansion)
      );
      comment on table search_synonym is 'A document that has the term is found by the expansion too; both in plain form.';

      create table search_document (
        id text collate "C" primary key,
        kind text not null constraint search_document_kind_check check (kind in ('STANDARD', 'REFERENCE_COMPONENT', 'MUNICIPALITY')),
        title text not null,
        names text[] not null,
        summary text not null,
        terms text not null,
        title_words text[] not null,
        words text[] not null,
        body tsvector not null
      );
      comment on column search_document.names is 'The title and every other name, in plain form.';
      comment on column search_document.terms is 'All names and their synonyms in plain form: a part of a compound word is found in it.';
      create index search_document_body_idx on search_document using gin (body);
      create index search_document_terms_idx on search_document using gin (terms gin_trgm_ops);
      create index search_document_words_idx on search_document using gin (words);

      create table search_word (word text primary key);
      create index search_word_word_idx on search_word using gin (word gin_trgm_ops);
      comment on table search_word is 'Every word by which something can be found: where misspelt words are looked up.';
    `);
    await runner.query(KEEP_DOCUMENTS);
    await runner.query(FIND);
    await runner.query(`
      do $$ begin
        if exists (select from pg_roles where rolname = 'standaardenregister_service') then
          grant select on search_document, search_word to standaardenregister_service;
          grant select, insert, delete on search_synonym to standaardenregister_service;
        end if;
      end $$;
      select search_rebuild();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function search_suggestion(text);
      drop function search_hits(text);
      drop function search_split(text);
      drop trigger keep_search on municipality;
      drop trigger keep_search on reference_component;
      drop trigger keep_search on standard;
      drop function search_keep_municipality();
      drop function search_keep_reference_component();
      drop function search_keep_standard();
      drop table search_synonym;
      drop function search_rebuild_after();
      drop function search_rebuild();
      drop function search_put(text, text, text, text[], text, text);
      drop table search_word;
      drop table search_document;
      drop function search_words(text);
      drop function search_plain(text);
      drop text search configuration dutch_plain;
    `);
  }
}

const KEEP_DOCUMENTS = `
  create function search_put(p_id text, p_kind text, p_title text, p_names text[], p_summary text, p_more text) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_terms text := search_plain(array_to_string(array_prepend(p_title, p_names), ' | '));
    v_more text;
  begin
    select string_agg(expansion, ' ') into v_more from (
      select distinct s.expansion from search_synonym s
      where position(' ' || s.term || ' ' in ' ' || v_terms || ' ') > 0 order by 1) e;
    v_terms := concat_ws(' ', v_terms, v_more);
    insert into search_document (id, kind, title, names, summary, terms, title_words, words, body)
    values (p_id, p_kind, p_title, (select array_agg(search_plain(n) order by i) from unnest(array_prepend(p_title, p_names)) with ordinality u(n, i)),
      p_summary, v_terms, search_words(p_title), search_words(v_terms),
      setweight(to_tsvector('dutch_plain', p_title), 'A') || setweight(to_tsvector('dutch_plain', v_terms), 'B')
        || setweight(to_tsvector('dutch_plain', p_summary || ' ' || p_more), 'C'))
    on conflict (id) do update set (title, names, summary, terms, title_words, words, body)
      = row (excluded.title, excluded.names, excluded.summary, excluded.terms, excluded.title_words, excluded.words, excluded.body);
    insert into search_word select unnest(search_words(v_terms || ' ' || search_plain(p_summary || ' ' || p_more))) on conflict do nothing;
  end $$;
  revoke execute on function search_put(text, text, text, text[], text, text) from public;

  create function search_keep_standard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform search_put(new.id, 'STANDARD', new.name_nl,
      array_remove(array[new.name_en, new.abbreviation, new.slug] || new.synonyms || new.former_names, null),
      new.summary_nl, concat_ws(' ', new.summary_en, new.theme));
    return null;
  end $$;
  create function search_keep_reference_component() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform search_put(new.id, 'REFERENCE_COMPONENT', new.name, new.synonyms, new.summary, '');
    return null;
  end $$;
  create function search_keep_municipality() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform search_put(new.id, 'MUNICIPALITY', new.name, new.code || new.aliases, '', '');
    return null;
  end $$;
  create trigger keep_search after insert or update of name_nl, name_en, abbreviation, slug, synonyms, former_names, summary_nl, summary_en, theme
    on standard for each row execute function search_keep_standard();
  create trigger keep_search after insert or update of name, synonyms, summary
    on reference_component for each row execute function search_keep_reference_component();
  create trigger keep_search after insert or update of name, code, aliases
    on municipality for each row execute function search_keep_municipality();

  -- Other synonyms change what every document is found by.
  create function search_rebuild() returns void language sql security definer set search_path = public, pg_temp as $$
    select search_put(id, 'STANDARD', name_nl, array_remove(array[name_en, abbreviation, slug] || synonyms || former_names, null),
      summary_nl, concat_ws(' ', summary_en, theme)) from standard;
    select search_put(id, 'REFERENCE_COMPONENT', name, synonyms, summary, '') from reference_component;
    select search_put(id, 'MUNICIPALITY', name, code || aliases, '', '') from municipality;
  $$;
  create function search_rebuild_after() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform search_rebuild();
    return null;
  end $$;
  create trigger rebuild after insert or update or delete on search_synonym for each statement execute function search_rebuild_after();
`;

/**
 * search_hits(text): every word of the text must be found: as a word, by its stem, or inside a compound. Where no document has them all, words
 * that nothing is called by may be read as the words nearest to them. Without any word, everything there is.
 */
const FIND = `
  -- A compound that nothing is called by is read as the two words it is made of, where both are known.
  create function search_split(p_word text) returns text[] language sql stable as $$
    select case when length(p_word) < 8 or exists (select from search_word where word = p_word) then array[p_word]
      else coalesce((
        select array[left(p_word, i), substr(p_word, i + 1)] from generate_series(4, length(p_word) - 4) i
        where exists (select from search_word where word = left(p_word, i)) and exists (select from search_word where word = substr(p_word, i + 1))
        order by i desc limit 1), array[p_word]) end
  $$;

  create function search_hits(p_text text) returns table (id text, kind text, title text, rank float8)
  language sql stable rows 40 as $$
    with plain as materialized (select search_plain(p_text) as text),
    asked as materialized (
      select a.word, plainto_tsquery('dutch_plain', a.word) as stem, '%' || a.word || '%' as part, row_number() over (order by a.word) as n
      from (select distinct unnest(search_split(w)) as word from unnest((search_words(p_text))[1:12]) w) a),
    -- The longest word says most: it leads to the documents, the others are checked there.
    lead as materialized (select * from asked order by length(word) desc, n limit 1),
    exact as materialized (
      select d.id, d.kind, d.title, d.title_words, d.names, s.score
      from search_document d, lateral (
        select avg(case when a.word = any(d.title_words) then 1.0 when a.word = any(d.words) then 0.9
            when d.body @@ a.stem then 0.6 when length(a.word) > 2 and d.terms like a.part then 0.4 end) as score,
          bool_and(d.body @@ a.stem or a.word = any(d.words) or (length(a.word) > 2 and d.terms like a.part)) as is_found
        from asked a) s
      where s.is_found and (d.body @@ (select stem from lead) or d.words @> array[(select word from lead)] or d.terms like (select part from lead))),
    near as materialized (
      select a.n, w.word, greatest(similarity(w.word, a.word) * 0.8, case when w.word = a.word then 1 end) as score
      from asked a, lateral (
        select v.word from search_word v where v.word % a.word
        order by similarity(v.word, a.word) desc, v.word limit 6) w
      where not exists (select from exact)),
    nearby as materialized (select array_agg(word) as words, to_tsquery('dutch_plain', string_agg(word, ' | ')) as stems from near),
    fuzzy as (
      select d.id, d.kind, d.title, d.title_words, d.names, s.score * 0.8 as score
      from search_document d, lateral (
        select sum(best) / (select count(*) from asked) as score, count(best) as found from (
          select max(case when n.word = any(d.title_words) then n.score when n.word = any(d.words) then n.score * 0.9 when d.body @@ plainto_tsquery('dutch_plain', n.word) then n.score * 0.6 end) as best
          from near n group by n.n) b) s
      where (d.words && (select words from nearby) or d.body @@ (select stems from nearby)) and s.found = (select count(*) from asked)),
    found as (select * from exact union all select * from fuzzy)
    select f.id, f.kind, f.title, round((f.score + case when f.names[1] = p.text then 1.8 when p.text = any(f.names) then 0.8 else 0 end
      + 0.2 / (1 + cardinality(f.title_words)))::numeric, 6)::float8 as rank
    from found f, plain p
    union all
    select d.id, d.kind, d.title, 0 from search_document d where btrim(p_text) = ''
  $$;

  -- The text with every word that nothing is called by replaced by the nearest one; null when there is nothing to mend.
  create function search_suggestion(p_text text) returns text language sql stable as $$
    select case when bool_or(w.word is distinct from a.word) and bool_and(w.word is not null) then string_agg(w.word, ' ' order by a.n) end
    from regexp_split_to_table(search_plain(p_text), ' ') with ordinality a(word, n)
    left join lateral (
      select v.word from (select a.word where cardinality(search_split(a.word)) > 1
        union select word from search_word where word % a.word or word = a.word) v
      -- People leave letters out more often than they add them.
      order by v.word = a.word desc, similarity(v.word, a.word) + case when length(v.word) > length(a.word) then 0.15 else 0 end desc, v.word
      limit 1) w on true
    where a.word <> '' and a.n <= 12
  $$;
`;
