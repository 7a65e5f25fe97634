/** Connections: keyset paging in a total order, and what a client may ask about a page. */
import { hash } from 'node:crypto';
import { getNamedType, type GraphQLObjectType, isAbstractType } from 'graphql';
import { PAGE_SIZE } from '../graphql/page.js';
import { type Compiler, type Fields, type Nodes, type Use } from './compile.js';
import { decodeCursor, keyset } from './cursor.js';
import { type AnyRow, projectionOf, type Rows, rowIn, rowsOf } from './declarations.js';
import { compileId } from './identity.js';
import { items, Json, type Member } from './json.js';
import { all, glue, join, type Key, literal, orderBy, Param, raw, type Run, type Sql, textOf } from './sql.js';

/** @param of the node type or union */
export function compilePage(compiler: Compiler, use: Use, of: unknown, spec: Rows): Sql {
  const { trace } = compiler;
  const isOutside = trace.value(trace.derive(use.source, 'first', (args) => !isPageSize(firstOf(args))));
  if (isOutside === true) return compiler.refuse('first', use.nodes[0]);
  return new PageCompiler(compiler, use, of, spec).compile();
}

const firstOf = (args: unknown): number => (args as { first?: number | null }).first ?? PAGE_SIZE.default;
const isPageSize = (first: number) => first >= PAGE_SIZE.least && first <= PAGE_SIZE.most;

class PageCompiler {
  private readonly type: GraphQLObjectType;
  /** The alias of the rows of this page. */
  private readonly page: string;
  /** The derived table behind the whole list, for fields contributed to the connection. */
  private readonly hits: string | undefined;
  private readonly first: Param;
  private readonly fields: Fields;
  /** One row more is read, to tell whether more follows; the rows are then numbered. */
  private readonly isCounted: boolean;
  private readonly joins: Sql[] = [];
  /** Every column costs when a statement starts, so only those in use are fetched. */
  private readonly columns = new Set<string>();
  private directions: readonly boolean[] = [];
  private needsRows = false;
  private needsCursors = false;

  constructor(
    private readonly compiler: Compiler,
    private readonly use: Use,
    private readonly of: unknown,
    private readonly spec: Rows,
  ) {
    this.type = getNamedType(use.field.type) as GraphQLObjectType;
    this.page = compiler.alias('p');
    this.hits = spec.from && compiler.alias('h');
    this.first = compiler.trace.param(compiler.trace.derive(use.source, 'size', firstOf), 'int');
    this.fields = compiler.subfields(this.type, use.nodes);
    const info = [...this.fields.values()].filter(([node]) => node.name.value === 'pageInfo').flat();
    const told = compiler.subfields(this.member('pageInfo'), info).values();
    this.isCounted = [...told].some(([node]) => node.name.value === 'hasNextPage');
  }

  compile(): Sql {
    const { compiler, use, of, spec, hits } = this;
    const { row: parent, env, source, nodes } = use;
    const name = compiler.alias('t');
    const row = rowIn(of, name, hits !== undefined);
    const keys = spec.order?.(row, env) ?? [];
    const tag = this.tag();
    const after = compiler.trace.argument(source, 'after');
    const cursor = (run: Run) => run.once(this, () => decodeCursor(after.read(run), tag, keys));
    const isPast = compiler.trace.isGiven(after);
    const isForged = { ...after, key: `${after.key}!forged`, read: (run: Run) => cursor(run) === undefined };
    if (isPast && compiler.trace.value(isForged) === true) return compiler.refuse('after', nodes[0]);

    const from = hits === undefined ? rowsOf(of, name, env) : raw(`${hits} ${name}`);
    const where = compiler.where(of, spec, row, parent, env);
    this.directions = keys.map(({ isDescending }) => isDescending);
    compiler.charge(1);
    const body = compiler.json(this.members(join(' from ', from, ' where ', where), isPast), this.type);
    const values = keys.map(({ type }, i) => new Param((run) => cursor(run)?.[i], type));
    const behind = isPast ? all([where, keyset(keys, values)]) : where;
    const rows = this.needsRows
      ? [' from (', this.rows(name, keys, tag, from, behind), `) ${this.page}`, ...this.joins]
      : [];
    const withHits = hits === undefined ? [] : [`with ${hits} as materialized (`, spec.from?.(parent, env) ?? '', ') '];
    return join('(', ...withHits, 'select ', body, ...rows, ')');
  }

  /** The rows of this page in their order: under `n`, or under the keys of the order. */
  private rows(name: string, keys: readonly Key[], tag: string, from: Sql, where: Sql): Sql {
    const text = (key: Key) => join('(', key.by, ')::text');
    const cursor = join(`to_json(array[${literal(tag)},`, glue(keys.map(text), ','), '])::text c');
    const place = this.isCounted
      ? [join('row_number() over (', orderBy(keys), ') n')]
      : keys.map(({ by }, i) => join(by, ` k${i}`));
    const columns = [...this.columns].map((column) => raw(`${name}.${column}`));
    const fetched = glue([...columns, ...place, ...(this.needsCursors ? [cursor] : [])], ',');
    return join(
      'select ',
      fetched,
      ' from ',
      from,
      ' where ',
      where,
      orderBy(keys),
      ' limit ',
      this.first,
      this.isCounted ? '+1' : '',
    );
  }
  /** For an aggregate over the rows of the page, and nothing beyond it. */
  private inOrder(isReversed = false): Sql {
    const by = this.isCounted
      ? [`n${isReversed ? ' desc' : ''}`]
      : this.directions.map((down, i) => `k${i}${down !== isReversed ? ' desc' : ''}`);
    const order = ` order by ${by.map((key) => `${this.page}.${key}`).join(',')})`;
    return this.isCounted ? join(order, ` filter (where ${this.page}.n<=`, this.first, ')') : raw(order);
  }

