import { registerEnumType } from '@nestjs/graphql';
import { value } from '../../platform/reading/projection.js';
import { sql } from '../../platform/reading/sql.js';

export enum Confidence {
  SEEN = 'SEEN',
  INFERRED = 'INFERRED',
  RECALLED = 'RECALLED',
}
registerEnumType(Confidence, {
  name: 'Confidence',
  description: 'How sure the register is of what it holds. (Zekerheid)',
  valuesMap: {
    SEEN: { description: 'Read in the source named. (Gezien)' },
    INFERRED: { description: 'Follows from what was read. (Afgeleid)' },
    RECALLED: { description: 'From memory; to be confirmed by a person. (Uit het hoofd)' },
  },
});

export const PROVENANCE = 'Where the register has it from; null when from memory. (Herkomst)';

/** Whether what the row says was seen in a source: what was not must never pass for an established fact. */
export const verified = <P extends { confidence: Confidence }>() =>
  value<P>(
    () => Boolean,
    (row) => sql`${row.confidence} = 'SEEN'`,
    {
      description: 'Whether it was seen in a source; when false, take it as a lead, not as fact. (Geverifieerd)',
    },
  );
