import { heldWords, putAdoptions, wordsOf } from '../../../domain/adoptions/adoption.record.js';
import { type HeldMunicipality } from '../../../domain/adoptions/adoptions.held.js';
import { followPredecessors } from '../../../domain/adoptions/inheritance.js';
import { type Author, type Writing } from '../../../platform/audit/audit.js';
import { type Judgement } from './judge-record.js';
import { type Known } from './known.js';

/** Writes what was judged, some at a time, each change with its event. */
export class RecordWriter {
  /** How many rows were new to the register. */
  changed = 0;
  /** Standards of which something changed, by the municipality; only of those that others follow. */
  private readonly toFollow = new Map<string, Set<string>>();

  constructor(private readonly tx: Writing<Author>) {}

  async write(
    judgements: readonly (Judgement & { readonly municipality: HeldMunicipality })[],
    { predecessorIds }: Known,
  ): Promise<void> {
    const rows = judgements.flatMap((each) => each.rows);
    if (rows.length === 0) return;
    const recorded = await putAdoptions(this.tx, rows);
    const made = new Set(recorded.map(({ changeId }) => changeId));
    for (const { rows, timeline, municipality } of judgements) {
      for (const row of rows) {
        if (!made.has(row.change_id)) continue;
        this.changed++;
        this.tx.record({
          subjectId: row.id,
          organisationId: municipality.organisationId,
          reason: row.reason,
          before: heldWords(
            timeline.findLast(({ from }) => from <= row.valid_from),
            municipality.id,
          ),
          after: wordsOf(row),
        });
        if (predecessorIds.has(municipality.id)) this.follow(municipality.id, row.standard_id);
      }
    }
    await this.tx.flush();
  }

  /** Brings what changed along to the municipalities that follow, once all of it is written. */
  async finish({ municipalities }: Known): Promise<void> {
    for (const [id, standardIds] of this.toFollow) {
      const organisationId = municipalities.get(id)?.organisationId;
      if (organisationId === undefined) continue;
      await followPredecessors(this.tx, [id], [...standardIds], { organisationId, reason: null });
      await this.tx.flush();
    }
  }

  private follow(municipalityId: string, standardId: string): void {
    const standards = this.toFollow.get(municipalityId) ?? new Set();
    this.toFollow.set(municipalityId, standards.add(standardId));
  }
}
