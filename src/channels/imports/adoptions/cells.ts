import { type AdoptionStatus } from '../../../domain/adoptions/adoption.statuses.js';
import { type ExplainReason } from '../../../domain/adoptions/adoptions.enums.js';
import { type Cell, Formula, type Row, shownIn } from '../../../platform/workbooks/sheet.js';
import { type Field, type Places, REASON_WORDS, REASONS, STATUS_WORDS, STATUSES, YES_OR_NO } from './columns.js';
import { dayIn } from './days.js';
import { type RowFault } from './report-row.js';

const EARLIEST = '1900-01-01';
const LATEST = '2200-01-01';
/** How much of a cell is told again. */
const TOLD = 60;

interface Lookup {
  readonly normal: (text: string) => string;
  readonly en: (name: string) => string;
  readonly nl: (name: string) => string;
}

/** The cells of a row by their field. What cannot be read is null, and noted as a fault. */
export class Cells {
  readonly faults: RowFault[] = [];

  constructor(
    private readonly row: Row,
    private readonly places: Places,
    private readonly isFrom1904: boolean,
  ) {}

  isEmpty(field: Field): boolean {
    return shownIn(this.cell(field)).trim() === '';
  }

  refuse(field: Field, en: string, nl: string): null {
    this.faults.push({ field, en, nl });
    return null;
  }

  /** Something that must be there, by its name. */
  found<T>(field: Field, things: ReadonlyMap<string, T>, { normal, en, nl }: Lookup): T | null {
    const text = this.plain(field);
    if (text === null) return this.isEmpty(field) ? this.missing(field) : null;
    return things.get(normal(text)) ?? this.refuse(field, en(text.slice(0, TOLD)), nl(text.slice(0, TOLD)));
  }

  status(field: Field): AdoptionStatus | null {
    return this.isEmpty(field) ? this.missing(field) : this.word(field, STATUSES, Object.values(STATUS_WORDS));
  }

  explainReason(field: Field): ExplainReason | null {
    return this.word(field, REASONS, Object.values(REASON_WORDS));
  }

  flag(field: Field): boolean {
    return this.word(field, YES_OR_NO, ['ja', 'nee']) ?? false;
  }

  /** A version by its label; nothing when the standard is not known, which is a fault of its own. */
  version(field: Field, versions: ReadonlyMap<string, string> | undefined): string | null {
    const label = this.plain(field);
    if (label === null || versions === undefined) return null;
    const id = versions.get(label);
    if (id !== undefined) return id;
    const known = [...versions.keys()].slice(0, 12).join(', ') || '–';
    const name = label.slice(0, TOLD);
    return this.refuse(
      field,
      `The standard has no version "${name}"; it has ${known}.`,
      `De standaard heeft geen versie "${name}"; wel ${known}.`,
    );
  }

  /** A day as YYYY-MM-DD. */
  day(field: Field): string | null {
    const cell = this.cell(field);
    if (cell instanceof Formula) return this.formula(field);
    if (this.isEmpty(field)) return null;
    const day = dayIn(cell, this.isFrom1904);
    if (day === undefined) {
      const told = shownIn(cell).slice(0, TOLD);
      return this.refuse(
        field,
        `"${told}" is no day; write it as 2026-12-31 or 31-12-2026.`,
        `"${told}" is geen dag; schrijf 2026-12-31 of 31-12-2026.`,
      );
    }
    if (day >= EARLIEST && day < LATEST) return day;
    return this.refuse(
      field,
      `The day lies between ${EARLIEST} and ${LATEST}.`,
      `De dag ligt tussen ${EARLIEST} en ${LATEST}.`,
    );
  }

  /** A text of one line or more. */
  text(field: Field, most: number): string | null {
    const text = this.plain(field)?.replace(/\r\n?/g, '\n') ?? null;
    if (text === null) return null;
    const { length } = [...text];
    if (length > most) {
      return this.refuse(
        field,
        `At most ${most} characters; this is ${length}.`,
        `Hooguit ${most} tekens; dit zijn er ${length}.`,
      );
    }
    return text;
  }

  private cell(field: Field): Cell {
    const place = this.places.get(field);
    return (place === undefined ? undefined : this.row.cells[place]) ?? '';
  }

  /** What a cell says, as text without blanks around it; null when it is empty or may not be read. */
  private plain(field: Field): string | null {
    const cell = this.cell(field);
    const text = shownIn(cell).trim();
    if (cell instanceof Formula) return this.formula(field);
    if (/(?![\n\r\t])\p{Cc}|\p{Surrogate}/u.test(text)) {
      return this.refuse(field, 'The cell holds a control character.', 'De cel bevat een stuurteken.');
    }
    return text === '' ? null : text;
  }

  private word<T>(field: Field, words: ReadonlyMap<string, T>, known: readonly string[]): T | null {
    const cell = this.cell(field);
    const text = typeof cell === 'boolean' ? String(cell) : this.plain(field);
    if (text === null) return null;
    const found = words.get(text.toLowerCase().replace(/\s+/g, ' '));
    if (found !== undefined) return found;
    const told = text.slice(0, TOLD);
    return this.refuse(
      field,
      `"${told}" is none of ${known.join(', ')}.`,
      `"${told}" is niet een van: ${known.join(', ')}.`,
    );
  }

  private missing(field: Field): null {
    return this.refuse(field, 'The cell must be filled in.', 'De cel moet ingevuld zijn.');
  }

  private formula(field: Field): null {
    return this.refuse(
      field,
      'The cell holds a formula; put in what it shows.',
      'De cel bevat een formule; vul in wat er staat.',
    );
  }
}
