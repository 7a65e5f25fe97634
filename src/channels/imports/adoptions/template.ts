import { type Readable } from 'node:stream';
import { AdoptionStatus } from '../../../domain/adoptions/adoption.statuses.js';
import { type ExplainReason } from '../../../domain/adoptions/adoptions.enums.js';
import { type Cell } from '../../../platform/workbooks/sheet.js';
import { csvStream } from '../../../platform/workbooks/write-csv.js';
import { xlsxStream } from '../../../platform/workbooks/write-xlsx.js';
import { COLUMNS, type Field, FIELDS, REASON_WORDS, STATUS_WORDS, TOLD } from './columns.js';

type Query = <R extends object>(text: string, values: unknown[]) => Promise<R[]>;

/** A standard, with what is held of it today or from a later day on. */
interface Line {
  readonly slug: string;
  readonly name: string;
  readonly label: string | null;
  /** Null where the municipality itself has said nothing. */
  readonly status: AdoptionStatus | null;
  readonly from: string | null;
  readonly plannedFor: string | null;
  readonly explainReason: ExplainReason | null;
  readonly motivation: string | null;
  readonly reviewOn: string | null;
  readonly isConfidential: boolean | null;
  readonly reason: string | null;
}

const SAYS = `a.status <> 'UNKNOWN' and a.origin <> 'DERIVED'`;
const LINES = `
  select s.slug, s.name_nl as name, v.label, a.status, a.valid_from as from, a.planned_for as "plannedFor", a.explain_reason as "explainReason",
    a.motivation, a.review_on as "reviewOn", a.is_confidential as "isConfidential", a.reason
  from standard s
  left join adoption a on a.standard_id = s.id and a.municipality_id = $1 and a.known_to = 'infinity' and a.valid_to > $2 and ${SAYS}
  left join standard_version v on v.id = a.version_id
  order by s.slug, a.valid_from`;

export interface TemplateOf {
  readonly municipalityId: string;
  readonly code: string;
  /** YYYY-MM-DD */
  readonly today: string;
}

/** A workbook with what a municipality has said of each standard, to be changed and given back; unchanged it says nothing new. */
export async function templateFor(query: Query, of: TemplateOf, format: 'csv' | 'xlsx'): Promise<Readable> {
  const lines = await query<Line>(LINES, [of.municipalityId, of.today]);
  const rows = async function* (): AsyncGenerator<Cell[]> {
    await Promise.resolve();
    yield HEAD.map(({ title }) => title);
    for (const line of lines) yield HEAD.map(({ cell }) => cell(line, of));
  };
  if (format === 'csv') return csvStream(rows(), ';');
  const choices = [
    { column: columnOf('status'), values: Object.values(STATUS_WORDS) },
    { column: columnOf('explainReason'), values: Object.values(REASON_WORDS) },
    { column: columnOf('confidential'), values: ['ja', 'nee'] },
    { column: columnOf('correction'), values: ['ja', 'nee'] },
  ];
  return xlsxStream([
    { name: 'Adopties', widths: HEAD.map(({ width }) => width), choices, rows: rows() },
    { name: 'Toelichting', widths: [20, 100], rows: explanation() },
  ]);
}

interface Column {
  readonly title: string;
  readonly width: number;
  readonly cell: (line: Line, of: TemplateOf) => string;
}
const CELLS: Readonly<Record<Field, Column['cell']>> = {
  municipality: (_, { code }) => code,
  standard: ({ slug }) => slug,
  version: ({ label }) => label ?? '',
  status: ({ status }) => (status === null ? '' : STATUS_WORDS[status]),
  // What holds today is left without a day, so that what is changed holds from the day on which it is handed in.
  validFrom: ({ from }, { today }) => (from !== null && from > today ? from : ''),
  plannedFor: ({ plannedFor }) => plannedFor ?? '',
  explainReason: ({ explainReason }) => (explainReason === null ? '' : REASON_WORDS[explainReason]),
  motivation: ({ motivation }) => motivation ?? '',
  reviewOn: ({ reviewOn }) => reviewOn ?? '',
  confidential: ({ isConfidential }) => (isConfidential === true ? 'ja' : ''),
  reason: ({ status, reason }) => (status === AdoptionStatus.NOT_APPLICABLE ? (reason ?? '') : ''),
  correction: () => '',
};
const WIDTHS: Partial<Record<Field, number>> = { standard: 34, explainReason: 30, motivation: 50, reason: 40 };
const own = (field: Field): Column => ({
  title: COLUMNS[field][0],
  width: WIDTHS[field] ?? 16,
  cell: CELLS[field],
});
const [first, second, ...others] = FIELDS;
const HEAD: readonly Column[] = [
  ...[first, second].flatMap((field) => (field === undefined ? [] : own(field))),
  { title: TOLD.name, width: 44, cell: ({ name }) => name },
  ...others.map(own),
  { title: TOLD.since, width: 14, cell: ({ status, from }) => (status === null ? '' : (from ?? '')) },
];
const columnOf = (field: Field): number => HEAD.findIndex(({ title }) => title === COLUMNS[field][0]);

const EXPLAINED: readonly (readonly [string, string])[] = [
  ['kolom', 'wat erin staat'],
  [COLUMNS.municipality[0], 'De code van de gemeente, zoals GM0363.'],
  [COLUMNS.standard[0], 'De korte naam van de standaard, zoals die in het adres staat.'],
  [COLUMNS.version[0], 'De versie zoals die gedrukt staat; leeg wanneer alleen de standaard bekend is.'],
  [
    COLUMNS.status[0],
    `${Object.values(STATUS_WORDS).join(', ')}. Een rij zonder status en zonder iets anders zegt niets.`,
  ],
  [COLUMNS.validFrom[0], 'Vanaf welke dag het zo is: 2026-12-31 of 31-12-2026. Leeg is: vanaf vandaag.'],
  [COLUMNS.plannedFor[0], 'De streefdatum, bij gepland; mag bij in invoering.'],
  [COLUMNS.explainReason[0], `Bij uitgelegd: ${Object.values(REASON_WORDS).join(', ')}.`],
  [COLUMNS.motivation[0], 'Bij uitgelegd: de motivering in eigen woorden, hooguit 4.000 tekens.'],
  [COLUMNS.reviewOn[0], 'Bij uitgelegd: wanneer u er weer naar kijkt, hooguit twaalf maanden later.'],
  [COLUMNS.confidential[0], 'ja wanneer alleen de gemeente en het bureau de uitleg mogen lezen.'],
  [COLUMNS.reason[0], 'Waarom; nodig bij niet van toepassing en bij een correctie. Hooguit 2.000 tekens.'],
  [COLUMNS.correction[0], 'ja wanneer een eerdere melding onjuist was; dan is een reden nodig.'],
  [`${TOLD.name}, ${TOLD.since}`, 'Ter informatie; wordt niet ingelezen.'],
];
async function* explanation(): AsyncGenerator<Cell[]> {
  await Promise.resolve();
  for (const line of EXPLAINED) yield [...line];
}
