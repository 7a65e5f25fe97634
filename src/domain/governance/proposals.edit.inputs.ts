import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { BindingLevel } from '../standards/standards.enums.js';
import { ProposalKind, ProposalState } from './governance.enums.js';

const SEEN = 'Its `revision` as you saw it; refused when someone else changed it since. (Verwachte revisie)';
const PROPOSAL = 'Which proposal. (Voorstel)';

@InputType({ description: 'Calendar dates, half-open: `from` is in, `to` is out. (Periode)' })
export class PeriodInput {
  @Field(() => DateScalar, { description: 'First day. (Vanaf)' })
  from: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day after it. (Tot)' })
  to?: string | null;
}

/** What a proposal is about, beside its kind. */
@InputType({ isAbstract: true })
abstract class SubjectInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The standard it is about; that of the version when left out. (Standaard)',
  })
  standardId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The version it is about; not with a change of scope, which is of the whole standard. (Versie)',
  })
  versionId?: string | null;

  @Field(() => BindingLevel, {
    nullable: true,
    description:
      'How strongly it would bind; with a new standard, a new version or another binding level. (Beoogde verbindendheid)',
  })
  aimedLevel?: BindingLevel | null;

  @Field(() => String, {
    nullable: true,
    description: 'For what the standard would be meant; with a change of scope. (Functioneel toepassingsgebied)',
  })
  functionalScope?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For whom; with a change of scope. (Organisatorisch werkingsgebied)',
  })
  organisationalScope?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day without support; with a phase-out, and after today. (Einde ondersteuning)',
  })
  endOfSupportOn?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The version that takes its place; with a phase-out. (Opvolger)',
  })
  successorId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'That nothing takes its place; with a phase-out. (Zonder opvolger)',
  })
  noSuccessor?: boolean | null;
}

@InputType({ description: 'What someone wants to have decided about a standard. (Voorstel indienen)' })
export class SubmitProposalInput extends SubjectInput {
  @Field(() => String, { description: 'What it is about, in a line of at most 200 characters. (Titel)' })
  title: string;

  @Field(() => ProposalKind, { description: 'What is proposed. (Soort)' })
  kind: ProposalKind;

  @Field(() => String, { description: 'Why; at most 10,000 characters. (Motivering)' })
  motivation: string;

  @Field(() => ID, { description: 'The organisation that submits it: one that you may propose for. (Namens)' })
  onBehalfOfId: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Other organisations that support it, as far as you may propose for them; others say so themselves. (Steun)',
  })
  supportedByIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The joint project that it comes of. (Project)' })
  projectId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'That it is kept as a draft, of which nobody else learns until it is submitted. (Concept)',
  })
  draft?: boolean | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({
  description:
    'Other words for a proposal; what is left out stays, and null takes away what can be missed. (Voorstel aanpassen)',
})
export class DescribeProposalInput extends SubjectInput {
  @Field(() => ID, { description: PROPOSAL })
  proposalId: string;

  @Field(() => String, { nullable: true, description: 'What it is about, in a line. (Titel)' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'Why; at most 10,000 characters. (Motivering)' })
  motivation?: string | null;

  @Field(() => Int, { nullable: true, description: SEEN })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Whether an organisation supports a proposal. (Steun uitspreken)' })
export class SupportProposalInput {
  @Field(() => ID, { description: PROPOSAL })
  proposalId: string;

  @Field(() => ID, {
    description: 'A municipality or a public body that you may propose for, other than who submits it. (Namens)',
  })
  onBehalfOfId: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'That it supports the proposal no more. (Steun intrekken)',
  })
  withdraw?: boolean | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({
  description:
    'A draft for all municipalities, made of the words and the standard of a project. (Voorstel uit project)',
})
export class ProposeFromProjectInput {
  @Field(() => ID, { description: 'Which project; one that was stopped is no ground for it. (Project)' })
  projectId: string;

  @Field(() => ID, { description: 'The organisation that will submit it: one that you may propose for. (Namens)' })
  onBehalfOfId: string;

  @Field(() => ProposalKind, {
    nullable: true,
    description:
      'What is proposed; when left out, that a standard of the project binds, or a new standard where it has none. (Soort)',
  })
  kind?: ProposalKind | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Which standard, where the project is about more than one. (Standaard)',
  })
  standardId?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A proposal comes to another state. (Voorstel verder brengen)' })
export class TransitionProposalInput {
  @Field(() => ID, { description: PROPOSAL })
  proposalId: string;

  @Field(() => ProposalState, { description: 'The state it comes to. (Naar)' })
  to: ProposalState;

  @Field(() => PeriodInput, {
    nullable: true,
    description: 'In which days everyone may react: with IN_CONSULTATION, and with nothing else. (Consultatieperiode)',
  })
  consultation?: PeriodInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why, for everyone to read, in at most 2,000 characters; must be given with RETURNED and NOT_TAKEN_UP. (Reden)',
  })
  reason?: string | null;

  @Field(() => Int, { nullable: true, description: SEEN })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}
