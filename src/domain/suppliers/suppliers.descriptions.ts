import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Checks } from '../../platform/graphql/checks.js';
import { demand, given, type Held, lock, refuseUnchanged } from './description.checks.js';
import { type DescribeSupplierInput } from './suppliers.descriptions.inputs.js';
import { KVK, KVK_TAKEN, LONG, refuseTaken } from './suppliers.editor.js';

type HeldSupplier = Held & { readonly kvkNumber: string; readonly website: string | null };

/** Changes of what is said of suppliers. */
@Injectable()
export class SupplierDescriptions {
  /**
   * Takes part in the caller's transaction and writes its events.
   * @returns the id of the supplier, for the payload
   * @throws Rejection with everything that is wrong with the input, or changed by someone else since
   */
  async describeSupplier(tx: Writing<Actor>, input: DescribeSupplierInput): Promise<{ supplier: string }> {
    const { supplierId, reason } = input;
    const checks = Checks.of().text('kvkNumber', input.kvkNumber, KVK).notEmptied('kvkNumber', input.kvkNumber);
    checks.url('website', input.website).text('reason', reason, LONG);
    const held = await lock<HeldSupplier>(
      tx,
      `select s.id, s.organisation_id as "organisationId", s.revision, s.kvk_number as "kvkNumber", o.website
       from supplier s join organisation o on o.id = s.organisation_id where s.id = $1 for update`,
      supplierId,
    );
    const [before, after] = [
      { website: held?.website, kvkNumber: held?.kvkNumber },
      given(input, ['website', 'kvkNumber']),
    ];
    const { id, organisationId } = demand(tx, checks, held, { field: 'supplierId', thing: 'supplier', input });
    if (after.kvkNumber !== undefined && after.kvkNumber !== before.kvkNumber) {
      if (!tx.actor.isRegistrar) checks.refuse('kvkNumber', 'The number is set right by a REGISTRAR.');
      else if (reason == null) checks.refuse('reason', 'A number that is set right needs a reason.');
      const other = ['select id from supplier where kvk_number = $1', after.kvkNumber as string] as const;
      await refuseTaken(tx, checks, 'kvkNumber', KVK_TAKEN, [...other]);
    }
    refuseUnchanged(checks, before, after);
    checks.throwIfAny();

    const is = { ...before, ...after };
    await tx.query(
      'update supplier set (kvk_number, updated_at, revision) = ($2, clock_timestamp(), revision + 1) where id = $1',
      [id, is.kvkNumber],
    );
    tx.record({ subjectId: id, organisationId, reason, before, after: is });
    if (is.website === before.website) return { supplier: id };
    await tx.query(
      'update organisation set (website, updated_at, revision) = ($2, clock_timestamp(), revision + 1) where id = $1',
      [organisationId, is.website],
    );
    const site = { before: { website: before.website }, after: { website: is.website } };
    tx.record({ subjectId: organisationId, organisationId, reason, ...site });
    return { supplier: id };
  }
}
