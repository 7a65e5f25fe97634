/** What may become of a proposal, said once more and by other means, to hold the register to. Pure: no database, no clock. */

export const PLAYERS = [
  ...(['reporter-gm0363', 'approver-gm0363', 'reporter-gm0344', 'partnership'] as const),
  ...(['registrar', 'secretary', 'secretary-2', 'auditor'] as const),
] as const;
export type Player = (typeof PLAYERS)[number];
export const BODIES = ['VNG_DIRECTORATE', 'VNG_BOARD'] as const;
export const OUTCOMES = { ADOPTED: 'ESTABLISHED', REJECTED: 'REJECTED', DEFERRED: 'DEFERRED' } as const;

export type Happening =
  | {
      readonly what: 'step';
      readonly by: Player;
      readonly to: string;
      readonly reason: boolean;
      readonly period: boolean;
    }
  | { readonly what: 'support'; readonly by: Player; readonly of: 'own' | 'other'; readonly withdraw: boolean }
  | { readonly what: 'describe' | 'judge' | 'react' | 'answer' | 'close' | 'confirm' | 'drop'; readonly by: Player }
  | { readonly what: 'advise'; readonly by: Player; readonly body: 'CVD' | 'TASKFORCE' }
  | {
      readonly what: 'record';
      readonly by: Player;
      readonly body: (typeof BODIES)[number];
      readonly outcome: keyof typeof OUTCOMES;
      readonly members: boolean;
    };

/** Everything that decides what may come next. */
export interface Situation {
  /** A reporter of Amsterdam submits it, or the secretary of VNG. */
  readonly submitter: 'amsterdam' | 'vng';
  readonly level: 'RECOMMENDED' | 'COMPLY_OR_EXPLAIN' | 'MANDATORY';
  readonly state: string;
  /** It was submitted at least once. */
  readonly isPublic: boolean;
  /** It says how strongly the standard would bind. */
  readonly isComplete: boolean;
  readonly supporters: readonly string[];
  /** How many criteria have no verdict. */
  readonly unjudged: number;
  readonly round: 'none' | 'open' | 'over';
  readonly unanswered: number;
  readonly reactions: number;
  readonly isAdvised: boolean;
  /** A decision was recorded at least once, */
  readonly hasRecorded: boolean;
  /** and waits to be confirmed. */
  readonly pending: { readonly by: Player; readonly outcome: keyof typeof OUTCOMES } | undefined;
}
export const atFirst = (submitter: Situation['submitter'], level: Situation['level'], unjudged: number): Situation => ({
  ...{ submitter, level, unjudged, state: 'DRAFT', isPublic: false, isComplete: false, supporters: [] },
  ...{ round: 'none', unanswered: 0, reactions: 0, isAdvised: false },
  ...{ hasRecorded: false, pending: undefined },
});

/** Each rule by its name, so that one can be left out: lives that then still agree have not tried it. */
export const RULES = [
  ...([
    'secretaries confirm',
    'drafts are hidden',
    'the order of states',
    'who submits goes on',
    'the office takes in',
  ] as const),
  ...(['secretaries bring on', 'a decision alone decides', 'it says what it must', 'another supports it'] as const),
  ...(['returning takes a reason', 'leaving it takes a reason', 'a consultation has a period'] as const),
  ...(['every criterion is judged', 'the consultation is over', 'every reaction is answered'] as const),
  ...(['the CvD advised on what binds', 'nobody supports his own', 'partnerships do not support'] as const),
  ...(['support is for oneself to give', 'support ends with the proposal', 'who submits writes it'] as const),
  ...([
    'written before it is taken in',
    'the office judges',
    'judged in its time',
    'one reacts while it is open',
  ] as const),
  ...(['the office answers', 'answered in its time', 'the office sets the days', 'the days of what runs'] as const),
  ...(['secretaries record advice', 'advised in its time', 'secretaries record decisions'] as const),
  ...(['decided in its time', 'the body of its level decides', 'the members are asked'] as const),
  ...(['one decision at a time', 'who submits does not decide', 'four eyes', 'confirmed while it waits'] as const),
] as const;
export type Rule = (typeof RULES)[number];

