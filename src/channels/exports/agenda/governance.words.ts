/** The words for what bodies do, by what the API calls it, in Dutch and English. */
import { type DecisionOutcome, type GovernanceBody } from '../../../domain/decisions/decisions.enums.js';
import {
  type AdvicePosition,
  type ProposalKind,
  type ProposalState,
  type Verdict,
} from '../../../domain/governance/governance.enums.js';
import { type BindingLevel } from '../../../domain/standards/standards.enums.js';
import { type Lifecycle } from '../../../domain/standards/version.lifecycle.js';

export type Language = 'nl' | 'en';
export interface BothLanguages {
  readonly nl: string;
  readonly en: string;
}
type Words<Key extends string> = Readonly<Record<Key, BothLanguages>>;

export const both = (nl: string, en: string): BothLanguages => ({ nl, en });

export const BODIES: Words<`${GovernanceBody}`> = {
  VNG_DIRECTORATE: both('VNG-directie', 'VNG directorate'),
  CVD: both('College van Dienstverleningszaken', 'College van Dienstverleningszaken (CvD)'),
  CVA: both('College voor Arbeidszaken', 'College voor Arbeidszaken (CvA)'),
  VNG_BOARD: both('VNG-bestuur', 'VNG board'),
  ALV: both('Algemene Ledenvergadering', 'General assembly of members (ALV)'),
  BALV: both('Buitengewone Algemene Ledenvergadering', 'Extraordinary general assembly (BALV)'),
  TASKFORCE: both('Taskforce Samen Organiseren', 'Taskforce Samen Organiseren'),
  COMMITTEE: both('Beleidscommissie', 'Policy committee'),
  FORUM: both('Forum Standaardisatie', 'Forum Standaardisatie'),
  OBDO: both('Overheidsbreed Beleidsoverleg Digitale Overheid', 'Government-wide policy council (OBDO)'),
  LEGISLATOR: both('Wetgever', 'Legislator'),
};

export const OUTCOMES: Words<`${DecisionOutcome}`> = {
  ADOPTED: both('Vastgesteld', 'Adopted'),
  REJECTED: both('Afgewezen', 'Rejected'),
  DEFERRED: both('Aangehouden', 'Deferred'),
  NOTED: both('Ter kennisname', 'Taken note of'),
};

export const LEVELS: Words<`${BindingLevel}`> = {
  RECOMMENDED: both('aanbevolen', 'recommended'),
  COMPLY_OR_EXPLAIN: both('pas toe of leg uit', 'comply or explain'),
  MANDATORY: both('verplicht', 'mandatory'),
};

export const LIFECYCLES: Words<`${Lifecycle}`> = {
  IN_DEVELOPMENT: both('in ontwikkeling', 'in development'),
  CONSULTATION: both('in consultatie', 'in consultation'),
  CANDIDATE: both('ter vaststelling', 'candidate'),
  IN_USE: both('in gebruik', 'in use'),
  END_OF_SUPPORT: both('einde ondersteuning', 'end of support'),
  WITHDRAWN: both('teruggetrokken', 'withdrawn'),
  VOID: both('vervallen', 'void'),
};

export const PROPOSAL_KINDS: Words<`${ProposalKind}`> = {
  NEW_STANDARD: both('Nieuwe standaard', 'New standard'),
  NEW_VERSION: both('Nieuwe versie', 'New version'),
  SCOPE_CHANGE: both('Wijziging toepassingsgebied', 'Change of scope'),
  BINDING_CHANGE: both('Wijziging verbindendheid', 'Change of binding level'),
  PHASE_OUT: both('Uitfasering', 'Phase-out'),
};

export const PROPOSAL_STATES: Words<`${ProposalState}`> = {
  DRAFT: both('concept', 'draft'),
  SUBMITTED: both('ingediend', 'submitted'),
  INTAKE: both('intake', 'intake'),
  RETURNED: both('teruggegeven', 'returned'),
  NOT_TAKEN_UP: both('niet in behandeling', 'not taken up'),
  IN_ASSESSMENT: both('in toetsing', 'in assessment'),
  IN_CONSULTATION: both('in consultatie', 'in consultation'),
  CVD_ADVICE: both('ter advisering', 'with the bodies that advise'),
  DECISION: both('ter besluitvorming', 'with the body that decides'),
  ESTABLISHED: both('vastgesteld', 'established'),
  REJECTED: both('afgewezen', 'rejected'),
  DEFERRED: both('aangehouden', 'deferred'),
  WITHDRAWN: both('ingetrokken', 'withdrawn'),
};

export const VERDICTS: Words<`${Verdict}`> = {
  MET: both('Voldoet', 'Met'),
  PARTLY_MET: both('Voldoet deels', 'Met in part'),
  NOT_MET: both('Voldoet niet', 'Not met'),
  NOT_APPLICABLE: both('Niet van toepassing', 'Does not apply'),
};

export const ADVICE_POSITIONS: Words<`${AdvicePosition}`> = {
  POSITIVE: both('Positief', 'Positive'),
  POSITIVE_WITH_CONDITIONS: both('Positief onder voorwaarden', 'Positive with conditions'),
  NEGATIVE: both('Negatief', 'Negative'),
  ABSTAINED: both('Onthouding', 'Abstained'),
};

const LOCALES: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

/** @param day YYYY-MM-DD */
export const dayIn = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** On the clock of Amsterdam, to the minute. */
export const momentIn = (moment: Date, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZone: 'Europe/Amsterdam',
  }).format(moment);
