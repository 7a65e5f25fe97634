import { ArgsType, Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BindingLevel } from '../standards/standards.enums.js';

/** Where a municipality stands with what binds it. */
export enum ObligationState {
  APPLIED = 'APPLIED',
  EXPLAINED = 'EXPLAINED',
  IN_PROGRESS = 'IN_PROGRESS',
  OPEN = 'OPEN',
  DEVIATING = 'DEVIATING',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
}
registerEnumType(ObligationState, {
  name: 'ObligationState',
  description: 'Where a municipality stands with something that binds it. (Stand van zaken)',
  valuesMap: {
    APPLIED: { description: 'It is applied. (Toegepast)' },
    EXPLAINED: { description: 'It is not applied, with an explanation that stands. (Uitgelegd)' },
    IN_PROGRESS: { description: 'It is planned, or being brought into use. (In uitvoering)' },
    OPEN: {
      description: 'Nothing is said of it, or an explanation was not reviewed in time. (Open)',
    },
    DEVIATING: { description: 'It is mandatory, and explained away or phased out. (Afwijking)' },
    NOT_APPLICABLE: { description: 'It does not concern the municipality, with a motivation. (Niet van toepassing)' },
  },
});
const { OPEN, IN_PROGRESS, DEVIATING } = ObligationState;

/** States that still ask something of the municipality. */
export const UNFINISHED = [OPEN, IN_PROGRESS, DEVIATING] as const;

@ObjectType({
  description: 'Something that binds a municipality, and where it stands with it. (Verplichting van een gemeente)',
})
export class MunicipalObligation {
  obligationId: string;
  level: BindingLevel;
  /** Of the record of the municipality and the standard, when there is one. */
  adoptionId?: string;
  standardName: string;

  @Field(() => ObligationState, {
    description:
      'As far as the municipality has said; what follows from its software alone does not count. (Stand van zaken)',
  })
  state: ObligationState;
}

@ArgsType()
export class MunicipalObligationsArgs {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: only what still asks for something (OPEN, IN_PROGRESS, DEVIATING); false: only the rest; all when left out. (Openstaand)',
  })
  open?: boolean;

  @Field(() => [BindingLevel], {
    nullable: true,
    description: 'Only as binding as one of these; a recommendation asks for nothing. (Verbindendheid)',
  })
  levels?: BindingLevel[];
}
