import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../database/database.js';
import { newId } from '../database/id.js';
import { todayInAmsterdam } from '../graphql/today.js';
import { clear, put } from '../temporal/put.js';
import { Actor, type Held, type Identity } from './actor.js';
import { type Role } from './role.js';

export interface Grant {
  readonly issuer: string;
  readonly subject: string;
  readonly organisationId: string;
  readonly role: `${Role}`;
  /** First day, YYYY-MM-DD. */
  readonly from: string;
  /** The day after the last; open when left out. */
  readonly to?: string | undefined;
  readonly reason?: string | undefined;
}
export interface HeldGrant extends Omit<Grant, 'to'> {
  readonly id: string;
  readonly to: string;
}

const COLUMNS = `id, issuer, subject, organisation_id as "organisationId", role, valid_from::text as from, valid_to::text as to, reason`;

/** Who acts for which organisation, in which role, from when until when. Writes take part in the caller's transaction. */
@Injectable()
export class Memberships {
  constructor(private readonly database: Database) {}

  /**
   * Whoever the token was given to, with the roles held today. Asked anew for each request: a role that was taken away is gone.
   * @param tx the transaction that is to see them; none for a request that has yet to be judged
   */
  async actorOf(identity: Identity, tx?: Transaction): Promise<Actor> {
    const { rows } = await (tx?.client ?? this.database.reads).query<{
      id: string;
      role: Role;
      organisation_id: string;
      kind: string;
    }>({
      name: 'memberships_of',
      text: 'select id, role, organisation_id, kind from memberships_of($1, $2, $3, $4)',
      values: [identity.issuer, identity.subject, identity.oin ?? null, todayInAmsterdam()],
    });
    return new Actor(
      identity,
      rows.map(({ id, role, organisation_id, kind }): Held => ({ id, role, organisationId: organisation_id, kind })),
    );
  }

  /** The membership that overlaps a period already, if any. */
  async overlapping(tx: Transaction, grant: Grant): Promise<HeldGrant | undefined> {
    const [held] = await tx.query<HeldGrant>(
      `select ${COLUMNS} from membership where issuer = $1 and subject = $2 and organisation_id = $3 and role = $4 and known_to = 'infinity'
       and valid_from < coalesce($6::date, 'infinity') and valid_to > $5::date`,
      [grant.issuer, grant.subject, grant.organisationId, grant.role, grant.from, grant.to ?? null],
    );
    return held;
  }

  /** What is held of a membership from today on. */
  async find(tx: Transaction, id: string, on: string): Promise<HeldGrant | undefined> {
    const [held] = await tx.query<HeldGrant>(
      `select ${COLUMNS} from membership where id = $1 and known_to = 'infinity' and valid_to > $2 order by valid_from desc limit 1`,
      [id, on],
    );
    return held;
  }

  /** @returns the id of the membership */
  async grant(tx: Transaction, { issuer, subject, organisationId, role, from, to, reason }: Grant): Promise<string> {
    const id = newId('mbr');
    await put(tx, 'membership', {
      id,
      issuer,
      subject,
      organisation_id: organisationId,
      role,
      reason: reason ?? null,
      valid_from: from,
      valid_to: to,
    });
    return id;
  }

  /** Ends a membership on a day: that day it holds no more. */
  async end(tx: Transaction, { id, issuer, subject, organisationId, role }: HeldGrant, on: string): Promise<void> {
    await clear(tx, 'membership', {
      id,
      issuer,
      subject,
      organisation_id: organisationId,
      role,
      valid_from: on,
    });
  }
}
