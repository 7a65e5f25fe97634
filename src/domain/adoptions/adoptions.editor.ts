import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, illegalTransition, notFound } from '../../platform/graphql/user-errors.js';
import { type Fault, faultsOf, type Said, withReport } from './adoption.guards.js';
import { recordAdoptions, rowOf, type AdoptionRow } from './adoption.record.js';
import { AdoptionStatus, confirmBy, TRANSITIONS } from './adoption.statuses.js';
import { AdoptionOrigin } from './adoptions.enums.js';
import {
  type HeldAdoption,
  type HeldMunicipality,
  lockAdoptions,
  municipalityOf,
  revisionsOf,
  standardsOf,
  timelinesOf,
} from './adoptions.held.js';
import { type AdoptionReport, type ConfirmAdoptionsInput, type ReportAdoptionsInput } from './adoptions.inputs.js';
import { mayReport } from './adoptions.policy.js';

const MOST = 100;
const REASON = { most: 2000, hasLines: true };
const MOTIVATION = { most: 4000, hasLines: true };

/** What municipalities say of standards. Every method takes part in the caller's transaction and writes its events. */
@Injectable()
export class AdoptionsEditor {
  /**
   * Records what a municipality reports: all of it, or nothing.
   * @param today YYYY-MM-DD
   * @throws Rejection with every problem of every report, each at its place
   */
  async report(tx: Writing<Actor>, input: ReportAdoptionsInput, today: string): Promise<{ adoptions: string[] }> {
    const checks = Checks.of();
    checkSize(checks, 'reports', input.reports);
    const municipality = await demandMunicipality(tx, checks, input.municipalityId);
    const reports = input.reports.map((report) => ({ ...report, validFrom: report.validFrom ?? today }));
    reports.forEach((report, i) => checkWords(checks.within('reports', i), report));

    await lockAdoptions(tx, [municipality.id]);
    const standardIds = [...new Set(reports.map(({ standardId }) => standardId))];
    const standards = await standardsOf(tx, standardIds);
    const timelines = await timelinesOf(tx, municipality.id, standardIds);
    const keys = await revisionsOf(tx, municipality.id, standardIds);
    const origin = originOf(tx.actor, municipality);
    const said = new Map<string, ReturnType<typeof withReport>>();
    for (const [i, report] of inOrderOfDays(reports)) {
      const place = checks.within('reports', i);
      const standard = standards.get(report.standardId);
      if (!standard) {
        place.add(notFound('There is no such standard.', place.pathOf('standardId')));
        continue;
      }
      checkRevision(place, report, keys.get(report.standardId));
      const isTwice = reports.some((other, at) => at < i && isSameDay(other, report));
      if (isTwice) place.refuse('validFrom', 'Two reports speak of the same standard from the same day on.');
      const timeline = said.get(standard.id) ?? timelines.get(standard.id) ?? [];
      const { versionIds, bindings } = standard;
      const around = { existence: municipality.existence, timeline, bindings, versionIds };
      for (const fault of faultsOf(saidIn(report), around)) addFault(place, fault);
      said.set(standard.id, withReport(timeline, saidIn(report), origin));
    }
    checks.throwIfAny();

    const ids = new Map(standardIds.map((id) => [id, keys.get(id)?.id ?? newId('adp')]));
    const recordedBy = recordedFor(tx.actor, municipality);
    const rows = reports.flatMap((report): AdoptionRow[] => {
      const where = {
        id: ids.get(report.standardId) as string,
        municipality_id: municipality.id,
        standard_id: report.standardId,
        origin,
        recorded_by: recordedBy,
      };
      const words = { ...saidIn(report), productVersionId: report.productVersionId ?? null };
      const reviewOn = report.explanation?.reviewOn ?? null;
      const until = confirmBy({ status: report.status, validFrom: report.validFrom, reviewOn, today });
      return [rowOf(words, { ...where, confirm_by: until })];
    });
    const unknown = unknownUntil(rows, timelines, today);
    await recordAdoptions(tx, [...unknown, ...rows], { organisationId: municipality.organisationId, timelines });
    return { adoptions: [...new Set(rows.map(({ id }) => id))] };
  }

  /**
   * Confirms that nothing has changed: what is held today counts as current again, and what was inherited or derived
   * becomes the municipality's own word.
   */
  async confirm(tx: Writing<Actor>, input: ConfirmAdoptionsInput, today: string): Promise<{ adoptions: string[] }> {
    const checks = Checks.of();
    checkSize(checks, 'adoptionIds', input.adoptionIds);
    const municipality = await demandMunicipality(tx, checks, input.municipalityId);
    await lockAdoptions(tx, [municipality.id]);
    const held = await heldToday(tx, municipality.id, input.adoptionIds, today);
    const rows = input.adoptionIds.flatMap((id, i): AdoptionRow[] => {
      const adoption = held.get(id);
      const place = checks.within('adoptionIds');
      if (!adoption) place.add(notFound('The municipality has no such record today.', place.pathOf(String(i))));
      else if (input.adoptionIds.indexOf(id) < i) place.refuse(String(i), 'The record stands in the list twice.');
      else if (adoption.status === AdoptionStatus.EXPLAINED) {
        place.refuse(
          String(i),
          'An explanation is not confirmed but reviewed: report it again, with a new review date.',
        );
      } else return [confirmation(adoption, municipality, tx.actor, today)];
      return [];
    });
    checks.throwIfAny();
    const timelines = new Map([...held.values()].map((each) => [each.standardId, [each]]));
    const { organisationId } = municipality;
    await recordAdoptions(tx, rows, { organisationId, timelines, evenUnchanged: true });
    return { adoptions: input.adoptionIds };
  }
}

