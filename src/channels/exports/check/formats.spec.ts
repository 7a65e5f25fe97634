import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { type Check, checkAnswer, type NormResult } from './check.question.js';
import { checkJson } from './check-json.js';
import { checkJunit } from './check-junit.js';
import { checkSarif } from './check-sarif.js';
import { checkText } from './check-text.js';
import { passes, STRICTNESS, verdictOf } from './verdict.js';

const result = (code: string, outcome: NormResult['outcome'], verified = true, title = `Norm ${code}`): NormResult => ({
  ...{ outcome, because: `Daarom ${code}.`, missing: [], declarations: [] },
  norm: { code, theme: 'INTEROPERABILITY', verified, title },
});
const DEMONSTRATED = result('A-1', 'DEMONSTRATED');
const SUPPORTED = result('A-2', 'SUPPORTED');
const PARTIAL = result('A-3', 'PARTIAL');
const MISSING = result('A-4', 'MISSING');
const UNSEEN = result('A-5', 'MISSING', false);
const NOT_APPLICABLE = result('A-6', 'NOT_APPLICABLE');
const NOT_JUDGED = result('A-7', 'NOT_JUDGED');

const check = (outcome: Check['outcome'], ...results: NormResult[]): Check => ({
  ...{ outcome, results, because: 'In het kort.', contractDate: '2026-11-01', asOf: '2026-11-02' },
  productVersion: { id: 'pvn_1', label: '4.2', product: { slug: 'zaakpakket', name: 'Zaakpakket' } },
  ...{ terms: { edition: '2023' }, normSet: { edition: '2024-1' } },
});
/** The ways in which a check can come out, with what such a check may hold. */
const ALL = [
  check('GAPS', DEMONSTRATED, SUPPORTED, PARTIAL, MISSING, UNSEEN, NOT_APPLICABLE, NOT_JUDGED),
  check('UNKNOWN', DEMONSTRATED, UNSEEN, NOT_JUDGED),
  check('UNKNOWN', NOT_APPLICABLE, NOT_JUDGED),
  check('MEETS_ON_OWN_WORD', DEMONSTRATED, SUPPORTED, NOT_APPLICABLE),
  check('MEETS', DEMONSTRATED, NOT_APPLICABLE, NOT_JUDGED),
];

describe('A check is taken more or less strictly', () => {
  test.each<[(typeof STRICTNESS)[number], boolean[]]>([
    ['gaps', [false, true, true, true, true]],
    ['unknown', [false, false, false, true, true]],
    ['own-word', [false, false, false, false, true]],
  ])('%s', (strictness, passed) => {
    expect(ALL.map((each) => passes(each, strictness))).toEqual(passed);
  });

  test('and no norm fails in a check that passes', () => {
    for (const strictness of STRICTNESS) {
      for (const each of ALL.filter((one) => passes(one, strictness))) {
        expect(each.results.map((one) => verdictOf(one, strictness))).not.toContain('failed');
      }
    }
  });

  test('and of what falls short without failing the reader is warned', () => {
    expect([UNSEEN, MISSING].map((each) => verdictOf(each, 'gaps'))).toEqual(['warned', 'failed']);
  });
});

/** What a reader of JUnit reports makes of one: the counts it tells, and those that are there. */
function countsIn(xml: string): { told: number[]; found: number[] } {
  const [, tests, failures, skipped] = /<testsuites .*tests="(\d+)" failures="(\d+)" errors="0" skipped="(\d+)"/.exec(
    xml,
  )!;
  const found = ['<testcase ', '<failure ', '<skipped '].map((tag) => xml.split(tag).length - 1);
  return { told: [tests, failures, skipped].map(Number), found };
}

