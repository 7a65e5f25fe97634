import {
  connection,
  connectionOf,
  contribute,
  edgeOf,
  many,
  projection,
  queries,
  rowOf,
  type Row,
  value,
} from '../../platform/reading/projection.js';
import { asc, desc, type Param, type Sql, sql } from '../../platform/reading/sql.js';
import { facets, filtered, labelOf } from './search.facets.js';
import { Facet, FacetBucket, FacetsArgs, type Hit, SearchArgs, SearchDocument, SearchResult } from './search.types.js';

/** The time it takes to compare a word grows faster than the word: a text of 90 kB kept a connection busy for seconds. */
const read = (text: Param): Sql => sql`left(${text}, 200)`;

const document: Row<SearchDocument> = rowOf(SearchDocument, 'd');

projection(Facet, {
  fields: {
    buckets: many(() => FacetBucket, {
      size: 10,
      description: 'Its values, the most frequent first. (Waarden)',
      from: (facet) =>
        sql`select b.*, ${facet.field} as field from unnest(${facet.values}, ${facet.counts}) with ordinality b(value, count, n)`,
      order: (bucket) => [asc(bucket.n, 'int')],
    }),
  },
});
projection(FacetBucket, {
  fields: {
    label: value(
      () => String,
      (bucket) => labelOf(bucket.field, bucket.value),
      {
        description: 'To be shown to people, in Dutch. (Label)',
      },
    ),
  },
});

contribute(connectionOf<{ hits: unknown }>(SearchResult), {
  facets: many<Facet, { hits: unknown }, FacetsArgs, SearchArgs>(() => Facet, {
    args: FacetsArgs,
    size: 3,
    description: 'How the results are divided; a facet counts as if its own filter were not there. (Facetten)',
    from: ({ hits }, env) => facets({ hits, fields: env.args.fields, filter: env.outer.filter, env }),
    order: (facet) => [asc(facet.n, 'int')],
  }),
  suggestion: value<{ hits: unknown }, {}, SearchArgs>(
    () => String,
    (_, { outer }) => sql`search_suggestion(${read(outer.text)})`,
    {
      nullable: true,
      description: 'The text as the reader may have meant it; null when every word is known. (Bedoelde u)',
    },
  ),
});

contribute(edgeOf<Hit>(SearchResult), {
  snippet: value<Hit, {}, SearchArgs>(
    () => String,
    (
      hit,
      { outer },
    ) => sql`(select nullif(ts_headline('dutch_plain', ${document.summary}, websearch_to_tsquery('dutch_plain', ${read(outer.text)}),
        'StartSel="", StopSel="", MaxWords=40, MinWords=20'), '') from search_document d where ${document.id} = ${hit.id})`,
    { nullable: true, description: 'The part of its summary that fits the text best. (Fragment)' },
  ),
});

queries('anyone', {
  search: connection<Hit, {}, SearchArgs>(() => SearchResult, {
    args: SearchArgs,
    description:
      'Finds standards, reference components, components of Common Ground, products, quality norms, joint projects and municipalities as people name them, the best first. (Zoeken)',
    from: (_, { args }) => sql`select * from search_hits(${read(args.text)})`,
    where: (hit, _, env) => filtered(hit, env.args.filter, env),
    order: (hit) => [desc(hit.rank, 'float8'), asc(sql`lower(${hit.title}) collate "C"`, 'text'), asc(hit.id, 'text')],
  }),
});
