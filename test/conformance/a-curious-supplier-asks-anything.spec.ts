import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { signIn } from '../support/actors.js';
import { asking, doing } from '../support/persona.js';
import { type AskOptions, type Register, register } from '../support/register.js';
import { aProduct, aProductVersion, aRelease, aSupplier, organisationOf } from '../suppliers/market.js';

const declare = doing('declareConformance', 'DeclareConformanceInput', 'declaration { id }');
const use = doing('recordProductUse', 'RecordProductUseInput', 'productUse { id }');
const end = doing('endProductUse', 'EndProductUseInput', 'productUse { id }');
const propose = doing('proposeProductUse', 'ProposeProductUseInput', 'proposals { id }');
const answer = doing('answerProductUseProposals', 'AnswerProductUseProposalsInput', 'proposals { id }');

/** How long the log is, is told by how many things were done: that is looked at elsewhere. */
const OF_THE_LOG = ['auditHead', 'auditConsistency', 'auditInclusion', 'auditEvents'];

let on: Register;
let schema: GraphQLSchema;
let ids: Record<'municipality' | 'version' | 'elder', string>;
let proposalIds: string[];
/** What each argument or field of a filter is given, by its name, or else by the name of its type. */
let values: Record<string, unknown[]>;
beforeAll(async () => {
  on = await register();
  await signIn('registrar');
  const { body } = await on.graphql(getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true }));
  schema = buildClientSchema(body.data);
  const organisationId = await organisationOf(on.sql, 'proef-leverancier-a');
  const supplier = await aSupplier(on.sql, organisationId);
  const { id: product, slug } = await aProduct(on.sql, { supplierId: supplier, name: 'Nieuwsgierig pakket' });
  const { standardId: standard, versionId: release } = await aRelease(on.sql);
  const elder = await aProductVersion(on.sql, { productId: product });
  const version = await aProductVersion(on.sql, { productId: product });
  const municipality = (await asking(on)('{ municipality(by: { code: "GM0363" }) { id } }')).municipality.id;
  ids = { municipality, version, elder };
  const [supplierA, wholeCountry] = [asking(on, 'supplier-a'), 'select slug from standard where id = $1'];
  proposalIds = [];
  for (const productVersionId of [version, elder]) {
    await declare(supplierA, { productVersionId, standardVersionId: release, interfaceRole: 'PROVIDER' });
    const { proposals } = await propose(supplierA, { productVersionId, municipalityIds: [municipality] });
    proposalIds.push(proposals[0].id);
  }
  const [{ slug: standardSlug }] = (await on.sql<{ slug: string }>(wholeCountry, [standard])) as [{ slug: string }];
  const [{ n }] = (await on.sql<{ n: string }>('select kvk_number as n from supplier where id = $1', [supplier])) as [
    { n: string },
  ];
  values = {
    id: [municipality, product, version, supplier, standard, release, organisationId, ...proposalIds],
    ids: [[municipality, product, version, supplier, standard, release, organisationId, ...proposalIds]],
    municipalityId: [municipality],
    standardId: [standard],
    supplierId: [supplier],
    organisationId: [organisationId],
    productVersionId: [version],
    productVersionIds: [[version, elder]],
    supportsVersionIds: [[release]],
    slug: [slug, standardSlug, 'gm0363', 'proef-leverancier-a'],
    code: ['GM0363'],
    kvkNumber: [n],
    label: ['1.0'],
    text: ['nieuwsgierig pakket', 'Amsterdam'],
    uri: [`${on.url}/id/standards/${standardSlug}`],
    YearMonth: ['2024-06'],
    first: [100],
    year: [2024],
    asOf: ['2024-06-01', '2031-06-01'],
    knownAt: ['2026-01-01T12:00:00.500Z'],
    Date: ['2024-06-01'],
    DateTime: ['2026-01-01T12:00:00.500Z'],
    ID: [product],
    String: ['none'],
  };
});

type Given = GraphQLArgument | GraphQLInputField;

