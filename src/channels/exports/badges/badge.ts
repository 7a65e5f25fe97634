import { makeBadge } from 'badge-maker';
import { type CheckOutcome } from '../check/check.question.js';
import { clean, type Language } from '../check/check-words.js';

interface Look {
  readonly color: string;
  readonly nl: string;
  readonly en: string;
}

/** Told apart by their words; the colours are dark enough for the white letters on them. */
const LOOKS: Readonly<Record<CheckOutcome | 'NOTHING', Look>> = {
  MEETS: { color: '#1a7f37', nl: 'aangetoond', en: 'demonstrated' },
  MEETS_ON_OWN_WORD: { color: '#0969a8', nl: 'volgens leverancier', en: 'on own word' },
  GAPS: { color: '#b42318', nl: 'voldoet niet', en: 'does not meet' },
  UNKNOWN: { color: '#5c636a', nl: 'niet vast te stellen', en: 'cannot be told' },
  NOTHING: { color: '#5c636a', nl: 'onbekend', en: 'unknown' },
};

/**
 * A badge with what came of a check, as SVG; its title says the same to who cannot see it.
 * @param edition of the terms, such as 2023; empty when they are not known
 */
export function badge(outcome: CheckOutcome | undefined, edition: string, language: Language): string {
  const { color, [language]: message } = LOOKS[outcome ?? 'NOTHING'];
  return makeBadge({ label: clean(`GIBIT ${edition}`), message, color, labelColor: '#333' });
}
