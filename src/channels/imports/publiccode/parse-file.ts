import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { type Oddities, type OddityKind } from './oddities.js';

/** What YAML makes of a file when every scalar stays the text it was: `1.10` is a version and not a number. */
export type Tree = string | readonly Tree[] | ReadonlyMap<unknown, Tree> | null;
export type Branch = ReadonlyMap<unknown, Tree>;

/** A file of honest size refers to itself a few times, if at all. */
const MOST_ALIASES = 50;
const DEEPEST = 64;

/**
 * Reads the bytes of a publiccode.yml, in any encoding that one was ever written in.
 * @returns undefined when there is nothing to go on; why is noted
 */
export function parseFile(bytes: Buffer, odd: Oddities): Branch | undefined {
  const text = decode(bytes, odd);
  return text === undefined ? undefined : parse(text, odd);
}

function decode(bytes: Buffer, odd: Oddities): string | undefined {
  const encoding = encodingOf(bytes);
  if (encoding !== 'utf-8') odd.note('ENCODING', '', encoding);
  const text = new TextDecoder(encoding).decode(bytes);
  if (!text.includes('\0')) return text;
  odd.note('NOT_TEXT');
  return undefined;
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

function parse(text: string, odd: Oddities): Branch | undefined {
  if (depthOf(text) > DEEPEST) return refused(odd, 'TOO_COMPLEX');
  try {
    const lines = new LineCounter();
    // Looking for keys that stand twice takes the library a comparison of each with each.
    const options = {
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      strict: false,
      logLevel: 'silent',
    } as const;
    const document = parseDocument(text, { ...options, lineCounter: lines });
    for (const { code, message, pos } of document.errors) {
      if (code !== 'MULTIPLE_DOCS') return refused(odd, 'NOT_YAML', `${message} (${lines.linePos(pos[0]).line})`);
      odd.note('SEVERAL_DOCUMENTS');
    }
    noteTwins(document, odd);
    const tree = document.toJS({ mapAsMap: true, maxAliasCount: MOST_ALIASES }) as Tree;
    return tree instanceof Map ? (tree as Branch) : refused(odd, 'NOT_A_RECORD');
  } catch (error) {
    // The library refuses too many aliases so, and its parser runs out of stack where something is nested too deep.
    if (error instanceof ReferenceError || error instanceof RangeError) return refused(odd, 'TOO_COMPLEX');
    return refused(odd, 'NOT_YAML', (error as Error).message);
  }
}

function refused(odd: Oddities, kind: OddityKind, found?: string): undefined {
  odd.note(kind, '', found);
  return undefined;
}

/** How deep brackets and indents go at most, at a glance: a parser that calls itself is never handed more than it can take. */
function depthOf(text: string): number {
  let [open, deepest] = [0, 0];
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++open);
    else if (character === ']' || character === '}') open = Math.max(0, open - 1);
    else if (character === '\n') open = 0;
  }
  // Sequences in sequences need no brackets: "- - - - a" on one line.
  for (const [dashes] of text.matchAll(/(?:[-?][ \t]+){8,}/g)) deepest = Math.max(deepest, dashes.split(/[-?]/).length);
  return deepest;
}

function noteTwins(document: ReturnType<typeof parseDocument>, odd: Oddities): void {
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<string>();
      for (const { key } of items) {
        // A key that is a record is no name of anything, and one that is written out grows with each record in it.
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) odd.note('DUPLICATE_KEY', name);
        seen.add(name);
      }
    },
  });
}
