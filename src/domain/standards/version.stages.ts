/** The stages that are held of a version, and what the guards look at. */
import { type Transaction } from '../../platform/database/database.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { type HeldVersion } from './standards.held.js';
import { type Facts } from './version.guards.js';
import { type Lifecycle, type Stage } from './version.lifecycle.js';

export interface HeldStage extends Stage {
  readonly rowId: string;
  /** The first day of the next stage; "infinity" until further notice. */
  readonly to: string;
  readonly isFromKnown: boolean;
  readonly reason: string | null;
  readonly decisionId: string | null;
  readonly successorId: string | null;
  readonly isWithoutSuccessor: boolean;
}

/** All stages as held now, planned ones included, from the first to the last. */
export const stagesOf = (tx: Transaction, versionId: string): Promise<HeldStage[]> =>
  tx.query<HeldStage>(
    `select row_id as "rowId", lifecycle, valid_from::text as from, valid_to::text as to, is_from_known as "isFromKnown", reason,
       decision_id as "decisionId", successor_id as "successorId", is_without_successor as "isWithoutSuccessor"
     from version_phase where version_id = $1 and known_to = 'infinity' order by valid_from`,
    [versionId],
  );

/** Records of one stage in a row as one, with the grounds of the last: a correction may have left more than one. */
export const runsOf = (stages: readonly HeldStage[]): HeldStage[] =>
  stages.reduce<HeldStage[]>((runs, stage) => {
    const last = runs.at(-1);
    if (last?.lifecycle !== stage.lifecycle || last.to !== stage.from) return [...runs, stage];
    const { rowId, from, isFromKnown } = last;
    return [...runs.slice(0, -1), { ...stage, rowId, from, isFromKnown }];
  }, []);

/** As the audit log names them. */
export const factsOfStages = (stages: readonly HeldStage[]) =>
  stages.map(({ lifecycle, from, to, reason, decisionId, successorId, isWithoutSuccessor }) => ({
    ...{ lifecycle, period: { from, to: to === 'infinity' ? null : to }, reason },
    ...{ decision: decisionId, successor: successorId, isWithoutSuccessor },
  }));

interface Grounds {
  readonly successorId?: string | null;
  readonly noSuccessor?: boolean | null;
  readonly decisionId?: string | null;
}
const LAST_STAGES: readonly Lifecycle[] = ['END_OF_SUPPORT', 'WITHDRAWN', 'VOID'] as Lifecycle[];

/** Whether what a stage rests on exists, and fits the version and the day. */
export async function checkGrounds(
  tx: Transaction,
  checks: Checks,
  { version, lifecycle, on, grounds }: { version: HeldVersion; lifecycle: Lifecycle; on: string; grounds: Grounds },
): Promise<void> {
  const { successorId, noSuccessor, decisionId } = grounds;
  if ((successorId != null || noSuccessor === true) && !LAST_STAGES.includes(lifecycle)) {
    const field = successorId != null ? 'successorId' : 'noSuccessor';
    checks.refuse(field, `What takes its place is said with one of ${LAST_STAGES.join(', ')}.`);
  }
  if (successorId != null && noSuccessor === true) {
    checks.refuse('noSuccessor', 'Either a successor is named, or there is none.');
  }
  if (successorId != null) await checkSuccessor(tx, checks, { version, on, successorId });
  if (decisionId != null) await checkDecision(tx, checks, decisionId, on);
}

async function checkSuccessor(
  tx: Transaction,
  checks: Checks,
  { version, on, successorId }: { version: HeldVersion; on: string; successorId: string },
): Promise<void> {
  if (successorId === version.id) {
    checks.refuse('successorId', 'A version does not take its own place.');
    return;
  }
  const [next] = await tx.query<{ label: string; isDraft: boolean; isGone: boolean; isFitting: boolean }>(
    `select label, announced_at is null as "isDraft",
       exists (select from version_phase p where p.version_id = n.id and p.known_to = 'infinity' and p.lifecycle in ('WITHDRAWN', 'VOID')
         and p.valid_from <= $3 and p.valid_to > $3) as "isGone", standard_id = $2 or exists (select from standard_relation r
       where r.kind in ('REPLACES', 'REPLACES_PARTIALLY') and r.subject_standard_id = n.standard_id and r.object_standard_id = $2
         and r.known_to = 'infinity' and r.valid_to > $3) as "isFitting"
     from standard_version n where id = $1`,
    [successorId, version.standardId, on],
  );
  if (!next) {
    checks.add(notFound('There is no such version.', checks.pathOf('successorId')));
    return;
  }
  if (!next.isFitting) {
    checks.refuse('successorId', 'A successor is a version of the same standard, or of one that replaces it.');
  }
  if (next.isGone) checks.refuse('successorId', `Version ${next.label} is withdrawn or void itself on ${on}.`);
  // Others would see neither a successor nor that there is none.
  if (next.isDraft) checks.refuse('successorId', `Version ${next.label} is a draft: announce it first.`);
}

async function checkDecision(tx: Transaction, checks: Checks, decisionId: string, on: string): Promise<void> {
  const [decision] = await tx.query<{ decidedOn: string }>(
    'select decided_on::text as "decidedOn" from decision where id = $1',
    [decisionId],
  );
  if (!decision) checks.add(notFound('There is no such decision.', checks.pathOf('decisionId')));
  else if (decision.decidedOn > on) {
    checks.refuse('decisionId', `It was taken on ${decision.decidedOn}, after ${on}, the day it would take effect.`);
  }
}

/** A mandatory obligation rests on a version that it names, and on the last version in use when it names none. */
const MANDATORY = `
  select o.source, o.scope, o.valid_from::text as from, o.valid_to::text as to from obligation o
  where o.standard_id = $1 and o.level = 'MANDATORY' and o.known_to = 'infinity' and o.valid_to > $3
    and (exists (select from obligation_version l where l.obligation_id = o.id and l.version_id = $2)
      or (not exists (select from obligation_version l where l.obligation_id = o.id) and not exists (
        select from standard_version v join version_phase p on p.version_id = v.id
        where v.standard_id = $1 and v.id <> $2 and v.announced_at is not null and p.known_to = 'infinity' and p.lifecycle = 'IN_USE'
          and p.valid_from <= greatest($3, o.valid_from) and p.valid_to > greatest($3, o.valid_from))))
  order by o.valid_from, o.source, o.scope`;

/** What the guards of a stage look at. */
export async function factsFor(
  tx: Transaction,
  version: HeldVersion,
  { on, reason, grounds }: { on: string; reason: string | null; grounds: Grounds },
): Promise<Facts> {
  const mandatory = await tx.query<{ source: string; scope: string; from: string; to: string }>(MANDATORY, [
    version.standardId,
    version.id,
    on,
  ]);
  return {
    on,
    reason,
    publishedOn: version.publishedOn,
    hasNormativeArtifact: version.hasNormativeArtifact,
    hasSuccessor: grounds.successorId != null,
    isWithoutSuccessor: grounds.noSuccessor === true,
    mandatory: mandatory.map(
      ({ source, scope, from, to }) =>
        `the obligation MANDATORY by ${source}${scope && ` (${scope})`} from ${from}${to === 'infinity' ? '' : ` to ${to}`}`,
    ),
  };
}
