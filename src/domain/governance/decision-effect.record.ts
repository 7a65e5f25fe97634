/** What decisions build on in the catalogue, and what is kept of what they wrote. Days are YYYY-MM-DD, or "infinity". */
import { type Transaction } from '../../platform/database/database.js';
import { Confidence } from '../organisations/provenance.js';
import { type BindingLevel } from '../standards/standards.enums.js';
import { type Lifecycle } from '../standards/version.lifecycle.js';
import { type DecisionEffectKind } from './decision-effect.entity.js';

/** What is decided is known at first hand. */
export const DECIDED = { confidence: Confidence.SEEN, provenance: 'Besluit, vastgelegd door het secretariaat' };

/** Something that a decision wrote. */
interface Effect {
  readonly kind: DecisionEffectKind;
  readonly standardId: string;
  readonly versionId?: string | null;
  readonly obligationId?: string;
  readonly level?: BindingLevel;
  readonly lifecycle?: Lifecycle;
  readonly from: string;
  readonly to: string;
  readonly writtenAt: Date;
}

export interface Version {
  readonly id: string;
  readonly label: string;
  readonly standardId: string;
  /** The stage that it is in on the first day of the decision; null when in none. */
  readonly lifecycle: Lifecycle | null;
}

/** Keeps beside the decision what it wrote. */
export const note = (tx: Transaction, decisionId: string, effect: Effect): Promise<unknown> =>
  tx.query(
    `insert into decision_effect (decision_id, position, kind, standard_id, version_id, obligation_id, level, lifecycle, valid_from, valid_to, written_at)
     values ($1, (select coalesce(max(position), 0) + 1 from decision_effect where decision_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[decisionId, effect.kind, effect.standardId, effect.versionId ?? null, effect.obligationId ?? null],
      ...[effect.level ?? null, effect.lifecycle ?? null, effect.from, effect.to, effect.writtenAt],
    ],
  );

/** A version with the stage that it is in on a day. */
export async function versionOf(tx: Transaction, id: string | null, day: string): Promise<Version | undefined> {
  if (id === null) return undefined;
  const [version] = await tx.query<Version>(
    `select v.id, v.label, v.standard_id as "standardId", p.lifecycle from standard_version v
     left join version_phase p on p.version_id = v.id and p.known_to = 'infinity' and p.valid_from <= $2 and p.valid_to > $2
       and v.announced_at is not null where v.id = $1`,
    [id, day],
  );
  return version;
}

export interface HeldObligation {
  readonly id: string;
  readonly standardId: string;
  readonly scope: string;
  readonly level: BindingLevel;
  readonly decisionId: string | null;
  readonly versionIds: string[];
  readonly from: string;
  readonly to: string;
}

/** What binds, or will, of a standard by decision of VNG: what others impose, it does not lift. */
export const obligationsOf = (tx: Transaction, standardId: string): Promise<HeldObligation[]> =>
  tx.query<HeldObligation>(
    `select id, standard_id as "standardId", scope, level, decision_id as "decisionId", valid_from::text as from, valid_to::text as to,
       array(select version_id from obligation_version l where l.obligation_id = o.id) as "versionIds"
     from obligation o where standard_id = $1 and source = 'VNG' and known_to = 'infinity' order by valid_from, id`,
    [standardId],
  );

/** The record time of an obligation that a decision has just written. */
export async function obligationWrittenAt(
  tx: Transaction,
  { id, decisionId, from }: { id: string; decisionId: string; from: string },
): Promise<Date> {
  const [row] = await tx.query<{ at: Date }>(
    `select known_from as at from obligation where id = $1 and decision_id = $2 and valid_from = $3 and known_to = 'infinity'`,
    [id, decisionId, from],
  );
  if (!row) throw new Error(`obligation ${id} was not written`);
  return row.at;
}

/** For what and for whom a standard is meant on a day, and the first day of what was decided for later. */
export async function scopeOn(
  tx: Transaction,
  standardId: string,
  day: string,
): Promise<{ functionalScope: string | null; organisationalScope: string | null; until: string }> {
  const [scope] = await tx.query<{
    functionalScope: string | null;
    organisationalScope: string | null;
    until: string;
  }>(
    `select case when c.row_id is null then s.functional_scope else c.functional_scope end as "functionalScope",
       case when c.row_id is null then s.organisational_scope else c.organisational_scope end as "organisationalScope",
       coalesce((select min(valid_from) from standard_scope where standard_id = s.id and known_to = 'infinity' and valid_from > $2),
         'infinity')::text as until
     from standard s left join standard_scope c on c.standard_id = s.id and c.known_to = 'infinity' and c.valid_from <= $2 and c.valid_to > $2
     where s.id = $1`,
    [standardId, day],
  );
  if (!scope) throw new Error(`standard ${standardId} is not there`);
  return scope;
}
