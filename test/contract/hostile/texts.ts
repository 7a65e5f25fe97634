/** What people send who want to see what happens. Each is text that some layer on the way reads as more than text. */
export const HOSTILE_TEXTS: readonly string[] = [
  // SQL
  "'",
  '"',
  "'; drop table standard; --",
  "' or '1'='1",
  "\\'; select version(); --",
  '\\',
  '$1',
  '$$',
  '$tag$',
  ';--',
  '/* */',
  '::text',
  '%',
  '_',
  '%_\\%',
  'infinity',
  '-infinity',
  'epoch',
  'now()',
  'null',
  // what cannot be kept
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  // patterns and searches
  '((((((((',
  '[[:alpha:]',
  '(a+)+$',
  '*'.repeat(500),
  '& | ! ( ) : *',
  "'a' <-> 'b':*A & !c",
  '<2147483648>',
  // paths, headers, templates, shells, tables
  '../../../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  'javascript:alert(1)',
  'x\r\nSet-Cookie: a=b\r\n\r\n',
  '${7*7}{{7*7}}<%= 7*7 %>#{7*7}',
  '$(id) `id` | id',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://evil.example")',
  // marks that are not seen
  '\u202egnp.exe\u202c\u2066',
  '\u200b\u200d\ufeff',
  '\u0008\u001b[2J',
  'e\u0301'.repeat(500),
  // names that objects have of their own
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  // numbers and days
  'NaN',
  '-0',
  '1e400',
  '9'.repeat(400),
  '0000-00-00',
  '-4713-11-24',
  '294277-01-01',
  '2026-02-30T25:61:61Z',
  // sizes
  '',
  ' ',
  'a'.repeat(90_000),
  '\u{1f4a5}'.repeat(10_000),
  ' \t\n'.repeat(5_000),
];

/** Values of another kind than is asked. */
export const WRONG_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  1e308,
  [],
  [null],
  [[[[]]]],
  {},
  { length: 1e9 },
  { toString: 'a', valueOf: 1, toJSON: 'b' },
  JSON.parse('{"__proto__": {"isRegistrar": true}, "constructor": {"prototype": {}}}'),
];

/** Tried everywhere; of the others each place gets its share, so that the tests stay quick. */
const EVERYWHERE = [
  "'; drop table standard; --",
  '\\',
  '$1',
  '%_\\%',
  '\u0000',
  '\ud800',
  '__proto__',
  '',
  'a'.repeat(90_000),
];
const SHARE = 5;
const isThorough = process.env['HOSTILE'] === 'all';

/**
 * What is tried at one place: with `HOSTILE=all` in the environment everything, otherwise the worst and a share that
 * differs from place to place.
 * @param number of the place
 * @param isFree whether any text may stand there; where only days or numbers may, less is tried
 */
export function valuesFor(number: number, isFree: boolean): unknown[] {
  if (isThorough) return [...HOSTILE_TEXTS, ...WRONG_VALUES];
  const share = <T>(all: readonly T[], count: number): T[] =>
    Array.from({ length: count }, (_, i) => all[(number * count + i) % all.length]!);
  const worst = isFree ? EVERYWHERE : EVERYWHERE.slice(0, 5);
  return [...worst, ...share(HOSTILE_TEXTS, isFree ? SHARE * 2 : SHARE), ...share(WRONG_VALUES, SHARE - 2), null];
}

const cursor = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url');

/** Cursors that nearly are what was given out; some of them name another place in the list. */
export const alteredCursors = (genuine: string): string[] => [
  `${genuine}A`,
  genuine.slice(0, -1),
  ...Array.from({ length: 8 }, (_, i) => {
    const at = Math.floor((genuine.length * i) / 8);
    return `${genuine.slice(0, at)}${genuine[at] === 'Q' ? 'R' : 'Q'}${genuine.slice(at + 1)}`;
  }),
];

/** Cursors nobody gave out. */
export const forgedCursors = (genuine: string): string[] => [
  `A${genuine}`,
  genuine.slice(1),
  genuine.toUpperCase(),
  cursor(null),
  cursor([]),
  cursor({}),
  cursor(["'; drop table standard; --"]),
  cursor([1, 'a', null, { a: 1 }]),
  cursor({ __proto__: { k: [] }, k: ['\u0000'] }),
  '====',
  '0',
  '-1',
];
