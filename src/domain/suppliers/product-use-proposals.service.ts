import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, illegalTransition, notFound } from '../../platform/graphql/user-errors.js';
import { type ProposeProductUseInput, type WithdrawProductUseProposalsInput } from './product-use-proposals.inputs.js';
import { ProductUseProposalState } from './product-use-proposal.entity.js';
import { checkSupplier, supplierOf } from './suppliers.editor.js';

const LONG = { most: 2000, hasLines: true };
const MOST = 100;
const STANDS = 'You proposed this already; to propose it anew, withdraw that first.';
meansRefusal('product_use_proposal_standing_key', conflict(STANDS, ['input', 'municipalityIds']));

const { WITHDRAWN } = ProductUseProposalState;

/**
 * What suppliers say that municipalities use. Nothing that a municipality said, of this or of anything, is looked at here:
 * what is refused, in which order, how many events there are and how long it takes are the same whatever it uses or answered. Every method
 * takes part in the caller's transaction.
 */
@Injectable()
export class ProductUseProposals {
  /**
   * @param today YYYY-MM-DD
   * @returns the ids of the proposals, in the order of the municipalities
   * @throws Rejection with everything that is wrong with the input, or proposed already
   */
  async propose(tx: Writing<Actor>, input: ProposeProductUseInput, today: string): Promise<{ proposals: string[] }> {
    const { productVersionId, municipalityIds, reason } = input;
    const from = input.from ?? today;
    const checks = Checks.of().date('from', input.from).text('reason', reason, LONG);
    checkSize(checks, 'municipalityIds', municipalityIds);
    const supplier = await supplierOf(
      tx,
      `select s.id, s.organisation_id from product_version v join product p on p.id = v.product_id
       join supplier s on s.id = p.supplier_id where v.id = $1`,
      productVersionId,
    );
    checkSupplier(tx, checks, { supplier, field: 'productVersionId', thing: 'version of a product' });
    checks.throwIfAny(); // what follows is about proposals, which only their supplier may learn of
    if (supplier && !tx.actor.has(Role.SUPPLIER_EDITOR, supplier.organisationId)) {
      checks.refuse('productVersionId', 'Only its supplier proposes; a REGISTRAR records what is used.').throwIfAny();
    }
    const proposedBy = supplier?.organisationId ?? '';
    await checkMunicipalities(tx, checks, municipalityIds, from);
    await refuseStanding(tx, checks, { municipalityIds, productVersionId, proposedBy });
    checks.throwIfAny();

    const rows = municipalityIds.map((municipality_id) => ({
      ...{ id: newId('upq'), municipality_id, product_version_id: productVersionId },
      ...{ valid_from: from, reason: reason ?? null, proposed_by: proposedBy },
    }));
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    await tx.query(
      `insert into product_use_proposal (${columns})
       select ${columns} from jsonb_populate_recordset(null::product_use_proposal, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
    for (const { id, municipality_id: municipality } of rows) {
      const after = { municipality, productVersion: productVersionId, from };
      tx.record({ subjectId: id, organisationId: proposedBy, reason, after });
    }
    return { proposals: rows.map(({ id }) => id) };
  }

  /**
   * Takes proposals back. One that was answered too: that it was would show in a refusal.
   * @throws Rejection when one is not of an organisation of the actor, or was taken back before
   */
  async withdraw(tx: Writing<Actor>, input: WithdrawProductUseProposalsInput): Promise<{ proposals: string[] }> {
    const { proposalIds } = input;
    const checks = Checks.of().text('reason', input.reason, LONG);
    checkSize(checks, 'proposalIds', proposalIds);
    const held = await tx.query<{ id: string; proposedBy: string; isWithdrawn: boolean }>(
      `select id, proposed_by as "proposedBy", withdrawn_at is not null as "isWithdrawn" from product_use_proposal
       where id = any($1) order by id for update`,
      [proposalIds],
    );
    const own = new Map(
      held.filter(({ proposedBy }) => tx.actor.has(Role.SUPPLIER_EDITOR, proposedBy)).map((each) => [each.id, each]),
    );
    proposalIds.forEach((id, i) => {
      const place = checks.within('proposalIds', i);
      const proposal = own.get(id);
      if (!proposal) place.add(notFound('There is no such proposal of yours.', place.pathOf('')));
      else if (proposalIds.indexOf(id) < i) place.refuse('', 'The proposal stands in the list twice.');
      else if (proposal.isWithdrawn) place.add(withdrawnAlready(place));
    });
    checks.throwIfAny();

    const moment = await tx.query<{ withdrawnAt: Date }>(
      `update product_use_proposal set withdrawn_at = date_trunc('milliseconds', statement_timestamp()) where id = any($1)
       returning withdrawn_at as "withdrawnAt"`,
      [proposalIds],
    );
    // In the order given, and all at one moment: a row that was answered stands elsewhere in the table, and is come upon later.
    for (const id of proposalIds) {
      const organisationId = own.get(id)?.proposedBy ?? null;
      tx.record({ subjectId: id, organisationId, reason: input.reason, after: moment[0] ?? {} });
    }
    return { proposals: proposalIds };
  }
}

const withdrawnAlready = (place: Checks) =>
  illegalTransition('The proposal was withdrawn already.', place.pathOf(''), {
    ...{ from: WITHDRAWN, to: WITHDRAWN, allowed: [], missing: [] },
  });

function checkSize(checks: Checks, name: string, { length }: readonly unknown[]): void {
  if (length === 0 || length > MOST) checks.refuse(name, `"${name}" holds 1 to ${MOST}.`).throwIfAny();
}

/** Municipalities are public, and so is from when until when they exist. */
async function checkMunicipalities(
  tx: Transaction,
  checks: Checks,
  ids: readonly string[],
  from: string,
): Promise<void> {
  const found = await tx.query<{ id: string; name: string; exists: boolean }>(
    `select m.id, m.name, exists (select from organisation_profile o where o.organisation_id = m.organisation_id
       and o.known_to = 'infinity' and o.valid_from <= $2 and o.valid_to > $2) as exists
     from municipality m where m.id = any($1)`,
    [ids, from],
  );
  const known = new Map(found.map((each) => [each.id, each]));
  const each = checks.within('municipalityIds');
  ids.forEach((id, i) => {
    const municipality = known.get(id);
    if (!municipality) each.add(notFound('There is no such municipality.', each.pathOf(String(i))));
    else if (ids.indexOf(id) < i) each.refuse(String(i), 'The municipality stands in the list twice.');
    else if (!municipality.exists) each.refuse(String(i), `${municipality.name} does not exist on ${from}.`);
  });
}

async function refuseStanding(
  tx: Transaction,
  checks: Checks,
  {
    municipalityIds,
    productVersionId,
    proposedBy,
  }: { readonly municipalityIds: readonly string[]; readonly productVersionId: string; readonly proposedBy: string },
): Promise<void> {
  const standing = await tx.query<{ id: string; municipalityId: string }>(
    `select id, municipality_id as "municipalityId" from product_use_proposal
     where municipality_id = any($1) and product_version_id = $2 and proposed_by = $3 and withdrawn_at is null`,
    [municipalityIds, productVersionId, proposedBy],
  );
  const each = checks.within('municipalityIds');
  const of = new Map(standing.map(({ id, municipalityId }) => [municipalityId, id]));
  // In the order given: a row that was answered stands elsewhere in the table.
  municipalityIds.forEach((municipalityId, i) => {
    const id = of.get(municipalityId);
    if (id !== undefined && municipalityIds.indexOf(municipalityId) === i) {
      each.add(conflict(STANDS, each.pathOf(String(i)), id));
    }
  });
}