const ORDER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DRAFT: { SUBMITTED: 'submitter', WITHDRAWN: 'submitter' },
  SUBMITTED: { INTAKE: 'office', WITHDRAWN: 'submitter' },
  INTAKE: { RETURNED: 'office', NOT_TAKEN_UP: 'office', IN_ASSESSMENT: 'office', WITHDRAWN: 'submitter' },
  RETURNED: { SUBMITTED: 'submitter', WITHDRAWN: 'submitter' },
  IN_ASSESSMENT: { IN_CONSULTATION: 'office', WITHDRAWN: 'submitter' },
  IN_CONSULTATION: { CVD_ADVICE: 'office', WITHDRAWN: 'submitter' },
  CVD_ADVICE: { DECISION: 'secretary', WITHDRAWN: 'submitter' },
  DECISION: { ESTABLISHED: 'decision', REJECTED: 'decision', DEFERRED: 'decision', WITHDRAWN: 'submitter' },
  DEFERRED: { CVD_ADVICE: 'secretary', WITHDRAWN: 'submitter' },
};
export const STATES = [...Object.keys(ORDER), 'NOT_TAKEN_UP', 'ESTABLISHED', 'REJECTED', 'WITHDRAWN'];
export const ENDS = ['NOT_TAKEN_UP', 'ESTABLISHED', 'REJECTED', 'WITHDRAWN'];

const SECRETARIES: readonly Player[] = ['secretary', 'secretary-2'];
const organisationOf: Readonly<Record<Player, string>> = {
  ...{ 'reporter-gm0363': 'amsterdam', 'approver-gm0363': 'amsterdam', 'reporter-gm0344': 'utrecht' },
  ...{ partnership: 'partnership', registrar: 'office', secretary: 'vng', 'secretary-2': 'ibd', auditor: 'office' },
};
/** May propose for the organisation that submits it. */
const submits = (now: Situation, by: Player): boolean => organisationOf[by] === now.submitter;
const sees = (now: Situation, by: Player): boolean =>
  now.isPublic || submits(now, by) || by === 'registrar' || by === 'auditor';

/** Who tries something that his role is not for at all is turned away at the door, whatever it is about. */
export function isTurnedAway({ what, by }: Happening): boolean {
  switch (what) {
    case 'judge':
    case 'close':
      return by !== 'registrar';
    case 'advise':
    case 'record':
    case 'confirm':
    case 'drop':
      return !SECRETARIES.includes(by);
    default:
      return false;
  }
}

type Breaks = (isSo: boolean, rule: Rule) => Rule | undefined;

/** The rule that a happening breaks; undefined when it may be. */
export function brokenBy(now: Situation, happening: Happening, without?: Rule): Rule | undefined {
  const breaks: Breaks = (isSo, rule) => (isSo && rule !== without ? rule : undefined);
  const { by, what } = happening;
  const door = {
    ...{ judge: 'the office judges', close: 'the office sets the days', advise: 'secretaries record advice' },
    ...{ record: 'secretaries record decisions', confirm: 'secretaries confirm', drop: 'secretaries confirm' },
  } as Readonly<Record<string, Rule>>;
  const turned = door[what] && breaks(isTurnedAway(happening), door[what]);
  if (turned !== undefined) return turned;
  return breaks(!sees(now, by), 'drafts are hidden') ?? brokenInside(now, happening, breaks);
}

function brokenInside(now: Situation, happening: Happening, breaks: Breaks): Rule | undefined {
  const { by } = happening;
  const isConsulted = now.state === 'IN_CONSULTATION';
  switch (happening.what) {
    case 'step':
      return brokenByStep(now, happening, breaks);
    case 'support': {
      const of = happening.of === 'own' ? organisationOf[by] : by === 'reporter-gm0344' ? 'amsterdam' : 'utrecht';
      return (
        breaks(happening.of === 'other', 'support is for oneself to give') ??
        breaks(of === now.submitter, 'nobody supports his own') ??
        breaks(['partnership', 'office'].includes(of), 'partnerships do not support') ??
        breaks(ENDS.includes(now.state), 'support ends with the proposal')
      );
    }
    case 'describe':
      return (
        breaks(!submits(now, by), 'who submits writes it') ??
        breaks(!['DRAFT', 'RETURNED'].includes(now.state), 'written before it is taken in')
      );
    case 'judge':
      return breaks(!['IN_ASSESSMENT', 'IN_CONSULTATION'].includes(now.state), 'judged in its time');
    case 'react':
      return breaks(!isConsulted || now.round !== 'open', 'one reacts while it is open');
    case 'answer':
      return breaks(by !== 'registrar', 'the office answers') ?? breaks(!isConsulted, 'answered in its time');
    case 'close':
      return breaks(!isConsulted || now.round !== 'open', 'the days of what runs');
    case 'advise':
      return breaks(!['CVD_ADVICE', 'DECISION'].includes(now.state), 'advised in its time');
    case 'record':
      return brokenByRecord(now, happening, breaks);
    case 'confirm':
      return (
        breaks(now.pending === undefined, 'confirmed while it waits') ??
        breaks(now.pending?.by === by, 'four eyes') ??
        breaks(submits(now, by), 'who submits does not decide') ??
        breaks(now.pending?.outcome === 'ADOPTED' && now.supporters.length === 0, 'another supports it')
      );
    case 'drop':
      return breaks(now.pending === undefined, 'confirmed while it waits');
  }
}

