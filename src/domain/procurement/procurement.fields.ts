import { embed, value, type FieldSpec, type Row } from '../../platform/reading/projection.js';
import { sql, type Sql } from '../../platform/reading/sql.js';
import { Period } from '../../platform/temporal/period.js';
import { Language, LanguageArgs } from '../standards/standards.inputs.js';

/** A text that the register has in Dutch, and in English where someone wrote it. */
export const inLanguage = <P>(
  texts: (row: Row<P>) => readonly [dutch: Sql, english: Sql],
  description: string,
  nullable = false,
): FieldSpec<P> =>
  value<P, LanguageArgs>(
    () => String,
    (row, { args }) => {
      const [dutch, english] = texts(row);
      return args.language === Language.EN ? sql`coalesce(${english}, ${dutch})` : dutch;
    },
    { args: LanguageArgs, description, nullable },
  );

/** While something was offered or published as the newest of its kind; those days are always known. */
export const inForce = <P extends { inForceFrom: string; inForceTo?: string }>(description: string): FieldSpec<P> =>
  embed<Period, P>(
    () => Period,
    (row) => ({ from: row.inForceFrom, to: row.inForceTo, isFromKnown: sql`true` }),
    { description },
  );
