/** What a register is asked for a check, over its public API or in its own database: the same documents both ways. */
import { z } from 'zod';
import { THEMES } from '../reports/report.words.js';

/** A page of the versions of a product, and the editions of the terms. */
export const SUBJECT = `query CheckedProduct($product: String!, $after: String) {
  product(by: { slug: $product }) {
    name slug
    versions(first: 100, after: $after) { nodes { id label } pageInfo { hasNextPage endCursor } }
  }
  procurementTerms { id edition }
}`;

/** The check, norm by norm. */
export const CHECK = `query Check($productVersionId: ID!, $termsId: ID, $contractDate: Date, $asOf: Date, $language: Language!) {
  gibitCheck(productVersionId: $productVersionId, termsId: $termsId, contractDate: $contractDate, asOf: $asOf) {
    contractDate asOf outcome because(language: $language)
    productVersion { id label product { name slug } }
    terms { edition }
    normSet { edition }
    results {
      outcome because(language: $language)
      norm { code theme verified title(language: $language) }
      missing { slug name(language: $language) }
      declarations { id level state standardVersion { label uri standard { slug name(language: $language) } } }
    }
  }
}`;

/** What it all comes down to. */
export const OUTCOME = `query CheckOutcome($productVersionId: ID!, $termsId: ID, $contractDate: Date) {
  gibitCheck(productVersionId: $productVersionId, termsId: $termsId, contractDate: $contractDate) { outcome terms { edition } }
}`;

const named = z.object({ slug: z.string(), name: z.string() });
const edition = z.object({ edition: z.string() });
const theme = z.enum(Object.keys(THEMES) as (keyof typeof THEMES)[]);
const checkOutcome = z.enum(['MEETS', 'MEETS_ON_OWN_WORD', 'GAPS', 'UNKNOWN']);

export const subjectAnswer = z.object({
  product: named
    .extend({
      versions: z.object({
        nodes: z.array(z.object({ id: z.string(), label: z.string() })),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    })
    .nullable(),
  procurementTerms: z.array(z.object({ id: z.string(), edition: z.string() })),
});

const result = z.object({
  outcome: z.enum(['DEMONSTRATED', 'SUPPORTED', 'PARTIAL', 'MISSING', 'NOT_APPLICABLE', 'NOT_JUDGED']),
  because: z.string(),
  norm: z.object({ code: z.string(), theme, verified: z.boolean(), title: z.string() }),
  missing: z.array(named),
  declarations: z.array(
    z.object({
      id: z.string(),
      level: z.string(),
      state: z.string(),
      standardVersion: z.object({ label: z.string(), uri: z.string(), standard: named }),
    }),
  ),
});

export const checkAnswer = z.object({
  gibitCheck: z.object({
    contractDate: z.string(),
    asOf: z.string(),
    outcome: checkOutcome,
    because: z.string(),
    productVersion: z.object({ id: z.string(), label: z.string(), product: named }),
    terms: edition,
    normSet: edition,
    results: z.array(result),
  }),
});

export const outcomeAnswer = z.object({ gibitCheck: z.object({ outcome: checkOutcome, terms: edition }) });

/** What a register answers to a check. */
export type Check = z.infer<typeof checkAnswer>['gibitCheck'];
export type CheckOutcome = z.infer<typeof checkOutcome>;
export type NormResult = z.infer<typeof result>;
