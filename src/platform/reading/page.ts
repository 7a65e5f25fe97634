/** Connections: keyset paging in a total order, and what a client may ask about a page. */
import { createHash } from 'node:crypto';
import { type FieldNode, getNamedType, type GraphQLObjectType, isAbstractType } from 'graphql';
import { PAGE_SIZE } from '../graphql/page.js';
import { type AnyField, type Compiler, type Member } from './compile.js';
import { decodeCursor, keyset } from './cursor.js';
import { type AnyEnv, type AnyRow, projectionOf, type Rows, rowIn, tableName } from './declarations.js';
import { compileId } from './identity.js';
import { join, glue, literal, orderBy, Param, raw, type Run, type Sql } from './sql.js';
import { type Source } from './trace.js';

export interface PageField {
  /** The node type or union. */
  readonly of: unknown;
  readonly owner: GraphQLObjectType;
  readonly field: AnyField;
  readonly spec: Rows;
  readonly parent: AnyRow;
  readonly nodes: readonly FieldNode[];
  readonly node: FieldNode;
  readonly env: AnyEnv;
  readonly source: Source;
}

export function compilePage(compiler: Compiler, page: PageField): Sql {
  const { trace } = compiler;
  const isOutside = trace.value(trace.derive(page.source, 'first', (args) => !isPageSize(firstOf(args))));
  if (isOutside === true) return compiler.refuse('first', page.node);
  return new PageCompiler(compiler, page).compile();
}

const firstOf = (args: unknown): number => (args as { first?: number | null }).first ?? PAGE_SIZE.default;
const isPageSize = (first: number) => first >= PAGE_SIZE.least && first <= PAGE_SIZE.most;

class PageCompiler {
  private readonly type: GraphQLObjectType;
  /** The alias of the rows of this page, in their order under `n`. */
  private readonly page: string;
  /** The derived table behind the whole list, for fields contributed to the connection. */
  private readonly hits: string | undefined;
  private readonly first: Param;
  private readonly joins: Sql[] = [];
  private needsRows = false;
  private needsCursors = false;

  constructor(
    private readonly compiler: Compiler,
    private readonly asked: PageField,
  ) {
    this.type = getNamedType(asked.field.type) as GraphQLObjectType;
    this.page = compiler.alias('p');
    this.hits = asked.spec.from && compiler.alias('h');
    this.first = compiler.trace.param(compiler.trace.derive(asked.source, 'size', firstOf), 'int');
  }

  compile(): Sql {
    const { compiler, asked, hits, page } = this;
    const { of, spec, parent, env, source } = asked;
    const name = compiler.alias('t');
    const row = rowIn(of, name, hits !== undefined);
    const keys = spec.order?.(row, env) ?? [];
    const tag = this.tag();
    const after = compiler.trace.argument(source, 'after');
    const cursor = (run: Run) => run.once(this, () => decodeCursor(after.read(run), tag, keys));
    const isPast = compiler.trace.isGiven(after);
    if (
      isPast &&
      compiler.trace.value({ ...after, key: `${after.key}!forged`, read: (run) => cursor(run) === undefined }) === true
    ) {
      return compiler.refuse('after', asked.node);
    }
    const from = hits === undefined ? raw(tableName(projectionOf(of)?.table ?? '')) : raw(hits);
    const where = compiler.where(of, spec, row, parent, env);
    compiler.charge(1);
    const body = compiler.text(this.members(from, name, where, isPast), this.type.name);
    const rows: (string | Sql | Param)[] = [];
    if (this.needsRows) {
      const seek = isPast
        ? [
            ' and (',
            keyset(
              keys,
              keys.map((key, i) => new Param((run) => cursor(run)?.[i], key.type)),
            ),
            ')',
          ]
        : [];
      const cursorText = glue(
        keys.map(({ by }) => join('(', by, ')::text')),
        ',',
      );
      const cursors = this.needsCursors ? [`,to_json(array[${literal(tag)},`, cursorText, '])::text c'] : [];
      const window = orderBy(keys);
      rows.push(
        ` from (select ${name}.*,row_number() over (`,
        window,
        ') n',
        ...cursors,
        ' from ',
        from,
        ` ${name} where `,
        where,
        ...seek,
      );
      rows.push(window, ' limit ', this.first, `+1) ${page}`, ...this.joins);
    }
    const withHits = hits === undefined ? [] : [`with ${hits} as materialized (`, spec.from?.(parent, env) ?? '', ') '];
    return join('(', ...withHits, 'select ', body, ...rows, ')');
  }

  /** Names the list and its order, so that a cursor of another one is known as foreign. */
  private tag(): string {
    const { owner, field, of, spec, env } = this.asked;
    const keys = spec.order?.(rowIn(of, 't', this.hits !== undefined), env) ?? [];
    const order = keys.map(
      ({ by, isDescending }) =>
        `${by.parts.filter((part) => typeof part === 'string').join('$')}${isDescending ? ' desc' : ''}`,
    );
    return createHash('sha256')
      .update([`${owner.name}.${field.name}`, ...order].join('\n'))
      .digest('base64url')
      .slice(0, 8);
  }

