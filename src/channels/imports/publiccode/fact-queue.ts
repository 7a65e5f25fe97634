import { type ComponentsService } from '../../../domain/components/components.service.js';
import { type Transaction } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/id.js';
import { type Changes, type FactTable } from './changes.js';

const PREFIXES: Readonly<Record<FactTable, string>> = {
  component_support: 'sup',
  component_dependency: 'dep',
  component_filling: 'cfi',
  involvement: 'inv',
};
const AT_ONCE = 1000;

/** What is written together with others. */
interface Waiting {
  rows: Record<string, unknown>[];
  ended: { id: string; valid_from: string }[];
}
/** Writes facts of components, a good many in one statement. */
export class FactQueue {
  private readonly waiting: Record<FactTable, Waiting> = {
    component_support: { rows: [], ended: [] },
    component_dependency: { rows: [], ended: [] },
    component_filling: { rows: [], ended: [] },
    involvement: { rows: [], ended: [] },
  };

  constructor(
    private readonly tx: Transaction,
    private readonly components: ComponentsService,
  ) {}

  /** Takes changes to be written; many go at once. */
  async write({ table, written, ended }: Changes): Promise<void> {
    const waiting = this.waiting[table];
    // In this order: what ends makes room for what is written.
    for (const { id, from } of ended) waiting.ended.push({ id, valid_from: from });
    for (const { id = newId(PREFIXES[table]), columns, from, isFromKnown } of written) {
      waiting.rows.push({ id, ...columns, is_from_known: isFromKnown, valid_from: from });
    }
    if (waiting.rows.length + waiting.ended.length >= AT_ONCE) await this.flush(table);
  }

  private async flush(table: FactTable): Promise<void> {
    const { rows, ended } = this.waiting[table];
    this.waiting[table] = { rows: [], ended: [] };
    if (rows.length + ended.length > 0) await this.components.putFacts(this.tx, table, rows, ended);
  }

  /** Writes what waits to be written with others. */
  async finish(): Promise<void> {
    for (const table of Object.keys(this.waiting) as FactTable[]) await this.flush(table);
  }
}
