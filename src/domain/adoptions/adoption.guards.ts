/** What may be said of a municipality and a standard: pure functions over plain values, for one report and for a workbook alike. */
import { BindingLevel } from '../standards/standards.enums.js';
import { AdoptionStatus, canFollow, monthsAfter, TRANSITIONS } from './adoption.statuses.js';
import { AdoptionOrigin, type ExplainReason } from './adoptions.enums.js';

/** Why something is not applied. */
export interface Explained {
  readonly reason: ExplainReason;
  readonly motivation: string;
  /** YYYY-MM-DD */
  readonly reviewOn: string;
  readonly confidential: boolean;
}
/** What is said, from a day on. */
export interface Said {
  readonly status: AdoptionStatus;
  readonly versionId: string | null;
  /** YYYY-MM-DD */
  readonly validFrom: string;
  readonly plannedFor: string | null;
  readonly explanation: Explained | null;
  readonly reason: string | null;
  /** Sets right what was reported before: the order of statuses does not hold, and a reason is needed. */
  readonly isCorrection: boolean;
}
/** What is held of the same municipality and standard from a day on, until the next. */
export interface Stretch {
  readonly from: string;
  readonly status: AdoptionStatus;
  readonly origin: AdoptionOrigin;
}
/** An obligation for a standard from a day until a day (`infinity` when open), for some versions or, when none is named, all. */
export interface Binding {
  readonly level: BindingLevel;
  readonly from: string;
  readonly to: string;
  readonly versionIds: readonly string[];
}
/** What a report is judged against. */
export interface Surroundings {
  /** When the municipality exists, half-open; `to` is `infinity` while it does. */
  readonly existence: readonly { readonly from: string; readonly to: string }[];
  /** Everything held, earliest first, with what was said before in the same request. */
  readonly timeline: readonly Stretch[];
  readonly bindings: readonly Binding[];
  /** The versions of the standard that may be named. */
  readonly versionIds: ReadonlySet<string>;
}
/** A rule that is broken, for people in two languages. */
export interface Fault {
  /** The field of `AdoptionReport` that breaks it, such as `explanation.reviewOn`. */
  readonly field: string;
  readonly en: string;
  readonly nl: string;
  /** When it is the order of statuses. */
  readonly step?: { readonly from: AdoptionStatus; readonly to: AdoptionStatus; readonly missing: readonly string[] };
}

const { UNKNOWN, PLANNED, IMPLEMENTING, NOT_APPLICABLE, EXPLAINED } = AdoptionStatus;
/** Origins that are not the municipality's own word, so it may say otherwise without correcting itself. */
const OTHERS_WORD: readonly AdoptionOrigin[] = [AdoptionOrigin.INHERITED, AdoptionOrigin.DERIVED];
const LONGEST_EXPLANATION_MONTHS = 12;

/** Every rule that a report breaks. */
export function faultsOf(said: Said, around: Surroundings): Fault[] {
  return [
    existenceFault(said, around),
    versionFault(said, around),
    ...planFaults(said),
    ...reasonFaults(said),
    ...(said.status === EXPLAINED ? explanationFaults(said, around) : strayExplanation(said)),
    ...orderFaults(said, around.timeline),
  ].filter((fault) => fault !== undefined);
}

/** What binds on a day, for a version or, when none is named, for any. */
export const bindingOn = (bindings: readonly Binding[], day: string, versionId: string | null): BindingLevel[] =>
  bindings
    .filter(({ from, to }) => from <= day && day < to)
    .filter(({ versionIds }) => versionId === null || versionIds.length === 0 || versionIds.includes(versionId))
    .map(({ level }) => level);

function existenceFault({ validFrom }: Said, { existence }: Surroundings): Fault | undefined {
  return existence.some(({ from, to }) => from <= validFrom && validFrom < to)
    ? undefined
    : {
        field: 'validFrom',
        en: `The municipality does not exist on ${validFrom}.`,
        nl: `De gemeente bestaat niet op ${validFrom}.`,
      };
}

function versionFault({ versionId }: Said, { versionIds }: Surroundings): Fault | undefined {
  return versionId === null || versionIds.has(versionId)
    ? undefined
    : { field: 'versionId', en: 'The standard has no such version.', nl: 'De standaard heeft deze versie niet.' };
}

function planFaults({ status, plannedFor, validFrom }: Said): Fault[] {
  const field = 'plannedFor';
  if (status === PLANNED && plannedFor === null) {
    return [{ field, en: 'PLANNED needs a target date.', nl: 'Bij GEPLAND hoort een streefdatum.' }];
  }
  if (plannedFor === null) return [];
  if (status !== PLANNED && status !== IMPLEMENTING) {
    const en = 'A target date goes with PLANNED and IMPLEMENTING only.';
    return [{ field, en, nl: 'Een streefdatum hoort alleen bij gepland en in invoering.' }];
  }
  return plannedFor > validFrom
    ? []
    : [
        {
          field,
          en: `The target date lies after ${validFrom}, from which the report holds.`,
          nl: `De streefdatum ligt na ${validFrom}, de dag waarop de melding ingaat.`,
        },
      ];
}

