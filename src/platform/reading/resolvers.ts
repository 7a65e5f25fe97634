/** The seam with graphql-js: fields of what was read answer from the parsed statement, all others keep their own resolver. */
import { TypeMetadataStorage } from '@nestjs/graphql';
import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
} from 'graphql';
import { type ReadContext } from '../graphql/fast-lane.js';
import { type Registry } from './compile.js';
import { FAULT_MARK, TYPE_MARK } from './json.js';
import { type Class, everyProjection, projectionOf } from './declarations.js';
import { Reads } from './exposure.js';
import { type Fault, faultError } from './refusals.js';
import { type ActorFields } from './trace.js';

/** Under this key a payload carries what was read for it, apart from the properties of the service. */
export const READ = Symbol('read');
type Read = Readonly<Record<string, unknown>>;
type Resolver = GraphQLFieldResolver<unknown, ReadContext>;
/** The value of one root field, by its response key. */
export type RootReader = (info: GraphQLResolveInfo, context: ReadContext) => Promise<unknown>;

const isRecord = (value: unknown): value is Record<string | symbol, unknown> =>
  typeof value === 'object' && value !== null;

/** What the reader made of an object, if it did. */
function readOf(parent: unknown): Read | undefined {
  if (!isRecord(parent)) return undefined;
  const found = TYPE_MARK in parent ? parent : parent[READ];
  return isRecord(found) ? found : undefined;
}

/** A field with a fault tells it at its own path. */
function told(value: unknown): unknown {
  if (isRecord(value) && FAULT_MARK in value) throw faultError(value[FAULT_MARK] as Fault);
  return value;
}

export function registryOf(schema: GraphQLSchema, actor: ActorFields): Registry {
  const nameOf = (type: Class) => TypeMetadataStorage.getObjectTypeMetadataByTarget(type as never)?.name ?? type.name;
  const classOf = new Map<string, unknown>(everyProjection().map(({ type }) => [nameOf(type), type]));
  classOf.set(schema.getQueryType()?.name ?? '', Reads);
  return { schema, classOf, actor };
}

/** Two aliases of a field with other arguments have other values, so these look under the response key, not under the name. */
export function installResolvers(schema: GraphQLSchema, readRoot: RootReader): void {
  const roots = projectionOf(Reads)?.fields;
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isAbstractType(type)) {
      const own = type.resolveType;
      type.resolveType = (value, context, info, abstract) =>
        (readOf(value)?.[TYPE_MARK] as string | undefined) ?? own?.(value, context, info, abstract);
    }
    if (!isObjectType(type) || type === schema.getMutationType()) continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      if (type !== schema.getQueryType()) field.resolve = within(field.resolve ?? defaultFieldResolver);
      else if (roots?.has(name))
        field.resolve = (async (_, __, context, info) => told(await readRoot(info, context))) satisfies Resolver;
    }
  }
}

const within =
  (own: Resolver): Resolver =>
  (parent, args, context, info) => {
    const read = readOf(parent);
    return read && info.path.key in read ? told(read[info.path.key]) : own(parent, args, context, info);
  };
