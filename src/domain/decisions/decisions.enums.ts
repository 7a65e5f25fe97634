import { registerEnumType } from '@nestjs/graphql';

export enum GovernanceBody {
  VNG_DIRECTORATE = 'VNG_DIRECTORATE',
  CVD = 'CVD',
  CVA = 'CVA',
  VNG_BOARD = 'VNG_BOARD',
  ALV = 'ALV',
  BALV = 'BALV',
  TASKFORCE = 'TASKFORCE',
  COMMITTEE = 'COMMITTEE',
  FORUM = 'FORUM',
  OBDO = 'OBDO',
  LEGISLATOR = 'LEGISLATOR',
}
registerEnumType(GovernanceBody, {
  name: 'GovernanceBody',
  description: 'A body that advises or decides on standards. (Orgaan)',
  valuesMap: {
    VNG_DIRECTORATE: { description: 'The directorate of VNG; decides what is recommended. (VNG-directie)' },
    CVD: { description: 'Advises the board on standards for municipal execution. (College van Dienstverleningszaken)' },
    CVA: { description: 'Advises on labour affairs. (College voor Arbeidszaken)' },
    VNG_BOARD: { description: 'The board of VNG; decides what binds. (VNG-bestuur)' },
    ALV: { description: 'The general assembly of members. (Algemene Ledenvergadering)' },
    BALV: { description: 'An extraordinary general assembly. (Buitengewone Algemene Ledenvergadering)' },
    TASKFORCE: { description: 'Advises the CvD. (Taskforce Samen Organiseren)' },
    COMMITTEE: { description: 'A policy committee of VNG. (Beleidscommissie)' },
    FORUM: { description: 'Advises on open standards for government. (Forum Standaardisatie)' },
    OBDO: {
      description: 'Government-wide policy on digital government. (Overheidsbreed Beleidsoverleg Digitale Overheid)',
    },
    LEGISLATOR: { description: 'National or European law. (Wetgever)' },
  },
});

export enum DecisionOutcome {
  ADOPTED = 'ADOPTED',
  REJECTED = 'REJECTED',
  DEFERRED = 'DEFERRED',
  NOTED = 'NOTED',
}
registerEnumType(DecisionOutcome, {
  name: 'DecisionOutcome',
  description: 'How a body decided. (Uitkomst)',
  valuesMap: {
    ADOPTED: { description: 'In favour. (Vastgesteld)' },
    REJECTED: { description: 'Against. (Afgewezen)' },
    DEFERRED: { description: 'Put off. (Aangehouden)' },
    NOTED: { description: 'Taken note of, without a decision on its substance. (Ter kennisname)' },
  },
});
