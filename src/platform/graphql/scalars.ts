import { type ASTNode, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import { refusal } from './errors.js';

const quoted = (value: unknown): string => {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(JSON.stringify(value) ?? typeof value);
  return text.length > 42 ? `${text.slice(0, 40)}…` : text;
};

interface TextScalar {
  name: string;
  description: string;
  specifiedByURL: string;
  /** What is allowed, as the end of a sentence. */
  expected: string;
  /** The canonical form, or undefined when the text is not one of these. */
  canonical: (text: string) => string | undefined;
}

/** A scalar that travels as text and is checked on the way in and on the way out. */
function textScalar({ name, description, specifiedByURL, expected, canonical }: TextScalar) {
  const fault = (value: unknown) => `${name} expects ${expected}; found ${quoted(value)}.`;
  const take = (value: unknown, node?: ASTNode): string => {
    const found = typeof value === 'string' ? canonical(value) : undefined;
    if (found === undefined) throw refusal('BAD_USER_INPUT', fault(value), node);
    return found;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    specifiedByURL,
    // What we hold ourselves and cannot give is our failure, not the caller's: no code, so that it is masked and logged.
    serialize(value) {
      const text = value instanceof Date ? value.toISOString() : value;
      const found = typeof text === 'string' ? canonical(text) : undefined;
      if (found === undefined) throw new TypeError(fault(text));
      return found;
    },
    parseValue: (value) => take(value),
    parseLiteral: (node) => take(valueFromASTUntyped(node), node),
  });
}

/** Checked by building the day and reading it back, since `Date` rolls 30 February over to March. */
function calendarDate(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : undefined;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** In UTC and whole milliseconds, the precision of the register's own clock. */
function instant(text: string): string | undefined {
  const date = INSTANT.exec(text)?.[1];
  if (date === undefined || calendarDate(date) === undefined || text.endsWith('-00:00')) return undefined;
  const utc = new Date(text).toISOString();
  return /^(?!0000)\d{4}-/.test(utc) ? utc : undefined;
}

function webAddress(text: string): string | undefined {
  // The URL parser repairs blanks, control characters and back slashes; a register must not store what needs repair.
  if (text.length > 2048 || /[\s\p{Cc}\\"<>^`{|}]/u.test(text) || !/^https?:\/\/[^/]/i.test(text)) return undefined;
  if (!URL.canParse(text)) return undefined;
  const { username, password } = new URL(text);
  return username === '' && password === '' ? text : undefined;
}

/** A calendar date; travels as YYYY-MM-DD. */
export const DateScalar = textScalar({
  name: 'Date',
  description: 'A day of the calendar in the Netherlands, YYYY-MM-DD. (Datum)',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
  expected: 'an existing day written as YYYY-MM-DD, such as "2026-01-31"',
  canonical: calendarDate,
});

/** An instant; taken with any offset, given in UTC with milliseconds. */
export const DateTimeScalar = textScalar({
  name: 'DateTime',
  description: 'A moment with its offset from UTC, given in UTC and milliseconds. (Tijdstip)',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  expected: 'a moment with seconds and an offset, such as "2026-01-31T09:30:00Z" or "2026-01-31T10:30:00.000+01:00"',
  canonical: instant,
});

/** An absolute http or https address, kept as written. */
export const UrlScalar = textScalar({
  name: 'URL',
  description: 'An absolute address on the web, http or https only. (Webadres)',
  specifiedByURL: 'https://url.spec.whatwg.org/',
  expected: 'an absolute http or https address without user name or password, such as "https://vng.nl/"',
  canonical: webAddress,
});

/** A month of the calendar; travels as YYYY-MM. */
export const YearMonthScalar = textScalar({
  name: 'YearMonth',
  description: 'A month of the calendar, YYYY-MM. (Maand)',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#appendix-A',
  expected: 'an existing month written as YYYY-MM, such as "2026-01"',
  canonical: (text) => (/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined),
});

const CENTS_EXPECTED = `Cents expects a whole number of at most ${Number.MAX_SAFE_INTEGER}`;

function wholeCents(value: unknown, node?: ASTNode): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw refusal('BAD_USER_INPUT', `${CENTS_EXPECTED}; found ${quoted(value)}.`, node);
}

/** An amount of money in cents; travels as a number, which JSON and JavaScript hold to the cent up to ninety trillion euros. */
export const CentsScalar = new GraphQLScalarType<number, number>({
  name: 'Cents',
  description: 'Euro cents, a whole number that may exceed 32 bits. (Eurocenten)',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259#section-6',
  // The database gives a bigint as text.
  serialize(value) {
    const cents = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    if (typeof cents !== 'number' || !Number.isSafeInteger(cents)) throw new TypeError(CENTS_EXPECTED);
    return cents;
  },
  parseValue: (value) => wholeCents(value),
  parseLiteral: (node) => wholeCents(node.kind === Kind.INT ? Number(node.value) : undefined, node),
});

const JSON_DEPTH = 32;

/** A copy that holds nothing but JSON; undefined where the value holds anything else. */
function plainJson(value: unknown, depth = 0): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'object' || depth === JSON_DEPTH) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== null && prototype !== Object.prototype) return undefined;
  const inner = Object.entries(value).map(([key, item]): [string, unknown] => [key, plainJson(item, depth + 1)]);
  if (inner.some(([, item]) => item === undefined)) return undefined;
  return Array.isArray(value) ? inner.map(([, item]) => item) : Object.fromEntries(inner);
}

const JSON_EXPECTED = `JSON expects null, a boolean, a finite number, text, or a list or object of these at most ${JSON_DEPTH} deep.`;

function takeJson(value: unknown, node?: ASTNode): unknown {
  const found = plainJson(value);
  if (found === undefined) throw refusal('BAD_USER_INPUT', JSON_EXPECTED, node);
  return found;
}

/** Any JSON value. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value, as it was recorded. (JSON-waarde)',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize(value) {
    const found = plainJson(value);
    if (found === undefined) throw new TypeError(JSON_EXPECTED);
    return found;
  },
  parseValue: (value) => takeJson(value),
  parseLiteral: (node, variables) => takeJson(valueFromASTUntyped(node, variables), node),
});
