import { setImmediate as turn } from 'node:timers/promises';
import { wordsBefore, putAdoptions, wordsOf } from '../../../domain/adoptions/adoption.record.js';
import { type HeldMunicipality } from '../../../domain/adoptions/adoptions.held.js';
import { followPredecessors } from '../../../domain/adoptions/inheritance.js';
import { type Author, type Writing } from '../../../platform/audit/audit.js';
import { type Judgement } from './judge-record.js';
import { type Known } from './known.js';

export type JudgedRecord = Judgement & { readonly municipality: HeldMunicipality };
interface Written {
  readonly judged: readonly JudgedRecord[];
  /** The changes that were new to the register. */
  readonly made: ReadonlySet<string>;
}

/** Writes what was judged, some at a time, each change with its event. */
export class RecordWriter {
  /** How many rows were new to the register. */
  changed = 0;
  /** Standards of which something changed, by the municipality; only of those that others follow. */
  private readonly toFollow = new Map<string, Set<string>>();
  /** Written, and not yet in the log. */
  private last: Written = { judged: [], made: new Set() };

  constructor(
    private readonly tx: Writing<Author>,
    private readonly known: Known,
  ) {}

  /** Writes records. While the database does so, the events of those before are made. */
  async write(judged: readonly JudgedRecord[]): Promise<void> {
    const rows = judged.flatMap((each) => each.rows);
    const [recorded] = await Promise.all([
      rows.length === 0 ? [] : putAdoptions(this.tx, rows),
      turn().then(() => this.note(this.last)),
    ]);
    await this.tx.flush();
    this.last = { judged, made: new Set(recorded.map(({ changeId }) => changeId)) };
  }

  /** Brings what changed along to the municipalities that follow, once all of it is written. */
  async finish(): Promise<void> {
    this.note(this.last);
    await this.tx.flush();
    for (const [id, standardIds] of this.toFollow) {
      const organisationId = this.known.municipalities.get(id)?.organisationId;
      if (organisationId === undefined) continue;
      await followPredecessors(this.tx, [id], [...standardIds], { organisationId, reason: null });
      await this.tx.flush();
    }
  }

  private note({ judged, made }: Written): void {
    for (const { rows, timeline, municipality } of judged) {
      const written = rows.filter(({ change_id }) => made.has(change_id));
      for (const row of written) {
        this.changed++;
        this.tx.record({
          subjectId: row.id,
          organisationId: municipality.organisationId,
          reason: row.reason,
          before: wordsBefore(row, written, timeline),
          after: wordsOf(row),
        });
        if (this.known.predecessorIds.has(municipality.id)) this.follow(municipality.id, row.standard_id);
      }
    }
  }

  private follow(municipalityId: string, standardId: string): void {
    const standards = this.toFollow.get(municipalityId) ?? new Set();
    this.toFollow.set(municipalityId, standards.add(standardId));
  }
}
