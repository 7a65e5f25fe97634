import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { illegalTransition } from '../../platform/graphql/user-errors.js';
import { LONG } from './standards.checks.js';
import { demand, type HeldVersion, lockVersion } from './standards.held.js';
import { STATED } from './standards.policy.js';
import { record } from './standards.record.js';
import { announce, missingToAnnounce } from './version.announcement.js';
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
    const { to, on, versionId, reason } = input;
    const checks = Checks.of().date('on', on).text('reason', reason, LONG);
    const version = demand(checks, await lockVersion(tx, versionId), { field: 'versionId', ...input });
    const held = await stagesOf(tx, versionId);
    const stages = runsOf(held);
    const grounds = withKeptSuccessor(input, stageOn(stages, on));
    const from = await checkStep(tx, checks, { version, stages, input, grounds, today });
    checks.throwIfAny();

    if (version.isDraft) await announce(tx, this.versions, version, stages, input);
    await this.versions.putPhase(
      tx,
      versionId,
      {
        lifecycle: to,
        reason: reason ?? undefined,
        decisionId: input.decisionId ?? undefined,
        successorId: grounds.successorId ?? undefined,
        isWithoutSuccessor: grounds.noSuccessor ?? undefined,
        ...STATED,
      },
      { from: on, to: version.isDraft ? 'infinity' : untilNext(stages, on), isFromKnown: true },
    );
    await finish(tx, version, { before: held, lifecycles: [from, to], reason });
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
}

/** Recording one thing never silently undoes another that is planned. */
const untilNext = (stages: readonly HeldStage[], on: string): string =>
  stages.find(({ from }) => from > on)?.from ?? 'infinity';

/** Whether the version may take the step: the order of its stages, what the step rests on, and the guard. Answers where it comes from. */
async function checkStep(
  tx: Transaction,
  checks: Checks,
  {
    version,
    stages,
    input,
    grounds,
    today,
  }: {
    version: HeldVersion;
    stages: readonly HeldStage[];
    input: TransitionStandardVersionInput;
    grounds: Grounds;
    today: string;
  },
): Promise<Lifecycle> {
  const { to, on } = input;
  const isFirst = version.isDraft || stages.length === 0;
  const from = isFirst ? Lifecycle.IN_DEVELOPMENT : (stageOn(stages, on)?.lifecycle ?? to);
  const allowed = isFirst ? FIRST_STAGES : TRANSITIONS[from];
  const move = { to, on, today };
  addRefusal(checks, isFirst ? whyNotAnnounce(move) : whyNotMove(stages, move));
  await checkGrounds(tx, checks, { version, lifecycle: to, on, grounds: input });
  const facts = await factsFor(tx, version, { on, reason: input.reason ?? null, grounds });
  const missing = [...missingFor(to, facts), ...(await missingToAnnounce(tx, version))];
  if (allowed.includes(to)) addRefusal(checks, guarded({ from, to, allowed, missing }));
  return from;
}

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
  const [held] = await tx.query<{ announcedAt: Date; position: number }>(
    'update standard_version set revision = revision + 1 where id = $1 returning announced_at as "announcedAt", position',
    [version.id],
  );
  const after = await stagesOf(tx, version.id);
  record(tx, version.id, done.reason, {
    before: { lifecycle: done.lifecycles[0], phases: factsOfStages(done.before) },
    after: {
      lifecycle: done.lifecycles[1],
      phases: factsOfStages(after),
      ...(version.isDraft ? { announcedAt: held?.announcedAt.toISOString(), position: held?.position } : {}),
    },
  });
}
