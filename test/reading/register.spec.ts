import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type IntrospectionQuery,
  parse,
  validate,
} from 'graphql';
import { signIn } from '../support/actors.js';
import { type Answer, register, type Register } from '../support/register.js';
import { aProposal } from '../governance/proposals.js';
import { aProductVersion } from '../suppliers/market.js';
import { generate, type Pools } from './fixture/generate.js';

const DOCUMENTS = Number(process.env['READING_DOCUMENTS'] ?? 250);
const SEED = Number(process.env['READING_SEED'] ?? 1);
/** A root that is not read keeps an operation with graphql-js; what it answers is taken out again. */
const MARK = { asked: ' zzz: __schema { queryType { name } }', told: /,?"zzz":\{"queryType":\{"name":"Query"\}\}/ };

let service: Register;
let schema: GraphQLSchema;
let pools: Pools;

beforeAll(async () => {
  service = await register();
  const { body } = await service.graphql(getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true }));
  schema = buildClientSchema(body.data as IntrospectionQuery);
  const list = async (statement: string) => (await service.sql<{ value: string }>(statement)).map(({ value }) => value);
  const some = (table: string, column: string) =>
    list(`select ${column} as value from ${table} order by md5(${column}) limit 12`);
  const ids = (
    await Promise.all(
      [
        'standard',
        'standard_version',
        'municipality',
        'organisation',
        'reference_component',
        'decision',
        'obligation',
        'component',
        'involvement',
        'adoption_key',
        'procurement_terms',
        'quality_norm_set',
        'quality_norm',
        'programme',
        'project',
        'fund_year',
        'fund_contribution',
      ].map((table) => some(table, 'id')),
    )
  ).flat();
  pools = {
    ID: [...ids, 'std_none', 'nonsense', ''],
    slug: [
      ...(await some('standard', 'slug')),
      ...(await some('reference_component', 'slug')),
      ...(await some('component', 'slug')),
      ...(await some('project', 'slug')),
      'none',
    ],
    code: [...(await some('municipality', 'code')), 'GM9999'],
    label: await some('standard_version', 'label'),
    text: ['zaak', 'ZDS', 'koppelvlak berichten', 'zaakgericht werkn', 'Utrecht', '"', "it's"],
    uri: [`${service.url}/id/standards/zaken-api`, 'https://example.org/none'],
    after: await cursors(),
    first: [1, 2, 5, 9],
    year: [2019, 2024],
    Int: [1],
    theme: [...(await list('select distinct theme as value from standard where theme is not null limit 5')), 'none'],
    Date: ['2018-06-01', '2021-01-01', '2024-01-01', '2026-12-31', '0001-01-01'],
    // A moment ahead of the horizon is moved back to where the horizon then is, so it answers otherwise each time.
    DateTime: ['2020-01-01T00:00:00Z', '2026-01-01T12:00:00.5+01:00'],
    YearMonth: ['2017-06', '2024-12', '2026-11'],
    String: ['none'],
  };
});

async function cursors(): Promise<string[]> {
  const { body } =
    await service.graphql(`{ standards(first: 3) { edges { cursor } } municipalities(first: 3) { edges { cursor } }
    standard(by: { slug: "zaken-api" }) { versions(first: 3) { edges { cursor } } } }`);
  return ['forged', ...JSON.stringify(body.data).matchAll(/"cursor":"([^"]+)"/g)].map((found) =>
    typeof found === 'string' ? found : found[1]!,
  );
}

interface Asked {
  readonly seed: number;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}
function* documents(): Generator<Asked> {
  for (let i = 0, made = 0; made < DOCUMENTS; i++) {
    const seed = SEED * 7_000_003 + i;
    const { query, variables } = generate(schema, pools, seed, { depth: 4, size: 18 });
    if (validate(schema, parse(query)).length > 0) continue;
    made++;
    yield { seed, query, variables };
  }
}

const errorsOf = ({ body }: Answer) =>
  (body.errors ?? [])
    .map(({ message, path, extensions }) => JSON.stringify({ message, path, code: extensions.code }))
    .sort();
const told = (answer: Answer) =>
  answer.body.errors ? { data: answer.body.data as unknown, errors: errorsOf(answer) } : answer.text;

