/** What is said of a proposal, and who may say something else of it. */
import { type Checks } from '../../platform/graphql/checks.js';
import { illegalTransition } from '../../platform/graphql/user-errors.js';
import { ProposalKind, ProposalState } from './governance.enums.js';
import { type Content } from './proposal.checks.js';
import { type HeldProposal } from './proposal.record.js';
import { type DescribeProposalInput, type SubmitProposalInput } from './proposals.edit.inputs.js';

const { DRAFT, SUBMITTED, INTAKE, RETURNED, IN_ASSESSMENT, IN_CONSULTATION } = ProposalState;

/** Its submitter writes it in these; */
const WRITTEN: readonly ProposalState[] = [DRAFT, RETURNED];
/** in these the office says by which names the register got what is new. */
const LINKED: readonly ProposalState[] = [SUBMITTED, INTAKE, RETURNED, IN_ASSESSMENT, IN_CONSULTATION];
const NEW: readonly ProposalKind[] = [ProposalKind.NEW_STANDARD, ProposalKind.NEW_VERSION];
const LINKS: readonly string[] = ['standardId', 'versionId'];
const BESIDE: readonly string[] = ['proposalId', 'expectedRevision', 'idempotencyKey'];

export const said = (input: SubmitProposalInput): Content => ({
  ...{ kind: input.kind, title: input.title, motivation: input.motivation },
  ...{ standardId: input.standardId ?? null, versionId: input.versionId ?? null },
  aimedLevel: input.aimedLevel ?? null,
  ...{ functionalScope: input.functionalScope ?? null, organisationalScope: input.organisationalScope ?? null },
  ...{ endOfSupportOn: input.endOfSupportOn ?? null, successorId: input.successorId ?? null },
  isWithoutSuccessor: input.noSuccessor === true,
});

/** What is left out stays; where the version is changed and the standard is not said, it is that of the version. */
export function changed(held: HeldProposal, input: DescribeProposalInput): Content {
  const or = <T>(given: T | undefined, kept: T): T => (given === undefined ? kept : given);
  const isOtherVersion = input.versionId != null && input.versionId !== held.versionId;
  const isOtherSuccessor = input.successorId != null || input.noSuccessor === true;
  return {
    ...{ kind: held.kind, title: input.title ?? held.title, motivation: input.motivation ?? held.motivation },
    standardId: or(input.standardId, isOtherVersion ? null : held.standardId),
    versionId: or(input.versionId, held.versionId),
    aimedLevel: or(input.aimedLevel, held.aimedLevel),
    functionalScope: or(input.functionalScope, held.functionalScope),
    organisationalScope: or(input.organisationalScope, held.organisationalScope),
    endOfSupportOn: or(input.endOfSupportOn, held.endOfSupportOn),
    // Either takes the place of the other.
    successorId: or(input.successorId, isOtherSuccessor ? null : held.successorId),
    isWithoutSuccessor: or(input.noSuccessor, isOtherSuccessor ? false : held.isWithoutSuccessor) === true,
  };
}

/** Notes why someone may not say this of a proposal in the state it is in. */
export function whyNotDescribe(
  checks: Checks,
  { kind, state }: HeldProposal,
  input: DescribeProposalInput,
  { isSubmitter, isRegistrar }: { readonly isSubmitter: boolean; readonly isRegistrar: boolean },
): void {
  if (isSubmitter && WRITTEN.includes(state)) return;
  const isLinking = isRegistrar && NEW.includes(kind);
  if (isLinking && LINKED.includes(state)) {
    const others = Object.entries(input).filter(([name, value]) => value !== undefined && !isOfOffice(name));
    for (const [name] of others) checks.refuse(name, `The office says ${LINKS.join(' and ')} of it, and nothing else.`);
    return;
  }
  const words = isSubmitter || isLinking ? notNow(state, isLinking) : NOT_YOURS;
  const step = { from: state, to: state, allowed: isLinking ? [...LINKED] : [...WRITTEN], missing: [words] };
  checks.add(illegalTransition(`What it says cannot be changed: ${words}.`, checks.pathOf('proposalId'), step));
}

const isOfOffice = (name: string): boolean => LINKS.includes(name) || BESIDE.includes(name);

const NOT_YOURS = 'someone who may propose for the organisation that submitted it does that';
const notNow = (state: ProposalState, isLinking: boolean): string =>
  `it is ${state}, and that is done in ${(isLinking ? LINKED : WRITTEN).join(', ')}`;
