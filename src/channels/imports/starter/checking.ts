import { type Fault } from './faults.js';

/** A fault of a file that is told apart by its place in the code. */
export type Found = Omit<Fault, 'file'>;

export const inFile = (file: string, faults: readonly Found[]): Fault[] => faults.map((fault) => ({ file, ...fault }));

/** A reference that leads nowhere. */
export const unknownTo = (known: ReadonlySet<string>, name: string, record: string, field: string): Found[] =>
  known.has(name) ? [] : [{ record, field, message: `${name} is not in the catalogue` }];

/** Keys that more than one record has. */
export function twice(keys: readonly string[]): Found[] {
  const seen = new Set<string>();
  return keys.flatMap((record) => {
    if (seen.has(record)) return [{ record, message: 'is there twice' }];
    seen.add(record);
    return [];
  });
}
