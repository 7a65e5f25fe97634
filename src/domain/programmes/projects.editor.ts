import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, illegalTransition, notFound } from '../../platform/graphql/user-errors.js';
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
    const on = input.on ?? today;
    const checks = Checks.of().date('on', input.on).text('reason', reason, LONG);
    if (on > today) checks.refuse('on', 'How far a project comes is said once it is there.');
    const [project] = await tx.query<{ revision: number }>('select revision from project where id = $1 for update', [
      projectId,
    ]);
    if (!project) checks.add(notFound('There is no such project.', checks.pathOf('projectId')));
    checks.throwIfAny();
    if (expectedRevision != null && project?.revision !== expectedRevision) {
      const words = `Someone changed it meanwhile: it is at revision ${project?.revision}.`;
      checks.add(conflict(words, checks.pathOf('expectedRevision'), projectId)).throwIfAny();
    }
    const last = await lastStage(tx, projectId);
    checkStep(checks, last, to, on);
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

async function lastStage(tx: Transaction, projectId: string): Promise<LastStage | undefined> {
  const [last] = await tx.query<LastStage>(
    `select stage, confidence = 'SEEN' as "isVerified", valid_from::text as from from project_stage
     where project_id = $1 and known_to = 'infinity' order by valid_from desc limit 1`,
    [projectId],
  );
  return last;
}

function checkStep(checks: Checks, last: LastStage | undefined, to: ProjectStage, on: string): void {
  const allowed = nextStages(last);
  if (!allowed.includes(to)) {
    const from = last?.stage ?? to;
    const ways = allowed.length > 0 ? `Next can be ${allowed.join(' or ')}.` : 'It stays there.';
    const step = { from, to, allowed: [...allowed], missing: [] };
    checks.add(illegalTransition(`The project is at ${from}. ${ways}`, checks.pathOf('to'), step));
  } else if (last?.isVerified === true && on <= last.from) {
    checks.refuse('on', `It has been at ${last.stage} since ${last.from}: the next stage begins after that day.`);
  }
}
