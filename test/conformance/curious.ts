import { expect } from '@jest/globals';
import { sealed } from '../audit/events.js';
import { signIn } from '../support/actors.js';
import { type Register } from '../support/register.js';

/** What a curious supplier asks about: a version of a product that is said to support a standard, and a municipality. */
export interface Market {
  readonly supplierId: string;
  readonly productId: string;
  readonly slug: string;
  readonly productVersionId: string;
  readonly standardId: string;
  readonly versionId: string;
  readonly municipalityId: string;
  /** A version of another product, to compare with. */
  readonly otherVersionId: string;
}
type Question = readonly [document: string, variables: Record<string, unknown>];

const ADOPTION = `totalCount pageInfo { hasNextPage } nodes { id status origin freshness confirmBy plannedFor since revision reason verified provenance
  version { id } municipality { code } standard { id } productVersion { id } explanation { motivation }
  history { totalCount nodes { id revision from to origin validFrom reason correction corrects { id } recordedBy { id } } } }`;
const PROPOSALS = 'totalCount edges { cursor } nodes { id state answer answeredAt withdrawnAt productUse { id } }';
const CHECK = 'contractDate asOf outcome because results { outcome because declarations { id } missing { id } }';
const STATES = ['WAITING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'];

/** Lists that are filtered, counted and ordered, each in its own way. */
const productLists = [
  'supplierId: $u',
  'supplierId: $u, minimumLevel: SUPPORTED',
  'supplierId: $u, minimumLevel: DEMONSTRATED',
  'supportsVersionIds: [$v]',
  'supportsVersionIds: [$v], minimumLevel: SUPPORTED',
];
const adoptionLists = [
  ...['statuses: [APPLIED]', 'statuses: [UNKNOWN]', 'stale: true', 'stale: false'],
  ...['provinces: [NOORD_HOLLAND]', 'municipalityId: $m', 'changedSince: $since'],
];
const ABOUT = '$m: ID!, $s: ID!, $v: ID!, $p: ID!, $o: ID!, $u: ID!, $ids: [ID!]!, $since: DateTime, $text: String!';

/** Asked on each of three days: those of the past, today, and to come. */
const asked = (moment: string): string[] => [
  `municipality(by: { id: $m }${moment}) { softwareInUse { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage endCursor } } }`,
  `municipality(by: { id: $m }${moment}) { adoptions(filter: { standardId: $s }) { ${ADOPTION} } }`,
  `municipality(by: { id: $m }${moment}) { obligations { state adoption { id } } }`,
  `standard(by: { id: $s }${moment}) { adoptions { ${ADOPTION} } }`,
  ...adoptionLists.map(
    (filter) => `standard(by: { id: $s }${moment}) { adoptions(filter: { ${filter} }) { ${ADOPTION} } }`,
  ),
  `node(id: $p${moment}) { ... on ProductVersion { usedByCount updatedAt revision declarations { id state } product { updatedAt revision } } }`,
  `nodes(ids: $ids${moment}) { __typename id }`,
  ...productLists.map(
    (filter) =>
      `products(first: 100, filter: { ${filter} }${moment}) { totalCount pageInfo { endCursor hasNextPage } edges { cursor }
        nodes { id revision updatedAt currentVersion { id usedByCount } versions { totalCount nodes { usedByCount } } } }`,
  ),
  `supplier(by: { id: $u }${moment}) { revision updatedAt proposedProductUses { ${PROPOSALS} } products { totalCount } }`,
  ...['', ...STATES.map((state) => `(states: [${state}])`)].map(
    (states) => `municipality(by: { id: $m }${moment}) { productUseProposals${states} { ${PROPOSALS} } }`,
  ),
  `gibitCheck(productVersionId: $p${moment}) { ${CHECK} }`,
  `compareProducts(productVersionIds: [$p, $o]${moment}) { checks { ${CHECK} } norms { results { outcome } } }`,
];

