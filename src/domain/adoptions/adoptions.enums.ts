import { registerEnumType } from '@nestjs/graphql';
import { AdoptionStatus } from './adoption.statuses.js';

registerEnumType(AdoptionStatus, {
  name: 'AdoptionStatus',
  description: 'How far a municipality is with a standard. (Adoptiestatus)',
  valuesMap: {
    UNKNOWN: { description: 'Nobody has said. (Onbekend)' },
    PLANNED: { description: 'To be applied by a target date. (Gepland)' },
    IMPLEMENTING: { description: 'Being brought into use. (In invoering)' },
    APPLIED: { description: 'In use. (Toegepast)' },
    PHASED_OUT: { description: 'No longer in use. (Uitgefaseerd)' },
    NOT_APPLICABLE: { description: 'Does not concern this municipality, with the motivation. (Niet van toepassing)' },
    EXPLAINED: { description: 'Not applied, with an explanation as comply-or-explain asks. (Uitgelegd)' },
  },
});

export enum AdoptionOrigin {
  REPORTED = 'REPORTED',
  PROPOSED = 'PROPOSED',
  DERIVED = 'DERIVED',
  INHERITED = 'INHERITED',
  APPROVED = 'APPROVED',
}
registerEnumType(AdoptionOrigin, {
  name: 'AdoptionOrigin',
  description: 'Where the register has an adoption from. (Herkomst van de adoptie)',
  valuesMap: {
    REPORTED: { description: 'The municipality says so, here or in what it published. (Gemeld)' },
    PROPOSED: {
      description: 'A partnership or supplier says so; counts once the municipality confirms it. (Voorgesteld)',
    },
    DERIVED: {
      description:
        'Follows from software in use; only the municipality and the office see it, and it does not count. (Afgeleid)',
    },
    INHERITED: { description: 'Taken over from predecessors in a merger, to be confirmed. (Overgenomen)' },
    APPROVED: { description: 'Reported and signed off. (Geaccordeerd)' },
  },
});

export enum Freshness {
  CURRENT = 'CURRENT',
  STALE = 'STALE',
}
registerEnumType(Freshness, {
  name: 'Freshness',
  description: 'Whether what was reported was confirmed in time. (Actualiteit)',
  valuesMap: {
    CURRENT: { description: 'Confirmed in time, or needs no confirmation. (Actueel)' },
    STALE: { description: 'Not confirmed by the date on which it had to be. (Verouderd)' },
  },
});

export enum ExplainReason {
  COSTS = 'COSTS',
  NO_SUPPLIER_SUPPORT = 'NO_SUPPLIER_SUPPORT',
  TECHNICALLY_IMPOSSIBLE = 'TECHNICALLY_IMPOSSIBLE',
  IN_PROGRESS = 'IN_PROGRESS',
  NOT_RELEVANT_YET = 'NOT_RELEVANT_YET',
  OTHER = 'OTHER',
}
registerEnumType(ExplainReason, {
  name: 'ExplainReason',
  description: 'Why a standard under comply-or-explain is not applied. (Reden van uitleg)',
  valuesMap: {
    COSTS: { description: 'It costs more than it brings. (Kosten)' },
    NO_SUPPLIER_SUPPORT: { description: 'No supplier offers it. (Leverancier ondersteunt het niet)' },
    TECHNICALLY_IMPOSSIBLE: { description: 'It cannot be made to work here. (Technisch onmogelijk)' },
    IN_PROGRESS: { description: 'Work on it has begun. (In voorbereiding)' },
    NOT_RELEVANT_YET: { description: 'What it is for is not there yet. (Nog niet aan de orde)' },
    OTHER: { description: 'Something else, as motivated. (Anders)' },
  },
});
