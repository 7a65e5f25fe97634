/** The words that the files of a report share, by what they name, in Dutch and English. */
import { type InterfaceRole } from '../../../domain/architecture/architecture.enums.js';
import {
  type ConformanceLevel,
  type DeclarationState,
  type EvidenceKind,
  type ReassessmentReason,
  type ReportFormat,
} from '../../../domain/conformance/conformance.enums.js';
import { type NormTheme } from '../../../domain/procurement/procurement.enums.js';
import { type BothLanguages, type CheckOutcome, type NormOutcome } from './report.content.js';

type Words<Key extends string> = Readonly<Record<Key, BothLanguages>>;

const both = (nl: string, en: string): BothLanguages => ({ nl, en });

/** Of the whole check, as a sentence about the product version. */
export const CHECK_OUTCOMES: Words<CheckOutcome> = {
  MEETS: both('Voldoet, aangetoond', 'Meets, demonstrated'),
  MEETS_ON_OWN_WORD: both('Voldoet volgens de leverancier', 'Meets according to its supplier'),
  GAPS: both('Voldoet niet aan alles', 'Does not meet everything'),
  UNKNOWN: both('Niet vast te stellen', 'Cannot be told'),
};

export const NORM_OUTCOMES: Words<NormOutcome> = {
  DEMONSTRATED: both('Aangetoond', 'Demonstrated'),
  SUPPORTED: both('Ondersteund volgens de leverancier', 'Supported according to its supplier'),
  PARTIAL: both('Gedeeltelijk', 'In part'),
  MISSING: both('Ontbreekt', 'Missing'),
  NOT_APPLICABLE: both('Niet van toepassing', 'Does not apply'),
  NOT_JUDGED: both('Niet beoordeeld', 'Not judged'),
};

export const THEMES: Words<`${NormTheme}`> = {
  ARCHITECTURE: both('Architectuur', 'Architecture'),
  INTEROPERABILITY: both('Interoperabiliteit', 'Interoperability'),
  INFORMATION_SECURITY: both('Informatiebeveiliging', 'Information security'),
  DATA_PORTABILITY: both('Dataportabiliteit', 'Data portability'),
  ACCESSIBILITY: both('Toegankelijkheid', 'Accessibility'),
  ARCHIVING: both('Archivering', 'Archiving'),
  INFRASTRUCTURE: both('Infrastructuur', 'Infrastructure'),
  DOCUMENTATION: both('Documentatie', 'Documentation'),
  E_INVOICING: both('E-facturering', 'E-invoicing'),
};

export const STATES: Words<`${DeclarationState}`> = {
  DRAFT: both('Concept', 'Draft'),
  PUBLISHED: both('Gepubliceerd', 'Published'),
  IN_ASSESSMENT: both('In toetsing', 'In assessment'),
  DEMONSTRATED: both('Aangetoond', 'Demonstrated'),
  REFUSED: both('Afgewezen', 'Refused'),
  EXPIRED: both('Verlopen', 'Expired'),
  WITHDRAWN: both('Ingetrokken', 'Withdrawn'),
  REVOKED: both('Herroepen', 'Revoked'),
  REASSESSMENT_DUE: both('Hertoetsing nodig', 'Due for reassessment'),
};

export const LEVELS: Words<`${ConformanceLevel}`> = {
  SUPPORTED: both('Ondersteund', 'Supported'),
  DEMONSTRATED: both('Aangetoond', 'Demonstrated'),
};

export const INTERFACE_ROLES: Words<`${InterfaceRole}`> = {
  PROVIDER: both('Aanbieder', 'Provider'),
  CONSUMER: both('Afnemer', 'Consumer'),
  BOTH: both('Aanbieder en afnemer', 'Provider and consumer'),
  UNSPECIFIED: both('Niet gespecificeerd', 'Not said'),
};

export const EVIDENCE_KINDS: Words<`${EvidenceKind}`> = {
  TEST_REPORT: both('Testrapport', 'Test report'),
  CERTIFICATE: both('Certificaat', 'Certificate'),
  AUDIT: both('Auditrapport', 'Audit report'),
  LINT_REPORT: both('Lintrapport', 'Lint report'),
  OWN_STATEMENT: both('Eigen verklaring', 'Own statement'),
};

export const REPORT_FORMATS: Words<`${ReportFormat}`> = {
  JUNIT: both('JUnit', 'JUnit'),
  SPECTRAL: both('Spectral', 'Spectral'),
};

export const REASSESSMENT_REASONS: Words<`${ReassessmentReason}`> = {
  NEWER_PRODUCT_VERSION: both('nieuwere pakketversie', 'a newer version of the product'),
  PRODUCT_OUT_OF_SUPPORT: both('pakket niet meer ondersteund', 'product no longer supported'),
  STANDARD_OUT_OF_SUPPORT: both('standaard uit ondersteuning', 'standard out of support'),
  EVIDENCE_EXPIRED: both('bewijs verlopen', 'evidence expired'),
  ASSESSOR_ASKS: both('op verzoek van de toetser', 'asked by the assessor'),
};