function reasonFaults({ status, reason, isCorrection }: Said): Fault[] {
  if (reason !== null) return [];
  if (isCorrection) {
    return [{ field: 'reason', en: 'A correction needs a reason.', nl: 'Een correctie heeft een reden nodig.' }];
  }
  return status === NOT_APPLICABLE
    ? [
        {
          field: 'reason',
          en: 'NOT_APPLICABLE needs its motivation as the reason.',
          nl: 'Bij niet van toepassing hoort een motivering, als reden.',
        },
      ]
    : [];
}

function strayExplanation({ explanation }: Said): Fault[] {
  return explanation === null
    ? []
    : [
        {
          field: 'explanation',
          en: 'An explanation goes with EXPLAINED only.',
          nl: 'Een uitleg hoort alleen bij uitgelegd.',
        },
      ];
}

function explanationFaults({ explanation, validFrom, versionId }: Said, { bindings }: Surroundings): Fault[] {
  const faults: Fault[] = [];
  const levels = bindingOn(bindings, validFrom, versionId);
  if (levels.includes(BindingLevel.MANDATORY)) {
    faults.push({
      field: 'status',
      en: `The standard is mandatory on ${validFrom}: it can be applied, not explained away.`,
      nl: `De standaard is op ${validFrom} verplicht: uitleggen kan niet, toepassen wel.`,
    });
  } else if (!levels.includes(BindingLevel.COMPLY_OR_EXPLAIN)) {
    faults.push({
      field: 'status',
      en: `Nothing asks to comply or explain on ${validFrom}: there is nothing to explain.`,
      nl: `Op ${validFrom} geldt geen pas-toe-of-leg-uit: er valt niets uit te leggen.`,
    });
  }
  if (explanation === null) {
    faults.push({
      field: 'explanation',
      en: 'EXPLAINED needs an explanation: reason, motivation and review date.',
      nl: 'Bij uitgelegd hoort een uitleg: reden, motivering en herzieningsdatum.',
    });
    return faults;
  }
  const latest = monthsAfter(validFrom, LONGEST_EXPLANATION_MONTHS);
  if (explanation.reviewOn <= validFrom || explanation.reviewOn > latest) {
    faults.push({
      field: 'explanation.reviewOn',
      en: `The review date lies after ${validFrom} and at most twelve months on, by ${latest}.`,
      nl: `De herzieningsdatum ligt na ${validFrom} en hooguit twaalf maanden verder, uiterlijk ${latest}.`,
    });
  }
  return faults;
}

/** From what is held on the day of the report, from what came before that day, and to what is held next: each must be a step. */
function orderFaults({ status, validFrom, isCorrection }: Said, timeline: readonly Stretch[]): Fault[] {
  if (isCorrection) return [];
  const held = timeline.findLast(({ from }) => from <= validFrom);
  // Said again, it is no step: what was set right before may stand where no step leads.
  if (held?.from === validFrom && held.status === status) return [];
  // What is held from this very day on makes room, so what came before it is next to the report as well.
  const earlier = held?.from === validFrom ? timeline.findLast(({ from }) => from < validFrom) : undefined;
  const after = timeline.find(({ from }) => from > validFrom);
  const before = [held, earlier].find((each) => each && isOwnWord(each) && !canFollow(each.status, status));
  const faults: Fault[] = [];
  if (before) faults.push(stepFault(before.status, status, `on ${validFrom}`, `op ${validFrom}`));
  if (after && isOwnWord(after) && !canFollow(status, after.status)) {
    faults.push(
      stepFault(status, after.status, `on ${after.from}, as held already`, `op ${after.from}, zoals al vastligt`),
    );
  }
  return faults;
}

const isOwnWord = ({ origin }: Stretch): boolean => !OTHERS_WORD.includes(origin);

function stepFault(from: AdoptionStatus, to: AdoptionStatus, en: string, nl: string): Fault {
  const ways = TRANSITIONS[from].filter((each) => each !== UNKNOWN);
  return {
    field: 'status',
    en: `From ${from} to ${to} ${en} is no step that can be taken; from ${from} it goes to ${ways.join(', ')}. To set right what was reported before, make it a correction with a reason.`,
    nl: `Van ${from} naar ${to} ${nl} is geen stap die kan; vanaf ${from} kan het naar ${ways.join(', ')}. Was een eerdere melding onjuist, meld dit dan als correctie met een reden.`,
    step: { from, to, missing: ['correction: true', 'reason'] },
  };
}

/** The timeline with a report in it, for judging what is said next. */
export const withReport = (timeline: readonly Stretch[], said: Said, origin: AdoptionOrigin): Stretch[] =>
  [
    ...timeline.filter(({ from }) => from !== said.validFrom),
    { from: said.validFrom, status: said.status, origin },
  ].sort((a, b) => (a.from < b.from ? -1 : 1));
