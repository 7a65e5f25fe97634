import { createHash } from 'node:crypto';
import { type Author, type Writing } from '../../../platform/audit/audit.js';
import { clear } from '../../../platform/temporal/put.js';
import { type Catalogue } from './catalogue.schema.js';
import { LOADER } from './read-catalogue.js';

/** What a load left behind of each record, by its key: the next load passes over what the files have not changed since. */
export type Fingerprints = Readonly<Record<string, string>>;

/** Where the register keeps things that other records point at. */
export type Table =
  | 'organisation'
  | 'municipality'
  | 'decision'
  | 'standard'
  | 'standard_version'
  | 'reference_component'
  | 'component'
  | 'procurement_terms'
  | 'quality_norm_set'
  | 'programme'
  | 'project';
const IDS: Readonly<Record<Table, string>> = {
  organisation: 'select slug as key, id from organisation',
  municipality: 'select code as key, id from municipality',
  decision: 'select slug as key, id from decision',
  standard: 'select slug as key, id from standard',
  standard_version: `select s.slug || ' ' || v.label as key, v.id from standard_version v join standard s on s.id = v.standard_id`,
  reference_component: 'select slug as key, id from reference_component',
  component: 'select slug as key, id from component',
  procurement_terms: 'select edition as key, id from procurement_terms',
  quality_norm_set: 'select edition as key, id from quality_norm_set',
  programme: 'select slug as key, id from programme',
  project: 'select slug as key, id from project',
};

/**
 * One load inside one transaction. A record is written when its words in the files differ from those of the load before: what people have
 * changed in the register since is theirs, and stays until the files have something new to say about that very record.
 */
export class LoadRun {
  readonly fingerprints: Record<string, string> = {};
  readonly written: string[] = [];
  private readonly ids = new Map<string, string>();

  private constructor(
    readonly tx: Writing<Author>,
    readonly catalogue: Catalogue,
    private readonly before: Fingerprints,
    private readonly onRecord: () => void,
  ) {}

  static async begin(
    tx: Writing<Author>,
    catalogue: Catalogue,
    before: Fingerprints,
    onRecord: () => void,
  ): Promise<LoadRun> {
    const run = new LoadRun(tx, catalogue, before, onRecord);
    for (const [table, question] of Object.entries(IDS)) {
      for (const { key, id } of await tx.query<{ key: string; id: string }>(question))
        run.ids.set(`${table} ${key}`, id);
    }
    return run;
  }

  /** Writes a record unless the load before has already written just this. */
  async record(key: string, content: unknown, write: () => Promise<void>): Promise<void> {
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([LOADER, content]))
      .digest('base64url')
      .slice(0, 16);
    this.fingerprints[key] = fingerprint;
    if (this.before[key] !== fingerprint) {
      await write();
      this.written.push(key);
    }
    this.onRecord();
  }

  /** Makes a temporal fact begin no earlier than the files now say; a fact that an earlier load let begin before that is taken back. */
  async beginsOn(table: string, key: Record<string, string>, record: string, from: string): Promise<void> {
    if (record in this.before) await clear(this.tx, table, { ...key, valid_from: '-infinity', valid_to: from });
  }

  keep(table: Table, key: string, id: string): void {
    this.ids.set(`${table} ${key}`, id);
  }

  has(table: Table, key: string): boolean {
    return this.ids.has(`${table} ${key}`);
  }

  /** @throws when the catalogue was not checked: every reference in it leads somewhere. */
  id(table: Table, key: string): string {
    const id = this.ids.get(`${table} ${key}`);
    if (id === undefined) throw new Error(`${table} ${key} is not in the register`);
    return id;
  }
}

/** The record without what is written, and told apart, by itself. */
export function without<T extends object, K extends keyof T>(record: T, ...keys: K[]): Omit<T, K> {
  const rest: Partial<T> = { ...record };
  for (const key of keys) delete rest[key];
  return rest as Omit<T, K>;
}

/** From memory means: from no source. */
export const provenance = (source: string, note?: string): string | undefined =>
  [source === 'recalled' ? undefined : source, note].filter(Boolean).join(' — ') || undefined;