describe('As a test report', () => {
  test('a check fails in some case exactly when it does not pass', () => {
    for (const strictness of STRICTNESS) {
      for (const each of ALL) {
        const { told, found } = countsIn(checkJunit(each, strictness, 'nl'));
        expect(told).toEqual(found);
        expect(found[0]).toBe(each.results.length + 1);
        expect(found[1]! > 0).toBe(!passes(each, strictness));
      }
    }
  });

  test('it is XML, whatever stands in the texts of a register', async () => {
    const { SaxesParser } = await import('saxes');
    const hostile = check('GAPS', result('A-8', 'MISSING', true, '"<&>]]>\u0000\u001b[31m\uD800\uFFFE é'));
    const seen: Record<string, string>[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name, attributes }) => {
      if (name === 'testcase') seen.push(attributes);
    });
    parser.on('error', (error) => {
      throw error;
    });
    for await (const piece of Readable.from([checkJunit(hostile, 'gaps', 'en')])) parser.write(String(piece));
    parser.close();
    expect(seen[1]).toMatchObject({ classname: 'GIBIT 2023, 2024-1.Interoperability', name: 'A-8 "<&>]]> [31m  é' });
  });
});

interface Sarif {
  runs: [
    {
      tool: { driver: { rules: { id: string }[] } };
      results: { ruleId: string; ruleIndex: number; level: string; locations: object[] }[];
    },
  ];
}

describe('As the findings of a linter', () => {
  const sarif = (each: Check, strictness: (typeof STRICTNESS)[number], file?: string): Sarif =>
    JSON.parse(checkSarif(each, strictness, 'nl', { register: 'https://example.nl', file })) as Sarif;

  test('a check has an error exactly when it does not pass, and each finding names its rule', () => {
    for (const strictness of STRICTNESS) {
      for (const each of ALL) {
        const [{ tool, results }] = sarif(each, strictness).runs;
        expect(results.some(({ level }) => level === 'error')).toBe(!passes(each, strictness));
        for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
        expect(new Set(tool.driver.rules.map(({ id }) => id)).size).toBe(each.results.length + 1);
      }
    }
  });

  test('what is in order is no finding', () => {
    const [{ results }] = sarif(ALL[0]!, 'gaps').runs;
    expect(results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual(['A-3 error', 'A-4 error', 'A-5 warning']);
  });

  test('findings are shown at a file of the repository, where one is named', () => {
    const logicalLocations = [{ name: '4.2', fullyQualifiedName: 'zaakpakket@4.2', kind: 'module' }];
    expect(sarif(ALL[0]!, 'gaps').runs[0].results[0]!.locations).toEqual([{ logicalLocations }]);
    const physicalLocation = { artifactLocation: { uri: 'a%20b/publiccode.yml' }, region: { startLine: 1 } };
    expect(sarif(ALL[0]!, 'gaps', 'a b/publiccode.yml').runs[0].results[0]!.locations).toEqual([
      { physicalLocation, logicalLocations },
    ]);
  });
});

describe('As text and as JSON', () => {
  test('a person reads the whole first, and what does not apply last', () => {
    const lines = checkText(ALL[0]!, 'gaps', 'nl').split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'Zaakpakket 4.2 · GIBIT 2023, 2024-1 · contract 2026-11-01 · verklaringen op 2026-11-02',
      '✗ In het kort.',
      '',
      'Interoperabiliteit',
      '  ✓ A-1 Norm A-1: Aangetoond',
    ]);
    expect(lines.slice(-3)).toEqual(['Niet van toepassing', '  - A-6', '']);
    expect(lines.filter((line) => line.startsWith('  ! '))).toEqual(['  ! A-5 Norm A-5: Ontbreekt']);
  });

  test('a program reads the answer of the register, and what was made of it', () => {
    const told = JSON.parse(checkJson(ALL[1]!, 'unknown')) as Check & { passes: boolean };
    expect(told).toMatchObject({ passes: false, failOn: 'unknown', outcome: 'UNKNOWN' });
    expect(checkAnswer.parse({ gibitCheck: told }).gibitCheck).toEqual(ALL[1]);
  });
});
