/** What the register is asked for a report: what anyone can ask it, at a moment it can no longer change its mind about. */
import { type Language } from '../../../domain/standards/standards.inputs.js';
import {
  type BothLanguages,
  type CheckOutcome,
  FORMAT,
  type NormOutcome,
  type ReportContent,
  type ReportDeclaration,
  type ReportEvidence,
  type ReportResult,
  VERSION,
} from './report.content.js';

const NAMED = 'slug name(language: $language)';
const BECAUSE = 'nl: because(language: NL) en: because(language: EN)';

export const QUESTION = `query ConformanceReport(
  $productVersionId: ID!, $termsId: ID, $contractDate: Date, $asOf: Date, $knownAt: DateTime!, $language: Language!
) {
  gibitCheck(
    productVersionId: $productVersionId, termsId: $termsId, contractDate: $contractDate, asOf: $asOf, knownAt: $knownAt
  ) {
    contractDate asOf outcome ${BECAUSE}
    productVersion { id label releasedOn supportedUntil product { name slug supplier { name kvkNumber } } }
    terms { id edition name }
    normSet { id edition }
    results {
      outcome ${BECAUSE}
      norm {
        code theme verified titleNl: title(language: NL) titleEn: title(language: EN)
        whenNl: appliesWhen(language: NL) whenEn: appliesWhen(language: EN)
        articles { number terms { id } } standards { ${NAMED} uri }
      }
      missing { ${NAMED} }
      declarations {
        id interfaceRole profile state level dueBecause validity { from to } assessedBy { name }
        standardVersion { label uri standard { ${NAMED} } }
        evidence {
          assessed kind title url issuedBy issuedOn rulesetVersion sha256 validUntil
          report { format total passed failed warned skipped }
        }
      }
    }
  }
}`;

type AnsweredDeclaration = Omit<ReportDeclaration, 'standard' | 'version' | 'from' | 'until' | 'assessedBy'> & {
  readonly validity: { readonly from: string; readonly to: string | null };
  readonly assessedBy: { readonly name: string } | null;
  readonly standardVersion: ReportDeclaration['version'] & { readonly standard: ReportDeclaration['standard'] };
  readonly evidence: readonly ReportEvidence[];
};
interface AnsweredResult extends BothLanguages {
  readonly outcome: NormOutcome;
  readonly norm: Pick<ReportResult, 'code' | 'theme' | 'verified' | 'standards'> & {
    readonly titleNl: string;
    readonly titleEn: string;
    readonly whenNl: string | null;
    readonly whenEn: string | null;
    readonly articles: readonly { readonly number: string; readonly terms: { readonly id: string } }[];
  };
  readonly missing: ReportResult['missing'];
  readonly declarations: readonly AnsweredDeclaration[];
}
/** What is answered to the question. */
export interface Answered extends BothLanguages {
  readonly contractDate: string;
  readonly asOf: string;
  readonly outcome: CheckOutcome;
  readonly productVersion: {
    readonly id: string;
    readonly label: string;
    readonly releasedOn: string | null;
    readonly supportedUntil: string | null;
    readonly product: {
      readonly name: string;
      readonly slug: string;
      readonly supplier: { readonly name: string; readonly kvkNumber: string };
    };
  };
  readonly terms: { readonly id: string; readonly edition: string; readonly name: string };
  readonly normSet: { readonly id: string; readonly edition: string };
  readonly results: readonly AnsweredResult[];
}
/** What of a report is not in the answer. */
export interface Issue {
  readonly id: string;
  readonly address: string;
  readonly issuedAt: string;
  readonly knownAt: string;
  readonly language: `${Language}`;
  readonly demoData: boolean;
}

export function contentOf({ language, ...issue }: Issue, answered: Answered): ReportContent {
  const { productVersion, terms, normSet } = answered;
  const { name, slug, supplier } = productVersion.product;
  const { label: version, releasedOn, supportedUntil } = productVersion;
  return {
    ...{ format: FORMAT, version: VERSION, ...issue, language: language === 'EN' ? 'en' : 'nl' },
    product: { name, slug, version, releasedOn, supportedUntil },
    supplier: { name: supplier.name, kvkNumber: supplier.kvkNumber },
    terms: { edition: terms.edition, name: terms.name },
    normSet: { edition: normSet.edition },
    contractDate: answered.contractDate,
    asOf: answered.asOf,
    outcome: answered.outcome,
    because: bothOf(answered),
    results: answered.results.map((result) => resultOf(result, terms.id)),
  };
}

function resultOf({ norm, outcome, missing, declarations, ...because }: AnsweredResult, termsId: string): ReportResult {
  const { code, theme, verified, standards, titleNl, titleEn, whenNl, whenEn } = norm;
  return {
    ...{ code, theme, outcome, verified, standards, missing },
    title: { nl: titleNl, en: titleEn },
    because: bothOf(because),
    appliesWhen: whenNl === null ? null : { nl: whenNl, en: whenEn ?? whenNl },
    articles: norm.articles.filter(({ terms }) => terms.id === termsId).map(({ number }) => number),
    declarations: declarations.map(declarationOf),
  };
}

function declarationOf(answered: AnsweredDeclaration): ReportDeclaration {
  const { validity, assessedBy, standardVersion, ...kept } = answered;
  const { standard, label, uri } = standardVersion;
  return {
    ...kept,
    ...{ standard, version: { label, uri } },
    from: validity.from,
    until: validity.to,
    assessedBy: assessedBy?.name ?? null,
  };
}

const bothOf = ({ nl, en }: BothLanguages): BothLanguages => ({ nl, en });
