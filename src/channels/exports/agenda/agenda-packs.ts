import { Injectable } from '@nestjs/common';
import { type GovernanceBody } from '../../../domain/decisions/decisions.enums.js';
import { Site } from '../../../platform/config/site.js';
import { DemoMark } from '../../../platform/database/demo-mark.js';
import { OperationContext } from '../../../platform/graphql/operation-context.js';
import { ReadEngine } from '../../../platform/graphql/read-engine.js';
import {
  AGENDA,
  type AgendaPack,
  type AnsweredAgenda,
  type AnsweredProposal,
  type AnsweredQuestion,
  PROPOSAL,
} from './agenda.content.js';
import { agendaPdf } from './agenda-pdf.js';
import { type Language } from './governance.words.js';

/** Whose agenda, of which day (YYYY-MM-DD), in which language. */
export interface PackAsked {
  readonly body: GovernanceBody;
  readonly meetingOn: string;
  readonly language: Language;
}

/** More proposals than any meeting gets through; the others are only listed. */
const MOST_PROPOSALS = 40;
/** A pack keeps a core busy for half a second or more: those that were made last are kept until something changes. */
const MOST_KEPT = 8;

/** Makes agenda packs of what anyone can ask the register. */
@Injectable()
export class AgendaPacks {
  private readonly kept = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly engine: ReadEngine,
    private readonly site: Site,
    private readonly mark: DemoMark,
  ) {}

  /** @param tag of what was asked, at the revision of the register: for the same tag a pack is made once */
  async pdf(tag: string, asked: PackAsked, requestId: string): Promise<Buffer> {
    const held = this.kept.get(tag);
    if (held) return held;
    const made = this.pack(asked, requestId).then(agendaPdf);
    this.kept.set(tag, made);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    try {
      return await made;
    } catch (error) {
      this.kept.delete(tag);
      throw error;
    }
  }

  private async pack({ body, meetingOn, language }: PackAsked, requestId: string): Promise<AgendaPack> {
    const ask = (document: string, variables: Record<string, unknown>) =>
      this.engine.ask(document, variables, new OperationContext(requestId));
    const { agenda } = (await ask(AGENDA, { body, meetingOn })) as { agenda: AnsweredAgenda };
    const proposals: AnsweredProposal[] = [];
    // One after the other: together they would hold up everyone else.
    for (const { proposal } of agenda.items.slice(0, MOST_PROPOSALS)) {
      const given = { number: proposal.number, asOf: meetingOn, language: language === 'en' ? 'EN' : 'NL' };
      const { proposal: asked, now } = (await ask(PROPOSAL, given)) as unknown as AnsweredQuestion;
      if (asked) proposals.push({ ...asked, impact: now?.impact ?? null });
    }
    const { url: address } = this.site;
    return { language, madeAt: new Date(), address, isDemo: this.mark.isDemo, agenda, proposals };
  }
}
