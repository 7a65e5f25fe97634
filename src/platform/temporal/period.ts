import { Field, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../graphql/scalars.js';
import { embed } from '../reading/projection.js';
import { sql } from '../reading/sql.js';
import { type Temporal } from './temporal.js';

@ObjectType({ description: 'Calendar dates, half-open: `from` is in, `to` is out. (Periode)' })
export class Period {
  @Field(() => DateScalar, { description: 'First day. (Vanaf)' })
  from: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day after it; null while it still runs. (Tot)' })
  to?: string;

  @Field(() => Boolean, {
    description:
      'False when no source gives the first day: `from` is then the earliest day it can have been. (Begin bekend)',
  })
  isFromKnown: boolean;
}

type Dated = Pick<Temporal, 'validFrom' | 'validTo'> & { isFromKnown: boolean };

/** The valid period of a row whose source may lack the first day. */
export const openPeriod = <P extends Dated>(description: string) =>
  embed<Period, P>(
    () => Period,
    (row) => ({ from: row.validFrom, to: sql`nullif(${row.validTo}, 'infinity')`, isFromKnown: row.isFromKnown }),
    { description },
  );
