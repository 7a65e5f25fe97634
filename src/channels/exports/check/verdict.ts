import { type Check, type CheckOutcome, type NormResult } from './check.question.js';

/** How strict a check is taken; each refuses what the one before it refuses, and more. */
export const STRICTNESS = ['gaps', 'unknown', 'own-word'] as const;
export type Strictness = (typeof STRICTNESS)[number];

const REFUSED: Readonly<Record<Strictness, readonly CheckOutcome[]>> = {
  gaps: ['GAPS'],
  unknown: ['GAPS', 'UNKNOWN'],
  'own-word': ['GAPS', 'UNKNOWN', 'MEETS_ON_OWN_WORD'],
};

/** Whether the product version passes the check as a whole. */
export const passes = ({ outcome }: Check, strictness: Strictness): boolean => !REFUSED[strictness].includes(outcome);

/** Of one norm: it counts against the product, it is in order, or it could not be or need not be judged. */
export type Verdict = 'failed' | 'warned' | 'passed' | 'skipped';

/**
 * What one norm comes down to. A norm fails only where the check as a whole does; of what falls short without failing, the reader
 * is warned.
 */
export function verdictOf({ outcome, norm }: NormResult, strictness: Strictness): Verdict {
  switch (outcome) {
    case 'DEMONSTRATED':
      return 'passed';
    case 'SUPPORTED':
      return strictness === 'own-word' ? 'failed' : 'passed';
    case 'PARTIAL':
    case 'MISSING':
      return norm.verified || strictness !== 'gaps' ? 'failed' : 'warned';
    default:
      return 'skipped';
  }
}
