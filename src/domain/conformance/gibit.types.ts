import { Field, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { GibitOutcome, NormOutcome } from './gibit.enums.js';

/** The columns that its fields are read from beside those it shows. */
@ObjectType({
  description:
    'Whether a version of a product meets the quality norms that bind a contract under GIBIT. (Toets aan de GIBIT)',
})
export class GibitCheck {
  /** Its place among those asked for. */
  place: number;
  productVersionId: string;
  termsId: string;
  setId: string;
  /** Of type jsonb: the results, as `NormResult` reads them. */
  results: unknown;
  demonstrated: number;
  supported: number;
  partial: number;
  missing: number;
  notApplicable: number;
  notJudged: number;

  @Field(() => DateScalar, { description: 'The day of the contract. (Contractdatum)' })
  contractDate: string;

  @Field(() => GibitOutcome, { description: 'Of all norms together. (Uitkomst)' })
  outcome: GibitOutcome;
}

/** On what grounds a norm applies, or does not; where the supplier did not say what decides it, it applies. */
export type Ground =
  | 'ALWAYS'
  | 'REQUIRED'
  | 'REFERENCE_COMPONENT'
  | 'CHARACTERISTIC'
  | 'COMPONENTS_UNSAID'
  | 'CHARACTERISTICS_UNSAID'
  | 'NOT_REQUIRED'
  | 'OTHER_COMPONENT'
  | 'WITHOUT_CHARACTERISTIC'
  | 'NO_VERSION_IN_USE';

@ObjectType({ description: 'Whether a version of a product meets one quality norm. (Uitkomst voor een norm)' })
export class NormResult {
  normId: string;
  /** Of the norm within its set. */
  position: number;
  /** Of the version of the product among those asked for. */
  place: number;
  ground: Ground;
  characteristic?: string;
  isVerified: boolean;
  /** The reference components by which it applies. */
  componentIds: string[];
  /** Of type jsonb: `{ id, level, remark, declarations }` of each standard that was looked at; level -1 to 2. */
  standards: unknown;

  @Field(() => NormOutcome, { description: 'Whether it is met. (Uitkomst)' })
  outcome: NormOutcome;
}

@ObjectType({ description: 'Versions of products beside each other, by quality norm. (Vergelijking van pakketten)' })
export class ProductComparison {
  termsId: string;
  setId: string;
  /** Of type jsonb: the checks, as `GibitCheck` reads them. */
  checks: unknown;

  @Field(() => DateScalar, { description: 'The day of the contract. (Contractdatum)' })
  contractDate: string;
}

@ObjectType({ description: 'What versions of products do for one quality norm. (Norm in een vergelijking)' })
export class NormComparison {
  normId: string;
  position: number;
  /** Of type jsonb. */
  results: unknown;
}
