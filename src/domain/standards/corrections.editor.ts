import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { addRefusal, entryOf, finish } from './stages.editor.js';
import { LONG } from './standards.checks.js';
import { demand, type HeldVersion, lockVersion } from './standards.held.js';
import { STATED } from './standards.policy.js';
import { type CorrectStandardVersionInput } from './version.edit.inputs.js';
import { missingFor, whyNotInstead } from './version.guards.js';
import { type Stage, TRANSITIONS } from './version.lifecycle.js';
import { checkGrounds, factsFor, type HeldStage, runsOf, stagesOf } from './version.stages.js';
import { type PhaseEntry, VersionsService } from './versions.service.js';

/** One stretch of days that is to be said anew, or nothing at all of. */
interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly entry: PhaseEntry | undefined;
}
interface Correction {
  /** The record that was wrong. */
  readonly wrong: HeldStage;
  readonly stretches: readonly Stretch[];
  /** The life of the version as it will be held. */
  readonly instead: readonly Stage[];
}

/** Says anew what was held wrongly of the past. Takes part in the caller's transaction and writes its event. */
@Injectable()
export class CorrectionsEditor {
  constructor(private readonly versions: VersionsService) {}

  /**
   * From a day on the version was in another stage than the register holds, until the next stage that is held.
   * @param today YYYY-MM-DD
   * @throws Rejection with every problem; when the stages would make no life that a version can have, among others
   */
  async correct(tx: Writing<Actor>, input: CorrectStandardVersionInput, today: string): Promise<{ version: string }> {
    const { versionId, phaseFrom, lifecycle, reason } = input;
    const checks = Checks.of().date('phaseFrom', phaseFrom).text('reason', reason, LONG);
    const version = demand(checks, await lockVersion(tx, versionId), { field: 'versionId', ...input });
    const held = await stagesOf(tx, versionId);
    const stages = runsOf(held);
    if (version.isDraft)
      checks.refuse('versionId', `Version ${version.label} is a draft: nothing of it is on record yet.`);
    if (phaseFrom > today) {
      checks.refuse(
        'phaseFrom',
        `Only the past is corrected, until ${today}; plans are taken back: cancelPlannedTransition.`,
      );
    }
    await checkGrounds(tx, checks, { version, lifecycle, on: phaseFrom, grounds: input });
    const correction = correctionOf(stages, input);
    if (!correction) checks.refuse('', `The register holds already that it was ${lifecycle} from ${phaseFrom} on.`);
    else await checkLife(tx, checks, { version, stages, correction, input });
    checks.throwIfAny();
    if (!correction) throw new Error('a correction of nothing was refused');

    for (const { from, to, entry } of correction.stretches) {
      if (!entry) await this.versions.clearPhases(tx, versionId, from, to);
      else {
        const correctsRowId = correction.wrong.rowId;
        await this.versions.correctPhase(
          tx,
          versionId,
          { ...entry, reason, correctsRowId },
          { from, to, isFromKnown: true },
        );
      }
    }
    await finish(tx, version, { before: held, lifecycles: [correction.wrong.lifecycle, lifecycle], reason });
    return { version: versionId };
  }
}

/** Whether the stages as they will be are a life, and nothing in it leads around a guard; what a stage misses already is no reason. */
async function checkLife(
  tx: Transaction,
  checks: Checks,
  {
    version,
    stages,
    correction,
    input,
  }: {
    version: HeldVersion;
    stages: readonly HeldStage[];
    correction: Correction;
    input: CorrectStandardVersionInput;
  },
): Promise<void> {
  const { lifecycle: to, phaseFrom: on } = input;
  addRefusal(checks, whyNotInstead(stages, correction.instead));
  const missingOf = async (from: string, said: Said) =>
    missingFor(to, await factsFor(tx, version, { on: from, reason: said.reason ?? null, grounds: groundsIn(said) }));
  const held = stages.find(({ lifecycle }) => lifecycle === to);
  const known = held ? await missingOf(held.from, held) : [];
  const said = correction.stretches.findLast(({ entry }) => entry?.lifecycle === to)?.entry ?? {};
  const missing = (await missingOf(on, { ...said, reason: input.reason })).filter((each) => !known.includes(each));
  if (missing.length === 0) return;
  const from = correction.wrong.lifecycle;
  const message = `To have been ${to} it misses ${missing.join(' and ')}.`;
  addRefusal(checks, { field: 'lifecycle', message, from, to, allowed: TRANSITIONS[from], missing });
}

