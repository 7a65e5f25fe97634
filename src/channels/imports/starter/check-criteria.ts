import { type Catalogue } from './catalogue.schema.js';
import { inFile, twice } from './checking.js';
import { type Fault } from './faults.js';

/** What criteria say of each other, and of the kinds they are asked of. */
export const checkCriteria = ({ criteria }: Catalogue): Fault[] =>
  inFile('criteria.yaml', [
    ...twice(criteria.map(({ code }) => code)),
    ...criteria.flatMap(({ code, proposals, standards = [] }) => [
      ...twice(proposals.map((kind) => `${code}, proposals ${kind}`)),
      ...twice(standards.map((kind) => `${code}, standards ${kind}`)),
    ]),
  ]);
