import { ArgsType, Field } from '@nestjs/graphql';
import { PageArgs } from '../graphql/page.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';

declare module '../reading/projection.js' {
  /** The two moments that reach every level below a root field. */
  interface Moment {
    asOf: string;
    knownAt?: string;
  }
}

const AS_OF = 'The date asked about; today when left out. Holds for everything below. (Peildatum)';
const KNOWN_AT = 'What the register held at this moment; now when left out. Holds for everything below. (Bekend op)';

/** The two moments of a root field. */
@ArgsType()
export class MomentArgs {
  @Field(() => DateScalar, { nullable: true, description: AS_OF })
  asOf?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: KNOWN_AT })
  knownAt?: string;
}

/** The two moments of a root field that gives a page. */
@ArgsType()
export class PagedMomentArgs extends PageArgs {
  @Field(() => DateScalar, { nullable: true, description: AS_OF })
  asOf?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: KNOWN_AT })
  knownAt?: string;
}
