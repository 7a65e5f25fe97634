import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Role } from '../../platform/auth/role.js';
import { Node } from '../../platform/graphql/node.js';
import { Temporal } from '../../platform/temporal/temporal.js';

@ObjectType({
  implements: () => Node,
  description: 'Someone acts for an organisation in a role, from a day until a day. (Machtiging)',
})
@Entity('membership')
export class Membership extends Temporal {
  @Field(() => ID, { description: 'The same for as long as it lasts. (Identificatie)' })
  @Column('text')
  id: string;

  @Column('text')
  issuer: string;

  @Field(() => String, { description: 'Who: the subject of the access token. (Persoon of machine)' })
  @Column('text')
  subject: string;

  @Column('text')
  organisationId: string;

  @Field(() => Role, { description: 'What may be done. (Rol)' })
  @Column('text')
  role: Role;

  @Column('text', { nullable: true })
  reason?: string;
}

@ObjectType({ description: 'Whoever signed in with the access token of this request. (Wie vraagt)' })
export class Viewer {
  @Field(() => String, { description: 'The name in the token; the subject when it has none. (Naam)' })
  name: string;
}
