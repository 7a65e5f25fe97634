import { type Cell } from '../../../platform/workbooks/sheet.js';

/** What a municipality pays in a year; amounts are whole cents. */
export interface Line {
  readonly year: number;
  /** YYYY-MM-DD */
  readonly referenceDate: string;
  readonly code: string;
  /** As it was called on the reference date. */
  readonly name: string;
  /** Null, as all that follows, where it is not known what it pays. */
  readonly inhabitants: number | null;
  readonly populationYear: number | null;
  readonly centsWithVat: string | null;
  readonly centsWithoutVat: string | null;
}

const LINE = `y.year, y.reference_date as "referenceDate", m.code, p.name, c.inhabitants, c.population_year as "populationYear",
  c.cents_with_vat as "centsWithVat", c.cents_without_vat as "centsWithoutVat"`;

/** What every municipality pays in a year, by name. */
export const LINES_OF_YEAR = `
  select ${LINE} from fund_year y
  join fund_contribution c on c.fund_year_id = y.id
  join municipality m on m.id = c.municipality_id
  join organisation_profile p on p.organisation_id = m.organisation_id and p.known_to = 'infinity'
    and p.valid_from <= y.reference_date and p.valid_to > y.reference_date
  where y.year = $1 order by lower(p.name) collate "C", m.code`;

/** What a municipality pays in each year on whose reference date it existed. */
export const LINES_OF_MUNICIPALITY = `
  select ${LINE} from municipality m
  join organisation_profile p on p.organisation_id = m.organisation_id and p.known_to = 'infinity'
  join fund_year y on p.valid_from <= y.reference_date and p.valid_to > y.reference_date
  left join fund_contribution c on c.fund_year_id = y.id and c.municipality_id = m.id
  where m.code = $1 order by y.year`;

export const NOT_KNOWN = 'niet bekend';

/** As Dutch spreadsheet programs read an amount: 123456 cents is 1234,56. */
const euros = (cents: string | null): string =>
  cents === null ? NOT_KNOWN : cents.padStart(3, '0').replace(/(\d\d)$/, ',$1');
const isEstimated = ({ referenceDate, populationYear }: Line): boolean =>
  !referenceDate.startsWith(String(populationYear));

const COLUMNS: readonly (readonly [title: string, cell: (line: Line) => Cell])[] = [
  ['Jaar', ({ year }) => year],
  ['Gemeentecode', ({ code }) => code],
  ['Gemeente', ({ name }) => name],
  ['Peildatum inwoners', ({ referenceDate }) => referenceDate],
  ['Inwoners', ({ inhabitants }) => inhabitants ?? NOT_KNOWN],
  ['Inwoners van 1 januari', ({ populationYear }) => populationYear ?? NOT_KNOWN],
  ['Schatting', (line) => (line.inhabitants === null ? NOT_KNOWN : isEstimated(line) ? 'ja' : 'nee')],
  ['Bijdrage inclusief btw (euro)', ({ centsWithVat }) => euros(centsWithVat)],
  ['Bijdrage exclusief btw (euro)', ({ centsWithoutVat }) => euros(centsWithoutVat)],
];

/** The lines as rows of a file, under their titles. */
export async function* rowsOf(lines: readonly Line[]): AsyncGenerator<Cell[]> {
  await Promise.resolve();
  yield COLUMNS.map(([title]) => title);
  for (const line of lines) yield COLUMNS.map(([, cell]) => cell(line));
}
