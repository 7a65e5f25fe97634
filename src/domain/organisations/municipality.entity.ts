import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { type SuccessionKind } from './organisations.enums.js';
import { type Confidence } from './provenance.js';

@ObjectType({
  implements: () => Node,
  description: 'A municipality, existing or ended; its name and province are those of the date asked. (Gemeente)',
})
@Entity('municipality')
export class Municipality extends Node {
  @Column('text')
  organisationId: string;

  @Field(() => String, { description: 'Code of Statistics Netherlands, such as GM0363. (CBS-code)' })
  @Column('text')
  code: string;

  /** The newest name: what lists are ordered by. */
  @Column('text', { name: 'name' })
  latestName: string;

  @Field(() => [String], { description: 'Other names in use, such as Den Haag. (Ook bekend als)' })
  @Column('text', { array: true })
  aliases: string[];

  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt: Date;
}

/** Inhabitants on 1 January; the valid period is that calendar year. */
@Entity('municipality_population')
export class MunicipalityPopulation extends Temporal {
  @Column('text')
  municipalityId: string;

  @Column('integer')
  inhabitants: number;

  @Column('text')
  confidence: Confidence;

  @Column('text', { nullable: true })
  provenance?: string;
}

/** From its first day on, one municipality has followed another. */
@Entity('municipality_succession')
export class MunicipalitySuccession extends Temporal {
  @Column('text')
  id: string;

  @Column('text')
  predecessorId: string;

  @Column('text')
  successorId: string;

  @Column('text')
  kind: SuccessionKind;

  @Column('text')
  confidence: Confidence;

  @Column('text', { nullable: true })
  provenance?: string;
}