/** Headings and labels. */
export const LABELS = {
  title: both('Conformiteitsrapport', 'Conformance report'),
  subtitle: both(
    'Toets aan de Gemeentelijke ICT-kwaliteitsnormen (GIBIT)',
    'Check against the Dutch municipal ICT quality norms (GIBIT)',
  ),
  demoData: both(
    'Demonstratiegegevens: dit rapport komt uit een register met verzonnen gegevens en bewijst niets.',
    'Demonstration data: this report is of a register with made-up data, and proves nothing.',
  ),
  summary: both('Samenvatting', 'Summary'),
  outcome: both('Uitkomst', 'Outcome'),
  because: both('Toelichting', 'Explanation'),
  product: both('Pakket', 'Product'),
  productVersion: both('Pakketversie', 'Product version'),
  releasedOn: both('Uitgebracht op', 'Released on'),
  supportedUntil: both('Ondersteund tot', 'Supported until'),
  supplier: both('Leverancier', 'Supplier'),
  kvkNumber: both('KvK-nummer', 'KvK number'),
  terms: both('Inkoopvoorwaarden', 'Procurement terms'),
  normSet: both('Kwaliteitsnormen, editie', 'Quality norms, edition'),
  contractDate: both('Contractdatum', 'Contract date'),
  asOf: both('Verklaringen op', 'Declarations as of'),
  knownAt: both('Volgens het register op', 'As the register knew at'),
  issuedAt: both('Opgemaakt op', 'Issued at'),
  address: both('Vast adres', 'Permanent address'),
  reportId: both('Rapport', 'Report'),
  sha256: both('SHA-256 van de inhoud', 'SHA-256 of the content'),
  norms: both('Normen', 'Norms'),
  norm: both('Norm', 'Norm'),
  code: both('Code', 'Code'),
  theme: both('Thema', 'Theme'),
  articles: both('Artikelen', 'Articles'),
  appliesWhen: both('Van toepassing', 'Applies'),
  verified: both('In een bron gezien', 'Seen in a source'),
  unverified: both('Deze norm is niet in een bron gezien', 'This norm was not seen in a source'),
  standards: both('Standaarden', 'Standards'),
  standard: both('Standaard', 'Standard'),
  version: both('Versie', 'Version'),
  missing: both('Ontbreekt', 'Missing'),
  declarations: both('Verklaringen', 'Declarations'),
  declaration: both('Verklaring', 'Declaration'),
  interfaceRole: both('Rol op het koppelvlak', 'Role on the interface'),
  profile: both('Profiel', 'Profile'),
  state: both('Stand', 'State'),
  level: both('Niveau', 'Level'),
  dueBecause: both('Hertoetsing vanwege', 'Due because of'),
  from: both('Geldig van', 'Valid from'),
  until: both('Geldig tot', 'Valid until'),
  assessedBy: both('Getoetst door', 'Assessed by'),
  evidence: both('Bewijs', 'Evidence'),
  kind: both('Soort', 'Kind'),
  evidenceTitle: both('Titel', 'Title'),
  url: both('Webadres', 'Address'),
  issuedBy: both('Afgegeven door', 'Issued by'),
  issuedOn: both('Afgegeven op', 'Issued on'),
  rulesetVersion: both('Versie van de regelset', 'Version of the rule set'),
  checksum: both('SHA-256', 'SHA-256'),
  evidenceUntil: both('Bewijs geldig tot', 'Evidence valid until'),
  assessed: both('Beoordeeld', 'Assessed'),
  notAssessed: both('Toegevoegd na de toetsing, dus niet beoordeeld', 'Added after the assessment, so not assessed'),
  report: both('Uitkomst van het rapport', 'What the report found'),
  total: both('Totaal', 'Total'),
  passed: both('Geslaagd', 'Passed'),
  failed: both('Mislukt', 'Failed'),
  warned: both('Waarschuwingen', 'Warnings'),
  skipped: both('Overgeslagen', 'Skipped'),
  none: both('geen', 'none'),
  unknown: both('niet bekend', 'not known'),
  yes: both('ja', 'yes'),
  no: both('nee', 'no'),
  page: both('Bladzijde', 'Page'),
  ofPages: both('van', 'of'),
  howToCheck: both('Zo gaat u na of dit rapport echt is', 'How to make sure that this report is genuine'),
} as const satisfies Readonly<Record<string, BothLanguages>>;

/** How who holds a file can check it. */
export const howToCheck = (address: string): BothLanguages =>
  both(
    `Haal ${address}.json op, leg het naast dit bestand en geef de opdracht: standaardenregister report verify BESTAND --report rapport.json. De opdracht zegt of er sinds de uitgifte een byte is veranderd, en met welke sleutel is ondertekend.`,
    `Fetch ${address}.json, put it beside this file, and give the command: standaardenregister report verify FILE --report report.json. It says whether a byte was changed since it was issued, and with which key it was signed.`,
  );
