import { registerEnumType } from '@nestjs/graphql';

export enum OrganisationKind {
  MUNICIPALITY = 'MUNICIPALITY',
  SUPPLIER = 'SUPPLIER',
  PARTNERSHIP = 'PARTNERSHIP',
  STANDARDS_BODY = 'STANDARDS_BODY',
  BODY = 'BODY',
  NATIONAL_GOVERNMENT = 'NATIONAL_GOVERNMENT',
}
registerEnumType(OrganisationKind, {
  name: 'OrganisationKind',
  description: 'What sort of organisation it is. (Soort organisatie)',
  valuesMap: {
    MUNICIPALITY: { description: 'A municipality. (Gemeente)' },
    SUPPLIER: { description: 'A supplier of software or services. (Leverancier)' },
    PARTNERSHIP: { description: 'Municipalities that work together. (Samenwerkingsverband)' },
    STANDARDS_BODY: { description: 'Keeps standards. (Standaardenorganisatie)' },
    BODY: { description: 'A body that advises or decides. (Orgaan)' },
    NATIONAL_GOVERNMENT: { description: 'Part of the national or European government. (Rijksoverheid)' },
  },
});

export enum Province {
  DRENTHE = 'DRENTHE',
  FLEVOLAND = 'FLEVOLAND',
  FRYSLAN = 'FRYSLAN',
  GELDERLAND = 'GELDERLAND',
  GRONINGEN = 'GRONINGEN',
  LIMBURG = 'LIMBURG',
  NOORD_BRABANT = 'NOORD_BRABANT',
  NOORD_HOLLAND = 'NOORD_HOLLAND',
  OVERIJSSEL = 'OVERIJSSEL',
  UTRECHT = 'UTRECHT',
  ZEELAND = 'ZEELAND',
  ZUID_HOLLAND = 'ZUID_HOLLAND',
}
registerEnumType(Province, {
  name: 'Province',
  description: 'One of the twelve provinces. (Provincie)',
  valuesMap: {
    DRENTHE: { description: 'Drenthe' },
    FLEVOLAND: { description: 'Flevoland' },
    FRYSLAN: { description: 'Fryslân' },
    GELDERLAND: { description: 'Gelderland' },
    GRONINGEN: { description: 'Groningen' },
    LIMBURG: { description: 'Limburg' },
    NOORD_BRABANT: { description: 'Noord-Brabant' },
    NOORD_HOLLAND: { description: 'Noord-Holland' },
    OVERIJSSEL: { description: 'Overijssel' },
    UTRECHT: { description: 'Utrecht' },
    ZEELAND: { description: 'Zeeland' },
    ZUID_HOLLAND: { description: 'Zuid-Holland' },
  },
});

/** How one municipality follows another. */
export enum SuccessionKind {
  MERGER = 'MERGER',
  ABSORPTION = 'ABSORPTION',
  SPLIT = 'SPLIT',
}
