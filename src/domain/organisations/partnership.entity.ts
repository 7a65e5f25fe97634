import { Column, Entity } from 'typeorm';
import { Temporal } from '../../platform/temporal/temporal.js';

/** A municipality works together in a partnership, from a day until a day. */
@Entity('partnership_member')
export class PartnershipMember extends Temporal {
  @Column('text')
  id: string;

  @Column('text')
  partnershipId: string;

  @Column('text')
  municipalityId: string;
}
