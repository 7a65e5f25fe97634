import { type Check } from './check.question.js';

/** Texts of a register go to terminals and files: no control character goes along. */
export const clean = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029\p{Surrogate}\uFFFE\uFFFF]+/gu, ' ').trim();

export const named = ({ productVersion: { product, label } }: Check): string => clean(`${product.name} ${label}`);

export const underTerms = ({ terms, normSet }: Check): string => clean(`GIBIT ${terms.edition}, ${normSet.edition}`);

/** What is not said in the report's own words. */
export const WORDS = {
  nl: { contract: 'contract', asOf: 'verklaringen op', whole: 'De toets als geheel' },
  en: { contract: 'contract', asOf: 'declarations as of', whole: 'The check as a whole' },
} as const;
export type Language = keyof typeof WORDS;
