import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { illegalTransition } from '../../platform/graphql/user-errors.js';
import { LONG } from './standards.checks.js';
import { demand, type HeldVersion, lockVersion } from './standards.held.js';
import { organisationOf, STATED } from './standards.policy.js';
import { type CancelPlannedTransitionInput, type TransitionStandardVersionInput } from './version.edit.inputs.js';
import { missingFor, type StepRefused, whyNotAnnounce, whyNotInstead, whyNotMove } from './version.guards.js';
import { FIRST_STAGES, Lifecycle, stageOn, TRANSITIONS } from './version.lifecycle.js';
import { checkGrounds, factsFor, factsOfStages, type HeldStage, runsOf, stagesOf } from './version.stages.js';
import { VersionsService } from './versions.service.js';

/** Takes versions from stage to stage. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class StagesEditor {
  constructor(private readonly versions: VersionsService) {}

  /**
   * Takes a version to another stage from a day on; the first transition announces a draft.
   * @param today YYYY-MM-DD
   * @throws Rejection with every problem, and with what the guard of the stage still misses
   */
  async transition(
    tx: Writing<Actor>,
    input: TransitionStandardVersionInput,
    today: string,
  ): Promise<{ version: string }> {
    const { to, on, versionId } = input;
    const checks = Checks.of().date('on', on).text('reason', input.reason, LONG);
    const version = demand(checks, await lockVersion(tx, versionId), { field: 'versionId', ...input });
    const held = await stagesOf(tx, versionId);
    const stages = runsOf(held);
    const isFirst = version.isDraft || stages.length === 0;
    const from = isFirst ? Lifecycle.IN_DEVELOPMENT : (stageOn(stages, on)?.lifecycle ?? to);
    const grounds = withKeptSuccessor(input, stageOn(stages, on));
    const move = { to, on, today };
    addRefusal(checks, isFirst ? whyNotAnnounce(move) : whyNotMove(stages, move));
    await checkGrounds(tx, checks, { version, lifecycle: to, on, grounds: input });
    const facts = await factsFor(tx, version, { on, reason: input.reason ?? null, grounds });
    const missing = missingFor(to, facts);
    if (version.isDraft) missing.push(...(await missingToAnnounce(tx, version)));
    const allowed = isFirst ? FIRST_STAGES : TRANSITIONS[from];
    if (allowed.includes(to)) addRefusal(checks, guarded({ from, to, allowed, missing }));
    checks.throwIfAny();

    if (version.isDraft) await this.announce(tx, version, stages, input);
    await this.versions.putPhase(
      tx,
      versionId,
      {
        lifecycle: to,
        reason: input.reason ?? undefined,
        decisionId: input.decisionId ?? undefined,
        successorId: grounds.successorId ?? undefined,
        isWithoutSuccessor: grounds.noSuccessor ?? undefined,
        ...STATED,
      },
      { from: on, to: version.isDraft ? 'infinity' : untilNext(stages, on), isFromKnown: true },
    );
    await finish(tx, version, { before: held, lifecycles: [from, to], reason: input.reason });
    return { version: versionId };
  }

  /** Takes back a transition that has not taken effect: the stage before it goes on. */
  async cancel(tx: Writing<Actor>, input: CancelPlannedTransitionInput, today: string): Promise<{ version: string }> {
    const { on, versionId, reason } = input;
    const checks = Checks.of().date('on', on).text('reason', reason, LONG);
    const version = demand(checks, await lockVersion(tx, versionId), { field: 'versionId', ...input });
    const held = await stagesOf(tx, versionId);
    const stages = runsOf(held);
    const planned = stages.find((stage) => stage.from === on);
    const before = stages.findLast((stage) => stage.from < on);
    if (on <= today)
      checks.refuse('on', `A transition of ${today} or before has taken effect: correctStandardVersion.`);
    else if (!planned || !before) checks.refuse('on', `Nothing is planned for ${on}.`);
    else {
      const left = stages.filter((stage) => stage !== planned);
      addRefusal(checks, withField(whyNotInstead(stages, left), 'on'));
    }
    checks.throwIfAny();
    if (!planned || !before) throw new Error(`what is planned for ${on} was refused`);
    await this.versions.correctPhase(
      tx,
      versionId,
      { ...entryOf(before), reason },
      { from: on, to: planned.to, isFromKnown: true },
    );
    await finish(tx, version, { before: held, lifecycles: [planned.lifecycle, before.lifecycle], reason });
    return { version: versionId };
  }

  /** From here on everyone sees it, at the place among the others that was meant for it. */
  private async announce(
    tx: Writing<Actor>,
    { id, standardId, followsId }: HeldVersion,
    stages: readonly HeldStage[],
    { to, on, reason }: TransitionStandardVersionInput,
  ): Promise<void> {
    const moved = await tx.query<{ id: string; position: number }>(
      `with place as (
         select coalesce((select position from standard_version where id = $3 and announced_at is not null),
           (select max(position) from standard_version where standard_id = $2 and announced_at is not null), 0) + 1 as position),
       announced as (
         update standard_version set announced_at = clock_timestamp(), position = place.position from place where id = $1)
       update standard_version v set position = v.position + 1 from place
       where v.standard_id = $2 and v.announced_at is not null and v.position >= place.position returning v.id, v.position`,
      [id, standardId, followsId],
    );
    const organisationId = organisationOf(tx.actor);
    for (const { id: subjectId, position } of moved) {
      const change = { before: { position: position - 1 }, after: { position } };
      await tx.record({ subjectId, organisationId, reason, ...change });
    }
    // What the office had it as before is no history of the version when it was in that stage since another day.
    const [first] = stages;
    if (first && to === Lifecycle.IN_DEVELOPMENT && first.from < on)
      await this.versions.clearPhases(tx, id, first.from, on);
  }
}

