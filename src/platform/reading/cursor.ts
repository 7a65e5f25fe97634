/** Cursors: the values of the order's keys at one row, and the condition for the rows behind it. */
import { glue, join, type Key, type Param, raw, type Sql, sql } from './sql.js';

/** Whether PostgreSQL takes the text as a value of the type; it must never meet one that it refuses. */
type Check = (text: string) => boolean;
const isInteger =
  (bits: bigint): Check =>
  (text) =>
    /^-?\d{1,19}$/.test(text) && BigInt.asIntN(Number(bits), BigInt(text)) === BigInt(text);
const isFloat =
  (round: (value: number) => number): Check =>
  (text) => {
    const value = round(Number(text));
    return (
      /^-?\d{1,400}(\.\d{1,400})?(e[+-]?\d{1,3})?$/.test(text) &&
      Number.isFinite(value) &&
      (value !== 0 || !/[1-9]/.test(text.split('e')[0] ?? ''))
    );
  };
const isDay: Check = (text) => {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) &&
    !text.startsWith('0000') &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().startsWith(text)
  );
};
const isInstant: Check = (text) =>
  /^.{10} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/.test(text) && isDay(text.slice(0, 10));
const orInfinite =
  (check: Check): Check =>
  (text) =>
    text === 'infinity' || text === '-infinity' || check(text);

const isText: Check = (text) => !text.includes('\0');
const isBoolean: Check = (text) => text === 'true' || text === 'false';
const NAMES: Readonly<Record<string, Check>> = {
  text: isText,
  varchar: isText,
  smallint: isInteger(16n),
  int: isInteger(32n),
  integer: isInteger(32n),
  bigint: isInteger(64n),
  numeric: (text) => /^-?\d{1,1000}(\.\d{1,1000})?$/.test(text),
  float4: isFloat(Math.fround),
  real: isFloat(Math.fround),
  float8: isFloat(Number),
  'double precision': isFloat(Number),
  bool: isBoolean,
  boolean: isBoolean,
  date: orInfinite(isDay),
  timestamptz: orInfinite(isInstant),
};

/** The types an order key may have. */
export const isKeyType = (type: string): boolean => type in NAMES;

/** The values of the keys, as text; undefined when this is not a cursor of the list that `tag` names. */
export function decodeCursor(cursor: unknown, tag: string, keys: readonly Key[]): readonly string[] | undefined {
  const list = parsed(Buffer.from(String(cursor), 'base64url').toString());
  if (!Array.isArray(list) || list.length !== keys.length + 1 || list[0] !== tag) return undefined;
  const values: unknown[] = list.slice(1);
  const isSound = keys.every(({ type }, i) => {
    const value = values[i];
    return typeof value === 'string' && NAMES[type]?.(value) === true;
  });
  return isSound ? (values as string[]) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Rows after the cursor: one row comparison when all keys point the same way, else spelled out with a bound an index can use first. */
export function keyset(keys: readonly Key[], values: readonly Param[]): Sql {
  const [head, ...rest] = keys.map((key, i) => ({
    by: key.by,
    isBehind: raw(key.isDescending ? '<' : '>'),
    value: join(values[i] ?? ''),
  }));
  if (head === undefined) return raw('true');
  if (keys.every(({ isDescending }) => isDescending === keys[0]?.isDescending)) {
    return sql`(${glue(
      keys.map(({ by }) => by),
      ',',
    )}) ${head.isBehind} (${glue(
      values.map((each) => join(each)),
      ',',
    )})`;
  }
  const behind = ([key, ...others]: (typeof rest)[number][]): Sql => {
    if (key === undefined) return raw('false');
    const strictly = sql`${key.by} ${key.isBehind} ${key.value}`;
    return others.length === 0 ? strictly : sql`${strictly} or (${key.by} = ${key.value} and (${behind(others)}))`;
  };
  return sql`${head.by} ${head.isBehind}= ${head.value} and (${behind([head, ...rest])})`;
}
