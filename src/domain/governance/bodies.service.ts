import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../platform/database/database.js';
import { type GovernanceBody } from '../decisions/decisions.enums.js';

/** Writes which organisations are the secretariat of which bodies. Every method takes part in the caller's transaction. */
@Injectable()
export class BodiesService {
  /** Adds bodies to those that an organisation serves; answers which of them it did not serve yet. */
  async add(tx: Transaction, organisationId: string, bodies: readonly GovernanceBody[]): Promise<GovernanceBody[]> {
    const added = await tx.query<{ body: GovernanceBody }>(
      'insert into body_service (organisation_id, body) select $1, unnest($2::text[]) on conflict do nothing returning body',
      [organisationId, [...bodies]],
    );
    return added.map(({ body }) => body);
  }

  /** @returns whether the organisation served the body until now */
  async remove(tx: Transaction, organisationId: string, body: GovernanceBody): Promise<boolean> {
    const gone = await tx.query(
      'delete from body_service where organisation_id = $1 and body = $2 returning organisation_id',
      [organisationId, body],
    );
    return gone.length > 0;
  }

  async of(tx: Transaction, organisationId: string): Promise<GovernanceBody[]> {
    const served = await tx.query<{ body: GovernanceBody }>(
      'select body from body_service where organisation_id = $1 order by body',
      [organisationId],
    );
    return served.map(({ body }) => body);
  }
}
