import { ArgsType, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MomentArgs } from '../../platform/temporal/moments.js';
import { InterfaceRole } from './architecture.enums.js';

export enum ClashKind {
  BOTH_OLD_AND_NEW = 'BOTH_OLD_AND_NEW',
  CONFLICTING = 'CONFLICTING',
  OUT_OF_SUPPORT = 'OUT_OF_SUPPORT',
  NO_VERSION_IN_USE = 'NO_VERSION_IN_USE',
}
registerEnumType(ClashKind, {
  name: 'ClashKind',
  description: 'Why what is asked cannot be met as it stands. (Soort botsing)',
  valuesMap: {
    BOTH_OLD_AND_NEW: {
      description: 'Two standards are mandatory of which one replaces the other. (Oud en nieuw tegelijk)',
    },
    CONFLICTING: { description: 'Two standards are asked that exclude each other. (Strijdig)' },
    OUT_OF_SUPPORT: { description: 'Every version is out of support or withdrawn. (Niet meer ondersteund)' },
    NO_VERSION_IN_USE: {
      description: 'No version is in use, though one may be on its way. (Geen versie in gebruik)',
    },
  },
});
/** In this order they are told. */
export const CLASH_ORDER = Object.values(ClashKind);

@ObjectType({
  description:
    'What a set of reference components must and should speak on a date, and where that clashes. (Eisenlijst)',
})
export class RequirementSheet {
  id: string;

  @Field(() => DateScalar, { description: 'The date it answers for. (Peildatum)' })
  asOf: string;

  /** The components asked for, each once, in the order asked. */
  componentIds: string[];
  /** The sides of an interface that count. */
  roles: string[];
}

@ObjectType({ description: 'Why something that is asked cannot be met as it stands. (Botsing)' })
export class Clash {
  @Field(() => ClashKind, { description: 'Of which kind it is. (Soort)' })
  kind: ClashKind;

  componentId: string;
  /** What should not be asked as it stands: the older one, or one of two. */
  standardId: string;
  /** What takes the place of it. */
  byId?: string;
  /** What is asked besides and clashes with it. */
  otherIds: string[];
  /** Of which components that is asked, when not of the same. */
  elsewhereIds?: string[];
  /** What is in use and takes the place of it. */
  insteadIds: string[];
  isMandatory: boolean;
  since?: string;
  isSinceKnown?: boolean;
  isPartial?: boolean;
  isSeen?: boolean;
  note?: string;
  /** What a text for a tender had better not ask of the component. */
  heldBackIds: string[];
  componentSlug: string;
  standardSlug: string;
}

@ArgsType()
export class RequirementsArgs extends MomentArgs {
  @Field(() => [ID], { description: 'From 1 to 50 reference components. (Referentiecomponenten)' })
  componentIds: string[];

  @Field(() => InterfaceRole, {
    nullable: true,
    description:
      'Only what is asked on this side of an interface: PROVIDER or CONSUMER with what is asked of both sides and what names no side, BOTH with everything; all when left out. (Rol op het koppelvlak)',
  })
  interfaceRole?: InterfaceRole;
}

/** How many reference components one sheet takes. */
const MOST_COMPONENTS = 50;

/** Why there is no sheet for these; undefined when there is. */
export function refuseRequirements({ componentIds }: RequirementsArgs): string | undefined {
  if (componentIds.length >= 1 && componentIds.length <= MOST_COMPONENTS) return undefined;
  return `"componentIds" must name from 1 to ${MOST_COMPONENTS} reference components, not ${componentIds.length}.`;
}
