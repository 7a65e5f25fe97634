import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, DateTimeScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { InterfaceRole } from '../architecture/architecture.enums.js';
import { ConformanceLevel, DeclarationState, EvidenceKind, type ReportFormat } from './conformance.enums.js';

@ObjectType({
  implements: () => Node,
  description:
    'That a version of a product conforms to a version of a standard, in a role on the interface. (Conformiteitsverklaring)',
})
@Entity('conformance_declaration')
export class ConformanceDeclaration extends Node {
  @Column('text')
  productVersionId: string;

  @Column('text')
  standardVersionId: string;

  @Field(() => InterfaceRole, { description: 'On which side of the interface. (Rol op het koppelvlak)' })
  @Column('text')
  interfaceRole: InterfaceRole;

  @Field(() => String, { nullable: true, description: 'Which profile of the standard, where it is of one. (Profiel)' })
  @Column('text', { nullable: true })
  profile?: string;

  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt: Date;

  /** Of the phase it is in at the moments asked. */
  state: DeclarationState;
  level: ConformanceLevel;
  since: string;
  until?: string;
  reason?: string;
  assessedById?: string;
}

/** What became of a declaration, through time. */
@Entity('declaration_phase')
export class DeclarationPhase extends Temporal {
  @Column('text')
  declarationId: string;

  @Column('text')
  state: DeclarationState;

  @Column('text')
  level: ConformanceLevel;

  @Column('date')
  since: string;

  @Column('date', { nullable: true })
  until?: string;

  @Column('text', { nullable: true })
  reason?: string;

  @Column('text', { nullable: true, name: 'assessed_by' })
  assessedById?: string;
}

@ObjectType({ description: 'What someone did with a declaration; what came of itself is no step. (Stap)' })
@Entity('declaration_step')
export class DeclarationStep {
  @PrimaryColumn('text')
  declarationId: string;

  @PrimaryColumn('integer')
  position: number;

  @Field(() => DeclarationState, { description: 'What it became. (Stand)' })
  @Column('text')
  state: DeclarationState;

  @Field(() => ConformanceLevel, { description: 'How strongly it was established then. (Niveau)' })
  @Column('text')
  level: ConformanceLevel;

  @Field(() => DateScalar, { description: 'From which day on. (Vanaf)' })
  @Column('date', { name: 'held_from' })
  from: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which it would no longer be valid; null until further notice. (Geldig tot)',
  })
  @Column('date', { nullable: true })
  until?: string;

  @Field(() => String, { nullable: true, description: 'Why. (Reden)' })
  @Column('text', { nullable: true })
  reason?: string;

  @Column('text', { nullable: true, name: 'assessed_by' })
  assessedById?: string;

  @Column('integer', { nullable: true })
  judgedThrough?: number;

  @Field(() => DateTimeScalar, { description: 'When the register learned it. (Vastgelegd op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  recordedAt: Date;
}

@ObjectType({ description: 'What a declaration rests on. (Bewijs)' })
@Entity('evidence')
export class Evidence {
  @PrimaryColumn('text')
  declarationId: string;

  @PrimaryColumn('integer')
  position: number;

  @Field(() => EvidenceKind, { description: 'What sort of evidence. (Soort)' })
  @Column('text')
  kind: EvidenceKind;

  @Field(() => String, { description: 'What it is called. (Titel)' })
  @Column('text')
  title: string;

  @Field(() => UrlScalar, { description: 'Where it is. (Webadres)' })
  @Column('text')
  url: string;

  @Field(() => String, { nullable: true, description: 'By whom. (Afgegeven door)' })
  @Column('text', { nullable: true })
  issuedBy?: string;

  @Field(() => DateScalar, { nullable: true, description: 'When. (Afgegeven op)' })
  @Column('date', { nullable: true })
  issuedOn?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The version of the tests or rules it was made with. (Versie van de regelset)',
  })
  @Column('text', { nullable: true })
  rulesetVersion?: string;

  @Field(() => String, { nullable: true, description: 'Its checksum, 64 hexadecimal digits. (SHA-256)' })
  @Column('text', { nullable: true })
  sha256?: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it is no longer valid. (Geldig tot)' })
  @Column('date', { nullable: true })
  validUntil?: string;

  @Column('text', { nullable: true })
  reportFormat?: ReportFormat;

  @Column('integer', { nullable: true })
  reportBytes?: number;

  @Column('integer', { nullable: true })
  reportTotal?: number;

  @Column('integer', { nullable: true })
  reportFailed?: number;

  @Column('integer', { nullable: true })
  reportWarned?: number;

  @Column('integer', { nullable: true })
  reportSkipped?: number;

  @Column({ type: 'timestamptz', precision: 3 })
  recordedAt: Date;
}
