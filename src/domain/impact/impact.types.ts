import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';

/** What a change asks of who is touched: to leave a version, to follow one, or nothing by itself. */
type Asks = 'LEAVE' | 'FOLLOW' | 'NOTHING';

@ObjectType({
  description:
    'Who and what a change would touch, on the date asked; only numbers where names are confidential. (Gevolgen)',
})
export class Impact {
  id: string;

  asks: Asks;
  standardId?: string;
  versionId?: string;
  /** The versions that it is about: the one named with the releases of it when it is a line, or all of the standard. */
  versionIds: string[];
  /** What says less than the version named, and may mean it: the line that it is a release of. */
  lineId?: string;
  /** Whether no version is named, so that it is about all of them. */
  isWhole: boolean;
  isNorm: boolean;
  /** The version that a proposal names as successor. */
  proposedId?: string;
  /** How many municipalities apply it, and how many of these name it. */
  applying: number[];
  /** How many declarations count, and of how many products. */
  declaring: number[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of the change; null where none is named. (Datum van de wijziging)',
  })
  on?: string;
}

export enum SuccessionGround {
  PROPOSED = 'PROPOSED',
  SUCCESSOR = 'SUCCESSOR',
  REPLACES = 'REPLACES',
  REPLACES_PARTIALLY = 'REPLACES_PARTIALLY',
  NEWER_IN_USE = 'NEWER_IN_USE',
}
registerEnumType(SuccessionGround, {
  name: 'SuccessionGround',
  description: 'By what something is held to take the place of a version. (Grond van opvolging)',
  valuesMap: {
    PROPOSED: { description: 'The proposal names it. (Voorgesteld)' },
    SUCCESSOR: { description: 'The register has it as the successor. (Opvolger)' },
    REPLACES: { description: 'A relation says that it takes the place. (Vervangt)' },
    REPLACES_PARTIALLY: { description: 'A relation says that it takes a part of the place. (Vervangt deels)' },
    NEWER_IN_USE: {
      description: 'Nobody names it, but it is a later version of the same standard and in use. (Nieuwere in gebruik)',
    },
  },
});
/** Of two grounds for one thing, the first is told. */
export const GROUNDS = Object.values(SuccessionGround);

@ObjectType({ description: 'Something that can take the place of a version, and how far that is. (Alternatief)' })
export class WayOver {
  @Field(() => SuccessionGround, { description: 'By what it takes the place. (Grond)' })
  ground: SuccessionGround;

  place: number;
  standardId: string;
  versionId?: string;
  slug: string;
  position: number;
  isNorm: boolean;
  /** What counts as it: the version with the releases of it, or every version of the standard where none is named. */
  versionIds: string[];
  /** The versions that are left for it. */
  leftIds: string[];
  changeOn: string;
}
