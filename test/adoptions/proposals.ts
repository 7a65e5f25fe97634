import { type Asking, asking, doing } from '../support/persona.js';
import { type Register } from '../support/register.js';

const PROPOSAL = `proposals { id state status validFrom plannedFor reason correction answer answeredAt
  proposedBy { name } adoption { status origin } }`;

export const reporting = doing('reportAdoptions', 'ReportAdoptionsInput', `adoptions { id status origin } ${PROPOSAL}`);
export const confirming = doing('confirmAdoptions', 'ConfirmAdoptionsInput', `adoptions { id } ${PROPOSAL}`);
export const proposing = doing('proposeAdoptions', 'ProposeAdoptionsInput', PROPOSAL);
export const answering = doing(
  'answerAdoptionProposals',
  'AnswerAdoptionProposalsInput',
  `adoptions { id status origin } ${PROPOSAL}`,
);
export const withdrawing = doing('withdrawAdoptionProposals', 'WithdrawAdoptionProposalsInput', PROPOSAL);
export const requiring = doing('requireSignOff', 'RequireSignOffInput', 'municipality { signOffRequired }');
export const admitting = doing('admitPartnershipMember', 'AdmitPartnershipMemberInput', 'partnership { id }');

/** The id of the organisation that a persona of the trial acts for. */
export async function organisationOf(on: Register, persona: string): Promise<string> {
  const { viewer } = await asking(on, persona)('{ viewer { memberships { organisation { id } } } }');
  return viewer.memberships[0].organisation.id;
}

/** The proposals for a municipality that someone sees, by id, and how many he is told there are. */
export async function seenBy(
  ask: Asking,
  municipalityId: string,
  more = '',
): Promise<{ ids: string[]; count: number }> {
  const { municipality } = await ask(
    `{ municipality(by: { id: "${municipalityId}" }) { adoptionProposals${more} { totalCount nodes { id } } } }`,
  );
  const { nodes, totalCount } = municipality.adoptionProposals;
  return { ids: nodes.map(({ id }: { id: string }) => id), count: totalCount };
}
