/** The columns of a file of reports, and the words that may stand in them. */
import { type AdoptionStatus } from '../../../domain/adoptions/adoption.statuses.js';
import { type ExplainReason } from '../../../domain/adoptions/adoptions.enums.js';
import { WorkbookRefused } from '../../../platform/workbooks/sheet.js';

export type Field =
  | 'municipality'
  | 'standard'
  | 'version'
  | 'status'
  | 'validFrom'
  | 'plannedFor'
  | 'explainReason'
  | 'motivation'
  | 'reviewOn'
  | 'confidential'
  | 'reason'
  | 'correction';

/** In the order of the template; the first name is the one that is written, all of them are read. */
export const COLUMNS: Readonly<Record<Field, readonly [string, ...string[]]>> = {
  municipality: ['gemeente', 'gemeentecode', 'municipality'],
  standard: ['standaard', 'standard'],
  version: ['versie', 'version'],
  status: ['status'],
  validFrom: ['vanaf', 'validFrom'],
  plannedFor: ['gepland voor', 'plannedFor'],
  explainReason: ['uitleg', 'explanation'],
  motivation: ['motivering', 'motivation'],
  reviewOn: ['herzien op', 'reviewOn'],
  confidential: ['vertrouwelijk', 'confidential'],
  reason: ['reden', 'reason'],
  correction: ['correctie', 'correction'],
};
export const FIELDS = Object.keys(COLUMNS) as Field[];
const NEEDED: readonly Field[] = ['municipality', 'standard', 'status'];

/** What the register adds for the reader, and does not read. */
export const FAULTS = 'Fouten';
export const TOLD = { name: 'naam', since: 'sinds' } as const;
const NOT_READ = new Set([FAULTS, ...Object.values(TOLD)].map((name) => name.toLowerCase()));

/** Where a fault of a report stands in the file. */
const FIELD_OF_FAULT: Readonly<Record<string, Field>> = {
  versionId: 'version',
  explanation: 'explainReason',
  'explanation.reviewOn': 'reviewOn',
};
export const fieldOf = (field: string): Field => FIELD_OF_FAULT[field] ?? (field as Field);

export const STATUS_WORDS: Readonly<Record<AdoptionStatus, string>> = {
  UNKNOWN: 'onbekend',
  PLANNED: 'gepland',
  IMPLEMENTING: 'in invoering',
  APPLIED: 'toegepast',
  PHASED_OUT: 'uitgefaseerd',
  NOT_APPLICABLE: 'niet van toepassing',
  EXPLAINED: 'uitgelegd',
};
export const REASON_WORDS: Readonly<Record<ExplainReason, string>> = {
  COSTS: 'kosten',
  NO_SUPPLIER_SUPPORT: 'leverancier ondersteunt het niet',
  TECHNICALLY_IMPOSSIBLE: 'technisch onmogelijk',
  IN_PROGRESS: 'in voorbereiding',
  NOT_RELEVANT_YET: 'nog niet aan de orde',
  OTHER: 'anders',
};

/** By the Dutch word, and by the name in the API. */
const wordsOf = <T extends string>(words: Readonly<Record<T, string>>): ReadonlyMap<string, T> =>
  new Map(
    (Object.entries(words) as [T, string][]).flatMap(([name, word]) => [
      [word, name],
      [name.toLowerCase(), name],
    ]),
  );
export const STATUSES = wordsOf<AdoptionStatus>(STATUS_WORDS);
export const REASONS = wordsOf<ExplainReason>(REASON_WORDS);
export const YES_OR_NO: ReadonlyMap<string, boolean> = new Map([
  ...['ja', 'yes', 'true', 'waar', '1', 'x'].map((word): [string, boolean] => [word, true]),
  ...['nee', 'no', 'false', 'onwaar', '0'].map((word): [string, boolean] => [word, false]),
]);

/** Which column is which field, each by its place. */
export type Places = ReadonlyMap<Field, number>;

/**
 * Finds the fields in the first row of a file.
 * @throws WorkbookRefused that names every column that is missing, stands there twice or is not known
 */
export function placesIn(head: readonly string[]): Places {
  const known = new Map(FIELDS.flatMap((field) => COLUMNS[field].map((name) => [name.toLowerCase(), field])));
  const places = new Map<Field, number>();
  const wrong: string[] = [];
  head.forEach((given, at) => {
    const name = given.trim().toLowerCase();
    if (name === '' || NOT_READ.has(name)) return;
    const field = known.get(name);
    if (field === undefined || places.has(field)) wrong.push(`"${given.trim().slice(0, 40)}"`);
    else places.set(field, at);
  });
  const missing = NEEDED.filter((field) => !places.has(field)).map((field) => COLUMNS[field][0]);
  if (wrong.length === 0 && missing.length === 0) return places;
  const names = FIELDS.map((field) => COLUMNS[field][0]).join(', ');
  const en = [
    missing.length > 0 && `misses ${missing.join(', ')}`,
    wrong.length > 0 && `has ${wrong.slice(0, 20).join(', ')}, unknown or twice`,
  ];
  const nl = [
    missing.length > 0 && `mist ${missing.join(', ')}`,
    wrong.length > 0 && `heeft ${wrong.slice(0, 20).join(', ')}, onbekend of dubbel`,
  ];
  throw new WorkbookRefused(
    `The first row names the columns, and it ${en.filter(Boolean).join(' and ')}. Known are: ${names}.`,
    `De eerste rij noemt de kolommen, en ${nl.filter(Boolean).join(' en ')}. Bekend zijn: ${names}.`,
  );
}
