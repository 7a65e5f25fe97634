import { ArgsType, Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { GovernanceBody } from '../decisions/decisions.enums.js';
import { BindingLevel } from '../standards/standards.enums.js';

export enum AgendaPurpose {
  ADVICE = 'ADVICE',
  DECISION = 'DECISION',
}
registerEnumType(AgendaPurpose, {
  name: 'AgendaPurpose',
  description: 'What a body is asked to do with a proposal. (Doel van de agendering)',
  valuesMap: {
    ADVICE: { description: 'To advise on it. (Ter advisering)' },
    DECISION: { description: 'To decide on it. (Ter besluitvorming)' },
  },
});

@ObjectType({
  description:
    'What a body has before it in a meeting, worked out from where proposals are now; of a day that is past, what it dealt with. (Agenda)',
})
export class Agenda {
  @Field(() => GovernanceBody, { description: 'Whose agenda it is. (Orgaan)' })
  body: GovernanceBody;

  @Field(() => DateScalar, { description: 'The day of the meeting, for which everything below answers. (Datum)' })
  meetingOn: string;
}

@ObjectType({ description: 'A proposal on an agenda. (Agendapunt)' })
export class AgendaItem {
  proposalId: string;
  /** By which items are in order. */
  number: number;

  @Field(() => AgendaPurpose, { description: 'What the body is asked to do with it. (Doel)' })
  purpose: AgendaPurpose;

  @Field(() => Boolean, {
    description: 'Whether the body dealt with it that day, as far as was recorded. (Behandeld)',
  })
  isDone: boolean;

  @Field(() => Boolean, {
    description: 'Whether the body can deal with it; what is not ready is announced only. (Gereed)',
  })
  isReady: boolean;

  @Field(() => [String], {
    description: 'What is still missing on the day of the meeting, in the words of the guards. (Ontbreekt)',
  })
  missing: string[];

  @Field(() => BindingLevel, {
    description: 'By what level is decided: of what is aimed at and what binds already, the highest. (Beslisniveau)',
  })
  decidingLevel: BindingLevel;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day on which nobody may react to it any more; null while there was no consultation. (Consultatie tot)',
  })
  consultationUntil?: string;
}

@ArgsType()
export class AgendaArgs {
  @Field(() => GovernanceBody, { description: 'Whose agenda. (Orgaan)' })
  body: GovernanceBody;

  @Field(() => DateScalar, { description: 'For a meeting on which day, planned or not. (Datum)' })
  meetingOn: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The date asked about; that of the meeting when left out. Holds for everything below, also for what is missing. (Peildatum)',
  })
  asOf?: string;
}