  /** Names the list and its order, so that a cursor of another one is known as foreign. */
  private tag(): string {
    const { owner, field, env } = this.use;
    const keys = this.spec.order?.(rowIn(this.of, 't', this.hits !== undefined), env) ?? [];
    const order = keys.map(({ by, isDescending }) => `${textOf(by)}${isDescending ? ' desc' : ''}`);
    return hash('sha256', [`${owner.name}.${field.name}`, ...order].join('\n'), 'base64url').slice(0, 8);
  }

  private members(list: Sql, isPast: boolean): Member[] {
    const { compiler, type } = this;
    return [...this.fields].map(([key, nodes]): Member => {
      const field = nodes[0].name.value;
      switch (field) {
        case '__typename':
          return [key, `"${type.name}"`];
        case 'totalCount':
          compiler.charge(10);
          return [key, join('(select count(*)::text', list, ')')];
        case 'nodes':
          return [key, this.list(() => this.node(nodes))];
        case 'edges':
          return [key, this.list(() => this.edge(nodes))];
        case 'pageInfo':
          return [key, this.pageInfo(nodes, isPast)];
        default:
          return [key, this.contributed(type, field, { hits: raw(this.hits ?? 'null') }, nodes)];
      }
    });
  }
  private member(name: string): GraphQLObjectType {
    return getNamedType(this.type.getFields()[name]?.type) as GraphQLObjectType;
  }

  private list(item: () => Sql): Sql {
    this.needsRows = true;
    return Json.of(
      '[',
      items(
        this.compiler.weigh((run) => this.first.read(run), item),
        this.inOrder(),
      ),
      ']',
    );
  }
  private row(): AnyRow {
    return rowIn(this.of, this.page, this.hits !== undefined, (column) => this.columns.add(column));
  }
  private node(nodes: Nodes): Sql {
    const { compiler, of, use } = this;
    const type = getNamedType(this.type.getFields().nodes?.type);
    const env = { ...use.env, args: {}, outer: {} };
    if (isAbstractType(type)) {
      const edge = this.member('edges');
      const found = compileId(compiler, type, join(this.row().id ?? ''), nodes, env);
      return compiler.total(`${edge.name}.node`, edge.getFields().node?.type ?? type, found);
    }
    compiler.charge(1);
    const scope = { env, joins: this.joins, isStored: this.hits === undefined };
    return compiler.object({ of, type: type as GraphQLObjectType, nodes }, this.row(), scope);
  }
  private edge(nodes: Nodes): Sql {
    const { compiler } = this;
    const edge = this.member('edges');
    const members = [...compiler.subfields(edge, nodes)].map(([key, inner]): Member => {
      const field = inner[0].name.value;
      if (field === '__typename') return [key, `"${edge.name}"`];
      if (field === 'cursor') return [key, this.cursor()];
      if (field === 'node') return [key, this.node(inner)];
      return [key, this.contributed(edge, field, this.row(), inner, this.joins)];
    });
    return compiler.json(members, edge);
  }

  /** A field another feature gave to the connection or the edge; it may look at the arguments of the connection. */
  private contributed(owner: GraphQLObjectType, name: string, row: AnyRow, nodes: Nodes, joins?: Sql[]): Sql {
    const { compiler, use } = this;
    const declared = projectionOf(compiler.registry.classOf.get(owner.name))?.fields.get(name);
    const field = owner.getFields()[name];
    if (declared === undefined || field === undefined) throw new Error(`${owner.name}.${name} is not declared.`);
    const env = { ...use.env, args: {}, outer: use.env.args };
    return compiler.field({ owner, field, nodes, row }, declared, { env, joins, isStored: false });
  }

  private cursor(): Sql {
    this.needsRows = true;
    this.needsCursors = true;
    return Json.of('"', raw(`translate(encode(convert_to(${this.page}.c,'UTF8'),'base64'),E'+/=\\n','-_')`), '"');
  }
  private pageInfo(nodes: Nodes, isPast: boolean): Sql {
    const { compiler } = this;
    const info = this.member('pageInfo');
    const end = (isLast: boolean) => join('coalesce((array_agg(', this.cursor(), this.inOrder(isLast), `)[1],'null')`);
    const members = [...compiler.subfields(info, nodes)].map(([key, [node]]): Member => {
      switch (node.name.value) {
        case 'hasNextPage':
          this.needsRows = true;
          return [key, join('(count(*)>', this.first, ')::text')];
        case 'hasPreviousPage':
          return [key, String(isPast)];
        case 'startCursor':
          return [key, end(false)];
        case 'endCursor':
          return [key, end(true)];
        default:
          return [key, `"${info.name}"`];
      }
    });
    return compiler.json(members, info);
  }
}
