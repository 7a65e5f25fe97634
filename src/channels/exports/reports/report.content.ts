/**
 * What a conformance report says: the answer of a check, frozen as it was. PDF, XLSX and JSON are all made of this and of
 * nothing else, so that they cannot say different things.
 */
import { type InterfaceRole } from '../../../domain/architecture/architecture.enums.js';
import {
  type ConformanceLevel,
  type DeclarationState,
  type EvidenceKind,
  type ReassessmentReason,
  type ReportFormat,
} from '../../../domain/conformance/conformance.enums.js';
import { type NormTheme } from '../../../domain/procurement/procurement.enums.js';

export const FORMAT = 'standaardenregister conformance report';
/** Raised when a field changes its meaning; a field that is added does not raise it. */
export const VERSION = 1;

export type ReportLanguage = 'nl' | 'en';
export type CheckOutcome = 'MEETS' | 'MEETS_ON_OWN_WORD' | 'GAPS' | 'UNKNOWN';
export type NormOutcome = 'DEMONSTRATED' | 'SUPPORTED' | 'PARTIAL' | 'MISSING' | 'NOT_APPLICABLE' | 'NOT_JUDGED';

/** A text in both languages; the same twice where the register has it in Dutch only. */
export interface BothLanguages {
  readonly nl: string;
  readonly en: string;
}

/** Moments are ISO 8601 in UTC with milliseconds, days YYYY-MM-DD, addresses absolute. */
export interface ReportContent {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly id: string;
  /** Where it stands for good, without an extension. */
  readonly address: string;
  readonly issuedAt: string;
  /** What the register knew then is what it says. */
  readonly knownAt: string;
  /** Of the PDF and the XLSX; the JSON has both languages where the register has. */
  readonly language: ReportLanguage;
  /** Whether the register holds made-up data: then the report proves nothing, and every file says so. */
  readonly demoData: boolean;
  readonly product: ReportProduct;
  readonly supplier: { readonly name: string; readonly kvkNumber: string };
  readonly terms: { readonly edition: string; readonly name: string };
  readonly normSet: { readonly edition: string };
  readonly contractDate: string;
  /** The day whose declarations were looked at. */
  readonly asOf: string;
  readonly outcome: CheckOutcome;
  readonly because: BothLanguages;
  readonly results: readonly ReportResult[];
}

export interface ReportProduct {
  readonly name: string;
  readonly slug: string;
  /** The label of its version, as printed. */
  readonly version: string;
  readonly releasedOn: string | null;
  /** The first day on which it is no longer supported. */
  readonly supportedUntil: string | null;
}

/** What became of one norm. */
export interface ReportResult {
  readonly code: string;
  readonly theme: `${NormTheme}`;
  readonly title: BothLanguages;
  readonly outcome: NormOutcome;
  readonly because: BothLanguages;
  /** False where the norm was not seen in a source. */
  readonly verified: boolean;
  readonly appliesWhen: BothLanguages | null;
  /** Numbers of the articles of the terms. */
  readonly articles: readonly string[];
  readonly standards: readonly ReportStandard[];
  readonly missing: readonly StandardName[];
  readonly declarations: readonly ReportDeclaration[];
}

/** Names are in the language of the report. */
export interface StandardName {
  readonly slug: string;
  readonly name: string;
}
export interface ReportStandard extends StandardName {
  readonly uri: string;
}

export interface ReportDeclaration {
  readonly id: string;
  readonly standard: StandardName;
  /** The version of the standard, by its label as printed. */
  readonly version: { readonly label: string; readonly uri: string };
  readonly interfaceRole: `${InterfaceRole}`;
  readonly profile: string | null;
  readonly state: `${DeclarationState}`;
  readonly level: `${ConformanceLevel}`;
  /** Why it is to be assessed again, when that is its state. */
  readonly dueBecause: readonly `${ReassessmentReason}`[];
  readonly from: string;
  /** The first day on which it is no longer valid. */
  readonly until: string | null;
  /** The organisation, by its name. */
  readonly assessedBy: string | null;
  readonly evidence: readonly ReportEvidence[];
}

export interface ReportEvidence {
  /** Whether it was there when the declaration was demonstrated. */
  readonly assessed: boolean;
  readonly kind: `${EvidenceKind}`;
  readonly title: string;
  readonly url: string;
  readonly issuedBy: string | null;
  readonly issuedOn: string | null;
  readonly rulesetVersion: string | null;
  readonly sha256: string | null;
  readonly validUntil: string | null;
  /** What was read out of it, when a machine wrote it. */
  readonly report: ReportTotals | null;
}

export interface ReportTotals {
  readonly format: `${ReportFormat}`;
  /** Tests of a test report, findings of a lint report. */
  readonly total: number;
  /** Null for a lint report, which tells only what it found. */
  readonly passed: number | null;
  readonly failed: number;
  readonly warned: number;
  readonly skipped: number;
}
