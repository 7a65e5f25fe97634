/** Puts declared fields into the GraphQL schema, and makes the page types of connections. */
import {
  Field,
  type GqlTypeReference,
  Int,
  ObjectType,
  Query,
  Resolver,
  type ReturnTypeFunc,
  TypeMetadataStorage,
} from '@nestjs/graphql';
import { PageInfo } from '../graphql/page.js';
import { type Class, type Declaration } from './declarations.js';

/** The root of all reads: Nest sees a resolver, `Reader.install` gives its fields their meaning. */
@Resolver()
export class Reads {}

export function expose(type: Class, name: string, field: Declaration): void {
  Field(returnsOf(field), optionsOf(field))(type.prototype as object, name);
  exposeArguments(type, name, field);
}

export function exposeRoot(name: string, field: Declaration): void {
  const method = { value: () => undefined, configurable: true, writable: true };
  Object.defineProperty(Reads.prototype, name, method);
  Query(returnsOf(field), optionsOf(field))(Reads.prototype, name, method);
  exposeArguments(Reads, name, field);
}

type Returns = ReturnTypeFunc<GqlTypeReference | [GqlTypeReference]>;

const returnsOf = (field: Declaration): Returns => {
  const of = field.of as ReturnTypeFunc<GqlTypeReference>;
  if (field.kind === 'connection') return () => connectionOf(of());
  return field.kind === 'many' || field.kind === 'refs' ? () => [of()] : of;
};

const optionsOf = ({ kind, spec }: Declaration) => ({
  nullable: kind === 'refs' ? ('items' as const) : kind !== 'many' && kind !== 'connection' && spec.nullable === true,
  ...(spec.description === undefined ? {} : { description: spec.description }),
  ...(spec.deprecated === undefined ? {} : { deprecationReason: spec.deprecated }),
});

/** What `@Args()` does for a method; on a field of an object type Nest would never look for it. */
function exposeArguments(target: Class, methodName: string, { spec }: Declaration): void {
  const { args } = spec;
  if (args === undefined) return;
  const typeFn = (): GqlTypeReference => args;
  TypeMetadataStorage.addMethodParamMetadata({ kind: 'args', target, methodName, typeFn, index: 0, options: {} });
}

/** What comes before `Connection` and `Edge`, and the Dutch term for one item. */
export interface PageNames {
  readonly name: string;
  readonly dutch: string;
}
interface PageTypes {
  readonly connection: Class;
  readonly edge: Class;
}
const pages = new Map<unknown, PageTypes>();
const pending = new Set<() => unknown>();

export const needsPage = (of: () => unknown): void => void pending.add(of);
/** Call once when every declaration is loaded, before the schema is built: Nest wants the page types to exist by then. */
export function sealPages(): void {
  for (const of of pending) pagesOf(of());
  pending.clear();
}

/**
 * The connection type over a node type or union, for `contribute`; `T` is what its fields read from, `{ hits }`.
 * @param names where its name is not that of the nodes; to be given where the type is first mentioned
 */
export const connectionOf = <T = unknown>(of: unknown, names?: PageNames): Class<T> =>
  pagesOf(of, names).connection as Class<T>;
/** The edge type over a node type or union, for `contribute`; `T` is the row behind the edge. */
export const edgeOf = <T = unknown>(of: unknown, names?: PageNames): Class<T> => pagesOf(of, names).edge as Class<T>;

/** Whether a type is a connection or an edge, whose own fields need no declaration. */
export const isPageType = (type: unknown): boolean =>
  [...pages.values()].some(({ connection, edge }) => type === connection || type === edge);

function pagesOf(of: unknown, names?: PageNames): PageTypes {
  const found = pages.get(of);
  if (found !== undefined && (names === undefined || found.connection.name === `${names.name}Connection`)) return found;
  if (found !== undefined) throw new Error(`${found.connection.name} has its name already.`);
  const { name, dutch } = names ?? namesOf(of);
  const type = (suffix: string, description: string): Class => {
    // A union of results gives its name to what it is a result of: SearchResult makes a SearchConnection.
    const typeName = name.replace(/Result$/, '') + suffix;
    const made = { [typeName]: class {} }[typeName] as Class;
    ObjectType(typeName, { description })(made);
    return made;
  };
  const field = (target: Class, key: string, of: () => unknown, description: string) =>
    Field(of as Returns, { description })(target.prototype as object, key);

  const edge = type('Edge', `One ${name} in a page, with its place in the list. (Plaats van ${dutch})`);
  field(edge, 'cursor', () => String, 'Where this item stands; give it as `after` to continue behind it. (Cursor)');
  field(edge, 'node', () => of, `The ${name} itself. (${dutch})`);
  const connection = type('Connection', `A page of ${name}, in the order of its list. (Bladzijde met ${dutch})`);
  field(connection, 'edges', () => [edge], 'The items of this page with their cursors. (Plaatsen)');
  field(connection, 'nodes', () => [of], 'The items of this page. (Inhoud)');
  field(connection, 'pageInfo', () => PageInfo, 'Whether more follows, and from where. (Bladerinformatie)');
  field(connection, 'totalCount', () => Int, 'How many the whole list holds; counted only when asked. (Totaal)');
  const made = { connection, edge };
  pages.set(of, made);
  return made;
}

/** The GraphQL name, and the Dutch term that closes the description between brackets; of a union Nest tells only the name by now. */
function namesOf(of: unknown): PageNames {
  if (typeof of === 'symbol') return { name: of.description ?? '', dutch: of.description ?? '' };
  const declared = TypeMetadataStorage.getObjectTypeMetadataByTarget(of as never);
  if (!declared) throw new Error('A connection needs an object type or a union that Nest knows.');
  return { name: declared.name, dutch: /\(([^()]+)\)\s*$/.exec(declared.description ?? '')?.[1] ?? declared.name };
}
