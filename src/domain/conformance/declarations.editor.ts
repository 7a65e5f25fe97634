import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound } from '../../platform/graphql/user-errors.js';
import { put } from '../../platform/temporal/put.js';
import { checkSupplier } from '../suppliers/suppliers.editor.js';
import { ConformanceLevel, DeclarationState, STANDING } from './conformance.enums.js';
import { type DeclareConformanceInput } from './conformance.inputs.js';
import { derive } from './derivation.js';
import { addEvidence, checkEvidence } from './evidence.record.js';

const LONG = { most: 2000, hasLines: true };

/** What suppliers declare. Every method takes part in the caller's transaction and writes its events. */
@Injectable()
export class DeclarationsEditor {
  /**
   * The supplier's own word, from today on; what lapsed may be declared again.
   * @param today YYYY-MM-DD
   * @returns the id of the declaration, for the payload
   * @throws Rejection with everything that is wrong with the input, or declared already
   */
  async declare(tx: Writing<Actor>, input: DeclareConformanceInput, today: string): Promise<{ declaration: string }> {
    const { productVersionId, standardVersionId, interfaceRole, reason } = input;
    const [profile, validUntil, evidence] = [input.profile ?? null, input.validUntil ?? null, input.evidence ?? []];
    const checks = Checks.of().text('profile', profile).text('reason', reason, LONG).date('validUntil', validUntil);
    if (validUntil !== null && validUntil <= today) {
      checks.refuse('validUntil', `A declaration holds from today on: it is valid until a day after ${today}.`);
    }
    checkEvidence(checks, evidence, today);
    // Two declarations of the same thing take turns here.
    const [supplier] = await tx.query<{ id: string; organisationId: string }>(
      `select s.id, s.organisation_id as "organisationId" from product_version v join product p on p.id = v.product_id
       join supplier s on s.id = p.supplier_id where v.id = $1 for update of v`,
      [productVersionId],
    );
    checkSupplier(tx, checks, { supplier, field: 'productVersionId', thing: 'version of a product' });
    const standardId = await standardOf(tx, standardVersionId, today);
    if (standardId === undefined) {
      checks.add(notFound('There is no such version of a standard.', checks.pathOf('standardVersionId')));
    }
    checks.throwIfAny();

    const about = [productVersionId, standardVersionId, interfaceRole, profile];
    const held = await heldDeclaration(tx, about, today);
    if (held?.state !== undefined && STANDING.includes(held.state)) {
      const message = 'This is declared already.';
      checks.add(conflict(message, checks.pathOf('productVersionId'), held.id)).throwIfAny();
    }
    const id = held?.id ?? newId('dcl');
    if (!held) {
      await tx.query(
        `insert into conformance_declaration (id, product_version_id, standard_version_id, interface_role, profile) values ($1, $2, $3, $4, $5)`,
        [id, ...about],
      );
    }
    await putPhases(tx, id, { today, validUntil, reason: reason ?? null });
    await addEvidence(tx, id, evidence);
    tx.record({
      subjectId: id,
      organisationId: supplier?.organisationId ?? null,
      reason,
      before: held && { state: held.state },
      after: {
        ...{ productVersion: productVersionId, standardVersion: standardVersionId, interfaceRole, profile },
        ...{ state: DeclarationState.PUBLISHED, level: ConformanceLevel.SUPPORTED, from: today, validUntil, evidence },
      },
    });
    await this.deriveForUsers(tx, { id, productVersionId, standardId });
    return { declaration: id };
  }

  /** Of what follows for municipalities, the supplier learns nothing: not even, from the length of the log, whether there are any. */
  private async deriveForUsers(
    tx: Writing<Actor>,
    of: { readonly id: string; readonly productVersionId: string; readonly standardId: string | undefined },
  ): Promise<void> {
    const users = await tx.query<{ id: string }>(
      `select distinct municipality_id as id from product_use where product_version_id = $1 and known_to = 'infinity'`,
      [of.productVersionId],
    );
    const derivedAdoptions = await derive(
      tx,
      users.map(({ id }) => id),
      of.standardId === undefined ? [] : [of.standardId],
    );
    tx.record({ subjectId: of.id, organisationId: null, after: { derivedAdoptions } });
  }
}

/** Of drafts nobody may learn that they are there, and before its first stage a version is not there for anyone. */
async function standardOf(tx: Transaction, versionId: string, today: string): Promise<string | undefined> {
  const [version] = await tx.query<{ standardId: string }>(
    `select v.standard_id as "standardId" from standard_version v join version_phase p on p.version_id = v.id and p.known_to = 'infinity'
       and p.valid_from <= $2 and p.valid_to > $2 where v.id = $1 and v.announced_at is not null`,
    [versionId, today],
  );
  return version?.standardId;
}

async function heldDeclaration(tx: Transaction, about: readonly unknown[], today: string) {
  const [held] = await tx.query<{ id: string; state: DeclarationState | null }>(
    `select d.id, ph.state from conformance_declaration d left join declaration_phase ph on ph.declaration_id = d.id
       and ph.known_to = 'infinity' and ph.valid_from <= $5 and ph.valid_to > $5
     where d.product_version_id = $1 and d.standard_version_id = $2 and d.interface_role = $3 and d.profile is not distinct from $4`,
    [...about, today],
  );
  return held && { id: held.id, state: held.state ?? undefined };
}

/** Published from today on, and from the day on which it is no longer valid expired: no job has to see to that. */
async function putPhases(
  tx: Transaction,
  id: string,
  { today, validUntil, reason }: { today: string; validUntil: string | null; reason: string | null },
): Promise<void> {
  const common = { declaration_id: id, level: ConformanceLevel.SUPPORTED, since: today, until: validUntil, reason };
  await put(tx, 'declaration_phase', { ...common, state: DeclarationState.PUBLISHED, valid_from: today });
  if (validUntil === null) return;
  await put(tx, 'declaration_phase', { ...common, state: DeclarationState.EXPIRED, valid_from: validUntil });
}