/** Recording one thing never silently undoes another that is planned. */
const untilNext = (stages: readonly HeldStage[], on: string): string =>
  stages.find(({ from }) => from > on)?.from ?? 'infinity';

interface Grounds {
  readonly successorId?: string | null;
  readonly noSuccessor?: boolean | null;
}

/** What takes its place does not change when support that has ended turns into withdrawal, unless that is said. */
function withKeptSuccessor(input: TransitionStandardVersionInput, before: HeldStage | undefined): Grounds {
  const isSaid = input.successorId != null || input.noSuccessor != null;
  return isSaid || input.to !== Lifecycle.WITHDRAWN || !before
    ? input
    : { successorId: before.successorId, noSuccessor: before.isWithoutSuccessor };
}

async function missingToAnnounce(tx: Transaction, { lineId }: HeldVersion): Promise<string[]> {
  if (lineId === null) return [];
  const [line] = await tx.query<{ label: string }>(
    'select label from standard_version where id = $1 and announced_at is null',
    [lineId],
  );
  return line ? [`the announcement of its line ${line.label}`] : [];
}

const guarded = (step: Omit<StepRefused, 'field' | 'message'>): StepRefused | undefined =>
  step.missing.length === 0
    ? undefined
    : { field: 'to', message: `To be ${step.to} it still misses ${step.missing.join(' and ')}.`, ...step };

/** Refuses a step as the API says it. */
export function addRefusal(checks: Checks, refused: StepRefused | undefined): void {
  if (!refused) return;
  const { message, field, from, to, allowed, missing } = refused;
  checks.add(
    illegalTransition(message, checks.pathOf(field), { from, to, allowed: [...allowed], missing: [...missing] }),
  );
}

const withField = (refused: StepRefused | undefined, field: string) => refused && { ...refused, field };

export const entryOf = (stage: HeldStage) => ({
  lifecycle: stage.lifecycle,
  decisionId: stage.decisionId ?? undefined,
  successorId: stage.successorId ?? undefined,
  isWithoutSuccessor: stage.isWithoutSuccessor,
  ...STATED,
});

/** Counts the edit, and writes what became of the stages to the log. */
export async function finish(
  tx: Writing<Actor>,
  version: HeldVersion,
  done: {
    before: readonly HeldStage[];
    lifecycles: readonly [Lifecycle | null, Lifecycle | null];
    reason: string | null | undefined;
  },
): Promise<void> {
  const [{ announcedAt } = { announcedAt: null }] = await tx.query<{ announcedAt: Date | null }>(
    'update standard_version set revision = revision + 1 where id = $1 returning announced_at as "announcedAt"',
    [version.id],
  );
  const after = await stagesOf(tx, version.id);
  await tx.record({
    subjectId: version.id,
    organisationId: organisationOf(tx.actor),
    reason: done.reason,
    before: { lifecycle: done.lifecycles[0], phases: factsOfStages(done.before) },
    after: {
      lifecycle: done.lifecycles[1],
      phases: factsOfStages(after),
      ...(version.isDraft ? { announcedAt: announcedAt?.toISOString() } : {}),
    },
  });
}
