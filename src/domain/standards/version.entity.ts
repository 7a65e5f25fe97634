import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, DateTimeScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { type Confidence, PROVENANCE } from '../organisations/provenance.js';
import { ArtifactKind, VersionKind } from './standards.enums.js';
import { Lifecycle } from './version.lifecycle.js';

@ObjectType({
  implements: () => Node,
  description: 'One version of a standard; once published it never changes. (Standaardversie)',
})
@Entity('standard_version')
export class StandardVersion extends Node {
  @Column('text')
  standardId: string;

  @Field(() => String, { description: 'As printed, never interpreted. (Versieaanduiding)' })
  @Column('text')
  label: string;

  @Column({ type: 'text', generatedType: 'STORED', asExpression: 'uri_component(label)' })
  labelPath: string;

  @Field(() => VersionKind, { description: 'How exact it is. (Soort)' })
  @Column('text')
  kind: VersionKind;

  @Column('text', { nullable: true })
  lineId?: string;

  @Field(() => Int, {
    description: 'Its place among the versions of the standard, oldest first; a draft stands last. (Volgorde)',
  })
  @Column('integer')
  position: number;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of publication; null when not known. (Gepubliceerd op)',
  })
  @Column('date', { nullable: true })
  publishedOn?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The date of publication as printed, where that is not a full date. (Publicatiedatum zoals vermeld)',
  })
  @Column('text', { nullable: true })
  publishedText?: string;

  @Column('text', { nullable: true })
  changesNl?: string;

  @Column('text', { nullable: true })
  changesEn?: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it is published. (Webadres)' })
  @Column('text', { nullable: true })
  url?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The state that the source gives it, as printed. (Vermelde status)',
  })
  @Column('text', { nullable: true })
  sourceStatus?: string;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;

  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt: Date;

  @Field(() => Int, { description: 'Counts its edits. (Revisie)' })
  @Column('integer')
  revision: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When everyone could see it; null for a draft, which only registrars see. (Aangekondigd op)',
  })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  announcedAt?: Date;

  /** Behind which version a draft takes its place once it is announced. */
  @Column('text', { nullable: true })
  followsId?: string;

  /** Of the phase it is in at the moments asked. */
  lifecycle: Lifecycle;
  reason?: string;
  successorId?: string;
}

@ObjectType({ description: 'A stage in the life of a version, from a day until a day. (Levensfase)' })
@Entity('version_phase')
export class LifecyclePhase extends Temporal {
  @Column('text')
  versionId: string;

  @Field(() => Lifecycle, { description: 'The stage. (Levensfase)' })
  @Column('text')
  lifecycle: Lifecycle;

  @Field(() => String, { nullable: true, description: 'Why. (Reden)' })
  @Column('text', { nullable: true })
  reason?: string;

  @Column('text', { nullable: true })
  decisionId?: string;

  @Column('text', { nullable: true })
  successorId?: string;

  @Field(() => Boolean, { description: 'Whether it was said that nothing follows it. (Zonder opvolger)' })
  @Column('boolean')
  isWithoutSuccessor: boolean;

  @Column('bigint', { nullable: true })
  correctsRowId?: string;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;
}

@ObjectType({ description: 'A file that belongs to a version. (Artefact)' })
@Entity('artifact')
export class Artifact {
  @PrimaryColumn('text')
  versionId: string;

  @PrimaryColumn('integer')
  position: number;

  @Field(() => ArtifactKind, { description: 'What sort of file. (Soort)' })
  @Column('text')
  kind: ArtifactKind;

  @Field(() => String, { description: 'What it is called. (Titel)' })
  @Column('text')
  title: string;

  @Field(() => UrlScalar, { description: 'Where it is. (Webadres)' })
  @Column('text')
  url: string;

  @Field(() => String, { nullable: true, description: 'Its media type. (Mediatype)' })
  @Column('text', { nullable: true })
  mediaType?: string;

  @Field(() => String, { nullable: true, description: 'Its checksum, 64 hexadecimal digits. (SHA-256)' })
  @Column('text', { nullable: true })
  sha256?: string;

  @Field(() => Boolean, { description: 'Whether it is binding for whoever follows the version. (Normatief)' })
  @Column('boolean', { name: 'is_normative' })
  normative: boolean;
}
