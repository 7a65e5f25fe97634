import { hash } from 'node:crypto';
import { refusal } from '../errors.js';
import { type Call } from './read-call.js';
import { malformed } from './http-refusal.js';

const MOST_BYTES = 4_000_000;
/** What an entry takes beside its text, as measured: its hash above all. Without it, small texts would make a large store. */
const ENTRY_BYTES = 160;

const weightOf = (text: string): number => text.length + ENTRY_BYTES;

/** Texts of operations by their hash, so that a client may send the hash alone from the second time on. */
export class PersistedQueries {
  private readonly texts = new Map<string, string>();
  private bytes = 0;

  /**
   * The text of a call.
   * @throws GraphQLError PERSISTED_QUERY_NOT_FOUND when only a hash was sent and its text is not here: send both.
   * @throws HttpRefusal when the hash is not that of the text.
   */
  textOf({ query, hash: given }: Call): string {
    if (given === undefined) return query ?? '';
    if (query !== undefined) {
      if (hash('sha256', query) !== given) throw malformed('"sha256Hash" is not the hash of "query".');
      return query;
    }
    const text = this.texts.get(given);
    // The message is the one that clients of Apollo's protocol wait for.
    if (text === undefined) throw refusal('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
    this.texts.delete(given);
    this.texts.set(given, text);
    return text;
  }

  /** Keeps the text of a call that was answered; the ones unused for longest make room. */
  keep({ query, hash: given }: Call): void {
    if (given === undefined || query === undefined || this.texts.has(given)) return;
    this.texts.set(given, query);
    this.bytes += weightOf(query);
    for (const [oldest, text] of this.texts) {
      if (this.bytes <= MOST_BYTES) return;
      this.texts.delete(oldest);
      this.bytes -= weightOf(text);
    }
  }
}
