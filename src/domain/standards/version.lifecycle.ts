/** The stages of a version's life, and the ways between them (the domain's state machine for versions). */
export enum Lifecycle {
  IN_DEVELOPMENT = 'IN_DEVELOPMENT',
  CONSULTATION = 'CONSULTATION',
  CANDIDATE = 'CANDIDATE',
  IN_USE = 'IN_USE',
  END_OF_SUPPORT = 'END_OF_SUPPORT',
  WITHDRAWN = 'WITHDRAWN',
  VOID = 'VOID',
}

/** Forward skips are allowed from the drawing board only; a candidate that is not accepted goes back to it. */
export const TRANSITIONS: Readonly<Record<Lifecycle, readonly Lifecycle[]>> = {
  IN_DEVELOPMENT: [
    Lifecycle.CONSULTATION,
    Lifecycle.CANDIDATE,
    Lifecycle.IN_USE,
    Lifecycle.END_OF_SUPPORT,
    Lifecycle.WITHDRAWN,
  ],
  CONSULTATION: [Lifecycle.CANDIDATE],
  CANDIDATE: [Lifecycle.IN_DEVELOPMENT, Lifecycle.IN_USE, Lifecycle.VOID],
  IN_USE: [Lifecycle.END_OF_SUPPORT, Lifecycle.VOID],
  END_OF_SUPPORT: [Lifecycle.WITHDRAWN],
  WITHDRAWN: [],
  VOID: [],
};

export const canMove = (from: Lifecycle, to: Lifecycle): boolean => TRANSITIONS[from].includes(to);

/** How a draft may be announced: as what it is, or as what it can become from there. */
export const FIRST_STAGES: readonly Lifecycle[] = [Lifecycle.IN_DEVELOPMENT, ...TRANSITIONS.IN_DEVELOPMENT];

/** A stage of a version from a day (YYYY-MM-DD) on, until the first day of the next one. */
export interface Stage {
  readonly lifecycle: Lifecycle;
  readonly from: string;
}
export interface Step {
  readonly from: Lifecycle;
  readonly to: Lifecycle;
  /** The first day of the later stage. */
  readonly on: string;
}

/** The stage on a day, given all stages from the first to the last; undefined before the first. */
export const stageOn = <S extends Stage>(stages: readonly S[], day: string): S | undefined =>
  stages.findLast(({ from }) => from <= day);

/** The steps of a life that the state machine does not know; two records of one stage in a row are no step. */
export const illegalSteps = (stages: readonly Stage[]): Step[] =>
  stages.flatMap(({ lifecycle, from }, i) => {
    const before = stages[i - 1]?.lifecycle ?? lifecycle;
    return before === lifecycle || canMove(before, lifecycle) ? [] : [{ from: before, to: lifecycle, on: from }];
  });

/** The first step of another life that the state machine does not know, and that the life held did not take either. */
export function newlyIllegal(held: readonly Stage[], instead: readonly Stage[]): Step | undefined {
  const known = illegalSteps(held).map(({ from, to, on }) => `${from} ${to} ${on}`);
  return illegalSteps(instead).find(({ from, to, on }) => !known.includes(`${from} ${to} ${on}`));
}

/**
 * Which version speaks for its standard: one in use if there is one, else what comes nearest to it, else what is on its way out.
 * A standard without any version is in development.
 */
export const STANDARD_ORDER: readonly Lifecycle[] = [
  Lifecycle.IN_USE,
  Lifecycle.CANDIDATE,
  Lifecycle.CONSULTATION,
  Lifecycle.IN_DEVELOPMENT,
  Lifecycle.END_OF_SUPPORT,
  Lifecycle.WITHDRAWN,
  Lifecycle.VOID,
];

/** The lifecycle of a standard, given those of its versions on the same date. */
export const lifecycleOfStandard = (versions: readonly Lifecycle[]): Lifecycle =>
  STANDARD_ORDER.find((stage) => versions.includes(stage)) ?? Lifecycle.IN_DEVELOPMENT;
