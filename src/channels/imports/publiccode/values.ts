import { Confidence } from '../../../domain/organisations/provenance.js';
import { type Oddities } from './oddities.js';
import { type SaidValues } from './reading.js';

/** What the register holds of a component itself. */
export interface HeldComponent {
  readonly id: string;
  readonly slug: string;
  readonly repositoryUrl: string;
  readonly confidence: Confidence;
  readonly provenance: string | null;
  readonly values: Readonly<Record<keyof SaidValues, string | null>>;
}

/** What goes together is taken together. The first of each says whether the file speaks of it. */
const GROUPS: readonly (readonly [keyof SaidValues, ...(keyof SaidValues)[]])[] = [
  ['name'],
  ['summaryNl'],
  ['summaryEn'],
  ['layer'],
  ['licence', 'licenceText'],
  ['maintainer'],
  ['maturity', 'maturityText'],
  ['latestVersion', 'latestReleasedOn'],
];

/**
 * What of a file is taken over the values that are held. News is: what fills a gap, and what the file says otherwise than it did, as long
 * as the register still holds what the file said then. What others know better stays, and is noted; so is what they knew less surely.
 * @param before what the file said when it was last read; undefined when it never was
 */
export function newsIn(
  said: SaidValues,
  before: SaidValues | undefined,
  { values, confidence }: Pick<HeldComponent, 'values' | 'confidence'>,
  { today, odd }: { readonly today: string; readonly odd: Oddities },
): Partial<Record<keyof SaidValues, string | null>> {
  const news: Partial<Record<keyof SaidValues, string | null>> = {};
  for (const group of GROUPS) {
    const of = (source: SaidValues | HeldComponent['values'] | undefined) => group.map((key) => source?.[key] ?? null);
    const [now, then, held] = [of(said), of(before), of(values)];
    if (now.every((value) => value === null) || now[0] === 'NOASSERTION' || same(now, held)) continue;
    const isGap = held.every((value) => value === null || value === '') || held[0] === 'NOASSERTION';
    const isOurs = before !== undefined && same(then, held);
    const isTold = before !== undefined && same(then, now);
    if (!isGap && !isOurs && isTold) continue;
    const isNewer = group[0] === 'latestVersion' && isLater(now[1], held[1]) && !isLater(now[1], today);
    const isTaken = isGap || isOurs || isNewer || confidence !== Confidence.SEEN;
    const change = `${held.filter(Boolean).join(' ')} / ${now.filter(Boolean).join(' ')}`;
    if (!isTaken) odd.note('DIFFERS', group[0], change);
    else if (!isGap && !isOurs && !isNewer) odd.note('REPLACED', group[0], change);
    if (isTaken) group.forEach((key, i) => (news[key] = now[i] ?? null));
  }
  return news;
}

const same = (one: readonly (string | null)[], other: readonly (string | null)[]): boolean =>
  one.every((value, i) => value === other[i]);
const isLater = (one: string | null | undefined, other: string | null | undefined): boolean =>
  Boolean(one && other && one > other);

/**
 * Whether a file is of an older release than what was read before: an old copy has nothing to say beside it. A day to come says nothing of
 * which is the newer: one that was mistyped would shut out everything that follows.
 */
export function isOlder(said: SaidValues, { values: { latestReleasedOn } }: HeldComponent, today: string): boolean {
  return isLater(latestReleasedOn, said.latestReleasedOn) && !isLater(latestReleasedOn, today);
}
