import { SaxesParser, type SaxesAttributeNS } from 'saxes';
import { ReportFormat } from '../../../domain/conformance/conformance.enums.js';
import { type Counting, MOST_DEEP, ReportRefused } from './report.js';

type Attributes = Readonly<Record<string, string | SaxesAttributeNS>>;
type Outcome = 'passed' | 'failed' | 'skipped';

const SUITES = ['testsuites', 'testsuite'];
const ENCODINGS = ['utf-8', 'utf8', 'us-ascii', 'ascii'];
/** More than fit in a report that is as large as one may be. */
const MOST_TESTS = 10_000_000;
const DAY = /^(\d{4}-\d{2}-\d{2})(?!\d)/;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
const refused = (what: string): ReportRefused => new ReportRefused(`This is no report of JUnit: ${what}.`);

/** What a number in an attribute says; 0 for what is none. */
const countIn = (attributes: Attributes, name: string): number => {
  const text = attributes[name];
  return typeof text === 'string' && /^\d{1,7}$/.test(text.trim()) ? Number(text) : 0;
};

/**
 * Counts the tests of a report in the XML of JUnit. What is counted are the tests themselves; when the report says of
 * itself that more failed, such as a suite that broke off before its tests, these count too.
 */
export function countingJunit(): Counting {
  const open: string[] = [];
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let outcome: Outcome = 'passed';
  /** What the suites tell of failures, by how deep they stand: a suite repeats what those inside it tell. */
  const said: number[] = [];
  let newest = '';

  const parser = new SaxesParser({ xmlns: false });
  parser.on('doctype', () => {
    throw refused('it has a document type (DOCTYPE), which such a report never needs');
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !ENCODINGS.includes(encoding.toLowerCase())) {
      throw refused(`its encoding is ${encoding.slice(0, 40)}, where UTF-8 is asked`);
    }
  });
  parser.on('error', ({ message }) => {
    throw refused(`its XML is not well formed (${message.slice(0, 200)})`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = local(name);
    const parent = open.at(-1);
    if (parent === undefined && !SUITES.includes(element)) {
      throw refused(`it begins with <${element.slice(0, 40)}>, where <testsuites> or <testsuite> is asked`);
    }
    open.push(element);
    if (open.length > MOST_DEEP) throw refused(`it goes more than ${MOST_DEEP} elements deep`);
    if (SUITES.includes(element)) {
      const failures = countIn(attributes, 'failures') + countIn(attributes, 'errors');
      said[open.length] = (said[open.length] ?? 0) + failures;
      const day = DAY.exec(String(attributes['timestamp'] ?? ''))?.[1] ?? '';
      if (day > newest) newest = day;
    } else if (element === 'testcase') outcome = 'passed';
    else if (parent === 'testcase') {
      if (element === 'failure' || element === 'error') outcome = 'failed';
      else if (element === 'skipped' && outcome === 'passed') outcome = 'skipped';
    }
  });
  parser.on('closetag', () => {
    if (open.pop() === 'testcase') counts[outcome]++;
  });

  return {
    write: (text) => void parser.write(text),
    end() {
      parser.close();
      const { passed, skipped } = counts;
      const failed = said.reduce((most, each) => Math.max(most, each), counts.failed);
      if (failed > MOST_TESTS) throw refused(`it says that ${failed} tests failed, where ${MOST_TESTS} is the most`);
      if (passed + failed === 0) {
        throw new ReportRefused('No test of this report was run, so it is evidence of nothing.');
      }
      const total = passed + failed + skipped;
      return {
        totals: { format: ReportFormat.JUNIT, total, failed, warned: 0, skipped },
        madeOn: newest === '' ? undefined : newest,
      };
    },
  };
}
