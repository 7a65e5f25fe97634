import { registerEnumType } from '@nestjs/graphql';

export enum NormTheme {
  ARCHITECTURE = 'ARCHITECTURE',
  INTEROPERABILITY = 'INTEROPERABILITY',
  INFORMATION_SECURITY = 'INFORMATION_SECURITY',
  DATA_PORTABILITY = 'DATA_PORTABILITY',
  ACCESSIBILITY = 'ACCESSIBILITY',
  ARCHIVING = 'ARCHIVING',
  INFRASTRUCTURE = 'INFRASTRUCTURE',
  DOCUMENTATION = 'DOCUMENTATION',
  E_INVOICING = 'E_INVOICING',
}
registerEnumType(NormTheme, {
  name: 'NormTheme',
  description: 'What a quality norm is about. (Thema van de kwaliteitsnorm)',
  valuesMap: {
    ARCHITECTURE: { description: 'Fitting the reference architecture. (Architectuur)' },
    INTEROPERABILITY: { description: 'Exchanging data with other software. (Interoperabiliteit)' },
    INFORMATION_SECURITY: { description: 'Security of information, and privacy. (Informatiebeveiliging)' },
    DATA_PORTABILITY: { description: 'Taking data along to other software. (Dataportabiliteit)' },
    ACCESSIBILITY: { description: 'For everyone to use. (Toegankelijkheid)' },
    ARCHIVING: { description: 'Keeping, handing over and destroying records. (Archivering)' },
    INFRASTRUCTURE: { description: 'Connecting to what government shares. (Infrastructuur)' },
    DOCUMENTATION: { description: 'For users, administrators and interfaces. (Documentatie)' },
    E_INVOICING: { description: 'Sending and receiving invoices. (E-facturering)' },
  },
});

export enum NormCondition {
  ALWAYS = 'ALWAYS',
  REQUIRED_OF_COMPONENT = 'REQUIRED_OF_COMPONENT',
  REFERENCE_COMPONENT = 'REFERENCE_COMPONENT',
  CHARACTERISTIC = 'CHARACTERISTIC',
}
registerEnumType(NormCondition, {
  name: 'NormCondition',
  description: 'Of which products a quality norm is asked. (Toepassingsvoorwaarde)',
  valuesMap: {
    ALWAYS: { description: 'Of every product. (Altijd)' },
    REQUIRED_OF_COMPONENT: {
      description:
        'Of products with a reference component that the architecture asks to speak the standard. (Gevraagd van een referentiecomponent)',
    },
    REFERENCE_COMPONENT: {
      description: 'Of products that fill in one of the reference components named. (Referentiecomponent)',
    },
    CHARACTERISTIC: { description: 'Of products with the characteristic named. (Kenmerk)' },
  },
});

/** What sort of product it is, as far as norms ask: whether one applies can be worked out only from what a supplier said of it. */
export enum ProductCharacteristic {
  WEB_INTERFACE = 'WEB_INTERFACE',
  API = 'API',
  HOSTED = 'HOSTED',
  PERSONAL_DATA = 'PERSONAL_DATA',
  RECORDS = 'RECORDS',
  CITIZEN_LOGIN = 'CITIZEN_LOGIN',
  CITIZEN_MESSAGES = 'CITIZEN_MESSAGES',
  E_MAIL = 'E_MAIL',
  INVOICES = 'INVOICES',
  DOCUMENTS = 'DOCUMENTS',
  LOCATION_DATA = 'LOCATION_DATA',
}
registerEnumType(ProductCharacteristic, {
  name: 'ProductCharacteristic',
  description: 'What sort of product it is, as far as quality norms ask. (Kenmerk van een pakket)',
  valuesMap: {
    WEB_INTERFACE: { description: 'People use it in a browser. (Webinterface)' },
    API: { description: 'It offers REST APIs. (REST-API)' },
    HOSTED: { description: 'The supplier runs it, at a distance. (Dienstverlening op afstand)' },
    PERSONAL_DATA: { description: 'It processes personal data. (Persoonsgegevens)' },
    RECORDS: { description: 'It keeps records that the law on archives is about. (Archiefbescheiden)' },
    CITIZEN_LOGIN: { description: 'Residents or companies sign in to it. (Inloggen door inwoners of bedrijven)' },
    CITIZEN_MESSAGES: { description: 'It sends messages to residents. (Berichten aan inwoners)' },
    E_MAIL: { description: 'It sends or receives e-mail. (E-mail)' },
    INVOICES: { description: 'It sends or receives invoices. (Facturen)' },
    DOCUMENTS: { description: 'It makes or keeps office documents. (Documenten)' },
    LOCATION_DATA: { description: 'It holds or exchanges data about places. (Geo-informatie)' },
  },
});
