import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound } from '../../platform/graphql/user-errors.js';
import { checkSupplier } from '../suppliers/suppliers.editor.js';
import { ConformanceLevel, DeclarationState } from './conformance.enums.js';
import { type DeclareConformanceInput } from './conformance.inputs.js';
import { LAPSED } from './declaration.lifecycle.js';
import { declarationOf, deriveForUsers, evidenceOf, type HeldDeclaration, takeStep } from './declaration.record.js';
import { addEvidence, checkEvidence, checkRoom } from './evidence.record.js';

export const LONG = { most: 2000, hasLines: true };
const { DRAFT, PUBLISHED, EXPIRED, REVOKED } = DeclarationState;

/** The version of a product that is spoken of. */
interface Offered {
  readonly id: string;
  readonly organisationId: string;
  readonly releasedOn: string | null;
}
/** The version of a standard that it is said to conform to. */
interface Asked {
  readonly standardId: string;
  /** The first day on which the register knows of it. */
  readonly firstDay: string;
}

/** What suppliers declare. Every method takes part in the caller's transaction and writes its events. */
@Injectable()
export class DeclarationsEditor {
  /**
   * The supplier's own word, or a draft of it; what lapsed may be declared again.
   * @param today YYYY-MM-DD
   * @returns the id of the declaration, for the payload
   * @throws Rejection with everything that is wrong with the input, or declared already
   */
  async declare(tx: Writing<Actor>, input: DeclareConformanceInput, today: string): Promise<{ declaration: string }> {
    const { productVersionId, standardVersionId, interfaceRole } = input;
    const [profile, until, evidence] = [input.profile ?? null, input.validUntil ?? null, input.evidence ?? []];
    const [reason, state] = [input.reason ?? null, input.draft === true ? DRAFT : PUBLISHED];
    const checks = Checks.of().text('profile', profile).text('reason', reason, LONG).date('validUntil', until);
    checks.date('validFrom', input.validFrom);
    if (until !== null && until <= today) {
      checks.refuse('validUntil', `A declaration holds today: it is valid until a day after ${today}.`);
    }
    checkEvidence(checks, evidence, today);
    const { offered, asked } = await this.named(tx, checks, input, today);

    const about = [productVersionId, standardVersionId, interfaceRole, profile];
    const held = await heldDeclaration(tx, about, today);
    if (held) {
      refuseHeld(checks, held, state);
      checkRoom(checks, (await evidenceOf(tx, held.id)).length, evidence);
    }
    const from = firstDayOf(checks, { given: input.validFrom ?? null, today, offered, asked, held });
    checks.throwIfAny();

    const id = held?.id ?? newId('dcl');
    if (!held) {
      await tx.query(
        `insert into conformance_declaration (id, product_version_id, standard_version_id, interface_role, profile) values ($1, $2, $3, $4, $5)`,
        [id, ...about],
      );
    }
    await takeStep(tx, id, { state, level: ConformanceLevel.SUPPORTED, from, since: from, until, reason });
    await addEvidence(tx, id, evidence);
    tx.record({
      ...{ subjectId: id, organisationId: offered.organisationId, reason },
      before: held && { state: held.state },
      after: {
        ...{ productVersion: productVersionId, standardVersion: standardVersionId, interfaceRole, profile },
        ...{ state, level: ConformanceLevel.SUPPORTED, from, validUntil: until, evidence },
      },
    });
    if (state === PUBLISHED) await deriveForUsers(tx, { id, productVersionId, standardId: asked.standardId });
    return { declaration: id };
  }

  /** What the input names, the version of the product locked: two declarations of the same thing take turns there. */
  private async named(
    tx: Writing<Actor>,
    checks: Checks,
    { productVersionId, standardVersionId }: DeclareConformanceInput,
    today: string,
  ): Promise<{ offered: Offered; asked: Asked }> {
    const [offered] = await tx.query<Offered>(
      `select s.id, s.organisation_id as "organisationId", v.released_on as "releasedOn" from product_version v
       join product p on p.id = v.product_id join supplier s on s.id = p.supplier_id where v.id = $1 for update of v`,
      [productVersionId],
    );
    checkSupplier(tx, checks, { supplier: offered, field: 'productVersionId', thing: 'version of a product' });
    const asked = await standardOf(tx, standardVersionId, today);
    if (asked === undefined) {
      checks.add(notFound('There is no such version of a standard.', checks.pathOf('standardVersionId')));
    }
    checks.throwIfAny();
    if (!offered || !asked) throw new Error('what is not there was refused');
    return { offered, asked };
  }
}

/** Of drafts nobody may learn that they are there, and before its first stage a version is not there for anyone. */
async function standardOf(tx: Transaction, versionId: string, today: string): Promise<Asked | undefined> {
  const [version] = await tx.query<Asked>(
    `select v.standard_id as "standardId", (select min(valid_from) from version_phase where version_id = v.id and known_to = 'infinity') as "firstDay"
     from standard_version v join version_phase p on p.version_id = v.id and p.known_to = 'infinity'
       and p.valid_from <= $2 and p.valid_to > $2 where v.id = $1 and v.announced_at is not null`,
    [versionId, today],
  );
  return version;
}

async function heldDeclaration(
  tx: Transaction,
  about: readonly unknown[],
  today: string,
): Promise<HeldDeclaration | undefined> {
  const [held] = await tx.query<{ id: string }>(
    `select id from conformance_declaration
     where product_version_id = $1 and standard_version_id = $2 and interface_role = $3 and profile is not distinct from $4`,
    [...about],
  );
  return held && declarationOf(tx, held.id, today);
}

function refuseHeld(checks: Checks, { id, state }: HeldDeclaration, wanted: DeclarationState): void {
  const refuse = (message: string) => checks.add(conflict(message, checks.pathOf('productVersionId'), id));
  if (state === DRAFT) refuse('This is declared already, as a draft: transitionDeclaration publishes it.');
  else if (state === REVOKED) refuse('This was revoked by who assessed it, and cannot be declared again.');
  else if (!LAPSED.includes(state)) refuse('This is declared already.');
  else if (wanted === DRAFT) {
    checks.refuse('draft', `It was public, and is ${state}: it is declared anew at once, not as a draft.`);
  }
}

/**
 * From which day on the claim holds: that on which both versions were out, when that is past. What was refused or taken back is
 * no more so in the days before; what expired may go on where it ended.
 */
function firstDayOf(
  checks: Checks,
  of: { given: string | null; today: string; offered: Offered; asked: Asked; held: HeldDeclaration | undefined },
): string {
  const { given, today, offered, asked, held } = of;
  const isOut = offered.releasedOn !== null && offered.releasedOn < today;
  const both = [asked.firstDay, ...(isOut && offered.releasedOn !== null ? [offered.releasedOn] : [])];
  const earliest = latest(held ? [...both, held.state === EXPIRED ? held.phaseFrom : today] : both);
  if (given === null) return isOut && !held ? earliest : today;
  if (given > today) checks.refuse('validFrom', `It holds from ${today} or an earlier day on.`);
  else if (given < earliest) checks.refuse('validFrom', whyEarliest(earliest, of));
  return given;
}

const latest = (days: readonly string[]): string => days.reduce((a, b) => (a > b ? a : b));

function whyEarliest(
  earliest: string,
  { offered, held }: { offered: Offered; held: HeldDeclaration | undefined },
): string {
  if (earliest === offered.releasedOn)
    return `The version of the product came out on ${earliest}: it holds from then on.`;
  return held
    ? `It was ${held.state} until now: it holds from ${earliest} on.`
    : `The register knows the version of the standard from ${earliest} on: it holds from then on.`;
}
