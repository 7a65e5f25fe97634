import { doing } from '../support/persona.js';

const MUNICIPALITY = 'code name province existence { from to isFromKnown } predecessors { code } successors { code }';

export const merge = doing(
  'mergeMunicipalities',
  'MergeMunicipalitiesInput',
  `on dryRun predecessors { ${MUNICIPALITY} } successors { ${MUNICIPALITY} }`,
);

/** A predecessor with what it goes into, by code. */
export const goes = (code: string, ...into: string[]) => ({
  municipality: { code },
  into: into.map((each) => ({ code: each })),
});

/** A municipality that begins. */
export const begins = (code: string, name: string, province = 'UTRECHT') => ({ code, name, province });