describe('every way of answering gives the same bytes, for random documents over the whole schema', () => {
  test('the first time, the second time, and through graphql-js', async () => {
    const codes = new Map<string, number>();
    for (const { seed, query, variables } of documents()) {
      const first = await service.graphql(query, variables);
      const second = await service.graphql(query, variables);
      const slow = await service.graphql(query.replace(/\} *((?:fragment .*)?)$/s, `${MARK.asked} } $1`), variables);
      const plain = { ...slow, text: slow.text.replace(MARK.told, '') };
      expect({ seed, query, variables, told: told(second) }).toEqual({ seed, query, variables, told: told(first) });
      for (const answer of [first, second, slow]) {
        expect({ seed, query, status: answer.status }).toEqual({ seed, query, status: 200 });
        for (const { extensions } of answer.body.errors ?? []) {
          codes.set(extensions.code, (codes.get(extensions.code) ?? 0) + 1);
          expect({ seed, query, code: extensions.code }).not.toEqual({ seed, query, code: 'INTERNAL_SERVER_ERROR' });
        }
      }
      if (!first.body.errors)
        expect({ seed, query, variables, text: plain.text }).toEqual({ seed, query, variables, text: first.text });
    }
    if (process.env['READING_SHOW']) process.stderr.write(`${JSON.stringify([...codes])}\n`);
  }, 600_000);
});

/** A way to write down a selection on a type: what stands around it, from the root on. */
interface Way {
  readonly type: GraphQLObjectType;
  readonly around: (selection: string) => string;
}
/** What finds something, for the arguments that have to be given. */
const ASKED: Readonly<Record<string, string>> = {
  standard: '(by: { slug: "zaken-api" })',
  municipality: '(by: { code: "GM0344" })',
  referenceComponent: '(by: { slug: "zaakregistratiecomponent" })',
  component: '(by: { slug: "open-zaak" })',
  supplier: '(by: { kvkNumber: "90000001" })',
  product: '(by: { slug: "none" })',
  project: '(slug: "common-ground")',
  fundYear: '(year: 2020)',
  amountOn: '(basis: WITH_VAT)',
  adoptionStatistics: '(from: "2024-01", to: "2024-03")',
  search: '(text: "zaak")',
  version: '(label: "1.0.2")',
  organisation: '(by: { slug: "vng" })',
  auditConsistency: '(from: 1)',
  auditInclusion: '(sequence: 1)',
  facets: '(fields: [KIND, STANDARD_KIND, LIFECYCLE, BINDING_LEVEL, STEWARD, LAYER, THEME])',
};

test('every field that can be reached is answered, the first time and from its plan', async () => {
  const ids = JSON.stringify((pools['ID'] as string[]).slice(0, 90));
  const versions = [await aProductVersion(service.sql), await aProductVersion(service.sql)];
  const [release] = await service.sql<{ id: string }>(
    `select v.id from standard_version v join standard s on s.id = v.standard_id where s.slug = 'zaken-api' and v.announced_at is not null limit 1`,
  );
  const [decision] = await service.sql<{ slug: string }>('select slug from decision order by id limit 1');
  const asked: Record<string, string> = {
    ...ASKED,
    node: `(id: ${JSON.stringify(pools['ID']?.[0])})`,
    nodes: `(ids: ${ids})`,
    requirements: `(componentIds: ${JSON.stringify((pools['ID'] as string[]).filter((id) => id.startsWith('rfc_')))})`,
    gibitCheck: `(productVersionId: "${versions[0]}", contractDate: "2026-11-01")`,
    impact: `(of: { versionId: "${release!.id}", lifecycle: END_OF_SUPPORT, on: "2027-01-01" })`,
    agenda: '(body: CVD, meetingOn: "2026-12-01")',
    decision: `(slug: "${decision!.slug}")`,
    proposal: `(number: ${(await aProposal(service, { kind: 'PHASE_OUT', state: 'DECISION' })).number})`,
    compareProducts: `(productVersionIds: ${JSON.stringify(versions)}, contractDate: "2026-11-01")`,
  };
  const seen = new Set<string>();
  const ways: Way[] = [{ type: schema.getQueryType()!, around: (selection) => `{ ${selection} }` }];
  const queries: string[] = [];
  for (let way = ways.shift(); way; way = ways.shift()) {
    const { type, around } = way;
    if (seen.has(type.name)) continue;
    seen.add(type.name);
    for (const field of Object.values(type.getFields())) {
      const call = `${field.name}${field.args.some(isRequiredArgument) ? (asked[field.name] ?? '') : ''}`;
      const inner = getNamedType(field.type);
      queries.push(around(isLeafType(inner) ? call : `${call} { __typename }`));
      const possible = isObjectType(inner) ? [inner] : isAbstractType(inner) ? schema.getPossibleTypes(inner) : [];
      for (const each of possible) {
        const narrowed = (selection: string) =>
          isObjectType(inner) ? selection : `__typename ... on ${each.name} { ${selection} }`;
        ways.push({ type: each, around: (selection) => around(`${call} { ${narrowed(selection)} }`) });
      }
    }
  }
  expect(seen.size).toBeGreaterThan(20);
  // Some of it is only for who has signed in.
  const registrar = await signIn('registrar');
  for (const query of queries) {
    const first = await service.graphql(query, {}, registrar);
    const second = await service.graphql(query, {}, registrar);
    expect({ query, errors: first.body.errors }).toEqual({ query, errors: undefined });
    expect({ query, text: second.text }).toEqual({ query, text: first.text });
  }
}, 120_000);
