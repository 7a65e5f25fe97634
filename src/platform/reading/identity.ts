/** Objects by their ids: the prefix of an id tells its type. */
import { getNamedType, type GraphQLNamedType, GraphQLObjectType, isAbstractType } from 'graphql';
import { type AnyField, type Compiler, type Nodes } from './compile.js';
import { type AnyEnv, projectionOf } from './declarations.js';
import { items, Json } from './json.js';
import { MOST_IDS } from './refusals.js';
import { join, Param, raw, type Read, type Run, type Sql, sql } from './sql.js';

interface Branch {
  readonly type: GraphQLObjectType;
  readonly prefix: string;
}

/** The row of this id; for an interface or union, of the type its prefix names. SQL null when there is none to see. */
export function compileId(compiler: Compiler, type: GraphQLNamedType, id: Sql, nodes: Nodes, env: AnyEnv): Sql {
  if (type instanceof GraphQLObjectType) return rowById(compiler, type, id, nodes, env);
  const [lone, ...more] = id.parts;
  if (!(lone instanceof Param) || more.length > 0)
    return byPrefix(compiler, branchesOf(compiler, type), id, nodes, env);
  // An id that stands in the request tells its type while compiling.
  const [branch] = branchesAsked(compiler, type, nodes, (run) => [lone.read(run)]);
  return branch ? rowById(compiler, branch.type, id, nodes, env) : raw('null');
}

/** The rows of these ids in their order, with null for what is missing or hidden. */
export function compileIds(compiler: Compiler, field: AnyField, ids: Sql | Param, nodes: Nodes, env: AnyEnv): Sql {
  const type = getNamedType(field.type);
  const list: Read = (run) => (ids instanceof Param ? (ids.read(run) ?? []) : []);
  const size = (run: Run) => (list(run) as unknown[]).length;
  const isTooLong = {
    key: `${compiler.trace.numberOf(nodes[0])}!ids`,
    read: (run: Run) => size(run) > MOST_IDS,
    isFixed: false,
  };
  if (ids instanceof Param && compiler.trace.value(isTooLong) === true) return compiler.refuse('ids', nodes[0]);
  const item = compiler.alias('r');
  const row = compiler.weigh(ids instanceof Param ? size : 20, () => {
    const id = raw(`${item}.id`);
    if (type instanceof GraphQLObjectType) return rowById(compiler, type, id, nodes, env);
    const branches = ids instanceof Param ? branchesAsked(compiler, type, nodes, list) : branchesOf(compiler, type);
    return byPrefix(compiler, branches, id, nodes, env);
  });
  const all = items(join('coalesce(', row, `,'null')`), raw(` order by ${item}.n)`));
  return Json.of('[', join('(select ', all, ' from unnest(', ids, `) with ordinality ${item}(id,n))`), ']');
}

function rowById(compiler: Compiler, type: GraphQLObjectType, id: Sql, nodes: Nodes, env: AnyEnv): Sql {
  const target = { of: compiler.registry.classOf.get(type.name), type, nodes };
  return compiler.toOne(
    target,
    { where: ({ id: own }) => sql`${own ?? raw('null')} = ${id}` },
    {},
    { env, isStored: true },
  );
}

function byPrefix(compiler: Compiler, branches: readonly Branch[], id: Sql, nodes: Nodes, env: AnyEnv): Sql {
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
function branchesAsked(compiler: Compiler, type: GraphQLNamedType, [node]: Nodes, ids: Read): Branch[] {
  const branches = branchesOf(compiler, type);
  const read = (run: Run) => {
    const prefixes = new Set((ids(run) as unknown[]).map((id) => String(id).split('_', 1)[0]));
    return branches.flatMap(({ prefix }) => (prefixes.has(prefix) ? [prefix] : [])).join();
  };
  const key = `${compiler.trace.numberOf(node)}!prefixes`;
  const found = String(compiler.trace.value({ key, read, isFixed: false })).split(',');
  return branches.filter(({ prefix }) => found.includes(prefix));
}
