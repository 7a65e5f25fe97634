/** What an agenda pack says: everything that anyone can ask the register of a meeting, as it was when the pack was made. */
import { type GovernanceBody, type DecisionOutcome } from '../../../domain/decisions/decisions.enums.js';
import {
  type AdvicePosition,
  type ProposalKind,
  type ProposalState,
  type Verdict,
} from '../../../domain/governance/governance.enums.js';
import { type BindingLevel } from '../../../domain/standards/standards.enums.js';
import { type Language } from './governance.words.js';

/** Days are YYYY-MM-DD. */
export interface AgendaPack {
  readonly language: Language;
  readonly madeAt: Date;
  /** Of the register, without a slash at the end. */
  readonly address: string;
  /** Whether the register holds made-up data, which every page then says. */
  readonly isDemo: boolean;
  readonly agenda: AnsweredAgenda;
  /** In the order of the agenda; the last ones are left out where there are very many. */
  readonly proposals: readonly AnsweredProposal[];
}

export interface AnsweredAgenda {
  readonly body: `${GovernanceBody}`;
  readonly meetingOn: string;
  readonly meeting: { readonly place: string | null; readonly isCancelled: boolean } | null;
  readonly items: readonly AnsweredItem[];
}
export interface AnsweredItem {
  readonly purpose: 'ADVICE' | 'DECISION';
  readonly isDone: boolean;
  readonly isReady: boolean;
  readonly missing: readonly string[];
  readonly decidingLevel: `${BindingLevel}`;
  readonly consultationUntil: string | null;
  readonly proposal: { readonly number: number; readonly title: string; readonly kind: `${ProposalKind}` };
}

interface Named {
  readonly name: string;
}
interface NamedVersion {
  readonly label: string;
  readonly uri: string;
  readonly standard: Named;
}
export interface AnsweredProposal {
  readonly number: number;
  readonly title: string;
  readonly kind: `${ProposalKind}`;
  readonly state: `${ProposalState}`;
  readonly aimedLevel: `${BindingLevel}` | null;
  readonly motivation: string;
  readonly functionalScope: string | null;
  readonly organisationalScope: string | null;
  readonly endOfSupportOn: string | null;
  readonly isWithoutSuccessor: boolean;
  readonly standard: { readonly name: string; readonly uri: string } | null;
  readonly version: NamedVersion | null;
  readonly successor: NamedVersion | null;
  readonly submittedBy: Named;
  readonly supportedBy: readonly Named[];
  readonly criteria: readonly { readonly code: string; readonly title: string }[];
  readonly assessments: readonly {
    readonly verdict: `${Verdict}`;
    readonly motivation: string;
    readonly criterion: { readonly code: string; readonly title: string };
  }[];
  readonly consultations: readonly {
    readonly round: number;
    readonly period: { readonly from: string; readonly to: string };
    readonly reactionCount: number;
    /** The first ones. */
    readonly reactions: readonly AnsweredReaction[];
  }[];
  readonly advice: readonly {
    readonly body: `${GovernanceBody}`;
    readonly position: `${AdvicePosition}`;
    readonly rationale: string;
    readonly givenOn: string;
    readonly isLatest: boolean;
  }[];
  readonly decisions: readonly {
    readonly body: `${GovernanceBody}`;
    readonly outcome: `${DecisionOutcome}`;
    readonly decidedOn: string;
    readonly title: string;
  }[];
  readonly impact: AnsweredImpact | null;
}
export interface AnsweredQuestion {
  readonly proposal: Omit<AnsweredProposal, 'impact'> | null;
  readonly now: Pick<AnsweredProposal, 'impact'> | null;
}
export interface AnsweredReaction {
  readonly organisation: string;
  readonly text: string;
  readonly answer: string | null;
}
export interface AnsweredImpact {
  readonly municipalitiesApplying: number;
  /** Null where the change asks nothing of anyone by itself. */
  readonly municipalitiesToAct: number | null;
  readonly isRounded: boolean;
  readonly declarationsAffected: number;
  readonly productsAffected: number;
  readonly componentsAffected: readonly Named[];
  readonly requirementsAffected: readonly unknown[];
  readonly obligationsAffected: readonly unknown[];
  readonly obligationsConflicting: readonly unknown[];
  /** What can take the place of what ends, and what of the above cannot go over to any of it; empty where nothing ends. */
  readonly waysOver: readonly {
    readonly isInUse: boolean;
    readonly standard: Named;
    readonly version: { readonly label: string } | null;
  }[];
  readonly productsWithoutWayOver: { readonly totalCount: number };
  readonly componentsWithoutWayOver: readonly unknown[];
  readonly requirementsWithoutWayOver: readonly unknown[];
}

/** So much of a consultation is printed with a proposal; everything stands in the register. */
export const MOST_REACTIONS = 30;

const VERSION = '{ label uri standard { name(language: $language) } }';

export const AGENDA = `query AgendaPack($body: GovernanceBody!, $meetingOn: Date!) {
  agenda(body: $body, meetingOn: $meetingOn) {
    body meetingOn meeting { place isCancelled }
    items { purpose isDone isReady missing decidingLevel consultationUntil proposal { number title kind } }
  }
}`;

/** As on the day of the meeting, but for its impact: of what municipalities do then hardly anything is known yet. */
export const PROPOSAL = `query AgendaPackProposal($number: Int!, $asOf: Date!, $language: Language!) {
  proposal(number: $number, asOf: $asOf) {
    number title kind state aimedLevel motivation functionalScope organisationalScope endOfSupportOn isWithoutSuccessor
    standard { name(language: $language) uri } version ${VERSION} successor ${VERSION}
    submittedBy { name } supportedBy { name }
    criteria(isJudged: false) { code title(language: $language) }
    assessments { verdict motivation criterion { code title(language: $language) } }
    consultations { round period { from to } reactionCount reactions(first: ${MOST_REACTIONS}) { organisation text answer } }
    advice { body position rationale givenOn isLatest }
    decisions { body outcome decidedOn title }
  }
  now: proposal(number: $number) {
    impact {
      municipalitiesApplying municipalitiesToAct isRounded declarationsAffected productsAffected
      productsWithoutWayOver { totalCount } componentsWithoutWayOver { name } requirementsWithoutWayOver { role }
      waysOver { isInUse standard { name(language: $language) } version { label } }
      componentsAffected { name } requirementsAffected { role } obligationsAffected { id } obligationsConflicting { id }
    }
  }
}`;
