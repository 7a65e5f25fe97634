import { createHash } from 'node:crypto';
import { NORM_OUTCOMES } from '../reports/report.words.js';
import { type Check } from './check.question.js';
import { clean, type Language, named, underTerms, WORDS } from './check-words.js';
import { passes, type Strictness, verdictOf } from './verdict.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** The rule of the check as a whole; no norm has this code. */
const WHOLE = 'GIBIT';

interface Place {
  /** Where the register is found; absent when it was not asked over HTTP. */
  readonly register: string | undefined;
  /** A file of the repository, relative to its root, at which findings are shown. */
  readonly file: string | undefined;
}
interface Finding {
  readonly rule: string;
  readonly level: 'error' | 'warning';
  readonly text: string;
}

/** As the findings of a linter (SARIF 2.1.0): what falls short, and nothing of what is in order. */
export function checkSarif(check: Check, strictness: Strictness, language: Language, place: Place): string {
  const rules = [
    { id: WHOLE, shortDescription: { text: WORDS[language].whole } },
    ...check.results.map(({ norm }) => ({
      id: norm.code,
      shortDescription: { text: clean(norm.title) },
      properties: { theme: norm.theme, verified: norm.verified },
    })),
  ];
  const { product, label } = check.productVersion;
  const run = {
    tool: {
      driver: {
        name: 'standaardenregister',
        ...(place.register !== undefined && { informationUri: place.register }),
        rules,
      },
    },
    automationDetails: { id: `gibit/${product.slug}/${check.terms.edition}/` },
    language,
    columnKind: 'utf16CodeUnits',
    results: findingsIn(check, strictness, language).map((finding) => resultOf(check, finding, rules, place)),
    properties: {
      outcome: check.outcome,
      passes: passes(check, strictness),
      ...{ product: product.slug, version: label, terms: check.terms.edition, normSet: check.normSet.edition },
      ...{ contractDate: check.contractDate, asOf: check.asOf },
    },
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

/** Norm by norm; the check as a whole only where it fails and no norm tells why. */
function findingsIn(check: Check, strictness: Strictness, language: Language): Finding[] {
  const findings = check.results.flatMap((result): Finding[] => {
    const verdict = verdictOf(result, strictness);
    if (verdict !== 'failed' && verdict !== 'warned') return [];
    const { norm, outcome, because } = result;
    const text = `${norm.code} ${norm.title}: ${NORM_OUTCOMES[outcome][language]}. ${because}`;
    return [{ rule: norm.code, level: verdict === 'failed' ? 'error' : 'warning', text }];
  });
  if (passes(check, strictness) || findings.length > 0) return findings;
  return [{ rule: WHOLE, level: 'error', text: check.because }];
}

function resultOf(
  check: Check,
  { rule, level, text }: Finding,
  rules: readonly { id: string }[],
  { file }: Place,
): object {
  const { product, label } = check.productVersion;
  const logical = { name: label, fullyQualifiedName: `${product.slug}@${label}`, kind: 'module' };
  const physical = file !== undefined && {
    physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region: { startLine: 1 } },
  };
  const isSame = createHash('sha256').update(`${product.slug} ${check.terms.edition} ${rule}`).digest('hex');
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level,
    message: { text: clean(`${named(check)}, ${underTerms(check)}. ${text}`) },
    locations: [{ ...physical, logicalLocations: [logical] }],
    partialFingerprints: { 'norm/v1': isSame },
  };
}
