import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { PageArgs } from '../../platform/graphql/page.js';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { PagedMomentArgs } from '../../platform/temporal/moments.js';
import { InterfaceRole } from '../architecture/architecture.enums.js';
import { ConformanceLevel, DeclarationState, EvidenceKind } from './conformance.enums.js';

@InputType({
  description: 'Values in a list are alternatives; what is asked besides must hold too. (Filter op pakketten)',
})
export class ProductFilter {
  @Field(() => ID, { nullable: true, description: 'Of this supplier. (Leverancier)' })
  supplierId?: string;

  @Field(() => ID, { nullable: true, description: 'That fill in this reference component. (Referentiecomponent)' })
  referenceComponentId?: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      'With a version of which it is declared, on the date asked, that it supports one of these versions of standards. (Ondersteunt)',
  })
  supportsVersionIds?: string[];

  @Field(() => ConformanceLevel, {
    nullable: true,
    description: 'With a declaration at least as strong as this. (Minste niveau)',
  })
  minimumLevel?: ConformanceLevel;
}

@ArgsType()
export class ProductsArgs extends PagedMomentArgs {
  @Field(() => ProductFilter, { nullable: true, description: 'Which products. (Filter)' })
  filter?: ProductFilter;
}

@ArgsType()
export class DeclarationsArgs extends PageArgs {
  @Field(() => ConformanceLevel, {
    nullable: true,
    description: 'Those that stand on the date asked, of this level. (Niveau)',
  })
  level?: ConformanceLevel;
}

@InputType({ description: 'What a declaration rests on. (Bewijs)' })
export class EvidenceInput {
  @Field(() => EvidenceKind, { description: 'What sort of evidence. (Soort)' })
  kind: EvidenceKind;

  @Field(() => String, { description: 'What it is called. (Titel)' })
  title: string;

  @Field(() => UrlScalar, { description: 'Where it is. (Webadres)' })
  url: string;

  @Field(() => String, { nullable: true, description: 'By whom. (Afgegeven door)' })
  issuedBy?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When, no later than today. (Afgegeven op)' })
  issuedOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The version of the tests or rules it was made with. (Versie van de regelset)',
  })
  rulesetVersion?: string | null;

  @Field(() => String, { nullable: true, description: 'Its checksum, 64 hexadecimal digits. (SHA-256)' })
  sha256?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it is no longer valid. (Geldig tot)' })
  validUntil?: string | null;
}

@InputType({ description: "A supplier's own word about a version of a product. (Verklaren)" })
export class DeclareConformanceInput {
  @Field(() => ID, { description: 'Of which version of a product. (Pakketversie)' })
  productVersionId: string;

  @Field(() => ID, { description: 'To which version of a standard. (Standaardversie)' })
  standardVersionId: string;

  @Field(() => InterfaceRole, { description: 'On which side of the interface. (Rol op het koppelvlak)' })
  interfaceRole: InterfaceRole;

  @Field(() => String, { nullable: true, description: 'Which profile of the standard. (Profiel)' })
  profile?: string | null;

  @Field(() => [EvidenceInput], { nullable: true, description: 'What it rests on, at most 20. (Bewijs)' })
  evidence?: EvidenceInput[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'From which day on it holds, no later than today. When left out: the day on which the version of the product came out, if that is past and nothing was declared of this before; else today. (Geldig vanaf)',
  })
  validFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it is no longer valid. (Geldig tot)' })
  validUntil?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True keeps it to the supplier and the registrar, until transitionDeclaration publishes it. (Concept)',
  })
  draft?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Why, for everyone to read. (Reden)' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What becomes of a declaration. (Overgang van een verklaring)' })
export class TransitionDeclarationInput {
  @Field(() => ID, { description: 'Which declaration. (Verklaring)' })
  declarationId: string;

  @Field(() => DeclarationState, {
    description: 'What it becomes, from today on; what is published, from the day that its draft says. (Nieuwe stand)',
  })
  to: DeclarationState;

  @Field(() => String, {
    nullable: true,
    description: 'Why, for everyone to read. Needed to refuse, to revoke and to ask for reassessment. (Reden)',
  })
  reason?: string | null;

  @Field(() => [EvidenceInput], { nullable: true, description: 'What comes to what it rests on, at most 20. (Bewijs)' })
  evidence?: EvidenceInput[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'With PUBLISHED and DEMONSTRATED: the day on which it is no longer valid; as it was when left out. (Geldig tot)',
  })
  validUntil?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'For whom you assess it, when you are an ASSESSOR of more organisations than one. (Namens)',
  })
  onBehalfOfId?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'That a municipality uses a version of a product. (Software in gebruik melden)' })
export class RecordProductUseInput {
  @Field(() => ID, { description: 'Which municipality. (Gemeente)' })
  municipalityId: string;

  @Field(() => ID, { description: 'Which version of which product. (Pakketversie)' })
  productVersionId: string;

  @Field(() => DateScalar, { nullable: true, description: 'From which day on; today when left out. (Vanaf)' })
  from?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it is no longer used; until further notice when left out. (Tot)',
  })
  to?: string | null;

  @Field(() => String, { nullable: true, description: 'Why, for the audit log. (Reden)' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'That a municipality no longer uses a version of a product. (Gebruik beëindigen)' })
export class EndProductUseInput {
  @Field(() => ID, { description: 'Which use. (Software in gebruik)' })
  productUseId: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day on which it is no longer used; today when left out. No later than its first day: it was never so, which takes a reason. (Per)',
  })
  on?: string | null;

  @Field(() => String, { nullable: true, description: 'Why, for the audit log. (Reden)' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}
