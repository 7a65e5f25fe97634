import { NORM_OUTCOMES, THEMES } from '../reports/report.words.js';
import { type Check, type NormResult } from './check.question.js';
import { clean, type Language, named, underTerms, WORDS } from './check-words.js';
import { passes, type Strictness, type Verdict, verdictOf } from './verdict.js';

const MARKS: Readonly<Record<Verdict, string>> = { failed: '✗', warned: '!', passed: '✓', skipped: '-' };
const INDENT = '      ';

/** For a person at a screen: the whole first, then norm by norm, by theme; what does not apply last, by its codes alone. */
export function checkText(check: Check, strictness: Strictness, language: Language): string {
  const { contract, asOf } = WORDS[language];
  const lines = [
    `${named(check)} · ${underTerms(check)} · ${contract} ${check.contractDate} · ${asOf} ${check.asOf}`,
    `${passes(check, strictness) ? MARKS.passed : MARKS.failed} ${clean(check.because)}`,
  ];
  const applying = check.results.filter(({ outcome }) => outcome !== 'NOT_APPLICABLE');
  for (const theme of new Set(applying.map(({ norm }) => norm.theme))) {
    lines.push('', THEMES[theme][language]);
    const of = applying.filter(({ norm }) => norm.theme === theme);
    lines.push(...of.flatMap((result) => linesOf(result, strictness, language)));
  }
  const others = check.results.filter(({ outcome }) => outcome === 'NOT_APPLICABLE').map(({ norm }) => norm.code);
  if (others.length > 0)
    lines.push('', NORM_OUTCOMES.NOT_APPLICABLE[language], `  ${MARKS.skipped} ${clean(others.join(', '))}`);
  return `${lines.join('\n')}\n`;
}

function linesOf(result: NormResult, strictness: Strictness, language: Language): string[] {
  const { norm, outcome, because, declarations } = result;
  const mark = MARKS[verdictOf(result, strictness)];
  const used = declarations.map(
    ({ standardVersion: { standard, label } }) => `${INDENT}· ${clean(`${standard.name} ${label}`)}`,
  );
  return [
    `  ${mark} ${clean(norm.code)} ${clean(norm.title)}: ${NORM_OUTCOMES[outcome][language]}`,
    `${INDENT}${clean(because)}`,
    ...used,
  ];
}
