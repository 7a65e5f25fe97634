/** What a municipality takes over from those it follows: pure functions over plain values. */
import { AdoptionStatus, monthsAfter } from './adoption.statuses.js';
import { ExplainReason } from './adoptions.enums.js';

/** What a predecessor says of a standard on its last day; without a record of its own nobody has said. */
export interface Legacy {
  /** Its name, for words that are taken over beside those of another. */
  readonly name: string;
  readonly status: AdoptionStatus;
  readonly versionId: string | null;
  readonly plannedFor: string | null;
  readonly explainReason: ExplainReason | null;
  readonly motivation: string | null;
  readonly reviewOn: string | null;
  readonly isConfidential: boolean;
  readonly reason: string | null;
  readonly confidence: string;
}

/** What the successor takes over. */
export interface Inheritance extends Omit<Legacy, 'name'> {
  /** Until when it counts as current without being confirmed. */
  readonly confirmBy: string | null;
}

const { UNKNOWN, EXPLAINED, NOT_APPLICABLE } = AdoptionStatus;
/** The first year of a new municipality is busy, but what nobody of it ever said should not stand for a whole one. */
const CONFIRM_AFTER_MONTHS = 6;
/** From the least sure to the surest. */
const CONFIDENCES = ['RECALLED', 'INFERRED', 'SEEN'];

/**
 * The common status of all predecessors, with whatever else they have in common; UNKNOWN where they differ.
 * @param on the day of the merger, YYYY-MM-DD
 * @param legacies of every predecessor, one at least
 */
export function inheritanceOf(legacies: readonly Legacy[], on: string): Inheritance {
  const status = common(legacies.map((each) => each.status)) ?? UNKNOWN;
  const confidence = CONFIDENCES.find((each) => legacies.some((legacy) => legacy.confidence === each)) ?? 'SEEN';
  const due = monthsAfter(on, CONFIRM_AFTER_MONTHS);
  const taken = { ...NOTHING_MORE, status, confidence };
  if (status === UNKNOWN) return { ...taken, confirmBy: null };
  const known = {
    ...taken,
    versionId: common(legacies.map(({ versionId }) => versionId)) ?? null,
    // It is done when the last of them is.
    plannedFor: common(legacies.map(({ plannedFor }) => plannedFor !== null)) === true ? latest(legacies) : null,
    reason: status === NOT_APPLICABLE ? inOneText(legacies, ({ reason }) => reason) || null : null,
    confirmBy: due,
  };
  if (status !== EXPLAINED) return known;
  const reviewOn = legacies.map((each) => each.reviewOn ?? due).reduce((a, b) => (a < b ? a : b));
  return {
    ...known,
    explainReason: common(legacies.map(({ explainReason }) => explainReason)) ?? ExplainReason.OTHER,
    motivation: inOneText(legacies, ({ motivation }) => motivation),
    reviewOn,
    isConfidential: legacies.some(({ isConfidential }) => isConfidential),
    confirmBy: reviewOn < due ? reviewOn : due,
  };
}

const NOTHING_MORE = {
  versionId: null,
  plannedFor: null,
  explainReason: null,
  motivation: null,
  reviewOn: null,
  isConfidential: false,
  reason: null,
};

/** What all of them are; undefined when two differ. */
const common = <T>([first, ...others]: readonly T[]): T | undefined =>
  others.every((other) => other === first) ? first : undefined;

const latest = (legacies: readonly Legacy[]): string | null =>
  legacies.map(({ plannedFor }) => plannedFor).reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b), null);

/** The words of all of them: once when they are the same, else each under the name of who said it. */
function inOneText(legacies: readonly Legacy[], wordsOf: (legacy: Legacy) => string | null): string {
  const said = legacies.flatMap((legacy) => {
    const words = wordsOf(legacy);
    return words === null ? [] : [{ name: legacy.name, words }];
  });
  const same = common(said.map(({ words }) => words));
  return same ?? said.map(({ name, words }) => `${name}: ${words}`).join('\n\n');
}
