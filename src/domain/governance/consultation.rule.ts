/** In which days one may react to a proposal; days are YYYY-MM-DD, and the last one is exclusive. */
import { daysAfter } from '../../platform/graphql/today.js';

const LONGEST_ROUND = 180;
const FURTHEST_AHEAD = 180;

export interface OpenDays {
  readonly from: string;
  readonly until: string;
}

/** Why a round cannot begin then; undefined when it can. */
export function faultOfBegin(from: string, today: string): string | undefined {
  if (from < today) return `A consultation begins today, ${today}, or later.`;
  const latest = daysAfter(today, FURTHEST_AHEAD);
  return from > latest ? `A consultation begins within ${FURTHEST_AHEAD} days: on ${latest} at last.` : undefined;
}

/** Why a round that begins then cannot end so; undefined when it can. */
export function faultOfEnd({ from, until }: OpenDays): string | undefined {
  if (until <= from) return `It ends after ${from}, its first day.`;
  const latest = daysAfter(from, LONGEST_ROUND);
  return until > latest ? `A consultation lasts at most ${LONGEST_ROUND} days: until ${latest}.` : undefined;
}

/** Why the end of a round that runs, or is to begin, cannot be moved to that day; undefined when it can. */
export function faultOfMove(until: string, { from }: OpenDays, today: string): string | undefined {
  if (until < today) return `It cannot have ended before today, ${today}.`;
  // Who was to react from today on may still be told that he is not asked after all.
  return until === today && from === today ? undefined : faultOfEnd({ from, until });
}

export const isOpenOn = ({ from, until }: OpenDays, day: string): boolean => from <= day && day < until;
