import { type Oddities } from './oddities.js';
import { type Branch, type Tree } from './parse-file.js';

const ABSENT = new Set(['', '~', 'null', 'Null', 'NULL']);

/** The values of one file, asked by their path; what is there and is not what was asked for is noted. */
export class Fields {
  constructor(
    private readonly root: Branch,
    readonly odd: Oddities,
    private readonly prefix = '',
  ) {}

  private at(path: string): string {
    return this.prefix === '' ? path : `${this.prefix}/${path}`;
  }

  /** The names of the keys, as they are written. */
  get keys(): string[] {
    return [...this.root.keys()].filter((key) => typeof key === 'string');
  }

  private get(path: string): Tree | undefined {
    let here: Tree | undefined = this.root;
    for (const name of path.split('/')) {
      if (!(here instanceof Map)) return undefined;
      here = child(here as Branch, name);
    }
    return typeof here === 'string' && ABSENT.has(here.trim()) ? undefined : (here ?? undefined);
  }

  has(path: string): boolean {
    return this.get(path) !== undefined;
  }

  /** A text, on one line unless told otherwise; cut off where it is longer than `longest`. A list of one text counts as that text. */
  text(path: string, longest = 200): string | undefined {
    const value = this.get(path);
    const only = Array.isArray(value) && value.length === 1 ? (value as Tree[])[0] : value;
    if (only === undefined || (Array.isArray(only) && only.length === 0)) return undefined;
    if (typeof only !== 'string') {
      this.odd.note('WRONG_TYPE', this.at(path));
      return undefined;
    }
    return this.tidy(only, this.at(path), longest);
  }

  /** Texts, from a list or from one text alone; what is no text in it goes to `other`. */
  texts(path: string, other?: (fields: Fields) => string | undefined): string[] {
    return this.items(path).flatMap((item, i) => {
      const place = `${this.at(path)}/${i}`;
      const text = typeof item === 'string' ? this.tidy(item, place, 300) : undefined;
      if (text !== undefined) return [text];
      if (typeof item === 'string' || item === null) return [];
      const found = item instanceof Map ? other?.(new Fields(item as Branch, this.odd, place)) : undefined;
      if (found === undefined) this.odd.note('WRONG_TYPE', place);
      return found === undefined ? [] : [found];
    });
  }

  /** The parts of a list that have keys of their own; a text alone stands for one with that `name`. */
  records(path: string): Fields[] {
    return this.items(path).flatMap((item, i) => {
      const place = `${this.at(path)}/${i}`;
      if (item instanceof Map) return [new Fields(item as Branch, this.odd, place)];
      if (typeof item === 'string')
        return ABSENT.has(item.trim()) ? [] : [new Fields(new Map([['name', item]]), this.odd, place)];
      if (item !== null) this.odd.note('WRONG_TYPE', place);
      return [];
    });
  }

  /** A part with keys of its own. A list of such parts, as some write it, counts as all of their keys together. */
  section(path: string): Fields {
    const value = this.get(path);
    if (value instanceof Map) return new Fields(value as Branch, this.odd, this.at(path));
    if (Array.isArray(value)) {
      const parts = (value as Tree[]).filter((part) => part instanceof Map);
      if (parts.length > 0) this.odd.note('OLD_FORM', this.at(path));
      return new Fields(new Map(parts.flatMap((part) => [...(part as Branch)])), this.odd, this.at(path));
    }
    if (value !== undefined) this.odd.note('WRONG_TYPE', this.at(path));
    return new Fields(new Map(), this.odd, this.at(path));
  }

  private items(path: string): readonly Tree[] {
    const value = this.get(path);
    if (value === undefined) return [];
    return Array.isArray(value) ? (value as Tree[]).slice(0, MOST_ITEMS) : [value];
  }

  private tidy(value: string, place: string, longest: number): string | undefined {
    const text = value.normalize('NFC').replace(/\s+/g, ' ').trim();
    if (ABSENT.has(text)) return undefined;

    if (/[\u0000-\u001f\u007f\ufffe\uffff\p{Surrogate}]/u.test(text)) {
      this.odd.note('WRONG_TYPE', place, text);
      return undefined;
    }
    if (text.length <= longest) return text;
    this.odd.note('TOO_LONG', place, text);
    return [...text.slice(0, longest)].slice(0, -1).join('').concat('…');
  }
}

const MOST_ITEMS = 500;

/** By the name as it should be, or in any case, as people write it. */
function child(branch: Branch, name: string): Tree | undefined {
  const value = branch.get(name);
  if (value !== undefined) return value;
  for (const [key, other] of branch) {
    if (typeof key === 'string' && key.toLowerCase() === name.toLowerCase()) return other;
  }
  return undefined;
}
