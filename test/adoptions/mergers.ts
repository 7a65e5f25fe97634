import { day, Reporter } from './reporting.js';
import { doing } from '../support/persona.js';
import { type Register } from '../support/register.js';

/** The first 1 January that is yet to come, and the day before it. */
export const NEW_YEAR = `${Number(day().slice(0, 4)) + 1}-01-01`;
export const LAST_DAY = `${day().slice(0, 4)}-12-31`;

const MUNICIPALITY = 'code predecessors { code } successors { code }';
const RECORD = 'id status origin since confirmBy version { id } standard { id } municipality { code }';

/** Merges and answers the payload. */
export const merging = doing(
  'mergeMunicipalities',
  'MergeMunicipalitiesInput',
  `predecessors { ${MUNICIPALITY} } successors { ${MUNICIPALITY} } inherited { ${RECORD} }`,
);

/** A registrar who may report for each of these municipalities, by code. */
export async function registrarOf(on: Register, ...codes: string[]): Promise<Reporter[]> {
  return Promise.all(codes.map((code) => Reporter.of(on, 'registrar', code)));
}

export const into = (successor: string, ...codes: string[]) =>
  codes.map((code) => ({ municipality: { code }, into: [{ code: successor }] }));
