import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { AdoptionStatus } from './adoption.statuses.js';
import {
  type HeldAdoption,
  type HeldMunicipality,
  lockAdoptions,
  municipalityOf,
  timelinesOf,
} from './adoptions.held.js';
import { type AdoptionReport, type ConfirmAdoptionsInput, type ReportAdoptionsInput } from './adoptions.inputs.js';
import {
  checkSize,
  checkWords,
  judge,
  saidIn,
  standingOf,
  type Standing,
  type Statement,
} from './adoptions.judging.js';
import { mayReport } from './adoptions.policy.js';
import { heldOn, originOf, recordStatements } from './adoptions.writing.js';
import { holdStatements } from './proposals.record.js';
import { mustWait } from './sign-off.js';

/** The records that were written, and what waits for an approver instead. */
type Done = Record<'adoptions' | 'proposals', string[]>;

/** What municipalities say of standards. Every method takes part in the caller's transaction and writes its events. */
@Injectable()
export class AdoptionsEditor {
  /**
   * Records what a municipality reports: all of it, or nothing. Where reports are signed off, those of a reporter wait.
   * @param today YYYY-MM-DD
   * @throws Rejection with every problem of every report, each at its place
   */
  async report(tx: Writing<Actor>, input: ReportAdoptionsInput, today: string): Promise<Done> {
    const checks = Checks.of();
    checkSize(checks, 'reports', input.reports);
    const municipality = await demandMunicipality(tx, checks, input.municipalityId);
    const statements = input.reports.map((report, i) => statementIn(report, checks.within('reports', i), today));
    statements.forEach(checkWords);
    const standing = await standingOf(tx, municipality, statements);
    judge(statements, municipality, standing, originOf(tx.actor, municipality));
    checks.throwIfAny();
    if (await mustWait(tx, municipality, today)) {
      return { adoptions: [], proposals: await holdStatements(tx, municipality, statements) };
    }
    const rows = await recordStatements(tx, municipality, statements, standing, { today });
    return { adoptions: await heldOn(tx, rows, today), proposals: [] };
  }

  /**
   * Confirms that nothing has changed: what is held today counts as current again, and what was inherited or derived
   * becomes the municipality's own word. Where reports are signed off, what a reporter confirms waits.
   */
  async confirm(tx: Writing<Actor>, input: ConfirmAdoptionsInput, today: string): Promise<Done> {
    const checks = Checks.of();
    checkSize(checks, 'adoptionIds', input.adoptionIds);
    const municipality = await demandMunicipality(tx, checks, input.municipalityId);
    const held = await heldToday(tx, municipality.id, input.adoptionIds, today);
    const statements = input.adoptionIds.flatMap((id, i) => {
      const place = checks.within('adoptionIds', i);
      const adoption = held.get(id);
      if (!adoption) place.add(notFound('The municipality has no such record today.', place.pathOf('')));
      else if (input.adoptionIds.indexOf(id) < i) place.refuse('', 'The record stands in the list twice.');
      else if (adoption.status === AdoptionStatus.EXPLAINED) {
        place.refuse('', 'An explanation is not confirmed but reviewed: report it again, with a new review date.');
      } else return [statementOf(adoption, place)];
      return [];
    });
    checks.throwIfAny();
    if (await mustWait(tx, municipality, today)) {
      return { adoptions: [], proposals: await holdStatements(tx, municipality, statements) };
    }
    await recordStatements(tx, municipality, statements, standingIn(held), {
      ...{ today, evenUnchanged: true, isConfirmed: true },
    });
    return { adoptions: input.adoptionIds, proposals: [] };
  }
}

/**
 * The municipality, when it is there and the actor may report for it; for anyone else it is not there. Its adoptions are
 * locked, and what is told of it was read after that: a merger may have been recorded meanwhile.
 */
export async function demandMunicipality(tx: Writing<Actor>, checks: Checks, id: string): Promise<HeldMunicipality> {
  const municipality = await municipalityOf(tx, id);
  if (!municipality || !mayReport(tx.actor, municipality.organisationId)) {
    checks.add(notFound('There is no such municipality that you may report for.', checks.pathOf('municipalityId')));
    checks.throwIfAny();
  }
  await lockAdoptions(tx, [id]);
  return (await municipalityOf(tx, id)) as HeldMunicipality;
}

const statementIn = (report: AdoptionReport, place: Checks, today: string): Statement => ({
  place,
  standardId: report.standardId,
  said: saidIn(report, today),
  productVersionId: report.productVersionId ?? null,
  expectedRevision: report.expectedRevision ?? null,
});

/** What is held, said again from the day on which it began. */
const statementOf = (held: HeldAdoption, place: Checks): Statement => ({
  place,
  standardId: held.standardId,
  said: {
    status: held.status,
    versionId: held.versionId,
    validFrom: held.from,
    plannedFor: held.plannedFor,
    explanation: null,
    reason: held.reason,
    isCorrection: false,
  },
  productVersionId: held.productVersionId,
  expectedRevision: null,
});

const standingIn = (held: ReadonlyMap<string, HeldAdoption>): Pick<Standing, 'timelines' | 'keys'> => ({
  timelines: new Map([...held.values()].map((each) => [each.standardId, [each]])),
  keys: new Map([...held.values()].map(({ standardId, id }) => [standardId, { id, revision: 0 }])),
});

/** The rows of these records that hold today, by id. */
async function heldToday(
  tx: Transaction,
  municipalityId: string,
  ids: readonly string[],
  today: string,
): Promise<Map<string, HeldAdoption>> {
  const keys = await tx.query<{ standardId: string }>(
    'select standard_id as "standardId" from adoption_key where municipality_id = $1 and id = any($2)',
    [municipalityId, ids],
  );
  const standardIds = keys.map(({ standardId }) => standardId);
  const timelines = await timelinesOf(tx, municipalityId, standardIds);
  const present = [...timelines.values()].flatMap(
    (timeline) => timeline.find(({ from, to }) => from <= today && today < to) ?? [],
  );
  return new Map(present.map((adoption) => [adoption.id, adoption]));
}
