/** How declarations are found, locked and written: by whoever changes them, in his own transaction. */
import { type Writing } from '../../platform/audit/audit.js';
import { type Transaction } from '../../platform/database/database.js';
import { type Row, rowOf } from '../../platform/reading/projection.js';
import { put } from '../../platform/temporal/put.js';
import { type VersionKind } from '../standards/standards.enums.js';
import { type Lifecycle } from '../standards/version.lifecycle.js';
import { type ConformanceLevel, DeclarationState, STANDING } from './conformance.enums.js';
import { ConformanceDeclaration, DeclarationPhase } from './declaration.entity.js';
import { type Shown } from './declaration.lifecycle.js';
import { derive } from './derivation.js';
import { standingOn, type Written } from './standing.js';

const about: Row<ConformanceDeclaration> = rowOf(ConformanceDeclaration, 'd');
const phase: Row<DeclarationPhase> = rowOf(DeclarationPhase, 'ph');
/** For statements with `conformance_declaration d` and `declaration_phase ph`. */
export const WRITTEN: Written = {
  ...{ id: about.id, productVersionId: about.productVersionId },
  ...{ standardVersionId: about.standardVersionId, state: phase.state },
};

/** A declaration as it stands on a day; days are YYYY-MM-DD. */
export interface HeldDeclaration {
  readonly id: string;
  /** With what came of itself. */
  readonly state: DeclarationState;
  readonly level: ConformanceLevel;
  /** The first day of the phase it is in, and of the claim. */
  readonly phaseFrom: string;
  readonly since: string;
  readonly until: string | null;
  /** Until when its supplier stands for it, whatever an assessor made of that; null until further notice. */
  readonly pledgedUntil: string | null;
  readonly assessedBy: string | null;
  readonly productVersionId: string;
  readonly releasedOn: string | null;
  readonly supportedUntil: string | null;
  /** The organisation of the supplier. */
  readonly supplierId: string;
  readonly standardId: string;
  readonly versionKind: VersionKind;
  /** The stage of the version of the standard. */
  readonly lifecycle: Lifecycle | null;
}

/** What is done to a declaration and to the version of a product it is about takes turns here. */
export async function lockProductVersion(tx: Transaction, declarationId: string): Promise<void> {
  await tx.query(
    `select from conformance_declaration d join product_version v on v.id = d.product_version_id where d.id = $1 for update of v`,
    [declarationId],
  );
}

/** The declaration with that id as it stands today; undefined when there is none. */
export async function declarationOf(tx: Transaction, id: string, today: string): Promise<HeldDeclaration | undefined> {
  const [held] = await tx.query<HeldDeclaration>(
    `select d.id, ${standingOn(WRITTEN, today).state} as state, ph.level, ph.valid_from as "phaseFrom", ph.since, ph.until,
       case when pledge.declaration_id is null then ph.until else pledge.until end as "pledgedUntil",
       ph.assessed_by as "assessedBy", pv.id as "productVersionId", pv.released_on as "releasedOn", pv.supported_until as "supportedUntil",
       s.organisation_id as "supplierId", sv.standard_id as "standardId", sv.kind as "versionKind", stage.lifecycle
     from conformance_declaration d
     join declaration_phase ph on ph.declaration_id = d.id and ph.known_to = 'infinity' and ph.valid_from <= $2 and ph.valid_to > $2
     join product_version pv on pv.id = d.product_version_id
     join product p on p.id = pv.product_id
     join supplier s on s.id = p.supplier_id
     join standard_version sv on sv.id = d.standard_version_id
     left join lateral (select s.declaration_id, s.until from declaration_step s where s.declaration_id = d.id and s.state = 'PUBLISHED'
       order by s.position desc limit 1) pledge on true
     left join version_phase stage on stage.version_id = sv.id and stage.known_to = 'infinity' and stage.valid_from <= $2 and stage.valid_to > $2
     where d.id = $1`,
    [id, today],
  );
  return held;
}

/** All that a declaration rests on, the oldest first. */
export const evidenceOf = (tx: Transaction, id: string): Promise<(Shown & { readonly position: number })[]> =>
  tx.query(
    `select position, kind, issued_by as "issuedBy", issued_on as "issuedOn", valid_until as "validUntil", report_failed as "reportFailed"
     from evidence where declaration_id = $1 order by position`,
    [id],
  );

/** What someone did with a declaration. */
export interface Step {
  readonly state: DeclarationState;
  readonly level: ConformanceLevel;
  /** From which day on it holds, */
  readonly from: string;
  /** the first day of the claim, */
  readonly since: string;
  /** and the day on which it is no longer valid. */
  readonly until: string | null;
  readonly reason: string | null;
  readonly assessedBy?: string | null;
  readonly judgedThrough?: number | null;
}

/** Writes a step: what holds from its day on, and from the day on which it is no longer valid that it expired. No job has to see to that. */
export async function takeStep(tx: Transaction, id: string, step: Step): Promise<void> {
  const { state, level, from, since, until, reason, assessedBy = null, judgedThrough = null } = step;
  const common = { declaration_id: id, level, since, until, reason, assessed_by: assessedBy };
  const end = STANDING.includes(state) && until !== null ? until : undefined;
  const at = await put(tx, 'declaration_phase', { ...common, state, valid_from: from, valid_to: end });
  if (end !== undefined) {
    await put(tx, 'declaration_phase', { ...common, state: DeclarationState.EXPIRED, valid_from: end });
  }
  await tx.query(
    `insert into declaration_step (declaration_id, position, state, level, held_from, until, reason, assessed_by, judged_through, recorded_at)
     values ($1, (select coalesce(max(position), 0) + 1 from declaration_step where declaration_id = $1), $2, $3, $4, $5, $6, $7, $8, coalesce($9, clock_timestamp()))`,
    [id, state, level, from, until, reason, assessedBy, judgedThrough, at],
  );
}

/**
 * Brings up to date what follows for the municipalities that use the version. Of that the supplier learns nothing: not even,
 * from the length of the log, whether there are any.
 */
export async function deriveForUsers(
  tx: Writing,
  {
    id,
    productVersionId,
    standardId,
  }: { readonly id: string; readonly productVersionId: string; readonly standardId: string },
): Promise<void> {
  const users = await tx.query<{ id: string }>(
    `select distinct municipality_id as id from product_use where product_version_id = $1 and known_to = 'infinity'`,
    [productVersionId],
  );
  const derivedAdoptions = await derive(
    tx,
    users.map((user) => user.id),
    [standardId],
  );
  tx.record({ subjectId: id, organisationId: null, after: { derivedAdoptions } });
}