/** The municipality, when it is there and the actor may report for it; for anyone else it is not there. */
export async function demandMunicipality(tx: Writing<Actor>, checks: Checks, id: string): Promise<HeldMunicipality> {
  const municipality = await municipalityOf(tx, id);
  if (!municipality || !mayReport(tx.actor, municipality.organisationId)) {
    checks.add(notFound('There is no such municipality that you may report for.', checks.pathOf('municipalityId')));
    checks.throwIfAny();
  }
  return municipality as HeldMunicipality;
}

const originOf = (actor: Actor, { organisationId }: HeldMunicipality): AdoptionOrigin =>
  actor.has(Role.APPROVER, organisationId) ? AdoptionOrigin.APPROVED : AdoptionOrigin.REPORTED;

/** On whose behalf: the municipality, or the office when a registrar sets something right. */
const recordedFor = (actor: Actor, { organisationId }: HeldMunicipality): string =>
  actor.has(Role.REPORTER, organisationId) || actor.has(Role.APPROVER, organisationId)
    ? organisationId
    : (actor.organisationAs(Role.REGISTRAR) ?? organisationId);

function checkSize(checks: Checks, name: string, { length }: readonly unknown[]): void {
  if (length === 0 || length > MOST) checks.refuse(name, `"${name}" holds 1 to ${MOST}.`).throwIfAny();
}

type Report = AdoptionReport & { readonly validFrom: string };

function checkWords(checks: Checks, { validFrom, plannedFor, explanation, reason }: Report): void {
  checks.date('validFrom', validFrom).date('plannedFor', plannedFor).text('reason', reason, REASON);
  checks.within('explanation').text('motivation', explanation?.motivation, MOTIVATION);
}

function checkRevision(
  checks: Checks,
  { expectedRevision }: Report,
  key: { readonly id: string; readonly revision: number } | undefined,
): void {
  const revision = key?.revision ?? 0;
  if (expectedRevision == null || expectedRevision === revision) return;
  const message = `The record is at revision ${revision}, not ${expectedRevision}: look at it again.`;
  checks.add(conflict(message, checks.pathOf('expectedRevision'), key?.id));
}

const saidIn = (report: Report): Said => ({
  status: report.status,
  versionId: report.versionId ?? null,
  validFrom: report.validFrom,
  plannedFor: report.plannedFor ?? null,
  explanation: report.explanation
    ? { ...report.explanation, confidential: report.explanation.confidential ?? false }
    : null,
  reason: report.reason ?? null,
  isCorrection: report.correction ?? false,
});

const isSameDay = (a: Report, b: Report): boolean => a.standardId === b.standardId && a.validFrom === b.validFrom;

/** What is said of one standard is judged from the earliest day on. */
const inOrderOfDays = (reports: readonly Report[]): [number, Report][] =>
  [...reports.entries()].sort(([, a], [, b]) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0));

/** Refuses as the API says it. */
export function addFault(checks: Checks, { field, en, step }: Fault): void {
  const path = [...checks.pathOf(''), ...field.split('.')];
  if (!step) checks.within(...field.split('.')).refuse('', en);
  else {
    const { from, to, missing } = step;
    checks.add(illegalTransition(en, path, { from, to, allowed: [...TRANSITIONS[from]], missing: [...missing] }));
  }
}

/** Before the first day of which anything is known, what is reported for later is not known today. */
export function unknownUntil(
  rows: readonly AdoptionRow[],
  timelines: ReadonlyMap<string, readonly HeldAdoption[]>,
  today: string,
): AdoptionRow[] {
  const firsts = new Map<string, AdoptionRow>();
  for (const row of rows) {
    const first = firsts.get(row.id);
    if (!first || row.valid_from < first.valid_from) firsts.set(row.id, row);
  }
  return [...firsts.values()]
    .filter(({ standard_id, valid_from }) => valid_from > today && !timelines.get(standard_id)?.length)
    .map((row) =>
      rowOf(
        {
          status: AdoptionStatus.UNKNOWN,
          versionId: null,
          validFrom: today,
          plannedFor: null,
          explanation: null,
          reason: null,
          isCorrection: false,
        },
        { ...row, confirm_by: null },
      ),
    );
}

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
  const timelines = await timelinesOf(
    tx,
    municipalityId,
    keys.map(({ standardId }) => standardId),
  );
  const today_ = [...timelines.values()].flatMap(
    (timeline) => timeline.find(({ from, to }) => from <= today && today < to) ?? [],
  );
  return new Map(today_.map((adoption) => [adoption.id, adoption]));
}

function confirmation(held: HeldAdoption, municipality: HeldMunicipality, actor: Actor, today: string): AdoptionRow {
  const said: Said = {
    status: held.status,
    versionId: held.versionId,
    validFrom: held.from,
    plannedFor: held.plannedFor,
    explanation: null,
    reason: held.reason,
    isCorrection: false,
  };
  const origin = originOf(actor, municipality);
  return rowOf(
    { ...said, productVersionId: held.productVersionId },
    {
      id: held.id,
      municipality_id: municipality.id,
      standard_id: held.standardId,
      origin,
      recorded_by: recordedFor(actor, municipality),
      confirm_by: confirmBy({ status: held.status, validFrom: held.from, reviewOn: null, today }),
    },
  );
}
