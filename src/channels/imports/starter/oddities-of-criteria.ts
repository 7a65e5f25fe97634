import { Confidence } from '../../../domain/organisations/provenance.js';
import { ProposalKind } from '../../../domain/governance/governance.enums.js';
import { type Catalogue } from './catalogue.schema.js';
import { type Oddity } from './oddities.js';

/** What is strange about the criteria on a day, and was kept as it is. */
export function criteriaOddities({ criteria }: Catalogue, on: string): Oddity[] {
  const asked = criteria.filter(({ askedUntil }) => askedUntil === undefined || askedUntil > on);
  return [
    ...criteria
      .filter(({ confidence }) => confidence !== Confidence.SEEN)
      .map(({ code, note }): Oddity => ({
        kind: 'CRITERION_NOT_SEEN',
        subject: code,
        explanation: note ?? 'not seen in a source, and marked so',
      })),
    ...Object.values(ProposalKind)
      .filter((kind) => !asked.some(({ proposals, standards }) => proposals.includes(kind) && standards === undefined))
      .map((kind): Oddity => ({
        kind: 'PROPOSAL_WITHOUT_CRITERION',
        subject: kind,
        explanation: 'nothing is asked of it whatever the kind of standard, and so it passes unjudged',
      })),
  ];
}
