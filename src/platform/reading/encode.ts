/** From a value in SQL to the JSON text that graphql-js would have made of it. One entry for each scalar. */
import { getNullableType, type GraphQLOutputType, isEnumType, isLeafType, isListType, isNonNullType } from 'graphql';
import { items, Json, missing } from './json.js';
import { join, raw, type Sql } from './sql.js';

export interface Leaf {
  /** The GraphQL coordinate, for the message when a promised value is missing. */
  readonly label: string;
  /** The database refuses nulls here. */
  readonly isNeverNull: boolean;
  /** The database refuses text that would need escaping here. */
  readonly isPlain: boolean;
  /** A null where the schema promises a value spoils the answer; otherwise graphql-js judges it. */
  readonly isStrict: boolean;
}
type Encode = (value: Sql, leaf: Leaf) => Sql;

const quoted: Encode = (x) => Json.of('"', x, '"');
const text: Encode = (x) => join('(', x, ')::text');
const escaped: Encode = (x) => join('to_json(', x, ')::text');
const moment: Encode = (x) =>
  Json.of('"', join('to_char(', x, ` at time zone 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`), '"');
/**
 * JavaScript switches to exponents below 1e-6, PostgreSQL at 1e15 and below 1e-4, with a zero before one digit. From 2^53 on
 * the two may round to other digits, so those are left to graphql-js, which also tells of NaN and infinity.
 */
const float: Encode = (x, { label, isStrict }) => {
  if (!isStrict) return join('to_json((', x, ')::float8)::text');
  const digits = `case when f is null then null when f=0 then '0' when abs(f)>=1e-4 and abs(f)<1e15 then f::text
 when abs(f)>=1e-6 and abs(f)<9007199254740992 then f::text::numeric::text
 when abs(f)<1e-6 then regexp_replace(f::text,'e-0','e-') else ${missing(label)} end`;
  return join(`(select ${digits} from (select (`, x, ')::float8 f) v)');
};

const ENCODERS: Readonly<Record<string, Encode>> = {
  ID: escaped,
  String: escaped,
  URL: escaped,
  Int: text,
  Cents: text,
  Boolean: text,
  Float: float,
  Date: (x, leaf) => quoted(text(x, leaf), leaf),
  DateTime: moment,
  /** Of type json, as compact as it was written. */
  JSON: text,
  /** Of a date or of text that is a month already. */
  YearMonth: (x) => Json.of('"', join('left((', x, ')::text,7)'), '"'),
};

/** The JSON text of a scalar, an enum or a list of them; never SQL null. */
export function encodeLeaf(type: GraphQLOutputType, value: Sql, leaf: Leaf): Sql {
  const bare = getNullableType(type);
  return total(
    type,
    isListType(bare) ? encodeList(bare.ofType, value, leaf) : encoderOf(bare, leaf)(value, leaf),
    leaf,
  );
}

function encoderOf(type: GraphQLOutputType, { label, isPlain }: Leaf): Encode {
  const name = isLeafType(type) ? type.name : '';
  if (isPlain && (name === 'ID' || isEnumType(type))) return quoted;
  const encode = isEnumType(type) ? escaped : ENCODERS[name];
  if (encode === undefined) throw new Error(`${label}: there is no encoder for ${String(type)}.`);
  return encode;
}

function encodeList(itemType: GraphQLOutputType, value: Sql, leaf: Leaf): Sql {
  if (isListType(getNullableType(itemType))) throw new Error(`${leaf.label}: PostgreSQL has no lists of lists.`);
  const item = encodeLeaf(itemType, raw('u.e'), { ...leaf, isNeverNull: false, isPlain: false });
  const all = join('(select ', items(item, raw(' order by u.n)')), ' from unnest(', value, ') with ordinality u(e,n))');
  const list = Json.of('[', all, ']');
  return leaf.isNeverNull ? list : join('case when (', value, ') is not null then ', list, ' end');
}

/** A null would swallow the text around it, so every expression gets something in its place. */
export function total(
  type: GraphQLOutputType,
  value: Sql,
  { label, isNeverNull, isStrict }: Omit<Leaf, 'isPlain'>,
): Sql {
  if (isNeverNull) return value;
  return join('coalesce(', value, isNonNullType(type) && isStrict ? `,${missing(label)})` : `,'null')`);
}
