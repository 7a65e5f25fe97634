import { type z } from 'zod';
import { type Check, CHECK, checkAnswer, SUBJECT, subjectAnswer } from './check.question.js';

/** Asks a register a document. @throws CheckRefused when it does not answer it */
export type Ask = (document: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** The register could not be asked, or does not know what it was asked about. */
export class CheckRefused extends Error {
  override readonly name = 'CheckRefused';

  constructor(
    readonly en: string,
    readonly nl: string,
  ) {
    super(`${en} / ${nl}`);
  }
}

/** What is to be checked; days are YYYY-MM-DD, and terms go by their edition, such as 2023. */
export interface Subject {
  readonly product: string;
  readonly version: string;
  readonly terms: string | undefined;
}
export interface Order extends Subject {
  readonly date: string | undefined;
  readonly asOf: string | undefined;
  readonly language: 'nl' | 'en';
}

/** @throws CheckRefused */
export async function askCheck(ask: Ask, { date, asOf, language, ...subject }: Order): Promise<Check> {
  const { productVersionId, termsId } = await findSubject(ask, subject);
  const variables = { productVersionId, termsId, contractDate: date, asOf, language: language.toUpperCase() };
  return understood(checkAnswer, await ask(CHECK, given(variables))).gibitCheck;
}

/**
 * What a register calls what is named here.
 * @throws CheckRefused when it has no such product, version or terms
 */
export async function findSubject(
  ask: Ask,
  { product: slug, version, terms: edition }: Subject,
): Promise<{ productVersionId: string; termsId: string | undefined }> {
  for (let after: string | undefined; ;) {
    const { product, procurementTerms } = understood(
      subjectAnswer,
      await ask(SUBJECT, given({ product: slug, after })),
    );
    if (!product) {
      throw new CheckRefused(
        `The register has no product ${JSON.stringify(slug)}: give its short name.`,
        `Het register kent geen pakket ${JSON.stringify(slug)}: geef de korte naam.`,
      );
    }
    const terms = procurementTerms.find((each) => each.edition === edition);
    if (edition !== undefined && !terms) {
      const known = procurementTerms.map((each) => each.edition).join(', ');
      throw new CheckRefused(
        `The register has no terms of the edition ${JSON.stringify(edition)}; it has ${known}.`,
        `Het register kent geen voorwaarden van de editie ${JSON.stringify(edition)}; wel ${known}.`,
      );
    }
    const { nodes, pageInfo } = product.versions;
    const found = nodes.find(({ label }) => label === version);
    if (found) return { productVersionId: found.id, termsId: terms?.id };
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null) {
      const newest = nodes.slice(0, 5).map(({ label }) => JSON.stringify(label));
      throw new CheckRefused(
        `${product.name} has no version ${JSON.stringify(version)} in the register; it has ${newest.join(', ') || 'none'}.`,
        `${product.name} heeft geen versie ${JSON.stringify(version)} in het register; wel ${newest.join(', ') || 'geen'}.`,
      );
    }
    after = pageInfo.endCursor;
  }
}

/** What is left out is left out of the question. */
export const given = (variables: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined));

/** @throws CheckRefused when the answer is not that of a register that speaks of checks */
export function understood<T>(shape: z.ZodType<T>, answer: unknown): T {
  const parsed = shape.safeParse(answer);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new CheckRefused(
    `What answers gives no check that this version understands (${place}).`,
    `Wat antwoordt geeft geen toets die deze versie begrijpt (${place}).`,
  );
}
