import { registerEnumType } from '@nestjs/graphql';

export enum ProposalKind {
  NEW_STANDARD = 'NEW_STANDARD',
  NEW_VERSION = 'NEW_VERSION',
  SCOPE_CHANGE = 'SCOPE_CHANGE',
  BINDING_CHANGE = 'BINDING_CHANGE',
  PHASE_OUT = 'PHASE_OUT',
}
registerEnumType(ProposalKind, {
  name: 'ProposalKind',
  description: 'What is proposed. (Soort voorstel)',
  valuesMap: {
    NEW_STANDARD: { description: 'A standard that does not bind yet. (Nieuwe standaard)' },
    NEW_VERSION: { description: 'Another version of a standard. (Nieuwe versie)' },
    SCOPE_CHANGE: { description: 'For what, or for whom, a standard is meant. (Wijziging toepassingsgebied)' },
    BINDING_CHANGE: { description: 'How strongly a standard binds. (Wijziging verbindendheid)' },
    PHASE_OUT: { description: 'That a version leaves support. (Uitfasering)' },
  },
});

export enum ProposalState {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  INTAKE = 'INTAKE',
  RETURNED = 'RETURNED',
  NOT_TAKEN_UP = 'NOT_TAKEN_UP',
  IN_ASSESSMENT = 'IN_ASSESSMENT',
  IN_CONSULTATION = 'IN_CONSULTATION',
  CVD_ADVICE = 'CVD_ADVICE',
  DECISION = 'DECISION',
  ESTABLISHED = 'ESTABLISHED',
  REJECTED = 'REJECTED',
  DEFERRED = 'DEFERRED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ProposalState, {
  name: 'ProposalState',
  description: 'How far a proposal is. (Stand van het voorstel)',
  valuesMap: {
    DRAFT: { description: 'Written, and not submitted. (Concept)' },
    SUBMITTED: { description: 'Handed in; the office has not looked at it. (Ingediend)' },
    INTAKE: { description: 'The office looks whether it can be taken up. (Intake)' },
    RETURNED: { description: 'Given back to be completed. (Teruggegeven)' },
    NOT_TAKEN_UP: { description: 'Not taken up, with the reason. (Niet in behandeling)' },
    IN_ASSESSMENT: { description: 'Judged on the criteria. (In toetsing)' },
    IN_CONSULTATION: { description: 'Everyone may react. (In consultatie)' },
    CVD_ADVICE: { description: 'With the bodies that advise, the CvD at last. (Ter advisering)' },
    DECISION: { description: 'With the body that decides. (Ter besluitvorming)' },
    ESTABLISHED: { description: 'Decided as proposed. (Vastgesteld)' },
    REJECTED: { description: 'Decided against. (Afgewezen)' },
    DEFERRED: { description: 'Put off by the body that decides. (Aangehouden)' },
    WITHDRAWN: { description: 'Taken back by who submitted it. (Ingetrokken)' },
  },
});

export enum Verdict {
  MET = 'MET',
  PARTLY_MET = 'PARTLY_MET',
  NOT_MET = 'NOT_MET',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
}
registerEnumType(Verdict, {
  name: 'Verdict',
  description: 'How a proposal does on a criterion. (Oordeel)',
  valuesMap: {
    MET: { description: 'It does. (Voldoet)' },
    PARTLY_MET: { description: 'In part. (Voldoet deels)' },
    NOT_MET: { description: 'It does not. (Voldoet niet)' },
    NOT_APPLICABLE: { description: 'The criterion asks nothing of it. (Niet van toepassing)' },
  },
});

export enum AdvicePosition {
  POSITIVE = 'POSITIVE',
  POSITIVE_WITH_CONDITIONS = 'POSITIVE_WITH_CONDITIONS',
  NEGATIVE = 'NEGATIVE',
  ABSTAINED = 'ABSTAINED',
}
registerEnumType(AdvicePosition, {
  name: 'AdvicePosition',
  description: 'What a body advises. (Advies)',
  valuesMap: {
    POSITIVE: { description: 'To do it. (Positief)' },
    POSITIVE_WITH_CONDITIONS: { description: 'To do it on conditions. (Positief onder voorwaarden)' },
    NEGATIVE: { description: 'Not to do it. (Negatief)' },
    ABSTAINED: { description: 'Nothing. (Onthouding)' },
  },
});

export enum PendingDecisionState {
  WAITING = 'WAITING',
  CONFIRMED = 'CONFIRMED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(PendingDecisionState, {
  name: 'PendingDecisionState',
  description: 'What became of a decision that one secretary recorded. (Stand van het vastgelegde besluit)',
  valuesMap: {
    WAITING: { description: 'Another secretary has to confirm it. (Wacht op bevestiging)' },
    CONFIRMED: { description: 'It is a decision. (Bevestigd)' },
    WITHDRAWN: { description: 'Taken back before it was confirmed. (Ingetrokken)' },
  },
});
