import {
  canMove,
  FIRST_STAGES,
  Lifecycle,
  newlyIllegal,
  type Stage,
  stageOn,
  TRANSITIONS,
} from './version.lifecycle.js';

/** Why a step is refused: plain values, of which a service makes an `IllegalTransitionError`. */
export interface StepRefused {
  /** The field of the input that is to blame. */
  readonly field: string;
  readonly message: string;
  readonly from: Lifecycle;
  readonly to: Lifecycle;
  readonly allowed: readonly Lifecycle[];
  readonly missing: readonly string[];
}

interface Move {
  readonly to: Lifecycle;
  /** The first day of the new stage. */
  readonly on: string;
  readonly today: string;
}

/** Why a draft cannot be announced like this; undefined when it can. Whatever came before the announcement is no history yet. */
export function whyNotAnnounce({ to, on, today }: Move): StepRefused | undefined {
  const refused = refusedFrom(Lifecycle.IN_DEVELOPMENT, to, FIRST_STAGES);
  if (!FIRST_STAGES.includes(to)) return refused('to', `A draft cannot be announced as ${to}.`);
  return to === Lifecycle.IN_DEVELOPMENT && on > today
    ? refused('on', `A draft is announced as ${to} from today, ${today}, or an earlier day on.`, [
        `a day not after ${today}`,
      ])
    : undefined;
}

/**
 * Why a version cannot go to another stage on a day, by the order of its stages alone; undefined when it can.
 * @param stages all stages that are held, planned ones included, from the first to the last
 */
export function whyNotMove(stages: readonly Stage[], { to, on, today }: Move): StepRefused | undefined {
  const current = stageOn(stages, today) ?? stages[0];
  if (current === undefined) return undefined;
  const before = stageOn(stages, on) ?? current;
  const refused = refusedFrom(before.lifecycle, to, TRANSITIONS[before.lifecycle]);
  if (on < current.from) {
    return refused(
      'on',
      `It is ${current.lifecycle} since ${current.from}; a step before that day is a correction: correctStandardVersion.`,
      [`a day not before ${current.from}`],
    );
  }
  if (before.from === on && on > today) {
    return refused('on', `On ${on} it already goes to ${before.lifecycle}: cancelPlannedTransition takes that back.`, [
      'a day without a planned transition',
    ]);
  }
  if (!canMove(before.lifecycle, to)) {
    return refused('to', `On ${on} it is ${before.lifecycle}, from where it cannot go to ${to}.`);
  }
  const previous = before.from === on && on < today ? stages.findLast(({ from }) => from < on) : undefined;
  if (previous !== undefined && !canMove(previous.lifecycle, to)) {
    return refused(
      'on',
      `On ${on} itself it became ${before.lifecycle}; without a day in that stage it would go from ${previous.lifecycle} to ${to}.`,
      [`a day after ${on}`],
    );
  }
  const next = stages.find(({ from }) => from > on);
  return next !== undefined && !canMove(to, next.lifecycle)
    ? refused(
        'to',
        `It goes to ${next.lifecycle} on ${next.from}, which cannot follow ${to}: cancelPlannedTransition takes that back.`,
        [`a planned stage that can follow ${to}`],
      )
    : undefined;
}

/** Why other stages cannot take the place of those held; what was wrong with them already is no reason. */
export function whyNotInstead(held: readonly Stage[], instead: readonly Stage[]): StepRefused | undefined {
  const [first, wasFirst] = [instead[0], held[0]];
  if (first?.lifecycle === Lifecycle.VOID && wasFirst?.lifecycle !== Lifecycle.VOID) {
    return refusedFrom(
      Lifecycle.IN_DEVELOPMENT,
      first.lifecycle,
      FIRST_STAGES,
    )('lifecycle', 'No version begins as VOID.');
  }
  const step = newlyIllegal(held, instead);
  return step && refusedFrom(step.from, step.to, TRANSITIONS[step.from])('lifecycle', illegalLife(step));
}

const illegalLife = ({ from, to, on }: { from: Lifecycle; to: Lifecycle; on: string }): string =>
  `It would go from ${from} to ${to} on ${on}, which is no step a version can take.`;

const refusedFrom =
  (from: Lifecycle, to: Lifecycle, allowed: readonly Lifecycle[]) =>
  (field: string, message: string, missing: readonly string[] = []): StepRefused => ({
    ...{ field, message, from, to, allowed, missing },
  });

/** What the guards look at. */
export interface Facts {
  /** The first day of the stage. */
  readonly on: string;
  readonly publishedOn: string | null;
  readonly hasNormativeArtifact: boolean;
  readonly hasSuccessor: boolean;
  /** It was said that nothing takes its place. */
  readonly isWithoutSuccessor: boolean;
  readonly reason: string | null;
  /** Mandatory obligations that rest on the version that day or later, in words. */
  readonly mandatory: readonly string[];
}

/** What a version still misses to go to a stage; empty when nothing. */
export function missingFor(to: Lifecycle, facts: Facts): string[] {
  switch (to) {
    case Lifecycle.IN_USE:
      return [
        ...(facts.publishedOn === null ? ['a publication date'] : []),
        ...(facts.publishedOn !== null && facts.publishedOn > facts.on
          ? [`a publication date not after ${facts.on}`]
          : []),
        ...(facts.hasNormativeArtifact ? [] : ['a normative artifact']),
      ];
    case Lifecycle.END_OF_SUPPORT:
      return facts.hasSuccessor || facts.isWithoutSuccessor ? [] : ['a successor, or the statement that there is none'];
    case Lifecycle.WITHDRAWN:
      return facts.mandatory.map((obligation) => `the end of ${obligation}`);
    case Lifecycle.VOID:
      return [
        ...(facts.reason === null ? ['a reason'] : []),
        ...(facts.hasSuccessor ? [] : ['the version that takes its place']),
      ];
    default:
      return [];
  }
}
