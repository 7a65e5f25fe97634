import { BadRequestException } from '@nestjs/common';
import { type GraphQLScalarType } from 'graphql';
import { EvidenceKind, ReportFormat } from '../../../domain/conformance/conformance.enums.js';
import { type EvidenceInput } from '../../../domain/conformance/conformance.inputs.js';
import { DateScalar, UrlScalar } from '../../../platform/graphql/scalars.js';
import { type Report } from './report.js';

type Values = Readonly<Record<string, string | undefined>>;

/** What may stand in the address that a report is sent to. */
export const PARAMETERS = ['kind', 'title', 'url', 'issuedBy', 'issuedOn', 'rulesetVersion', 'validUntil', 'reason'];

/** What a report in a format may be the evidence of; the first is meant when it is not said. */
const KINDS = {
  [ReportFormat.JUNIT]: [EvidenceKind.TEST_REPORT, EvidenceKind.LINT_REPORT],
  [ReportFormat.SPECTRAL]: [EvidenceKind.LINT_REPORT],
} as const;
const ALL_KINDS: readonly string[] = KINDS.JUNIT;

/**
 * Reads what can be judged before the report itself is there.
 * @returns what becomes evidence once the report was counted
 * @throws BadRequestException that names the parameter and what is allowed
 */
export function evidenceIn(values: Values, today: string): (report: Report) => EvidenceInput {
  const { kind, title, issuedBy = null, rulesetVersion = null } = values;
  if (title === undefined) throw new BadRequestException('"title" must be given: what the report is called.');
  const url = scalarIn(values, 'url', UrlScalar);
  if (url === null) throw new BadRequestException('"url" must be given: where the report itself can be found.');
  if (kind !== undefined && !ALL_KINDS.includes(kind)) {
    throw new BadRequestException(`"kind" is ${ALL_KINDS.join(' or ')}, for a report that a machine wrote.`);
  }
  const issuedOn = scalarIn(values, 'issuedOn', DateScalar);
  const validUntil = scalarIn(values, 'validUntil', DateScalar);
  return ({ totals, sha256, madeOn }) => {
    const allowed: readonly EvidenceKind[] = KINDS[totals.format];
    const meant = allowed.find((each) => kind === undefined || each === (kind as EvidenceKind));
    if (meant === undefined) {
      throw new BadRequestException(`"kind" is ${allowed.join(' or ')} for a report of the format ${totals.format}.`);
    }
    const made = issuedOn ?? (madeOn !== undefined && isDay(madeOn) && madeOn <= today ? madeOn : null);
    return { ...{ kind: meant, title, url, issuedBy, issuedOn: made, rulesetVersion, validUntil }, sha256 };
  };
}

function scalarIn(values: Values, name: string, scalar: GraphQLScalarType<string, string>): string | null {
  const text = values[name];
  if (text === undefined) return null;
  try {
    return scalar.parseValue(text);
  } catch (error) {
    throw new BadRequestException(`"${name}": ${(error as Error).message}`);
  }
}

/** What a report says of itself is no request: a day that does not exist is passed over. */
function isDay(text: string): boolean {
  try {
    return DateScalar.parseValue(text) === text;
  } catch {
    return false;
  }
}
