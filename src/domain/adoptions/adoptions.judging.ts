/** Judges what a municipality says, or is asked to say, against what the register holds; every problem gets its place. */
import { type Transaction } from '../../platform/database/database.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { conflict, illegalTransition, notFound } from '../../platform/graphql/user-errors.js';
import { type Fault, faultsOf, type Said, withReport } from './adoption.guards.js';
import { TRANSITIONS } from './adoption.statuses.js';
import { type AdoptionOrigin } from './adoptions.enums.js';
import {
  type HeldAdoption,
  type HeldMunicipality,
  type HeldStandard,
  productVersionsOf,
  revisionsOf,
  standardsOf,
  timelinesOf,
} from './adoptions.held.js';
import { type AdoptionReport } from './adoptions.inputs.js';

const MOST = 100;
const REASON = { most: 2000, hasLines: true };
const MOTIVATION = { most: 4000, hasLines: true };

/** What is said of one standard, and where it stands in the input. */
export interface Statement {
  readonly place: Checks;
  readonly standardId: string;
  readonly said: Said;
  readonly productVersionId: string | null;
  readonly expectedRevision: number | null;
}
/** What is held of the municipality and the standards that statements name, by standard. */
export interface Standing {
  readonly standards: ReadonlyMap<string, HeldStandard>;
  readonly timelines: ReadonlyMap<string, readonly HeldAdoption[]>;
  readonly keys: ReadonlyMap<string, { readonly id: string; readonly revision: number }>;
  /** The versions of products among those that are named. */
  readonly productVersionIds: ReadonlySet<string>;
}

/** As a report or a proposal words it; what is left out is null, and the day today. */
export const saidIn = (
  words: Pick<
    AdoptionReport,
    'status' | 'versionId' | 'validFrom' | 'plannedFor' | 'explanation' | 'reason' | 'correction'
  >,
  today: string,
): Said => ({
  status: words.status,
  versionId: words.versionId ?? null,
  validFrom: words.validFrom ?? today,
  plannedFor: words.plannedFor ?? null,
  explanation: words.explanation
    ? { ...words.explanation, confidential: words.explanation.confidential ?? false }
    : null,
  reason: words.reason ?? null,
  isCorrection: words.correction ?? false,
});

export function checkSize(checks: Checks, name: string, { length }: readonly unknown[]): void {
  if (length === 0 || length > MOST) checks.refuse(name, `"${name}" holds 1 to ${MOST}.`).throwIfAny();
}

/** What is wrong with the words alone. */
export function checkWords({ place, said }: Statement): void {
  const { validFrom, plannedFor, explanation, reason } = said;
  place.date('validFrom', validFrom).date('plannedFor', plannedFor).text('reason', reason, REASON);
  place.within('explanation').text('motivation', explanation?.motivation, MOTIVATION);
}

/** Whoever asks has locked the adoptions of the municipality. */
export async function standingOf(
  tx: Transaction,
  { id }: HeldMunicipality,
  statements: readonly Statement[],
): Promise<Standing> {
  const ids = [...new Set(statements.map(({ standardId }) => standardId))];
  return {
    standards: await standardsOf(tx, ids),
    timelines: await timelinesOf(tx, id, ids),
    keys: await revisionsOf(tx, id, ids),
    productVersionIds: await productVersionsOf(
      tx,
      statements.flatMap(({ productVersionId }) => productVersionId ?? []),
    ),
  };
}

/** Adds every rule that the statements break, together and against what is held, to the checks of their places. */
export function judge(
  statements: readonly Statement[],
  { existence }: HeldMunicipality,
  { standards, timelines, keys, productVersionIds }: Standing,
  origin: AdoptionOrigin,
): void {
  const after = new Map<string, ReturnType<typeof withReport>>();
  for (const statement of inOrderOfDays(statements)) {
    const { place, standardId, said, productVersionId } = statement;
    const standard = standards.get(standardId);
    if (!standard) {
      place.add(notFound('There is no such standard.', place.pathOf('standardId')));
      continue;
    }
    if (productVersionId !== null && !productVersionIds.has(productVersionId)) {
      place.add(notFound('There is no such version of a product.', place.pathOf('productVersionId')));
    }
    checkRevision(statement, keys.get(standardId));
    const first = statements.find((other) => isSameDay(other, statement));
    if (first !== statement) place.refuse('validFrom', 'Two of these speak of the same standard from the same day on.');
    const timeline = after.get(standardId) ?? timelines.get(standardId) ?? [];
    for (const fault of faultsOf(said, { ...standard, existence, timeline })) addFault(place, fault);
    after.set(standardId, withReport(timeline, said, origin));
  }
}

function checkRevision(
  { place, expectedRevision }: Statement,
  key: { readonly id: string; readonly revision: number } | undefined,
): void {
  const revision = key?.revision ?? 0;
  if (expectedRevision === null || expectedRevision === revision) return;
  const message = `The record is at revision ${revision}, not ${expectedRevision}: look at it again.`;
  place.add(conflict(message, place.pathOf('expectedRevision'), key?.id));
}

const isSameDay = (a: Statement, b: Statement): boolean =>
  a.standardId === b.standardId && a.said.validFrom === b.said.validFrom;

/** What is said of one standard is judged from the earliest day on. */
const inOrderOfDays = (statements: readonly Statement[]): Statement[] =>
  [...statements].sort(({ said: a }, { said: b }) => (a.validFrom < b.validFrom ? -1 : +(a.validFrom > b.validFrom)));

/** Refuses as the API says it. */
export function addFault(checks: Checks, { field, en, step }: Fault): void {
  const path = [...checks.pathOf(''), ...field.split('.')];
  if (!step) checks.within(...field.split('.')).refuse('', en);
  else {
    const { from, to, missing } = step;
    checks.add(illegalTransition(en, path, { from, to, allowed: [...TRANSITIONS[from]], missing: [...missing] }));
  }
}