/** What a stage rests on, as it is held or is to be. */
interface Said {
  readonly reason?: string | null;
  readonly successorId?: string | null | undefined;
  readonly isWithoutSuccessor?: boolean | undefined;
}
const groundsIn = ({ successorId, isWithoutSuccessor }: Said) => ({
  successorId: successorId ?? null,
  noSuccessor: isWithoutSuccessor === true,
});

/** What has to be written so that the stage began on the day; undefined when it is held like this. */
function correctionOf(stages: readonly HeldStage[], input: CorrectStandardVersionInput): Correction | undefined {
  const { phaseFrom, lifecycle } = input;
  const at = stages.findLastIndex(({ from }) => from <= phaseFrom);
  const [held, before, next, first] = [stages[at], stages[at - 1], stages[at + 1], stages[0]];
  if (!first) return undefined;
  if (!held) return earlierThanAll(stages, first, input);
  if (held.lifecycle !== lifecycle) {
    const instead = [...stages.filter((stage) => stage.from !== phaseFrom), { lifecycle, from: phaseFrom }];
    // When the next stage began earlier, it rests on what it rests on already.
    const entry = next?.lifecycle === lifecycle ? { ...entryOf(next), ...groundsOf(input) } : saidOf(input);
    return {
      wrong: held,
      stretches: [{ from: phaseFrom, to: held.to, entry }],
      instead: inOrder(instead),
    };
  }
  if (held.from === phaseFrom) {
    const entry = { ...entryOf(held), ...groundsOf(input) };
    const isSame = held.isFromKnown && Object.keys(groundsOf(input)).length === 0;
    return isSame ? undefined : { wrong: held, stretches: [{ from: phaseFrom, to: held.to, entry }], instead: stages };
  }
  // It began later than was held: until then it was what it had been before.
  const later = { ...entryOf(held), ...groundsOf(input) };
  return {
    wrong: held,
    stretches: [
      { from: held.from, to: phaseFrom, entry: before && entryOf(before) },
      { from: phaseFrom, to: held.to, entry: later },
    ],
    instead: stages.map((stage) => (stage === held ? { lifecycle, from: phaseFrom } : stage)),
  };
}

/** Before the first stage that is held: that one began earlier, or there was another one before it. */
function earlierThanAll(
  stages: readonly HeldStage[],
  first: HeldStage,
  input: CorrectStandardVersionInput,
): Correction {
  const { phaseFrom: from, lifecycle } = input;
  const isSame = first.lifecycle === lifecycle;
  const stretch = isSame
    ? { from, to: first.to, entry: { ...entryOf(first), ...groundsOf(input) } }
    : { from, to: first.from, entry: saidOf(input) };
  return { wrong: first, stretches: [stretch], instead: [{ lifecycle, from }, ...stages] };
}

const inOrder = (stages: readonly Stage[]): Stage[] => stages.toSorted((a, b) => (a.from < b.from ? -1 : 1));

const saidOf = (input: CorrectStandardVersionInput): PhaseEntry => ({
  lifecycle: input.lifecycle,
  ...groundsOf(input),
  ...STATED,
});

/** Only what is said: what is not, stays as it is held. */
const groundsOf = ({ successorId, noSuccessor, decisionId }: CorrectStandardVersionInput) => ({
  ...(successorId != null ? { successorId, isWithoutSuccessor: false } : {}),
  ...(noSuccessor === true ? { successorId: undefined, isWithoutSuccessor: true } : {}),
  ...(decisionId != null ? { decisionId } : {}),
});
