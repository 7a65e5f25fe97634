import { conflict, invalidInput, type Problem, Rejection } from './user-errors.js';

interface TextRule {
  /** The most characters; 200 when left out. */
  readonly most?: number;
  /** Whether it may have more lines than one. */
  readonly hasLines?: boolean;
  readonly pattern?: RegExp;
  /** What the pattern asks, as the end of a sentence: "a slug is ...". */
  readonly expected?: string;
}
interface ListRule extends TextRule {
  /** The most items. */
  readonly count: number;
}
type Maybe<T> = T | null | undefined;

const EARLIEST = '1900-01-01';
const LATEST = '2200-01-01';
const MOST_OF_A_URL = 2000;

/**
 * Collects what is wrong with an input, each problem with its path, so that all come back at once.
 * A value that is null or left out is never wrong: what must be there, the schema asks for, or `required`.
 */
export class Checks {
  private constructor(
    private readonly path: readonly string[],
    private readonly found: Problem[],
  ) {}

  /** @param path where the input stands, such as `['input']` */
  static of(path: readonly string[] = ['input']): Checks {
    return new Checks(path, []);
  }

  /** The checks of what stands deeper; its problems count as those of the whole. */
  within(...path: (string | number)[]): Checks {
    return new Checks([...this.path, ...path.map(String)], this.found);
  }

  get problems(): readonly Problem[] {
    return this.found;
  }

  /** A problem with the field of that name; the whole when the name is empty. */
  refuse(name: string, message: string): this {
    return this.add(invalidInput(message, this.pathOf(name)));
  }

  add(problem: Problem | undefined): this {
    if (problem) this.found.push(problem);
    return this;
  }

  pathOf(name: string): string[] {
    return name === '' ? [...this.path] : [...this.path, name];
  }

  required(name: string, value: unknown): this {
    return value === null || value === undefined ? this.refuse(name, `${sentence(name)} must be given.`) : this;
  }

  /** For an editing input: a field that the register cannot do without may be left out, but not emptied. */
  notEmptied(name: string, value: unknown): this {
    return value === null ? this.refuse(name, `${sentence(name)} cannot be null; leave it out to keep it.`) : this;
  }

  text(name: string, value: Maybe<string>, rule: TextRule = {}): this {
    const fault = value === null || value === undefined ? undefined : faultOfText(value, rule);
    return fault === undefined ? this : this.refuse(name, `${sentence(name)} ${fault}`);
  }

  /** A list of texts, each different. */
  texts(name: string, values: Maybe<readonly string[]>, rule: ListRule): this {
    if (!values) return this;
    if (values.length > rule.count) return this.refuse(name, `${sentence(name)} holds at most ${rule.count} texts.`);
    const each = this.within(name);
    values.forEach((value, i) => {
      const fault = values.indexOf(value) < i ? 'stands in the list twice.' : faultOfText(value, rule);
      if (fault !== undefined) each.refuse(String(i), `"${shortened(value)}" ${fault}`);
    });
    return this;
  }

  /** An address: the scalar has refused what is no http or https. */
  url(name: string, value: Maybe<string>): this {
    return value && value.length > MOST_OF_A_URL
      ? this.refuse(name, `${sentence(name)} is at most ${MOST_OF_A_URL} characters long.`)
      : this;
  }

  /** A day that can be meant: the scalar has refused what is no day. */
  date(name: string, value: Maybe<string>): this {
    return value && (value < EARLIEST || value >= LATEST)
      ? this.refuse(name, `${sentence(name)} lies between ${EARLIEST} and ${LATEST}.`)
      : this;
  }

  /** A whole number from `least` to `most`. */
  number(name: string, value: Maybe<number>, least: number, most: number): this {
    return value != null && (value < least || value > most)
      ? this.refuse(name, `${sentence(name)} lies from ${least} to ${most}.`)
      : this;
  }

  /**
   * What is held is still as the caller saw it; whoever names no revision did not look.
   * @throws Rejection with every problem found so far, when someone changed it: what else is wrong is to be judged anew
   */
  unchanged(held: { readonly id: string; readonly revision: number }, expected: Maybe<number>): this {
    if (expected == null || expected === held.revision) return this;
    const message = `It is at revision ${held.revision}, not ${expected}: someone changed it since. Read it again.`;
    this.add(conflict(message, this.pathOf('expectedRevision'), held.id)).throwIfAny();
    return this;
  }

  /** @throws Rejection with every problem found so far */
  throwIfAny(): void {
    if (this.found.length > 0) throw new Rejection([...this.found]);
  }
}

function faultOfText(value: string, { most = 200, hasLines = false, pattern, expected }: TextRule): string | undefined {
  const length = [...value].length;
  if (value.trim() === '') return 'must hold a text.';
  if (value !== value.trim()) return 'starts or ends with a blank.';
  if (length > most) return `is at most ${most} characters long; this is ${length}.`;
  if ((hasLines ? /(?![\n\r\t])\p{Cc}/u : /\p{Cc}/u).test(value)) {
    return hasLines ? 'holds a control character.' : 'is one line, without control characters.';
  }
  return pattern?.test(value) === false ? `is ${expected ?? `a text like ${pattern.source}`}.` : undefined;
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** A field as it stands at the start of a sentence: `nameEn` is "nameEn". */
const sentence = (name: string): string => `"${name}"`;