/** Everything a supplier may think of asking about a product, a standard and a municipality. */
function questions(of: Market, ids: readonly string[]): Question[] {
  const given = {
    ...{ m: of.municipalityId, s: of.standardId, v: of.versionId, p: of.productVersionId, o: of.otherVersionId },
    ...{ u: of.supplierId, ids, since: '2020-01-01T00:00:00Z', text: of.slug },
  };
  const about = (selection: string): Question => {
    const used = ABOUT.split(', ').filter((each) => selection.includes(each.split(':')[0]!));
    return [`query${used.length > 0 ? ` (${used.join(', ')})` : ''} { ${selection} }`, given];
  };
  return [
    ...['', ', asOf: "2024-06-01"', ', asOf: "2031-06-01"'].flatMap((moment) =>
      asked(moment)
        // Nobody has a set of norms for what is to come, and no terms for what is long past.
        .filter((selection) => moment === '' || !/gibitCheck|compareProducts/.test(selection))
        .map(about),
    ),
    about(
      'search(text: $text, first: 100) { totalCount suggestion edges { snippet cursor } nodes { __typename } facets(fields: [KIND]) { buckets { value count } } }',
    ),
    about(
      'auditEvents(first: 100) { totalCount nodes { subjectId subject { id } changes { field before after } } } nodes(ids: $ids) { id }',
    ),
    ...ids.map((id): Question => [
      'query ($id: ID!) { auditEvents(subjectId: $id) { totalCount } node(id: $id) { id } }',
      { id },
    ]),
    about('municipality(by: { id: $m }) { organisation { id name updatedAt revision } }'),
    about('standard(by: { id: $s }) { updatedAt revision }'),
    about('viewer { name memberships { id organisation { id supplier { id revision updatedAt } } } }'),
  ];
}

/** What he may try to do with it. */
const attempts = (of: Market, ids: readonly string[]): [doing: string, input: Record<string, unknown>][] => [
  [
    'declareConformance(input: $i) { errors { __typename message path } }',
    { productVersionId: of.productVersionId, standardVersionId: of.versionId, interfaceRole: 'PROVIDER' },
  ],
  ['registerProductVersion(input: $i) { errors { __typename message path } }', { productId: of.productId, label: ' ' }],
  ['describeProduct(input: $i) { errors { __typename message path } }', { productId: of.productId, name: ' ' }],
  // A proposal of his own he would take back indeed.
  ...ids
    .filter((id) => !id.startsWith('upq_'))
    .flatMap((id): [string, Record<string, unknown>][] => [
      ['endProductUse(input: $i) { errors { __typename message } }', { productUseId: id }],
      ['withdrawProductUseProposals(input: $i) { errors { __typename message } }', { proposalIds: [id] }],
    ]),
  [
    'recordProductUse(input: $i) { errors { __typename message } }',
    { municipalityId: of.municipalityId, productVersionId: of.productVersionId },
  ],
  [
    'proposeProductUse(input: $i) { errors { __typename message path } }',
    { productVersionId: of.productVersionId, municipalityIds: [of.municipalityId, of.municipalityId] },
  ],
];

/** What someone is told on each, with its status and the headers that depend on the answer, errors and their messages too. */
export async function told(
  on: Register,
  of: Market,
  ids: readonly string[],
  persona = 'supplier-a',
): Promise<string[]> {
  const { headers } = await signIn(persona, on);
  await sealed(on.sql); // what he did himself is in the log a moment after he did it
  const answers: string[] = [];
  for (const [document, variables] of questions(of, ids)) {
    const answer = await on.graphql(document, variables, { headers });
    const { body, status } = answer;
    const errors = body.errors?.map(({ message, path, extensions: { code } }) => ({ message, path, code }));
    // A question that is not understood is answered alike whatever it is about.
    expect({ document, errors: errors?.filter(({ code }) => code !== 'BAD_USER_INPUT') ?? [] }).toEqual({
      document,
      errors: [],
    });
    const [length, tag, cached] = ['content-length', 'etag', 'cache-control'].map((name) => answer.headers.get(name));
    const measured = errors ? [tag, cached] : [length, tag, cached];
    answers.push(`${document}\n${status} ${measured.join(' ')} ${JSON.stringify({ ...body, errors })}`);
  }
  for (const [doing, i] of attempts(of, ids)) {
    const type = `${doing[0]!.toUpperCase()}${doing.slice(1, doing.indexOf('('))}Input`;
    const { body } = await on.graphql(`mutation ($i: ${type}!) { ${doing} }`, { i }, { headers });
    const errors = body.errors?.map(({ message }) => message);
    answers.push(`${doing}\n${JSON.stringify({ data: body.data, errors })}`);
  }
  return answers;
}

/** What stands in answers, with what differs between any two things made the same. */
export function alike(texts: readonly string[], { standardId, versionId }: Pick<Market, 'standardId' | 'versionId'>) {
  const names = new Map<string, string>([
    [standardId, 'STANDARD'],
    [versionId, 'VERSION'],
  ]);
  return texts
    .join('\n')
    .replaceAll(
      /\b[a-z]{3}_[0-9a-z]{26}\b/g,
      (id) => names.get(id) ?? names.set(id, `${id.slice(0, 3)}-${names.size}`).get(id)!,
    )
    .replaceAll(/"cost":\d+|"(?:c|endC)ursor":"[^"]*"|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '-');
}
