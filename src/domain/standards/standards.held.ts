/** What the register holds of standards and versions, read for a change: locked until the transaction ends. */
import { type Transaction } from '../../platform/database/database.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { notFound, Rejection } from '../../platform/graphql/user-errors.js';
import { type VersionKind } from './standards.enums.js';
import { Words } from './words.js';

export interface DescribedStandard {
  readonly name: string;
  readonly nameEn: string | null;
  readonly abbreviation: string | null;
  readonly synonyms: string[];
  readonly formerNames: string[];
  readonly summary: string;
  readonly summaryEn: string | null;
  readonly theme: string | null;
  readonly stewardId: string;
  readonly functionalScope: string | null;
  readonly organisationalScope: string | null;
  readonly legalBasis: string | null;
  readonly website: string | null;
}
export const STANDARD_WORDS = new Words<DescribedStandard>({
  name: 'name_nl',
  nameEn: 'name_en',
  abbreviation: 'abbreviation',
  synonyms: 'synonyms',
  formerNames: 'former_names',
  summary: 'summary_nl',
  summaryEn: 'summary_en',
  theme: 'theme',
  stewardId: 'steward_id',
  functionalScope: 'functional_scope',
  organisationalScope: 'organisational_scope',
  legalBasis: 'legal_basis',
  website: 'website',
});
export interface HeldStandard extends DescribedStandard {
  readonly id: string;
  readonly revision: number;
}

export interface DescribedVersion {
  readonly label: string;
  readonly lineId: string | null;
  readonly afterId: string | null;
  readonly publishedOn: string | null;
  readonly publishedText: string | null;
  readonly changes: string | null;
  readonly changesEn: string | null;
  readonly url: string | null;
}
export const VERSION_WORDS = new Words<DescribedVersion>({
  label: 'label',
  lineId: 'line_id',
  afterId: 'follows_id',
  publishedOn: 'published_on',
  publishedText: 'published_text',
  changes: 'changes_nl',
  changesEn: 'changes_en',
  url: 'url',
});
export interface HeldVersion extends DescribedVersion {
  readonly id: string;
  readonly standardId: string;
  readonly kind: VersionKind;
  readonly isDraft: boolean;
  /** It is, or was once, in a stage in which others rely on it. */
  readonly isPublished: boolean;
  readonly hasNormativeArtifact: boolean;
  readonly revision: number;
}

const STANDARD = `id, revision, ${STANDARD_WORDS.named}`;
const VERSION = `id, standard_id as "standardId", kind, revision, ${VERSION_WORDS.named}, announced_at is null as "isDraft",
  is_published(id) as "isPublished", exists (select from artifact a where a.version_id = v.id and a.is_normative) as "hasNormativeArtifact"`;

/** Whoever comes while another changes the standard or a version of it waits, and then sees what was changed. */
export async function lockStandard(tx: Transaction, id: string): Promise<HeldStandard | undefined> {
  const [held] = await tx.query<HeldStandard>(`select ${STANDARD} from standard where id = $1 for no key update`, [id]);
  return held;
}

/** With its standard: the stages of one version may depend on those of another. */
export async function lockVersion(tx: Transaction, id: string): Promise<HeldVersion | undefined> {
  await tx.query(
    'select id from standard where id = (select standard_id from standard_version where id = $1) for no key update',
    [id],
  );
  const [held] = await tx.query<HeldVersion>(`select ${VERSION} from standard_version v where id = $1`, [id]);
  return held;
}

/**
 * Refuses to go on without the thing, or when it was changed since the caller read it: what he asks was decided on something else.
 * @throws Rejection with that, and with what was found before
 */
export function demand<T extends { id: string; revision: number }>(
  checks: Checks,
  held: T | undefined,
  { field, expectedRevision }: { field: string; expectedRevision?: number | null | undefined },
): T {
  if (held === undefined) {
    checks.add(notFound(`There is no such ${field === 'standardId' ? 'standard' : 'version'}.`, checks.pathOf(field)));
    throw new Rejection(checks.problems);
  }
  checks.unchanged(held, expectedRevision);
  return held;
}
