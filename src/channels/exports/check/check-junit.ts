import { NORM_OUTCOMES, THEMES } from '../reports/report.words.js';
import { type Check, type NormResult } from './check.question.js';
import { clean, type Language, named, underTerms, WORDS } from './check-words.js';
import { passes, type Strictness, verdictOf } from './verdict.js';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const quoted = (text: string): string => `"${clean(text).replace(/[&<>"]/g, (found) => ESCAPES[found] ?? found)}"`;

interface Case {
  readonly group: string;
  readonly name: string;
  /** What stands inside it; nothing for what is in order. */
  readonly inside: string;
}

/** As a test report: the check as a whole, and each norm, as a test case. */
export function checkJunit(check: Check, strictness: Strictness, language: Language): string {
  const cases = [
    wholeOf(check, strictness, language),
    ...check.results.map((each) => caseOf(each, strictness, language)),
  ];
  const count = (kind: string): number => cases.filter(({ inside }) => inside.startsWith(`<${kind} `)).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="0" skipped="${count('skipped')}"`;
  const name = quoted(`${named(check)}: ${underTerms(check)}`);
  const properties = Object.entries({
    product: check.productVersion.product.slug,
    version: check.productVersion.label,
    terms: check.terms.edition,
    normSet: check.normSet.edition,
    contractDate: check.contractDate,
    asOf: check.asOf,
  }).map(([key, value]) => `      <property name="${key}" value=${quoted(value)}/>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name=${name} ${counts}>`,
    `  <testsuite name=${name} ${counts}>`,
    ...['    <properties>', ...properties, '    </properties>'],
    ...cases.map(
      ({ group, name: title, inside }) =>
        `    <testcase classname=${quoted(`${underTerms(check)}.${group}`)} name=${quoted(title)} time="0"${inside === '' ? '/>' : `>${inside}</testcase>`}`,
    ),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function wholeOf(check: Check, strictness: Strictness, language: Language): Case {
  const { whole } = WORDS[language];
  const inside = passes(check, strictness) ? '' : `<failure type="${check.outcome}" message=${quoted(check.because)}/>`;
  return { group: 'GIBIT', name: whole, inside };
}

function caseOf(result: NormResult, strictness: Strictness, language: Language): Case {
  const { norm, outcome, because } = result;
  const message = quoted(`${NORM_OUTCOMES[outcome][language]}. ${because}`);
  const verdict = verdictOf(result, strictness);
  const inside =
    verdict === 'failed'
      ? `<failure type="${outcome}" message=${message}/>`
      : verdict === 'passed'
        ? ''
        : `<skipped message=${message}/>`;
  return { group: THEMES[norm.theme][language], name: `${norm.code} ${norm.title}`, inside };
}
