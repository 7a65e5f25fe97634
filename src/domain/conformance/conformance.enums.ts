import { registerEnumType } from '@nestjs/graphql';

export enum ConformanceLevel {
  SUPPORTED = 'SUPPORTED',
  DEMONSTRATED = 'DEMONSTRATED',
}
registerEnumType(ConformanceLevel, {
  name: 'ConformanceLevel',
  description: 'How strongly conformance is established. (Conformiteitsniveau)',
  valuesMap: {
    SUPPORTED: { description: 'The supplier says so. (Ondersteund)' },
    DEMONSTRATED: { description: 'Someone other than the supplier assessed it. (Aangetoond)' },
  },
});

export enum DeclarationState {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  IN_ASSESSMENT = 'IN_ASSESSMENT',
  DEMONSTRATED = 'DEMONSTRATED',
  REFUSED = 'REFUSED',
  EXPIRED = 'EXPIRED',
  WITHDRAWN = 'WITHDRAWN',
  REVOKED = 'REVOKED',
  REASSESSMENT_DUE = 'REASSESSMENT_DUE',
}
registerEnumType(DeclarationState, {
  name: 'DeclarationState',
  description: 'What became of a declaration. (Stand van de verklaring)',
  valuesMap: {
    DRAFT: { description: 'Not yet published. (Concept)' },
    PUBLISHED: { description: 'The supplier stands for it. (Gepubliceerd)' },
    IN_ASSESSMENT: { description: 'Someone else looks whether it is so. (In toetsing)' },
    DEMONSTRATED: { description: 'Assessed, and found to be so. (Aangetoond)' },
    REFUSED: { description: 'Assessed, and not found to be so. (Afgewezen)' },
    EXPIRED: { description: 'Past the day until which it was valid. (Verlopen)' },
    WITHDRAWN: { description: 'Taken back by the supplier. (Ingetrokken)' },
    REVOKED: { description: 'Taken back by who assessed it, with the reason. (Herroepen)' },
    REASSESSMENT_DUE: { description: 'What it rests on has changed. (Hertoetsing nodig)' },
  },
});

/** In these states a product counts as supporting what is declared of it. */
export const STANDING: readonly DeclarationState[] = [
  DeclarationState.PUBLISHED,
  DeclarationState.IN_ASSESSMENT,
  DeclarationState.DEMONSTRATED,
  DeclarationState.REASSESSMENT_DUE,
];

export enum EvidenceKind {
  TEST_REPORT = 'TEST_REPORT',
  CERTIFICATE = 'CERTIFICATE',
  AUDIT = 'AUDIT',
  LINT_REPORT = 'LINT_REPORT',
  OWN_STATEMENT = 'OWN_STATEMENT',
}
registerEnumType(EvidenceKind, {
  name: 'EvidenceKind',
  description: 'What sort of evidence it is. (Soort bewijs)',
  valuesMap: {
    TEST_REPORT: { description: 'What came of tests. (Testrapport)' },
    CERTIFICATE: { description: 'A certificate. (Certificaat)' },
    AUDIT: { description: 'The report of an audit. (Auditrapport)' },
    LINT_REPORT: { description: 'What came of checking a specification against rules. (Lintrapport)' },
    OWN_STATEMENT: { description: "The supplier's own statement. (Eigen verklaring)" },
  },
});

export enum ReportFormat {
  JUNIT = 'JUNIT',
  SPECTRAL = 'SPECTRAL',
}
registerEnumType(ReportFormat, {
  name: 'ReportFormat',
  description: 'In what form a machine wrote a report. (Rapportformaat)',
  valuesMap: {
    JUNIT: { description: 'A test report in the XML of JUnit. (JUnit)' },
    SPECTRAL: { description: 'A lint report in the JSON of Spectral. (Spectral)' },
  },
});

/** Why what was demonstrated has to be looked at again. */
export enum ReassessmentReason {
  NEWER_PRODUCT_VERSION = 'NEWER_PRODUCT_VERSION',
  PRODUCT_OUT_OF_SUPPORT = 'PRODUCT_OUT_OF_SUPPORT',
  STANDARD_OUT_OF_SUPPORT = 'STANDARD_OUT_OF_SUPPORT',
  EVIDENCE_EXPIRED = 'EVIDENCE_EXPIRED',
  ASSESSOR_ASKS = 'ASSESSOR_ASKS',
}
registerEnumType(ReassessmentReason, {
  name: 'ReassessmentReason',
  description: 'Why what was demonstrated has to be looked at again. (Reden voor hertoetsing)',
  valuesMap: {
    NEWER_PRODUCT_VERSION: {
      description:
        'A newer version of the product is out; of the version assessed it still holds. (Nieuwere pakketversie)',
    },
    PRODUCT_OUT_OF_SUPPORT: {
      description: 'The version of the product is no longer supported. (Pakket niet ondersteund)',
    },
    STANDARD_OUT_OF_SUPPORT: {
      description: 'The version of the standard is out of support, withdrawn or void. (Standaard uit ondersteuning)',
    },
    EVIDENCE_EXPIRED: { description: 'The evidence that it was assessed on is no longer valid. (Bewijs verlopen)' },
    ASSESSOR_ASKS: { description: 'The assessor asks for it. (Op verzoek van de toetser)' },
  },
});
