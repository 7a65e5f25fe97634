import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { illegalTransition, notFound } from '../../platform/graphql/user-errors.js';
import { put } from '../../platform/temporal/put.js';
import { Confidence } from '../organisations/provenance.js';
import { type ProjectStage } from './programmes.enums.js';
import { type MoveProjectInput } from './programmes.inputs.js';
import { type HeldStage, nextStages } from './project.stages.js';

const LONG = { most: 2000, hasLines: true };

interface LastStage extends HeldStage {
  readonly from: string;
}

/** How far projects are. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class ProjectsEditor {
  /**
   * Says in which stage a project is from a day on.
   * @param today YYYY-MM-DD
   * @returns the id of the project, for the payload
   * @throws Rejection when the stage cannot follow the one it is in, or on that day
   */
  async move(tx: Writing<Actor>, input: MoveProjectInput, today: string): Promise<{ project: string }> {
    const { projectId, to, reason, expectedRevision } = input;
    const checks = Checks.of().date('on', input.on).text('reason', reason, LONG);
    if (input.on != null && input.on > today) checks.refuse('on', 'How far a project comes is said once it is there.');
    if (input.on != null && input.correction === true) {
      checks.refuse('on', 'A correction holds from the first day of what it corrects.');
    }
    const [project] = await tx.query<{ revision: number }>('select revision from project where id = $1 for update', [
      projectId,
    ]);
    if (!project) checks.add(notFound('There is no such project.', checks.pathOf('projectId')));
    checks.throwIfAny();
    if (project) checks.unchanged({ id: projectId, revision: project.revision }, expectedRevision);
    const [last, before] = await lastStages(tx, projectId);
    const on = input.correction === true ? (last?.from ?? today) : (input.on ?? today);
    if (input.correction === true) checkCorrection(checks, last, before, to);
    else checkStep(checks, last, to, on);
    checks.throwIfAny();
    await put(tx, 'project_stage', {
      ...{ project_id: projectId, stage: to, reason, is_from_known: true, confidence: Confidence.SEEN },
      valid_from: on,
    });
    await tx.query('update project set revision = revision + 1, updated_at = clock_timestamp() where id = $1', [
      projectId,
    ]);
    tx.record({
      ...{ subjectId: projectId, reason },
      organisationId: tx.actor.organisationAs(Role.SECRETARY) ?? tx.actor.organisationAs(Role.REGISTRAR) ?? null,
      before: last && { stage: last.stage, verified: last.isVerified },
      after: { stage: to, verified: true, on },
    });
    return { project: projectId };
  }
}

/** The stage it is in, and the one before. */
function lastStages(tx: Transaction, projectId: string): Promise<LastStage[]> {
  return tx.query<LastStage>(
    `select stage, confidence = 'SEEN' as "isVerified", valid_from::text as from from project_stage
     where project_id = $1 and known_to = 'infinity' order by valid_from desc limit 2`,
    [projectId],
  );
}

function checkStep(checks: Checks, last: LastStage | undefined, to: ProjectStage, on: string): void {
  if (last?.isVerified !== true) return;
  if (!nextStages(last).includes(to)) refuseStep(checks, last, to);
  else if (on <= last.from) {
    checks.refuse('on', `It has been at ${last.stage} since ${last.from}: the next stage begins after that day.`);
  }
}

/** What takes the place of a stage must be able to follow the one before it. */
function checkCorrection(
  checks: Checks,
  last: LastStage | undefined,
  before: LastStage | undefined,
  to: ProjectStage,
): void {
  if (last?.isVerified !== true) checks.refuse('correction', 'Nobody has said yet how far the project is.');
  else if (last.stage === to) checks.refuse('to', `The project is at ${to} already.`);
  else if (before && !nextStages(before).includes(to)) refuseStep(checks, before, to);
}

function refuseStep(checks: Checks, held: HeldStage, to: ProjectStage): void {
  const allowed = [...nextStages(held)];
  const ways = allowed.length > 0 ? `After it can come ${allowed.join(' or ')}.` : 'It stays there.';
  const step = { from: held.stage, to, allowed, missing: [] };
  checks.add(illegalTransition(`From ${held.stage} to ${to} is no step. ${ways}`, checks.pathOf('to'), step));
}
