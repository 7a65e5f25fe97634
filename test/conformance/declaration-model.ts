/** What may become of a declaration, said once more and by other means, to hold the register to. Pure: no database, no clock. */

export const PLAYERS = ['own', 'other', 'assessor', 'second', 'double', 'registrar'] as const;
export type Player = (typeof PLAYERS)[number];
export type Happening =
  | { readonly what: 'declare'; readonly by: Player; readonly draft: boolean }
  | {
      readonly what: 'step';
      readonly by: Player;
      readonly to: string;
      readonly reason: boolean;
      readonly proof: boolean;
    }
  | { readonly what: 'standardEnds' | 'productEnds' | 'newerProduct' | 'expires' };

/** Everything that decides what may come next. */
export interface Situation {
  readonly isRelease: boolean;
  readonly state: string | undefined;
  readonly assessedBy: 'assessor' | 'second' | undefined;
  readonly hasProof: boolean;
  readonly standardEnded: boolean;
  readonly productEnded: boolean;
  /** A newer version came out since it was demonstrated. */
  readonly isOutrun: boolean;
}
export const atFirst = (isRelease: boolean): Situation => ({
  ...{ isRelease, state: undefined, assessedBy: undefined, hasProof: false },
  ...{ standardEnded: false, productEnded: false, isOutrun: false },
});

/** Each rule by its name, so that one can be left out: a run of happenings that then still agrees has not tried it. */
export const RULES = [
  ...[
    'only the supplier declares',
    'nothing is declared twice',
    'revoked stays revoked',
    'no draft of what was public',
  ],
  ...['drafts are hidden', 'the order of states', 'suppliers publish and withdraw', 'assessors assess'],
  ...[
    'no assessor of the supplier',
    'who took it goes on with it',
    'refusing takes a reason',
    'revoking takes a reason',
  ],
  ...[
    'asking takes a reason',
    'only releases are demonstrated',
    'not of a standard that ended',
    'not of a product that ended',
  ],
  ...['not without proof', 'what leans on what ended is due'],
] as const;
export type Rule = (typeof RULES)[number];

const ORDER = {
  DRAFT: { PUBLISHED: 'supplier' },
  PUBLISHED: { IN_ASSESSMENT: 'assessor', WITHDRAWN: 'supplier' },
  IN_ASSESSMENT: { DEMONSTRATED: 'assessor', REFUSED: 'assessor', WITHDRAWN: 'supplier' },
  DEMONSTRATED: { REASSESSMENT_DUE: 'assessor', REVOKED: 'assessor', WITHDRAWN: 'supplier' },
  REASSESSMENT_DUE: { IN_ASSESSMENT: 'assessor', REVOKED: 'assessor', WITHDRAWN: 'supplier' },
} as Readonly<Record<string, Readonly<Record<string, 'supplier' | 'assessor'>>>>;
export const STATES = [...Object.keys(ORDER), 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'REVOKED'];
export const STANDING = ['PUBLISHED', 'IN_ASSESSMENT', 'DEMONSTRATED', 'REASSESSMENT_DUE'];
const SUPPLIERS: readonly Player[] = ['own', 'double', 'registrar'];
const ASSESSING: readonly Player[] = ['assessor', 'second', 'double'];
const organisationOf = (player: Player) => (player === 'assessor' ? 'assessor' : 'second');

/** What everyone sees it to be. */
export function shownState(now: Situation, without?: Rule): string | undefined {
  const isDue = now.standardEnded || now.productEnded || now.isOutrun;
  return now.state === 'DEMONSTRATED' && isDue && without !== 'what leans on what ended is due'
    ? 'REASSESSMENT_DUE'
    : now.state;
}

