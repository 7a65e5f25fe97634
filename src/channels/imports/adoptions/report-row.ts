/** One row of a file as a report, or what is wrong with it before anything else is known. */
import { type Said } from '../../../domain/adoptions/adoption.guards.js';
import { type Row } from '../../../platform/workbooks/sheet.js';
import { Cells } from './cells.js';
import { type Field, type Places } from './columns.js';
import { type Known } from './known.js';

/** A rule that a row breaks, and in which column. */
export interface RowFault {
  readonly field: Field;
  readonly en: string;
  readonly nl: string;
}
export interface ReportRow {
  /** The row of the file. */
  readonly line: number;
  readonly municipalityId: string;
  readonly standardId: string;
  readonly said: Said;
}
export interface FaultyRow {
  readonly line: number;
  readonly faults: readonly RowFault[];
}

/** Columns that say nothing when the others are empty: of whom and of what a row speaks stands in the template already. */
const SUBJECT: readonly Field[] = ['municipality', 'standard'];

/**
 * Reads a row; undefined when it says nothing.
 * @param today YYYY-MM-DD, from which a row holds that names no day
 */
export function readRow(
  row: Row,
  places: Places,
  given: { readonly known: Known; readonly today: string; readonly isFrom1904: boolean },
): ReportRow | FaultyRow | undefined {
  const cells = new Cells(row, places, given.isFrom1904);
  if ([...places.keys()].every((field) => SUBJECT.includes(field) || cells.isEmpty(field))) return undefined;
  const { byCode, bySlug } = given.known;
  const municipality = cells.found('municipality', byCode, {
    normal: codeOf,
    en: (name) => `There is no municipality ${name} that you may report for.`,
    nl: (name) => `Er is geen gemeente ${name} waarvoor u mag melden.`,
  });
  const standard = cells.found('standard', bySlug, {
    normal: (name) => name.toLowerCase(),
    en: (name) => `There is no standard "${name}"; give its short name (slug).`,
    nl: (name) => `Er is geen standaard "${name}"; noem de korte naam (slug).`,
  });
  const said = saidIn(cells, standard?.versions, given.today);
  if (municipality && standard && said && cells.faults.length === 0) {
    return { line: row.number, municipalityId: municipality.id, standardId: standard.id, said };
  }
  return { line: row.number, faults: cells.faults };
}

/** `GM0363`, and what a spreadsheet makes of it when it takes a code for a number. */
const codeOf = (text: string): string => (/^\d{1,4}$/.test(text) ? `GM${text.padStart(4, '0')}` : text.toUpperCase());

function saidIn(cells: Cells, versions: ReadonlyMap<string, string> | undefined, today: string): Said | undefined {
  const status = cells.status('status');
  const reason = cells.explainReason('explainReason');
  const motivation = cells.text('motivation', 4000);
  const reviewOn = cells.day('reviewOn');
  const confidential = cells.flag('confidential');
  const words = {
    versionId: cells.version('version', versions),
    validFrom: cells.day('validFrom') ?? today,
    plannedFor: cells.day('plannedFor'),
    reason: cells.text('reason', 2000),
    isCorrection: cells.flag('correction'),
  };
  const isExplained = [reason, motivation, reviewOn].some((each) => each !== null) || confidential;
  const explanation =
    reason !== null && motivation !== null && reviewOn !== null ? { reason, motivation, reviewOn, confidential } : null;
  if (isExplained && explanation === null) {
    for (const field of ['explainReason', 'motivation', 'reviewOn'] as const) {
      if (cells.isEmpty(field)) {
        cells.refuse(
          field,
          'An explanation has a reason, a motivation and a review date.',
          'Bij een uitleg horen een reden, een motivering en een herzieningsdatum.',
        );
      }
    }
  }
  return status === null ? undefined : { ...words, status, explanation };
}
