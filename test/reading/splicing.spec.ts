import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { validate, parse } from 'graphql';
import { openShore, type Shore } from './fixture/engine.js';
import { generate, type Pools } from './fixture/generate.js';
import { SITE } from './fixture/site.js';

const DOCUMENTS = Number(process.env['READING_DOCUMENTS'] ?? 400);
/** In every place that takes text; each tries to break out of a literal in its own way. */
const MARKERS = [
  'mark1',
  "'mark2",
  "''mark3--",
  '"mark4',
  '\\mark5',
  '$$mark6$$',
  "E'\\'mark7",
  '$1mark8',
  '\u2019mark9',
  ';mark10;',
  '/*mark11*/',
  '${mark12}',
];
const DAY = '1987-06-05';
const WHOLE = 918_273;
const FRACTION = 645.8375;

let shore: Shore;
let pools: Pools;
beforeAll(async () => {
  shore = await openShore();
  const cursors = async (query: string) => {
    const { data } = JSON.parse(await shore.ask(query, {}, { steward: true })) as {
      data: Record<string, { edges: { cursor: string }[] }>;
    };
    return Object.values(data).flatMap(({ edges }) => edges.slice(0, 2).map(({ cursor }) => cursor));
  };
  const real = await cursors('{ a: towers { edges { cursor } } b: search(text: "light") { edges { cursor } } }');
  // The tag of a real list, with markers for the text among its keys.
  const forged = real.flatMap((cursor) => {
    const [tag, ...keys] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
    return MARKERS.map((marker) =>
      Buffer.from(JSON.stringify([tag, ...keys.map((key) => (Number.isNaN(Number(key)) ? marker : key))])).toString(
        'base64url',
      ),
    );
  });
  pools = {
    ID: MARKERS.flatMap((marker) => [marker, `twr_${marker}`, `lmp_${marker}`]),
    String: MARKERS,
    after: [...forged, ...MARKERS],
    first: [1, 5, 25],
    Int: [WHOLE],
    Float: [FRACTION],
    Date: [DAY],
    DateTime: [`${DAY}T01:02:03Z`],
  };
});
afterAll(async () => shore.close());

test('Nothing a caller or an actor brings is ever part of the text of a statement', async () => {
  let checked = 0;
  for (let seed = 0; checked < DOCUMENTS; seed++) {
    const { query, variables } = generate(shore.schema, pools, 500_000 + seed);
    if (validate(shore.schema, parse(query)).length > 0) continue;
    checked++;
    shore.sent.length = 0;
    const actor = [{}, { organisation: "prt_'mark13" }, { steward: true }][seed % 3];
    await shore.ask(query, variables, actor);
    await shore.ask(query, variables, actor);
    await shore.slow(query, variables, actor);
    const texts = shore.sent.map(({ text }) => text).join('\n');
    expect({ query, found: /mark\d|1987|918273|645\.8375|shore\.example/.exec(texts)?.[0] }).toEqual({
      query,
      found: undefined,
    });
  }
  expect(SITE.url).toContain('shore.example');
  const { rows } = await shore.pool.query<{ n: number }>('select count(*)::int n from tower');
  expect(rows[0]!.n).toBeGreaterThan(40);
});

test('The same statement serves every value', async () => {
  shore.sent.length = 0;
  for (const marker of MARKERS) {
    await shore.slow('query($slug: String!) { tower(by: { slug: $slug }) { name } }', { slug: marker });
    await shore.slow(`{ tower(by: { slug: ${JSON.stringify(marker)} }) { name } }`);
  }
  expect(new Set(shore.sent.map(({ text }) => text)).size).toBe(1);
});

test('Of a list of enum values only those asked for shape the statement, and each set has a plan of its own', async () => {
  const query = 'query($fields: [FacetField!]!) { search(text: "light") { facets(fields: $fields) { field count } } }';
  const seen = new Map<string, string>();
  for (const fields of [['KIND'], ['INITIAL'], ['KIND', 'INITIAL'], ['INITIAL', 'KIND', 'KIND'], [], ['KIND']]) {
    shore.sent.length = 0;
    const { data } = JSON.parse(JSON.stringify(await shore.slow(query, { fields }))) as {
      data: { search: { facets: { field: string }[] } };
    };
    expect(new Set(data.search.facets.map(({ field }) => field))).toEqual(new Set(fields));
    const [{ text } = { text: '' }] = shore.sent;
    for (const field of ['KIND', 'INITIAL']) expect(text.includes(`'${field}'`)).toBe(fields.includes(field));
    seen.set([...new Set(fields)].sort().join(), text);
  }
  expect(new Set(seen.values()).size).toBe(4);
});
