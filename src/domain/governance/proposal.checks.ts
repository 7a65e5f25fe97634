/** What a proposal may say, whatever it still misses. */
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { type BindingLevel } from '../standards/standards.enums.js';
import { ProposalKind } from './governance.enums.js';

const { NEW_STANDARD, NEW_VERSION, BINDING_CHANGE, SCOPE_CHANGE, PHASE_OUT } = ProposalKind;

/** What a proposal says; days are YYYY-MM-DD. */
export interface Content {
  readonly kind: ProposalKind;
  readonly title: string;
  readonly motivation: string;
  readonly standardId: string | null;
  readonly versionId: string | null;
  readonly aimedLevel: BindingLevel | null;
  readonly functionalScope: string | null;
  readonly organisationalScope: string | null;
  readonly endOfSupportOn: string | null;
  readonly successorId: string | null;
  readonly isWithoutSuccessor: boolean;
}

const LONG = { most: 2000, hasLines: true };
/** The kinds of proposals that say something of the sort: to others it would be without effect. */
const SAID_BY = {
  versionId: [NEW_STANDARD, NEW_VERSION, BINDING_CHANGE, PHASE_OUT],
  aimedLevel: [NEW_STANDARD, NEW_VERSION, BINDING_CHANGE],
  functionalScope: [SCOPE_CHANGE],
  organisationalScope: [SCOPE_CHANGE],
  endOfSupportOn: [PHASE_OUT],
  successorId: [PHASE_OUT],
  isWithoutSuccessor: [PHASE_OUT],
} as const satisfies Partial<Record<keyof Content, readonly ProposalKind[]>>;

const fieldOf = (name: string): string => (name === 'isWithoutSuccessor' ? 'noSuccessor' : name);

/**
 * Notes what is wrong with what a proposal says.
 * @param today YYYY-MM-DD
 * @returns it, with the standard that its version is of
 */
export async function checkContent(
  tx: Transaction,
  checks: Checks,
  { content, actor, today }: { readonly content: Content; readonly actor: Actor; readonly today: string },
): Promise<Content> {
  checks.text('title', content.title).text('motivation', content.motivation, { most: 10_000, hasLines: true });
  checks.text('functionalScope', content.functionalScope, LONG);
  checks.text('organisationalScope', content.organisationalScope, LONG);
  checks.date('endOfSupportOn', content.endOfSupportOn);
  for (const [name, kinds] of Object.entries(SAID_BY) as [keyof typeof SAID_BY, readonly ProposalKind[]][]) {
    const isSaid = content[name] !== null && content[name] !== false;
    if (isSaid && !kinds.includes(content.kind)) {
      checks.refuse(fieldOf(name), `It goes with ${kinds.join(', ')}, not with ${content.kind}.`);
    }
  }
  if (content.endOfSupportOn !== null && content.endOfSupportOn <= today) {
    checks.refuse('endOfSupportOn', `Support ends after today, ${today}.`);
  }
  if (content.successorId !== null && content.isWithoutSuccessor) {
    checks.refuse('noSuccessor', 'Either a successor is named, or there is none.');
  }
  return checkSubject(tx, checks, content, actor);
}

async function checkSubject(tx: Transaction, checks: Checks, content: Content, actor: Actor): Promise<Content> {
  const { standardId, versionId, successorId } = content;
  const version = versionId === null ? undefined : await versionOf(tx, checks, 'versionId', versionId, actor);
  if (standardId !== null && !(await isStandard(tx, standardId))) {
    checks.add(notFound('There is no such standard.', checks.pathOf('standardId')));
  } else if (standardId !== null && version && version.standardId !== standardId) {
    checks.refuse('versionId', 'It is a version of another standard.');
  }
  const successor = successorId === null ? undefined : await versionOf(tx, checks, 'successorId', successorId, actor);
  if (successor && version) await checkSuccessor(tx, checks, successor, version);
  return { ...content, standardId: standardId ?? version?.standardId ?? null };
}

interface Named {
  readonly id: string;
  readonly standardId: string;
}

/** Of a draft nobody but a registrar may learn anything. */
async function versionOf(
  tx: Transaction,
  checks: Checks,
  field: string,
  id: string,
  { isRegistrar }: Actor,
): Promise<Named | undefined> {
  const [found] = await tx.query<Named>(
    'select id, standard_id as "standardId" from standard_version where id = $1 and (announced_at is not null or $2)',
    [id, isRegistrar],
  );
  if (!found) checks.add(notFound('There is no such version.', checks.pathOf(field)));
  return found;
}

const isStandard = async (tx: Transaction, id: string): Promise<boolean> =>
  (await tx.query('select from standard where id = $1', [id])).length > 0;

async function checkSuccessor(tx: Transaction, checks: Checks, successor: Named, version: Named): Promise<void> {
  if (successor.id === version.id) checks.refuse('successorId', 'A version does not take its own place.');
  if (successor.standardId === version.standardId) return;
  const replacing = await tx.query(
    `select from standard_relation where kind in ('REPLACES', 'REPLACES_PARTIALLY') and subject_standard_id = $1
       and object_standard_id = $2 and known_to = 'infinity'`,
    [successor.standardId, version.standardId],
  );
  if (replacing.length === 0) {
    checks.refuse('successorId', 'A successor is a version of the same standard, or of one that replaces it.');
  }
}