/** Every way to write one value for an argument: each enum value, each field of a filter by itself. */
function literals({ name, type }: { readonly name: string; readonly type: GraphQLInputType }): string[] {
  const bare = getNullableType(type);
  if (isListType(bare) && values[name] === undefined)
    return literals({ name, type: bare.ofType }).map((each) => `[${each}]`);
  if (isEnumType(bare)) return bare.getValues().map((each) => each.name);
  if (isInputObjectType(bare)) {
    const fields = Object.values(bare.getFields());
    const required = fields.filter(isRequiredInputField);
    const inner = writings(
      required,
      fields.filter((each) => !required.includes(each)),
    );
    return inner.filter((each) => each !== '').map((each) => `{${each}}`);
  }
  const named = getNamedType(bare).name;
  if (named === 'Boolean') return ['true', 'false'];
  return (values[name] ?? values[named] ?? []).map((each) => JSON.stringify(each));
}
/** All that has to be given, and nothing or one of the rest in each of its ways. */
function writings(required: readonly Given[], rest: readonly Given[]): string[] {
  const written = (each: Given) => literals(each).map((literal) => `${each.name}:${literal}`);
  const whole = required.reduce(
    (all: string[], each) => all.flatMap((one) => written(each).map((other) => [one, other].filter(Boolean).join(','))),
    [''],
  );
  return whole.flatMap((one) => [one, ...rest.flatMap(written).map((other) => [one, other].filter(Boolean).join(','))]);
}
function calls(field: GraphQLField<unknown, unknown>): string[] {
  const required = field.args.filter(isRequiredArgument);
  const rest = field.args.filter((each) => !required.includes(each) && each.name !== 'after');
  return writings(required, rest).map((inside) => (inside === '' ? field.name : `${field.name}(${inside})`));
}
/** Everything that can be seen of a type without giving an argument, so many things deep. */
function seen(type: GraphQLNamedType, depth: number): string {
  if (isLeafType(type)) return '';
  const of = isObjectType(type) ? Object.values(type.getFields()) : [];
  const inner = of.flatMap((field): string[] => {
    if (field.args.some(isRequiredArgument)) return [];
    const named = getNamedType(field.type);
    if (isLeafType(named)) return [field.name];
    const isPage = /Connection$/.test(type.name) || /Edge$/.test(type.name);
    return depth > 0 && !(isPage && field.name === 'edges')
      ? [`${field.name} ${seen(named, isPage ? depth : depth - 1)}`]
      : [];
  });
  return `{ __typename ${inner.join(' ')} }`;
}
/** A field of something he knows of: with all that stands in it, and with little of it where that is too much. */
interface Question {
  readonly about: string;
  readonly queries: readonly [deep: string, flat: string];
}
function* questions(): Generator<Question> {
  const asked = (about: string, type: GraphQLNamedType, around: (selection: string) => string): Question => ({
    about,
    queries: [around(seen(type, 1)), around(seen(type, 0))],
  });
  const roots = Object.values(schema.getQueryType()!.getFields()).filter(({ name }) => !OF_THE_LOG.includes(name));
  for (const root of roots) {
    for (const call of calls(root)) {
      yield asked(`Query.${root.name}`, getNamedType(root.type), (selection) => `{ ${call} ${selection} }`);
    }
  }
  const things = [
    'Municipality',
    'Product',
    'ProductVersion',
    'Supplier',
    'Standard',
    'StandardVersion',
    'Organisation',
  ];
  const known = JSON.stringify(values['ids']![0]);
  for (const name of [...things, 'ProductUseProposal']) {
    for (const field of Object.values((schema.getType(name) as GraphQLObjectType).getFields())) {
      for (const call of calls(field)) {
        yield asked(
          `${name}.${field.name}`,
          getNamedType(field.type),
          (selection) => `{ nodes(ids: ${known}) { ... on ${name} { ${call} ${selection} } } }`,
        );
      }
    }
  }
}

interface Told {
  readonly about: string;
  readonly query: string;
  readonly answer: string;
  readonly refused: readonly string[];
}
async function toldOf({ about, queries }: Question, options: AskOptions): Promise<Told> {
  for (const query of queries) {
    const { status, body } = await on.graphql(query, {}, options);
    const errors = body.errors?.map(({ message, path, extensions: { code } }) => ({ message, path, code }));
    if (errors?.some(({ code }) => code === 'QUERY_TOO_COMPLEX') === true && query !== queries[1]) continue;
    const refused = (errors ?? []).map(({ code, message }) => `${code} ${about} ${message}`);
    return { about, query, answer: `${status} ${JSON.stringify({ ...body, errors })}`, refused };
  }
  throw new Error(`${about} was not asked.`);
}
/** What someone is told on every question, some asked at a time. */
async function told(persona: string): Promise<Told[]> {
  const options = await signIn(persona, on);
  const asked = [...questions()];
  const answers: Told[] = [];
  for (let i = 0; i < asked.length; i += 8) {
    answers.push(...(await Promise.all(asked.slice(i, i + 8).map((question) => toldOf(question, options)))));
  }
  return answers;
}

describe('A supplier that asks for everything there is, in every way', () => {
  test('is told the same whether a municipality uses a product or not, and whatever it answered', async () => {
    const before = await told('supplier-a');
    const own = await told('reporter-gm0363');
    // Nearly everything is answered: a question that is refused tells nothing.
    const refused = own.flatMap((each) => each.refused);
    expect(refused.filter((why) => !why.startsWith('BAD_USER_INPUT'))).toEqual([]);
    expect(refused.length).toBeLessThan(own.length / 20);

    const reporter = asking(on, 'reporter-gm0363');
    const { productUse } = await use(reporter, {
      ...{ municipalityId: ids.municipality, productVersionId: ids.version, from: '2024-01-01' },
    });
    const { errors } = await answer(reporter, {
      municipalityId: ids.municipality,
      answers: proposalIds.map((proposalId, i) => ({ proposalId, accept: i === 0, reason: 'Zo is het.' })),
    });
    expect(errors).toEqual([]);
    expect(await told('supplier-a')).toEqual(before);
    // The questions do reach what is hidden: the municipality itself is told otherwise now.
    const now = await told('reporter-gm0363');
    const differing = new Set(now.filter((each, i) => each.answer !== own[i]?.answer).map(({ about }) => about));
    expect([...differing]).toEqual(
      expect.arrayContaining([
        ...['Municipality.softwareInUse', 'Municipality.productUseProposals', 'Municipality.adoptions'],
        ...['ProductUseProposal.state', 'ProductUseProposal.productUse', 'Standard.adoptions'],
        ...['Supplier.proposedProductUses', 'Query.municipality'],
      ]),
    );

    await end(reporter, { productUseId: productUse.id, on: '2025-01-01' });
    expect(await told('supplier-a')).toEqual(before);
  }, 300_000);
});
