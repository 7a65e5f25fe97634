import { ReportFormat } from '../../../domain/conformance/conformance.enums.js';
import { type Counting, MOST_DEEP, ReportRefused } from './report.js';

/** As Spectral numbers them: 0 error, 1 warning, 2 information, 3 hint. */
const SEVERITIES: readonly unknown[] = [0, 1, 2, 3];

const refused = (what: string): ReportRefused => new ReportRefused(`This is no report of Spectral: ${what}.`);

/** Follows how deep JSON goes while it comes in, so that nothing is built of what goes too deep. */
function depthGuard(): (text: string) => void {
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  return (text) => {
    for (const character of text) {
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (character === '\\') isEscaped = true;
        else if (character === '"') isText = false;
      } else if (character === '"') isText = true;
      else if (character === '[' || character === '{') {
        if (++depth > MOST_DEEP) throw refused(`it goes more than ${MOST_DEEP} levels deep`);
      } else if (character === ']' || character === '}') depth--;
    }
  };
}

function findingsIn(text: string): unknown[] {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw refused(`its JSON is not well formed (${(error as Error).message.slice(0, 200)})`);
  }
  if (!Array.isArray(found)) throw refused('it is a list of findings, [ … ], and this is none');
  return found;
}

function severityOf(finding: unknown, index: number): number {
  const { code, message, severity } = (finding ?? {}) as Record<string, unknown>;
  if (!['string', 'number'].includes(typeof code) || typeof message !== 'string' || !SEVERITIES.includes(severity)) {
    throw refused(`finding ${index + 1} has no "code", no "message", or no "severity" from 0 to 3`);
  }
  return severity as number;
}

/** Counts the findings of a lint report in the JSON of Spectral (`spectral lint -f json`). No findings is a good report. */
export function countingSpectral(): Counting {
  const pieces: string[] = [];
  const guard = depthGuard();
  return {
    write(text) {
      guard(text);
      pieces.push(text);
    },
    end() {
      const severities = findingsIn(pieces.join('')).map(severityOf);
      const failed = severities.filter((severity) => severity === 0).length;
      const total = severities.length;
      const totals = { format: ReportFormat.SPECTRAL, total, failed, warned: total - failed, skipped: 0 };
      return { totals, madeOn: undefined };
    },
  };
}
