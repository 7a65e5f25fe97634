import { registerEnumType } from '@nestjs/graphql';
import { Lifecycle } from './version.lifecycle.js';

export enum StandardKind {
  ICT_SOLUTION = 'ICT_SOLUTION',
  WORK_PROCESS = 'WORK_PROCESS',
  INTERFACE = 'INTERFACE',
  ARCHITECTURE = 'ARCHITECTURE',
  PROCUREMENT_TERMS = 'PROCUREMENT_TERMS',
  INFORMATION_MODEL = 'INFORMATION_MODEL',
  SECURITY_NORM = 'SECURITY_NORM',
  DOCUMENT_FORMAT = 'DOCUMENT_FORMAT',
}
registerEnumType(StandardKind, {
  name: 'StandardKind',
  description: 'What a standard is about. (Soort standaard)',
  valuesMap: {
    ICT_SOLUTION: { description: 'A solution to be used by all. (ICT-oplossing)' },
    WORK_PROCESS: { description: 'How work is done. (Werkproces)' },
    INTERFACE: { description: 'How systems exchange data. (Koppelvlak)' },
    ARCHITECTURE: { description: 'How things are arranged. (Architectuur)' },
    PROCUREMENT_TERMS: { description: 'Terms under which is bought. (Inkoopvoorwaarden)' },
    INFORMATION_MODEL: { description: 'What data mean. (Informatiemodel)' },
    SECURITY_NORM: { description: 'How information is kept safe. (Beveiligingsnorm)' },
    DOCUMENT_FORMAT: { description: 'How documents are stored. (Documentformaat)' },
  },
});

registerEnumType(Lifecycle, {
  name: 'Lifecycle',
  description: 'The stage of life of a version. Not how binding it is. (Levensfase)',
  valuesMap: {
    IN_DEVELOPMENT: { description: 'Being made. (In ontwikkeling)' },
    CONSULTATION: { description: 'Open to comments. (Consultatie)' },
    CANDIDATE: { description: 'Waiting to be adopted. (Versie ter vaststelling)' },
    IN_USE: { description: 'Adopted and supported. (In gebruik)' },
    END_OF_SUPPORT: { description: 'Still there, no longer supported. (Einde ondersteuning)' },
    WITHDRAWN: { description: 'Taken back. (Teruggetrokken)' },
    VOID: { description: 'Published by mistake. (Vervallen)' },
  },
});

export enum VersionKind {
  RELEASE = 'RELEASE',
  LINE = 'LINE',
  ROLLING = 'ROLLING',
}
registerEnumType(VersionKind, {
  name: 'VersionKind',
  description: 'How exact a version is. (Soort versie)',
  valuesMap: {
    RELEASE: { description: 'One fixed publication. (Uitgave)' },
    LINE: { description: 'A line of releases, such as 1.x. (Versielijn)' },
    ROLLING: { description: 'Whatever is newest. (Actueel)' },
  },
});

export enum BindingLevel {
  RECOMMENDED = 'RECOMMENDED',
  COMPLY_OR_EXPLAIN = 'COMPLY_OR_EXPLAIN',
  MANDATORY = 'MANDATORY',
}
registerEnumType(BindingLevel, {
  name: 'BindingLevel',
  description:
    'How binding a standard is, by a dated decision of the right body or by law. Not its lifecycle. (Verbindendheid)',
  valuesMap: {
    RECOMMENDED: { description: 'Advised, without obligation. (Aanbevolen)' },
    COMPLY_OR_EXPLAIN: { description: 'Apply it, or say why not. (Pas toe of leg uit)' },
    MANDATORY: { description: 'Must be applied. (Verplicht)' },
  },
});
/** From the most to the least binding. */
export const BINDING_ORDER = [
  BindingLevel.MANDATORY,
  BindingLevel.COMPLY_OR_EXPLAIN,
  BindingLevel.RECOMMENDED,
] as const;

export enum ObligationSource {
  VNG = 'VNG',
  FORUM = 'FORUM',
  LAW = 'LAW',
}
registerEnumType(ObligationSource, {
  name: 'ObligationSource',
  description: 'By whose authority a standard binds. (Bron van de verplichting)',
  valuesMap: {
    VNG: { description: 'A decision of the municipalities in VNG. (VNG)' },
    FORUM: { description: 'The list of the Forum for Standardisation. (Forum Standaardisatie)' },
    LAW: { description: 'Law or regulation. (Wet- of regelgeving)' },
  },
});

export enum ArtifactKind {
  OPENAPI = 'OPENAPI',
  XSD = 'XSD',
  WSDL = 'WSDL',
  TEXT = 'TEXT',
  TEST = 'TEST',
  MODEL = 'MODEL',
  OTHER = 'OTHER',
}
registerEnumType(ArtifactKind, {
  name: 'ArtifactKind',
  description: 'What sort of file belongs to a version. (Soort artefact)',
  valuesMap: {
    OPENAPI: { description: 'An OpenAPI description. (OpenAPI-specificatie)' },
    XSD: { description: 'An XML schema. (XML-schema)' },
    WSDL: { description: 'A web service description. (Webservicebeschrijving)' },
    TEXT: { description: 'Text for people. (Tekst)' },
    TEST: { description: 'A test set or test service. (Testset)' },
    MODEL: { description: 'A model. (Model)' },
    OTHER: { description: 'Something else. (Overig)' },
  },
});

export enum StandardRelationKind {
  REPLACES = 'REPLACES',
  REPLACES_PARTIALLY = 'REPLACES_PARTIALLY',
  BASIS_FOR = 'BASIS_FOR',
  PROFILE_OF = 'PROFILE_OF',
  REQUIRES = 'REQUIRES',
  COMPATIBLE_WITH = 'COMPATIBLE_WITH',
  CONFLICTS_WITH = 'CONFLICTS_WITH',
  PART_OF = 'PART_OF',
  RELATED_TO = 'RELATED_TO',
}
registerEnumType(StandardRelationKind, {
  name: 'StandardRelationKind',
  description: 'What the subject of a relation is to its object. (Soort relatie)',
  valuesMap: {
    REPLACES: { description: 'The subject takes the place of the object. (Vervangt)' },
    REPLACES_PARTIALLY: { description: 'The subject takes the place of a part of the object. (Vervangt deels)' },
    BASIS_FOR: { description: 'The object was made from the subject. (Is basis voor)' },
    PROFILE_OF: { description: 'The subject narrows the object down. (Is profiel van)' },
    REQUIRES: { description: 'The subject cannot do without the object. (Vereist)' },
    COMPATIBLE_WITH: { description: 'The two work together. (Verenigbaar met)' },
    CONFLICTS_WITH: { description: 'The two exclude each other. (Strijdig met)' },
    PART_OF: { description: 'The subject belongs to the set that the object is. (Is onderdeel van)' },
    RELATED_TO: { description: 'A source names the two together and says no more. (Verwant aan)' },
  },
});
