import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLOutputType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';
import { projectRoot } from '../../../src/platform/config/project-root.js';

export const schema = buildSchema(readFileSync(join(projectRoot, 'schema.graphql'), 'utf8'));

type Field = GraphQLField<unknown, unknown>;
type Given = GraphQLArgument | GraphQLInputField;
type Values = Record<string, unknown>;

/** A place where a caller hands in a value: the way to it from the arguments of a field. */
export interface Site {
  readonly path: readonly string[];
  /** Of the leaf type, such as String or Date. */
  readonly type: string;
}

/** A field that can be asked, and how. */
export interface Asking {
  /** Such as `Query.standard` or `Standard.version`. */
  readonly name: string;
  readonly document: string;
  readonly isMutation: boolean;
  readonly args: readonly GraphQLArgument[];
  readonly sites: readonly Site[];
}

/** Ids of things that are there, by the name of their type; what is not known stays made up. */
export type Known = Readonly<Record<string, string>>;

const MADE_UP: Values = {
  Boolean: false,
  Date: '2026-01-01',
  DateTime: '2026-01-01T00:00:00Z',
  Float: 1,
  ID: 'std_00000000000000000000000000',
  Int: 1,
  JSON: {},
  String: 'proef',
  URL: 'https://example.nl/',
  YearMonth: '2026-01',
};

/** Every root field, and every field with arguments of what has an id. */
export function askings(): Asking[] {
  const roots = [
    { type: schema.getQueryType(), isMutation: false },
    { type: schema.getMutationType(), isMutation: true },
  ].flatMap(({ type, isMutation }) => Object.values(type?.getFields() ?? {}).map((field) => atRoot(field, isMutation)));
  const inner = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter(({ args }) => args.length > 0)
        .map((field) => inNode(type.name, field)),
    );
  return [...roots, ...inner];
}

const parametersOf = ({ args }: Field) => ({
  declared: args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', '),
  passed: args.length === 0 ? '' : `(${args.map(({ name }) => `${name}: $${name}`).join(', ')})`,
});

function atRoot(field: Field, isMutation: boolean): Asking {
  const { declared, passed } = parametersOf(field);
  const document = `${isMutation ? 'mutation' : 'query'} ${declared && `(${declared})`} { it: ${field.name}${passed}${selectionOf(field.type)} }`;
  return asking(`${isMutation ? 'Mutation' : 'Query'}.${field.name}`, document, field, isMutation);
}

function inNode(type: string, field: Field): Asking {
  const { declared, passed } = parametersOf(field);
  const document = `query ($nodeId: ID!, ${declared}) { node(id: $nodeId) { ... on ${type} { it: ${field.name}${passed}${selectionOf(field.type)} } } }`;
  return asking(`${type}.${field.name}`, document, field, false);
}

const asking = (name: string, document: string, { args }: Field, isMutation: boolean): Asking => ({
  ...{ name, document, isMutation, args },
  sites: args.flatMap((arg) => sitesOf(arg, [], new Set())),
});

/** What can be read of a type without arguments, two levels down. */
function selectionOf(output: GraphQLOutputType, depth = 2): string {
  const type = getNamedType(output);
  if (isLeafType(type)) return '';
  if (isUnionType(type)) return ' { __typename }';
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    if (isLeafType(getNamedType(field.type))) return [field.name];
    const isWanted = depth > 0 && !['edges', 'facets'].includes(field.name);
    return isWanted ? [`${field.name}${selectionOf(field.type, field.name === 'nodes' ? 0 : depth - 2)}`] : [];
  });
  return ` { __typename ${fields.join(' ')} }`;
}

function sitesOf(given: Given, above: readonly string[], seen: ReadonlySet<string>): Site[] {
  const path = [...above, given.name];
  const type = getNamedType(given.type);
  if (!isInputObjectType(type)) return [{ path, type: type.name }];
  if (seen.has(type.name)) return [];
  const deeper = new Set([...seen, type.name]);
  return Object.values(type.getFields()).flatMap((field) => sitesOf(field, path, deeper));
}

/**
 * The least that a field must be given to be asked at all, and beside it one value of the attacker's own.
 * Lists hold one item.
 */
export function variablesFor({ args, name }: Asking, known: Known, site?: Site, value?: unknown): Values {
  const own = Object.fromEntries(
    args.flatMap((arg) => {
      const isWanted = isRequiredArgument(arg) || site?.path[0] === arg.name;
      return isWanted
        ? [[arg.name, valueFor(arg, known, site?.path[0] === arg.name ? site.path.slice(1) : undefined, value)]]
        : [];
    }),
  );
  const owner = name.split('.')[0] ?? '';
  return owner === 'Query' || owner === 'Mutation' ? own : { nodeId: known[owner], ...own };
}

/** @param way to the attacker's value from here; undefined when it is elsewhere */
function valueFor(given: Given, known: Known, way: readonly string[] | undefined, value: unknown): unknown {
  if (way?.length === 0) return inLists(given.type, value);
  const type = getNamedType(given.type);
  return inLists(
    given.type,
    isInputObjectType(type) ? objectFor(type, known, way, value) : usual(given.name, type.name, known),
  );
}

function objectFor(
  type: GraphQLInputObjectType,
  known: Known,
  way: readonly string[] | undefined,
  value: unknown,
): Values {
  const fields = Object.values(type.getFields());
  const onWay = fields.find(({ name }) => name === way?.[0]);
  const chosen = type.isOneOf
    ? [onWay ?? fields.find(({ name }) => name === 'id') ?? fields[0]].flatMap((field) => field ?? [])
    : fields.filter((field) => field === onWay || isRequiredInputField(field) || field.name === 'dryRun');
  return Object.fromEntries(
    chosen.map((field) => [field.name, valueFor(field, known, field === onWay ? way?.slice(1) : undefined, value)]),
  );
}

function inLists(type: GraphQLInputType, value: unknown): unknown {
  return isListType(isNonNullType(type) ? getNullableType(type) : type) ? [value] : value;
}

/** A value that would be taken, as far as it can be told from the names. */
function usual(name: string, type: string, known: Known): unknown {
  const named = schema.getType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (type !== 'ID') return MADE_UP[type];
  const fitting = Object.keys(known).filter((each) => name.toLowerCase().includes(each.toLowerCase()));
  return known[fitting.sort((a, b) => b.length - a.length)[0] ?? 'Standard'] ?? MADE_UP['ID'];
}

/** Types whose lists can be asked at the root without anything else, and how to find one of each. */
export const LISTS: readonly { type: string; field: string }[] = Object.values(
  schema.getQueryType()?.getFields() ?? {},
).flatMap(({ name, type, args }) => {
  const connection = getNamedType(type);
  if (!connection.name.endsWith('Connection') || args.some(isRequiredArgument)) return [];
  return [{ type: connection.name.replace(/Connection$/, ''), field: name }];
});