/** The rule that a happening breaks; undefined when it may be. */
export function brokenBy(now: Situation, happening: Happening, without?: Rule): Rule | undefined {
  const breaks = (isSo: boolean, rule: Rule): Rule | undefined => (isSo && rule !== without ? rule : undefined);
  const state = shownState(now, without);
  if (happening.what === 'declare') {
    return (
      breaks(!SUPPLIERS.includes(happening.by), 'only the supplier declares') ??
      breaks(state === 'DRAFT' || STANDING.includes(state ?? ''), 'nothing is declared twice') ??
      breaks(state === 'REVOKED', 'revoked stays revoked') ??
      breaks(state !== undefined && happening.draft, 'no draft of what was public')
    );
  }
  if (happening.what !== 'step') return undefined;
  const { by, to, reason, proof } = happening;
  const party = ORDER[state ?? '']?.[to];
  const isTaken = state !== 'PUBLISHED' && state !== 'DRAFT';
  return (
    breaks(state === 'DRAFT' && !SUPPLIERS.includes(by), 'drafts are hidden') ??
    breaks(party === undefined, 'the order of states') ??
    breaks(party === 'supplier' && !SUPPLIERS.includes(by), 'suppliers publish and withdraw') ??
    breaks(party === 'assessor' && !ASSESSING.includes(by), 'assessors assess') ??
    breaks(party === 'assessor' && by === 'double', 'no assessor of the supplier') ??
    breaks(party === 'assessor' && isTaken && organisationOf(by) !== now.assessedBy, 'who took it goes on with it') ??
    breaks(to === 'REFUSED' && !reason, 'refusing takes a reason') ??
    breaks(to === 'REVOKED' && !reason, 'revoking takes a reason') ??
    breaks(to === 'REASSESSMENT_DUE' && !reason, 'asking takes a reason') ??
    breaks(to === 'DEMONSTRATED' && !now.isRelease, 'only releases are demonstrated') ??
    breaks(to === 'DEMONSTRATED' && now.standardEnded, 'not of a standard that ended') ??
    breaks(to === 'DEMONSTRATED' && now.productEnded, 'not of a product that ended') ??
    breaks(to === 'DEMONSTRATED' && !now.hasProof && !proof, 'not without proof')
  );
}

export type Answer = 'DONE' | 'REFUSED' | 'NOT THERE';
/** What is said to someone who tries. */
export function answerTo(now: Situation, happening: Happening, without?: Rule): Answer {
  const broken = brokenBy(now, happening, without);
  return broken === undefined ? 'DONE' : broken === 'drafts are hidden' ? 'NOT THERE' : 'REFUSED';
}

/** What it is after something that may be. */
export function after(now: Situation, happening: Happening): Situation {
  switch (happening.what) {
    case 'declare':
      return { ...now, state: happening.draft ? 'DRAFT' : 'PUBLISHED', assessedBy: undefined };
    case 'step': {
      const { to, by, proof } = happening;
      const then = { ...now, state: to, hasProof: now.hasProof || proof };
      if (to === 'IN_ASSESSMENT') return { ...then, assessedBy: organisationOf(by) };
      return to === 'DEMONSTRATED' ? { ...then, isOutrun: false } : then;
    }
    case 'standardEnds':
      return { ...now, standardEnded: true };
    case 'productEnds':
      return { ...now, productEnded: true };
    case 'newerProduct':
      return { ...now, isOutrun: now.state === 'DEMONSTRATED' };
    case 'expires':
      return STANDING.includes(now.state ?? '') ? { ...now, state: 'EXPIRED' } : now;
  }
}

/** A step as the history of a declaration tells it. */
export interface Told {
  readonly state: string;
  readonly reason: string | null;
  readonly assessedBy: { readonly slug: string } | null;
}
/**
 * What is wrong with a history, the oldest step first, by looking at nothing else.
 * @param supplier the slug of the supplier's organisation
 */
export function faultsOf(history: readonly Told[], supplier: string): string[] {
  return history.flatMap(({ state, reason, assessedBy }, i) => {
    const before = history[i - 1];
    const isAnew = state === 'PUBLISHED' || state === 'DRAFT';
    // What was demonstrated may have been due of itself.
    const ways = { ...ORDER[before?.state ?? ''], ...(before?.state === 'DEMONSTRATED' && ORDER['REASSESSMENT_DUE']) };
    const came = before === undefined ? isAnew : (ways[state] ?? (isAnew ? 'anew' : undefined));
    const isForeign = before?.assessedBy !== null && before?.assessedBy?.slug !== assessedBy?.slug;
    const needsAssessor = ['IN_ASSESSMENT', 'DEMONSTRATED', 'REFUSED', 'REVOKED', 'REASSESSMENT_DUE'].includes(state);
    return [
      ...(came === undefined || came === false ? [`${before?.state ?? 'nothing'} became ${state}`] : []),
      ...(isAnew && before?.state === 'REVOKED' ? ['what was revoked was declared again'] : []),
      ...(needsAssessor && assessedBy === null ? [`nobody made it ${state}`] : []),
      ...(assessedBy?.slug === supplier ? [`its supplier made it ${state}`] : []),
      ...(needsAssessor && state !== 'IN_ASSESSMENT' && isForeign ? [`another made it ${state}`] : []),
      ...(['REFUSED', 'REVOKED', 'REASSESSMENT_DUE'].includes(state) && reason === null
        ? [`${state} without a reason`]
        : []),
    ];
  });
}
