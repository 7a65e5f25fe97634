/** Objects by their ids: the prefix of an id tells its type. */
import { type FieldNode, getNamedType, type GraphQLNamedType, GraphQLObjectType, isAbstractType } from 'graphql';
import { type AnyField, type Compiler } from './compile.js';
import { type AnyEnv, projectionOf } from './declarations.js';
import { MOST_IDS } from './refusals.js';
import { join, Param, raw, type Read, type Run, type Sql, sql } from './sql.js';

interface Branch {
  readonly type: GraphQLObjectType;
  readonly prefix: string;
}

/** The row of this id; for an interface or union, of the type its prefix names. SQL null when there is none to see. */
export function compileId(
  compiler: Compiler,
  type: GraphQLNamedType,
  id: Sql,
  nodes: readonly FieldNode[],
  env: AnyEnv,
): Sql {
  if (type instanceof GraphQLObjectType) return rowById(compiler, type, id, nodes, env);
  const [lone] = id.parts;
  const isAsked = lone instanceof Param && id.parts.length === 1;
  // An id that stands in the request tells its type while compiling.
  const branches = isAsked ? asked(compiler, type, nodes, (run) => [lone.read(run)]) : branchesOf(compiler, type);
  const [only] = branches;
  return isAsked && only ? rowById(compiler, only.type, id, nodes, env) : byPrefix(compiler, branches, id, nodes, env);
}

/** The rows of these ids in their order, with null for what is missing or hidden. */
export function compileIds(
  compiler: Compiler,
  field: AnyField,
  ids: Sql | Param,
  nodes: readonly FieldNode[],
  node: FieldNode,
  env: AnyEnv,
): Sql {
  const type = getNamedType(field.type);
  const list: Read = (run) => (ids instanceof Param ? (ids.read(run) ?? []) : []);
  const size = (run: Run) => (list(run) as unknown[]).length;
  const isTooLong = {
    key: `${compiler.trace.numberOf(node)}!ids`,
    read: (run: Run) => size(run) > MOST_IDS,
    isFixed: false,
  };
  if (ids instanceof Param && compiler.trace.value(isTooLong) === true) return compiler.refuse('ids', node);
  const item = compiler.alias('r');
  const row = compiler.weigh(ids instanceof Param ? size : 20, () => {
    const id = raw(`${item}.id`);
    if (type instanceof GraphQLObjectType) return rowById(compiler, type, id, nodes, env);
    const branches = ids instanceof Param ? asked(compiler, type, nodes, list) : branchesOf(compiler, type);
    return byPrefix(compiler, branches, id, nodes, env);
  });
  const text = join(`'['||coalesce(string_agg(coalesce(`, row, `,'null'),',' order by ${item}.n),'')||']'`);
  return join('(select ', text, ' from unnest(', ids, `) with ordinality ${item}(id,n))`);
}

function rowById(compiler: Compiler, type: GraphQLObjectType, id: Sql, nodes: readonly FieldNode[], env: AnyEnv): Sql {
  const of = compiler.registry.classOf.get(type.name);
  return compiler.toOne(of, type, { where: ({ id: own }) => sql`${own ?? raw('null')} = ${id}` }, {}, nodes, {
    env,
    isStored: true,
  });
}

function byPrefix(
  compiler: Compiler,
  branches: readonly Branch[],
  id: Sql,
  nodes: readonly FieldNode[],
  env: AnyEnv,
): Sql {
  if (branches.length === 0) return raw('null');
  const cases = branches.flatMap(({ type, prefix }) => [
    ` when '${prefix}' then `,
    rowById(compiler, type, id, nodes, env),
  ]);
  return join('case split_part(', id, `,'_',1)`, ...cases, ' end');
}

function branchesOf({ registry }: Compiler, type: GraphQLNamedType): Branch[] {
  if (!isAbstractType(type)) return [];
  return registry.schema.getPossibleTypes(type).flatMap((each) => {
    const prefix = projectionOf(registry.classOf.get(each.name))?.prefix;
    return prefix === undefined ? [] : [{ type: each, prefix }];
  });
}

/** The types that the ids in the request are of. Which these are guards the plan, so only they are compiled. */
function asked(compiler: Compiler, type: GraphQLNamedType, [node]: readonly FieldNode[], ids: Read): Branch[] {
  const branches = branchesOf(compiler, type);
  const read = (run: Run) => {
    const prefixes = new Set((ids(run) as unknown[]).map((id) => String(id).split('_', 1)[0]));
    return branches.flatMap(({ prefix }) => (prefixes.has(prefix) ? [prefix] : [])).join();
  };
  const key = `${node ? compiler.trace.numberOf(node) : ''}!prefixes`;
  const found = String(compiler.trace.value({ key, read, isFixed: false })).split(',');
  return branches.filter(({ prefix }) => found.includes(prefix));
}
