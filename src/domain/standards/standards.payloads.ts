import { Field, ObjectType } from '@nestjs/graphql';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Standard } from './standard.entity.js';
import { StandardVersion } from './version.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@ObjectType({ isAbstract: true })
abstract class StandardPayload {
  @Field(() => Standard, { nullable: true, description: 'The standard as it is now; null when refused. (Standaard)' })
  standard?: Standard;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ isAbstract: true })
abstract class VersionPayload {
  @Field(() => StandardVersion, {
    nullable: true,
    description: 'The version as it is now; null when refused. (Versie)',
  })
  version?: StandardVersion;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of registering a standard. (Uitkomst van het opnemen)' })
export class RegisterStandardPayload extends StandardPayload {}

@ObjectType({ description: 'What became of describing a standard. (Uitkomst van het beschrijven)' })
export class DescribeStandardPayload extends StandardPayload {}

@ObjectType({ description: 'What became of identifying a standard. (Uitkomst van het aanwijzen)' })
export class IdentifyStandardPayload extends StandardPayload {}

@ObjectType({
  description: 'What became of relating two standards; the standard is the subject. (Uitkomst van het verbinden)',
})
export class RelateStandardsPayload extends StandardPayload {}

@ObjectType({
  description: 'What became of ending a relation; the standard is the subject. (Uitkomst van het beëindigen)',
})
export class EndStandardRelationPayload extends StandardPayload {}

@ObjectType({ description: 'What became of drafting a version. (Uitkomst van het opstellen)' })
export class DraftStandardVersionPayload extends VersionPayload {}

@ObjectType({ description: 'What became of describing a version. (Uitkomst van het beschrijven)' })
export class DescribeStandardVersionPayload extends VersionPayload {}

@ObjectType({ description: 'What became of adding a file. (Uitkomst van het toevoegen)' })
export class AddArtifactPayload extends VersionPayload {}

@ObjectType({ description: 'What became of a transition. (Uitkomst van de overgang)' })
export class TransitionStandardVersionPayload extends VersionPayload {}

@ObjectType({ description: 'What became of a correction. (Uitkomst van de correctie)' })
export class CorrectStandardVersionPayload extends VersionPayload {}

@ObjectType({ description: 'What became of taking a plan back. (Uitkomst van het intrekken)' })
export class CancelPlannedTransitionPayload extends VersionPayload {}