  private members(from: Sql, name: string, where: Sql, isPast: boolean): Member[] {
    const { compiler, type, asked } = this;
    return [...compiler.subfields(type, asked.nodes)].map(([key, nodes]): Member => {
      const field = nodes[0]?.name.value ?? '';
      switch (field) {
        case '__typename':
          return [key, `"${type.name}"`];
        case 'totalCount':
          compiler.charge(10);
          return [key, join('(select count(*)::text from ', from, ` ${name} where `, where, ')')];
        case 'nodes':
          return [key, this.list(() => this.node(nodes))];
        case 'edges':
          return [key, this.list(() => this.edge(nodes))];
        case 'pageInfo':
          return [key, this.pageInfo(nodes, isPast)];
        default:
          return [key, this.contributed(type, field, { hits: raw(this.hits ?? 'null') }, nodes, [])];
      }
    });
  }

  private list(item: () => Sql): Sql {
    this.needsRows = true;
    const text = this.compiler.weigh((run) => this.first.read(run), item);
    return join(
      `'['||coalesce(string_agg(`,
      text,
      `,',' order by ${this.page}.n) filter (where ${this.page}.n<=`,
      this.first,
      `),'')||']'`,
    );
  }

  private node(nodes: readonly FieldNode[]): Sql {
    const { compiler, asked, page, type } = this;
    const { of, env } = asked;
    const item = getNamedType(type.getFields().nodes?.type);
    const inner = { ...env, args: {}, outer: {} };
    if (isAbstractType(item)) {
      const edge = getNamedType(type.getFields().edges?.type) as GraphQLObjectType;
      const nodeType = edge.getFields().node?.type ?? item;
      return compiler.total(`${edge.name}.node`, nodeType, compileId(compiler, item, raw(`${page}.id`), nodes, inner));
    }
    compiler.charge(1);
    const isDerived = this.hits !== undefined;
    const row = rowIn(of, page, isDerived);
    const object = item as GraphQLObjectType;
    return compiler.object(object, of, row, compiler.subfields(object, nodes), {
      env: inner,
      joins: this.joins,
      isStored: !isDerived,
    });
  }

  private edge(nodes: readonly FieldNode[]): Sql {
    const { compiler, asked, page } = this;
    const edge = getNamedType(this.type.getFields().edges?.type) as GraphQLObjectType;
    const members = [...compiler.subfields(edge, nodes)].map(([key, inner]): Member => {
      const field = inner[0]?.name.value ?? '';
      if (field === '__typename') return [key, `"${edge.name}"`];
      if (field === 'cursor') return [key, this.cursor()];
      if (field === 'node') return [key, this.node(inner)];
      return [key, this.contributed(edge, field, rowIn(asked.of, page, this.hits !== undefined), inner, this.joins)];
    });
    return compiler.text(members, edge.name);
  }

  /** A field another feature gave to the connection or the edge; it may look at the arguments of the connection. */
  private contributed(
    type: GraphQLObjectType,
    name: string,
    row: AnyRow,
    nodes: readonly FieldNode[],
    joins: Sql[],
  ): Sql {
    const { compiler, asked } = this;
    const declared = projectionOf(compiler.registry.classOf.get(type.name))?.fields.get(name);
    const field = type.getFields()[name];
    if (declared === undefined || field === undefined) throw new Error(`${type.name}.${name} is not declared.`);
    const env = { ...asked.env, args: {}, outer: asked.env.args };
    return compiler.field(type, field, declared, row, nodes, { env, joins, isStored: false });
  }

  private cursor(): Sql {
    this.needsRows = true;
    this.needsCursors = true;
    return raw(`'"'||translate(encode(convert_to(${this.page}.c,'UTF8'),'base64'),E'+/=\\n','-_')||'"'`);
  }

  private pageInfo(nodes: readonly FieldNode[], isPast: boolean): Sql {
    const { compiler, first, page } = this;
    const info = getNamedType(this.type.getFields().pageInfo?.type) as GraphQLObjectType;
    const members = [...compiler.subfields(info, nodes)].map(([key, [node]]): Member => {
      switch (node?.name.value) {
        case 'hasNextPage':
          this.needsRows = true;
          return [key, join('(count(*)>', first, ')::text')];
        case 'hasPreviousPage':
          return [key, String(isPast)];
        case 'startCursor':
          return [key, join('coalesce(max(', this.cursor(), `) filter (where ${page}.n=1),'null')`)];
        case 'endCursor':
          return [
            key,
            join(
              'coalesce((array_agg(',
              this.cursor(),
              ` order by ${page}.n desc) filter (where ${page}.n<=`,
              first,
              `))[1],'null')`,
            ),
          ];
        default:
          return [key, `"${info.name}"`];
      }
    });
    return compiler.text(members, info.name);
  }
}
