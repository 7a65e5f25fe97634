import { describe, expect, test } from '@jest/globals';
import { ProposalState } from './governance.enums.js';
import { CLOSED, type Party, partyTo } from './proposal.lifecycle.js';

const STATES = Object.values(ProposalState);

/** Whose step it is, as docs/proposals.md has it: a line for each pair that is one, and no other pair is. */
const STEPS: readonly (readonly [from: string, to: string, by: Party])[] = [
  ['DRAFT', 'SUBMITTED', 'SUBMITTER'],
  ['SUBMITTED', 'INTAKE', 'OFFICE'],
  ['INTAKE', 'RETURNED', 'OFFICE'],
  ['INTAKE', 'NOT_TAKEN_UP', 'OFFICE'],
  ['INTAKE', 'IN_ASSESSMENT', 'OFFICE'],
  ['RETURNED', 'SUBMITTED', 'SUBMITTER'],
  ['IN_ASSESSMENT', 'IN_CONSULTATION', 'OFFICE'],
  ['IN_CONSULTATION', 'CVD_ADVICE', 'OFFICE'],
  ['CVD_ADVICE', 'DECISION', 'SECRETARY'],
  ['DECISION', 'ESTABLISHED', 'DECISION'],
  ['DECISION', 'REJECTED', 'DECISION'],
  ['DECISION', 'DEFERRED', 'DECISION'],
  ['DEFERRED', 'CVD_ADVICE', 'SECRETARY'],
  ...(
    [
      ...['DRAFT', 'SUBMITTED', 'INTAKE', 'RETURNED', 'IN_ASSESSMENT', 'IN_CONSULTATION'],
      ...['CVD_ADVICE', 'DECISION', 'DEFERRED'],
    ] as const
  ).map((from) => [from, 'WITHDRAWN', 'SUBMITTER'] as const),
];

describe.each(STATES)('From %s', (from) => {
  test.each(STATES)(`to %s is a step of exactly who may take it`, (to) => {
    const step = STEPS.find((each) => each.slice(0, 2).join() === [from, to].join());
    expect(partyTo(from, to)).toBe(step?.[2]);
  });
});

test('What is closed leads nowhere, and everything else can be taken back', () => {
  for (const from of STATES) {
    const ways = STATES.filter((to) => partyTo(from, to) !== undefined);
    expect([from, ways.length === 0, ways.includes(ProposalState.WITHDRAWN)]).toEqual([
      ...[from, CLOSED.includes(from), !CLOSED.includes(from)],
    ]);
  }
});
