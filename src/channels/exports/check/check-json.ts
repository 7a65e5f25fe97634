import { type Check } from './check.question.js';
import { passes, type Strictness, verdictOf } from './verdict.js';

/** The answer of the register, and what was made of it. */
export function checkJson(check: Check, strictness: Strictness): string {
  const results = check.results.map((result) => ({ verdict: verdictOf(result, strictness), ...result }));
  return `${JSON.stringify({ passes: passes(check, strictness), failOn: strictness, ...check, results }, null, 2)}\n`;
}
