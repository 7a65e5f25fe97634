import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BindingLevel } from '../standards/standards.enums.js';
import { Lifecycle } from '../standards/version.lifecycle.js';

export enum DecisionEffectKind {
  OBLIGATION = 'OBLIGATION',
  END_OF_OBLIGATION = 'END_OF_OBLIGATION',
  STAGE = 'STAGE',
  SCOPE = 'SCOPE',
}
registerEnumType(DecisionEffectKind, {
  name: 'DecisionEffectKind',
  description: 'What a decision changes in the catalogue. (Soort gevolg)',
  valuesMap: {
    OBLIGATION: { description: 'A standard, or a version of it, binds. (Verplichting)' },
    END_OF_OBLIGATION: { description: 'It binds no longer. (Einde van een verplichting)' },
    STAGE: { description: 'A version comes into another stage of its life. (Levensfase)' },
    SCOPE: { description: 'For what, or for whom, a standard is meant. (Toepassingsgebied)' },
  },
});

@ObjectType({ description: 'What a decision wrote in the catalogue. (Gevolg van een besluit)' })
@Entity('decision_effect')
export class DecisionEffect {
  @PrimaryColumn('text')
  decisionId: string;

  @PrimaryColumn('integer')
  position: number;

  @Field(() => DecisionEffectKind, { description: 'What it changes. (Soort)' })
  @Column('text')
  kind: DecisionEffectKind;

  @Column('text')
  standardId: string;

  @Column('text', { nullable: true })
  versionId?: string;

  @Column('text', { nullable: true })
  obligationId?: string;

  @Field(() => BindingLevel, { nullable: true, description: 'How much it binds, or bound. (Verbindendheid)' })
  @Column('text', { nullable: true })
  level?: BindingLevel;

  @Field(() => Lifecycle, { nullable: true, description: 'The stage that the version comes into. (Levensfase)' })
  @Column('text', { nullable: true })
  lifecycle?: Lifecycle;

  @Column('date')
  validFrom: string;

  @Column('date')
  validTo: string;

  @Column({ type: 'timestamptz', precision: 3 })
  writtenAt: Date;
}
