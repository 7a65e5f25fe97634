import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../graphql/node.js';
import { DateTimeScalar, JsonScalar } from '../graphql/scalars.js';

/** The place of an event in the log. */
@Entity('audit_leaf')
export class AuditLeaf {
  @Column('bigint', { primary: true })
  leafIndex: string;

  @Column('bigint')
  eventId: string;

  @Column('integer')
  epoch: number;

  @Column('bigint')
  xid: string;

  @Column('bytea', { name: 'hash' })
  leafHash: Buffer;
}

@ObjectType({
  implements: () => Node,
  description: 'One change of data: who did what, for whom and why, with what was before and after. (Logboekregel)',
})
@Entity('audit_event')
export class AuditEvent extends Node {
  @Column('integer')
  epoch: number;

  @Column('bigint')
  xid: string;

  @Column('bigint')
  eventId: string;

  @Field(() => DateTimeScalar, { description: 'When it was done. (Tijdstip)' })
  @Column({ type: 'timestamptz', precision: 3 })
  occurredAt: Date;

  @Field(() => String, { description: 'The name of the mutation or command. (Handeling)' })
  @Column('text')
  action: string;

  @Column('text', { name: 'subject_id' })
  aboutId: string;

  @Column('text', { nullable: true })
  organisationId?: string;

  @Field(() => String, {
    description: 'Of the request that did it, as in the header X-Request-Id. (Verzoeknummer)',
  })
  @Column('text')
  requestId: string;

  /** The exact text that the leaf is the hash of. */
  @Column('text')
  body: string;

  leafIndex: string;
  leafHash: Buffer;
}

@ObjectType({ description: 'What became of one field. (Wijziging van een veld)' })
export class FieldChange {
  @Field(() => String, { description: 'The name of the field in this API. (Veld)' })
  field: string;

  @Field(() => JsonScalar, { nullable: true, description: 'Its value until then; null when it had none. (Voorheen)' })
  before?: unknown;

  @Field(() => JsonScalar, { nullable: true, description: 'Its value since then; null when it has none. (Daarna)' })
  after?: unknown;

  n: number;
}
