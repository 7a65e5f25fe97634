/** Follows the numbers of records: which are missing, which stand elsewhere, which came twice. */
interface Gap {
  readonly from: number;
  readonly to: number;
  /** Where it was met. */
  readonly line: number;
}

/** `next`: as it should be; `after a gap`: records before it did not come, or not yet; `moved` and `in a gap`: it comes later than it should. */
type Place = 'next' | 'after a gap' | 'moved' | 'in a gap' | 'doubled';

/** Many small gaps would take memory; beyond so many, what comes late counts as doubled. */
const MOST_GAPS = 10_000;

export class RecordOrder {
  /** The number that is expected. */
  next = 1;
  /** The record that stood before the one that was placed last. */
  before = 0;
  private current = 0;
  private open: Gap[] = [];

  get gaps(): readonly Gap[] {
    return this.open;
  }

  /** @param unread lines right before it that could not be read, and may have been the records that are missing */
  place(record: number, line: number, unread: number): Place {
    [this.before, this.current] = [this.current, record];
    if (record === this.next) {
      this.next += 1;
      return 'next';
    }
    if (record > this.next) {
      if (record - this.next > unread) this.note({ from: this.next, to: record - 1, line });
      this.next = record + 1;
      return 'after a gap';
    }
    const gap = this.open.find(({ from, to }) => from <= record && record <= to);
    if (gap === undefined) return 'doubled';
    const rest = [
      { ...gap, to: record - 1 },
      { ...gap, from: record + 1 },
    ].filter(({ from, to }) => from <= to);
    this.open.splice(this.open.indexOf(gap), 1, ...rest);
    return record === this.before + 1 ? 'in a gap' : 'moved';
  }

  /** Told that so many records should have come. @returns whether some did not */
  upTo(count: number, line: number, unread: number): boolean {
    const missing = count - this.next + 1;
    if (missing <= 0 || missing > MOST_MISSING) return false;
    if (missing > unread) this.note({ from: this.next, to: count, line });
    this.next = count + 1;
    return true;
  }

  private note(gap: Gap): void {
    if (this.open.length < MOST_GAPS) this.open.push(gap);
  }
}

/** A head may be damaged itself; what it says of very many records is not taken from it. */
const MOST_MISSING = 100_000;
