import { registerEnumType } from '@nestjs/graphql';

export enum ProgrammeKind {
  MULTI_YEAR_PROGRAMME = 'MULTI_YEAR_PROGRAMME',
  CHANGE_AGENDA = 'CHANGE_AGENDA',
  YEAR_PLAN = 'YEAR_PLAN',
}
registerEnumType(ProgrammeKind, {
  name: 'ProgrammeKind',
  description: 'What sort of plan it is. (Soort programma)',
  valuesMap: {
    MULTI_YEAR_PROGRAMME: { description: 'What is done together over some years. (Meerjarenprogramma)' },
    CHANGE_AGENDA: { description: 'The projects that speed up scaling up, over four years. (Veranderagenda)' },
    YEAR_PLAN: { description: 'The plan of one year. (Jaarplan)' },
  },
});

export enum ProjectActivity {
  STRUCTURAL = 'STRUCTURAL',
  PROGRAMME = 'PROGRAMME',
  PROJECT = 'PROJECT',
  PROPOSITION = 'PROPOSITION',
}
registerEnumType(ProjectActivity, {
  name: 'ProjectActivity',
  description: 'How lasting it is. (Soort activiteit)',
  valuesMap: {
    STRUCTURAL: { description: 'Kept up year after year. (Structurele activiteit)' },
    PROGRAMME: { description: 'A programme of some years. (Meerjarig programma)' },
    PROJECT: { description: 'Short, with an end. (Project)' },
    PROPOSITION: { description: 'Put forward, not yet decided on. (Propositie)' },
  },
});

export enum ProjectStage {
  IDEA = 'IDEA',
  PILOT = 'PILOT',
  CANDIDATE = 'CANDIDATE',
  SCALED_UP = 'SCALED_UP',
  STOPPED = 'STOPPED',
}
registerEnumType(ProjectStage, {
  name: 'ProjectStage',
  description: 'How far it is on its way from one municipality to all. (Fase van opschaling)',
  valuesMap: {
    IDEA: { description: 'Thought of. (Idee)' },
    PILOT: { description: 'Tried by some. (Proef)' },
    CANDIDATE: { description: 'Works, and could be for all. (Kandidaat voor opschaling)' },
    SCALED_UP: { description: 'For all municipalities. (Opgeschaald)' },
    STOPPED: { description: 'Given up. (Gestopt)' },
  },
});

export enum ParticipationRole {
  LEAD = 'LEAD',
  PILOT = 'PILOT',
  CO_DEVELOPER = 'CO_DEVELOPER',
  OBSERVER = 'OBSERVER',
  ADOPTER = 'ADOPTER',
}
registerEnumType(ParticipationRole, {
  name: 'ParticipationRole',
  description: 'As what an organisation takes part in a project. (Rol in een project)',
  valuesMap: {
    LEAD: { description: 'Leads it. (Trekker)' },
    PILOT: { description: 'Tries it. (Proeftuin)' },
    CO_DEVELOPER: { description: 'Makes it together with others. (Medeontwikkelaar)' },
    OBSERVER: { description: 'Looks along. (Meekijker)' },
    ADOPTER: { description: 'Takes over what came of it. (Overnemer)' },
  },
});
