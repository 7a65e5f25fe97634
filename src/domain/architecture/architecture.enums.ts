import { registerEnumType } from '@nestjs/graphql';

export enum ComponentRole {
  MANDATORY = 'MANDATORY',
  RECOMMENDED = 'RECOMMENDED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(ComponentRole, {
  name: 'ComponentRole',
  description:
    'What the reference architecture asks of a component for a standard. Not how binding the standard is. (Verbindingsrol)',
  valuesMap: {
    MANDATORY: { description: 'The component must speak it. (Verplicht)' },
    RECOMMENDED: { description: 'The component should speak it. (Aanbevolen)' },
    UNKNOWN: { description: 'The architecture does not say. (Onbekend)' },
  },
});

export enum InterfaceRole {
  PROVIDER = 'PROVIDER',
  CONSUMER = 'CONSUMER',
  BOTH = 'BOTH',
  UNSPECIFIED = 'UNSPECIFIED',
}
registerEnumType(InterfaceRole, {
  name: 'InterfaceRole',
  description: 'On which side of an interface something stands. (Rol op het koppelvlak)',
  valuesMap: {
    PROVIDER: { description: 'Offers it. (Aanbieder)' },
    CONSUMER: { description: 'Uses it. (Afnemer)' },
    BOTH: { description: 'Offers and uses it. (Beide)' },
    UNSPECIFIED: { description: 'Not said. (Niet gespecificeerd)' },
  },
});
