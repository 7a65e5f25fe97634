/** One request, as the parameters and guards of a plan see it. */
export interface Run {
  /** Coerced variables. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly actor: Readonly<Record<string, unknown>>;
  readonly site: Readonly<Record<string, unknown>>;
  /** The calendar date `asOf` means when it is left out, YYYY-MM-DD. */
  readonly today: string;
  /** Milliseconds since 1970; a later `knownAt` is moved back to it. */
  horizon: number;
  /** Computes once a request. */
  once<T>(key: object, compute: () => T): T;
}
export type Read = (run: Run) => unknown;

/** A value bound when the statement runs. `type` is its PostgreSQL type. */
export class Param<T = unknown> {
  declare readonly brand: T;
  constructor(
    readonly read: Read,
    readonly type: string,
  ) {}
}

/** A list of enum values: what it holds may be asked while compiling, so that only what is asked for gets into the statement. */
export class EnumList<E = unknown> extends Param<readonly E[]> {
  constructor(
    read: Read,
    private readonly holds: (value: unknown) => boolean,
  ) {
    super(read, 'text[]');
  }
  includes(value: E): boolean {
    return this.holds(value);
  }
}

/** A fragment of SQL: text and parameters in their order. Made by `sql` only. */
export class Sql {
  constructor(readonly parts: readonly (string | Param)[]) {}
}

/** What is known of a column of a table that stands in the FROM clause. */
export class ColumnSql extends Sql {
  constructor(
    text: string,
    readonly type: string | undefined,
    /** The database refuses nulls here. */
    readonly isNeverNull: boolean,
  ) {
    super([text]);
  }
}

export type Piece = Sql | Param | string | number | boolean;
/** Conditions that all hold. `undefined`: not asked. `true`: no condition. `false` is a type error: write sql`false` to deny. */
export type Where = Sql | true | undefined | readonly (Sql | true | undefined)[];

/** Text as SQL, unchecked: private to this folder. */
export const raw = (text: string): Sql => new Sql([text]);
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const partsOf = (piece: Piece): readonly (string | Param)[] => {
  if (piece instanceof Sql) return piece.parts;
  if (piece instanceof Param) return [piece];
  return [typeof piece === 'string' ? literal(piece) : String(piece)];
};

/** Fragments are composed, parameters bound, constants inlined as quoted literals. */
export const sql = (text: TemplateStringsArray, ...pieces: Piece[]): Sql =>
  new Sql(
    text.flatMap((part, i) => {
      const piece = pieces[i];
      return piece === undefined ? [part] : [part, ...partsOf(piece)];
    }),
  );

/** Fragments one after the other; for the compiler, where text and fragments alternate. */
export const join = (...pieces: readonly (string | Sql | Param)[]): Sql =>
  new Sql(pieces.flatMap((piece) => (piece instanceof Sql ? piece.parts : [piece])));

/** As it would be printed, with question marks for parameters. */
export const textOf = ({ parts }: Sql): string => parts.map((part) => (typeof part === 'string' ? part : '?')).join('');

export const glue = (list: readonly Sql[], separator: string): Sql =>
  new Sql(list.flatMap((fragment, i) => (i > 0 ? [separator, ...fragment.parts] : fragment.parts)));

/** Every condition at once; `true` when there is none. */
export const all = (where: Where): Sql => {
  if (where instanceof Sql) return where;
  const list = Array.isArray(where) ? (where as readonly (Sql | true | undefined)[]) : [];
  const asked = list.filter((condition): condition is Sql => condition instanceof Sql);
  return asked.length > 0
    ? glue(
        asked.map((condition) => sql`(${condition})`),
        ' and ',
      )
    : raw('true');
};

/** One key of an order. Its value must never be null. */
export interface Key {
  readonly by: Sql;
  readonly type: string;
  readonly isDescending: boolean;
}

const key = (by: Sql, isDescending: boolean, type = by instanceof ColumnSql ? by.type : undefined): Key => {
  if (type === undefined)
    throw new Error('An order key that is no column needs its SQL type: asc(expression, "text").');
  return { by, type, isDescending };
};
/** From low to high; give the SQL type when the key is no plain column. */
export const asc = (by: Sql, type?: string): Key => key(by, false, type);
/** From high to low; give the SQL type when the key is no plain column. */
export const desc = (by: Sql, type?: string): Key => key(by, true, type);
/** A nullable column comes last, as two keys that are never null, so that a cursor can always continue. */
export const nullsLast = (nullable: Key, empty: string | number): Key[] => [
  { by: sql`(${nullable.by} is null)`, type: 'bool', isDescending: false },
  { ...nullable, by: sql`coalesce(${nullable.by}, ${empty})` },
];

export const orderBy = (keys: readonly Key[] | undefined): Sql => {
  if (keys === undefined || keys.length === 0) return new Sql([]);
  return join(
    ' order by ',
    glue(
      keys.map(({ by, isDescending }) => (isDescending ? sql`${by} desc` : by)),
      ',',
    ),
  );
};

/** The statement's text with `$n::type` for each parameter, and the parameters in that order. */
export function render(statement: Sql): { text: string; params: readonly Param[] } {
  const params: Param[] = [];
  const slots = new Map<Param, number>();
  let text = '';
  for (const part of statement.parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const slot = slots.get(part) ?? params.push(part);
    slots.set(part, slot);
    text += `$${slot}::${part.type}`;
  }
  return { text, params };
}
