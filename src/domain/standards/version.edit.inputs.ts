import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { REASON, REVISION } from './standard.edit.inputs.js';
import { ArtifactKind, VersionKind } from './standards.enums.js';
import { Lifecycle } from './version.lifecycle.js';

@InputType({ description: 'A file that belongs to a version. (Artefact)' })
export class ArtifactInput {
  @Field(() => ArtifactKind, { description: 'What sort of file. (Soort)' })
  kind: ArtifactKind;

  @Field(() => String, { description: 'What it is called; at most 200 characters. (Titel)' })
  title: string;

  @Field(() => UrlScalar, { description: 'Where it is; the register does not fetch it. (Webadres)' })
  url: string;

  @Field(() => String, { nullable: true, description: 'Its media type, such as application/yaml. (Mediatype)' })
  mediaType?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its checksum, 64 hexadecimal digits in small letters. (SHA-256)',
  })
  sha256?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether it is binding for whoever follows the version. (Normatief)',
  })
  normative?: boolean | null;
}

/** What may be said of a version, whether it is new or known. */
@InputType({ isAbstract: true })
abstract class VersionWords {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of publication; needed before it comes into use. (Gepubliceerd op)',
  })
  publishedOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The date of publication as printed, where that is not a full date. (Publicatiedatum zoals vermeld)',
  })
  publishedText?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is new in it, in Dutch; at most 10,000 characters. (Wijzigingen)',
  })
  changes?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is new in it, in English; at most 10,000 characters. (Wijzigingen in het Engels)',
  })
  changesEn?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it is published. (Webadres)' })
  url?: string | null;

  @Field(() => ID, { nullable: true, description: 'The line it belongs to, of the same standard. (Versielijn)' })
  lineId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Behind which version it comes; behind all of them when left out. (Na versie)',
  })
  afterId?: string | null;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A version that only registrars see until its first transition. (Versie opstellen)' })
export class DraftStandardVersionInput extends VersionWords {
  @Field(() => ID, { description: 'Of which standard. (Standaard)' })
  standardId: string;

  @Field(() => String, { description: 'As printed, verbatim; at most 100 characters. (Versieaanduiding)' })
  label: string;

  @Field(() => VersionKind, {
    nullable: true,
    defaultValue: VersionKind.RELEASE,
    description: 'How exact it is. (Soort)',
  })
  kind?: VersionKind | null;

  @Field(() => [ArtifactInput], { nullable: true, description: 'Its files; at most 50. (Artefacten)' })
  artifacts?: ArtifactInput[] | null;
}

@InputType({
  description: 'What is to be said of a version that is not published; what is left out stays. (Versie beschrijven)',
})
export class DescribeStandardVersionInput extends VersionWords {
  @Field(() => ID, { description: 'Which version. (Versie)' })
  versionId: string;

  @Field(() => String, {
    nullable: true,
    description: 'As printed, verbatim; at most 100 characters. (Versieaanduiding)',
  })
  label?: string | null;

  @Field(() => Int, { description: REVISION })
  expectedRevision: number;
}

@InputType({ description: 'A file for a version that is not published. (Artefact toevoegen)' })
export class AddArtifactInput {
  @Field(() => ID, { description: 'Which version. (Versie)' })
  versionId: string;

  @Field(() => ArtifactInput, { description: 'The file. (Artefact)' })
  artifact: ArtifactInput;

  @Field(() => Int, { nullable: true, description: REVISION })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

/** What a stage rests on. */
@InputType({ isAbstract: true })
abstract class StageGrounds {
  @Field(() => ID, { description: 'Which version. (Versie)' })
  versionId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The version that takes its place, of the same standard or of one that replaces it. (Opvolger)',
  })
  successorId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'That nothing takes its place. (Zonder opvolger)' })
  noSuccessor?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The decision behind it, taken on the first day of the stage or before. (Besluit)',
  })
  decisionId?: string | null;

  @Field(() => Int, { nullable: true, description: REVISION })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'To which stage a version goes, and when; a day to come is a plan. (Versie overzetten)' })
export class TransitionStandardVersionInput extends StageGrounds {
  @Field(() => Lifecycle, { description: 'To which stage. (Levensfase)' })
  to: Lifecycle;

  @Field(() => DateScalar, { description: 'The first day of that stage. (Met ingang van)' })
  on: string;

  @Field(() => String, { nullable: true, description: 'Why; needed for VOID. At most 2,000 characters. (Reden)' })
  reason?: string | null;
}

@InputType({
  description:
    'In which stage a version was from a day on, where the register says otherwise; what it said stays visible by knownAt. (Levensloop corrigeren)',
})
export class CorrectStandardVersionInput extends StageGrounds {
  @Field(() => DateScalar, {
    description: 'The day, not after today. What comes after the stage that was held on it stays. (Fase vanaf)',
  })
  phaseFrom: string;

  @Field(() => Lifecycle, { description: 'The stage it came into on that day. (Levensfase)' })
  lifecycle: Lifecycle;

  @Field(() => String, { description: REASON })
  reason: string;
}

@InputType({ description: 'Which planned transition does not go through. (Geplande overgang intrekken)' })
export class CancelPlannedTransitionInput {
  @Field(() => ID, { description: 'Which version. (Versie)' })
  versionId: string;

  @Field(() => DateScalar, { description: 'The day, after today, for which it is planned. (Gepland op)' })
  on: string;

  @Field(() => String, { description: REASON })
  reason: string;

  @Field(() => Int, { nullable: true, description: REVISION })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}
