import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { Checks } from '../../platform/graphql/checks.js';
import { illegalTransition } from '../../platform/graphql/user-errors.js';
import { ProposalState } from './governance.enums.js';
import { maySubmitFor } from './governance.policy.js';
import { groundsIn, whyNoGround, wordsOf } from './project.grounds.js';
import { checkContent, type Content } from './proposal.checks.js';
import { insertProposal, lockProposal, takeStep, updateContent } from './proposal.record.js';
import { checkSupporters, writeSupport } from './proposal.support.js';
import { missingFor } from './proposal.ways.js';
import { changed, said, whyNotDescribe } from './proposal.words.js';
import {
  type DescribeProposalInput,
  type ProposeFromProjectInput,
  type SubmitProposalInput,
} from './proposals.edit.inputs.js';

const { DRAFT, SUBMITTED } = ProposalState;

interface Start {
  readonly content: Content;
  readonly submittedBy: string;
  readonly supportedByIds: readonly string[];
  readonly projectId: string | null;
}

/** Writes proposals, and what they say. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class ProposalsEditor {
  /**
   * Submits a proposal, or keeps it as a draft.
   * @param today YYYY-MM-DD
   * @returns the id of the proposal, for the payload
   * @throws Rejection with everything that is wrong with it, or with what a proposal of its kind misses
   */
  async submit(tx: Writing<Actor>, input: SubmitProposalInput, today: string): Promise<{ proposal: string }> {
    const checks = Checks.of();
    const { onBehalfOfId: submittedBy, supportedByIds, projectId = null } = input;
    checkMaySubmit(checks, tx.actor, submittedBy);
    const content = await checkContent(tx, checks, { content: said(input), actor: tx.actor, today });
    await checkSupporters(tx, checks, supportedByIds ?? [], submittedBy);
    if (projectId !== null) await groundsIn(tx, checks, projectId, today);
    checks.throwIfAny();
    const start = { content, submittedBy, supportedByIds: supportedByIds ?? [], projectId };
    const id = await begin(tx, start);
    const number = input.draft === true ? 0 : await handIn(tx, checks, { id, submittedBy, today });
    recordStart(tx, id, start, { state: input.draft === true ? DRAFT : SUBMITTED, number });
    return { proposal: id };
  }

  /**
   * Makes a draft of what a project is about.
   * @param today YYYY-MM-DD
   * @throws Rejection when there is no such project, it was stopped, or it is not about the standard that is named
   */
  async proposeFromProject(
    tx: Writing<Actor>,
    input: ProposeFromProjectInput,
    today: string,
  ): Promise<{ proposal: string }> {
    const checks = Checks.of();
    const { onBehalfOfId: submittedBy, projectId } = input;
    checkMaySubmit(checks, tx.actor, submittedBy);
    const grounds = await groundsIn(tx, checks, projectId, today);
    if (grounds) whyNoGround(checks, grounds, input);
    checks.throwIfAny();
    if (!grounds) throw new Error(`project ${projectId} was refused`);
    const content = await checkContent(tx, checks, { content: wordsOf(grounds, input), actor: tx.actor, today });
    checks.throwIfAny();
    const start = { content, submittedBy, supportedByIds: [], projectId };
    const id = await begin(tx, start);
    recordStart(tx, id, start, { state: DRAFT, number: 0 });
    return { proposal: id };
  }

  /**
   * Changes what a proposal says: its submitter while it is his to write, the office what it is called in the register.
   * @param today YYYY-MM-DD
   * @throws Rejection when it is not the caller's to change, or with everything that is wrong with the new words
   */
  async describe(tx: Writing<Actor>, input: DescribeProposalInput, today: string): Promise<{ proposal: string }> {
    const checks = Checks.of().notEmptied('title', input.title).notEmptied('motivation', input.motivation);
    const held = await lockProposal(tx, checks, input);
    const isSubmitter = maySubmitFor(tx.actor, held.submittedBy);
    whyNotDescribe(checks, held, input, { isSubmitter, isRegistrar: tx.actor.isRegistrar });
    checks.throwIfAny();
    const content = await checkContent(tx, checks, { content: changed(held, input), actor: tx.actor, today });
    checks.throwIfAny();
    const [before, after] = [{ ...contentOf(held) }, { ...contentOf(content) }];
    if (isDeepStrictEqual(before, after)) {
      tx.hadNoEffect();
      return { proposal: held.id };
    }
    await updateContent(tx, held.id, content);
    const organisationId = isSubmitter ? held.submittedBy : (tx.actor.organisationAs(Role.REGISTRAR) ?? null);
    tx.record({ subjectId: held.id, organisationId, before, after });
    return { proposal: held.id };
  }
}

function checkMaySubmit(checks: Checks, actor: Actor, organisationId: string): void {
  if (!maySubmitFor(actor, organisationId)) checks.refuse('onBehalfOfId', 'You propose for no such organisation.');
}

/** A draft, with who supports it; answers the id. */
async function begin(tx: Writing<Actor>, { content, submittedBy, supportedByIds, projectId }: Start): Promise<string> {
  const id = await insertProposal(tx, { ...content, submittedBy, projectId });
  for (const supporterId of supportedByIds) await writeSupport(tx, id, supporterId, true);
  return id;
}

/** Takes the first step of what was written just now; answers the number. */
async function handIn(
  tx: Writing<Actor>,
  checks: Checks,
  { id, submittedBy, today }: { readonly id: string; readonly submittedBy: string; readonly today: string },
): Promise<number> {
  const missing = await missingFor(tx, id, SUBMITTED, today);
  if (missing.length > 0) {
    const message = `To be submitted it misses ${missing.join('; ')}. It can be kept as a draft.`;
    const step = { from: DRAFT, to: SUBMITTED, allowed: [DRAFT], missing };
    checks.add(illegalTransition(message, checks.pathOf(''), step)).throwIfAny();
  }
  return takeStep(tx, { id, state: DRAFT, number: 0 }, { to: SUBMITTED, byId: submittedBy });
}

/** What a proposal says, for an event. */
function contentOf(content: Content): Content {
  const { kind, title, motivation, standardId, versionId, aimedLevel, functionalScope, organisationalScope } = content;
  const { endOfSupportOn, successorId, isWithoutSuccessor } = content;
  return {
    ...{ kind, title, motivation, standardId, versionId, aimedLevel, functionalScope, organisationalScope },
    ...{ endOfSupportOn, successorId, isWithoutSuccessor },
  };
}

function recordStart(
  tx: Writing<Actor>,
  subjectId: string,
  { content, submittedBy, supportedByIds, projectId }: Start,
  began: { readonly state: ProposalState; readonly number: number },
): void {
  const after = { ...content, ...began, submittedBy, projectId, ...(supportedByIds.length > 0 && { supportedByIds }) };
  tx.record({ subjectId, organisationId: submittedBy, after });
}
