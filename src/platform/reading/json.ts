/** JSON text made in SQL: constants and expressions in turns, joined with as few operators as will do. */
import { join, Sql } from './sql.js';

/** Marks the objects of a lenient answer with their type; no alias can begin with a space. */
export const TYPE_MARK = ' t';
/** Marks what a field has to tell instead of a value. */
export const FAULT_MARK = ' e';

/**
 * Stands, with the coordinate of the field, where the schema promises a value that is not there. JSON text never holds this
 * character, and to look for it is cheaper than a function that raises.
 */
const MISSING = '\u0001';
export const missing = (label: string): string => `E'\\x01${label}\\x02'`;
/** The coordinate of the first promised value that is not there. */
export function missingIn(text: string): string | undefined {
  const at = text.indexOf(MISSING);
  return at < 0 ? undefined : text.slice(at + 1, text.indexOf('\u0002', at));
}

/** A member of an object: JSON text as it is, or SQL that makes it. */
export type Member = readonly [key: string, value: Sql | string];

export class Json extends Sql {
  /** @param pieces constants as JSON text, which holds no apostrophe, and total SQL expressions */
  constructor(private readonly pieces: readonly (string | Sql)[]) {
    super(
      join(
        ...pieces.flatMap((piece, i) => [...(i > 0 ? ['||'] : []), typeof piece === 'string' ? `'${piece}'` : piece]),
      ).parts,
    );
  }
  /** The text itself, when nothing has to be read for it. */
  get constant(): string | undefined {
    const [only = '', ...more] = this.pieces;
    return typeof only === 'string' && more.length === 0 ? only : undefined;
  }
  /** Neighbours that are constants grow together: every operator less is a statement that starts sooner. */
  static of(...pieces: readonly (string | Sql)[]): Json {
    const merged: (string | Sql)[] = [];
    for (const piece of pieces.flatMap((each) => (each instanceof Json ? each.pieces : [each]))) {
      const last = merged.at(-1);
      if (typeof piece === 'string' && typeof last === 'string') merged[merged.length - 1] = last + piece;
      else merged.push(piece);
    }
    return new Json(merged);
  }
  /** Keys are names of GraphQL, which need no escaping. */
  static object(members: readonly Member[], mark?: string): Json {
    const all: readonly Member[] = mark === undefined ? members : [[TYPE_MARK, `"${mark}"`], ...members];
    return Json.of('{', ...all.flatMap(([key, value], i) => [`${i > 0 ? ',' : ''}"${key}":`, value]), '}');
  }
}

/** The items of a list, over rows: `tail` closes the aggregate, with its order. */
export const items = (item: Sql, tail: Sql): Sql => join('coalesce(string_agg(', item, `,','`, tail, `,'')`);
