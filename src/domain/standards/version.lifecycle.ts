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
