import { registerEnumType } from '@nestjs/graphql';

export enum CommonGroundLayer {
  INTERACTION = 'INTERACTION',
  PROCESS = 'PROCESS',
  INTEGRATION = 'INTEGRATION',
  SERVICES = 'SERVICES',
  DATA = 'DATA',
}
registerEnumType(CommonGroundLayer, {
  name: 'CommonGroundLayer',
  description: 'The five layers into which Common Ground divides software. (Common Ground-laag)',
  valuesMap: {
    INTERACTION: { description: 'What people see and work with. (Interactie)' },
    PROCESS: { description: 'How work proceeds. (Proces)' },
    INTEGRATION: { description: 'What connects, checks and routes. (Integratie)' },
    SERVICES: { description: 'Access to data by interfaces. (Services)' },
    DATA: { description: 'Where data are kept. (Data)' },
  },
});

export enum InvolvementRole {
  OWNER = 'OWNER',
  INITIATOR = 'INITIATOR',
  COMMISSIONER = 'COMMISSIONER',
  CO_DEVELOPER = 'CO_DEVELOPER',
  USER = 'USER',
  TENDER_PARTICIPANT = 'TENDER_PARTICIPANT',
  STAKEHOLDER = 'STAKEHOLDER',
}
registerEnumType(InvolvementRole, {
  name: 'InvolvementRole',
  description: 'What an organisation is to a component. (Rol bij een component)',
  valuesMap: {
    OWNER: { description: 'Keeps the repository or the rights. (Eigenaar)' },
    INITIATOR: { description: 'Was among those who began it. (Initiatiefnemer)' },
    COMMISSIONER: { description: 'Had it made. (Opdrachtgever)' },
    CO_DEVELOPER: { description: 'Makes it together with others. (Medeontwikkelaar)' },
    USER: { description: 'Runs it. (Gebruiker)' },
    TENDER_PARTICIPANT: { description: 'Took part in the tender for it. (Deelnemer aan de aanbesteding)' },
    STAKEHOLDER: { description: 'Has a say in where it goes. (Belanghebbende)' },
  },
});

export enum DependencyKind {
  OPEN = 'OPEN',
  PROPRIETARY = 'PROPRIETARY',
  HARDWARE = 'HARDWARE',
}
registerEnumType(DependencyKind, {
  name: 'DependencyKind',
  description: 'On what terms something that a component needs is to be had. (Soort afhankelijkheid)',
  valuesMap: {
    OPEN: { description: 'Software with an open licence. (Open)' },
    PROPRIETARY: { description: 'Software that is bought or hired. (Gesloten)' },
    HARDWARE: { description: 'A device. (Apparatuur)' },
  },
});

/** How far a component is, in the words of `developmentStatus` of publiccode.yml. */
export enum Maturity {
  CONCEPT = 'concept',
  DEVELOPMENT = 'development',
  BETA = 'beta',
  STABLE = 'stable',
  OBSOLETE = 'obsolete',
}