/** What binds asks for advice, by the bodies that may be asked. */
const binds = ({ level }: Situation): boolean => level !== 'RECOMMENDED';
const ROAD = ['IN_ASSESSMENT', 'IN_CONSULTATION', 'CVD_ADVICE', 'DECISION'];

function brokenByStep(
  now: Situation,
  { by, to, reason, period }: Extract<Happening, { what: 'step' }>,
  breaks: Breaks,
): Rule | undefined {
  const party = ORDER[now.state]?.[to];
  return (
    breaks(party === undefined, 'the order of states') ??
    breaks(party === 'decision', 'a decision alone decides') ??
    breaks(party === 'submitter' && !submits(now, by), 'who submits goes on') ??
    breaks(party === 'office' && by !== 'registrar', 'the office takes in') ??
    breaks(party === 'secretary' && !SECRETARIES.includes(by), 'secretaries bring on') ??
    breaks(period && to !== 'IN_CONSULTATION', 'a consultation has a period') ??
    breaks(!period && to === 'IN_CONSULTATION', 'a consultation has a period') ??
    breaks(to === 'RETURNED' && !reason, 'returning takes a reason') ??
    breaks(to === 'NOT_TAKEN_UP' && !reason, 'leaving it takes a reason') ??
    breaks(to === 'SUBMITTED' && !now.isComplete, 'it says what it must') ??
    breaks(ROAD.includes(to) && now.supporters.length === 0, 'another supports it') ??
    breaks(to === 'CVD_ADVICE' && now.unjudged > 0, 'every criterion is judged') ??
    breaks(to === 'CVD_ADVICE' && now.round !== 'over', 'the consultation is over') ??
    breaks(to === 'CVD_ADVICE' && now.unanswered > 0, 'every reaction is answered') ??
    breaks(to === 'DECISION' && binds(now) && !now.isAdvised, 'the CvD advised on what binds')
  );
}

function brokenByRecord(
  now: Situation,
  { by, body, outcome, members }: Extract<Happening, { what: 'record' }>,
  breaks: Breaks,
): Rule | undefined {
  const adopts = outcome === 'ADOPTED';
  return (
    breaks(now.state !== 'DECISION', 'decided in its time') ??
    breaks(submits(now, by), 'who submits does not decide') ??
    breaks(now.pending !== undefined, 'one decision at a time') ??
    breaks((body === 'VNG_BOARD') !== binds(now), 'the body of its level decides') ??
    breaks(adopts && now.level === 'MANDATORY' && !members, 'the members are asked') ??
    breaks(adopts && now.supporters.length === 0, 'another supports it')
  );
}

export type Answer = 'DONE' | 'REFUSED' | 'NOT THERE';
/** What is said to someone who tries. */
export function answerTo(now: Situation, happening: Happening, without?: Rule): Answer {
  const broken = brokenBy(now, happening, without);
  return broken === undefined ? 'DONE' : broken === 'drafts are hidden' ? 'NOT THERE' : 'REFUSED';
}

/** Where someone may take it, when he gives what goes with the step. */
export const allowedFor = (now: Situation, by: Player): string[] =>
  STATES.filter(
    (to) => brokenBy(now, { what: 'step', by, to, reason: true, period: to === 'IN_CONSULTATION' }) === undefined,
  );

/** What it is after something that may be. */
export function after(now: Situation, happening: Happening): Situation {
  switch (happening.what) {
    case 'step': {
      const { to } = happening;
      const isPublic = now.isPublic || to === 'SUBMITTED';
      const pending = to === 'WITHDRAWN' ? undefined : now.pending;
      return { ...now, state: to, isPublic, pending, round: to === 'IN_CONSULTATION' ? 'open' : now.round };
    }
    case 'support': {
      const of = organisationOf[happening.by];
      const others = now.supporters.filter((each) => each !== of);
      return { ...now, supporters: happening.withdraw ? others : [...others, of] };
    }
    case 'describe':
      return { ...now, isComplete: true };
    case 'judge':
      return { ...now, unjudged: Math.max(0, now.unjudged - 1) };
    case 'react':
      return { ...now, unanswered: now.unanswered + 1, reactions: now.reactions + 1 };
    case 'answer':
      return { ...now, unanswered: Math.max(0, now.unanswered - 1) };
    case 'close':
      return { ...now, round: 'over' };
    case 'advise':
      return { ...now, isAdvised: now.isAdvised || happening.body === 'CVD' };
    case 'record':
      return { ...now, hasRecorded: true, pending: { by: happening.by, outcome: happening.outcome } };
    case 'confirm':
      return { ...now, state: OUTCOMES[now.pending!.outcome], pending: undefined };
    case 'drop':
      return { ...now, pending: undefined };
  }
}
