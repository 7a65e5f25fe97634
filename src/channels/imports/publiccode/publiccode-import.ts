import { createHash } from 'node:crypto';
import { type CommonGroundLayer } from '../../../domain/components/components.enums.js';
import { ComponentsService } from '../../../domain/components/components.service.js';
import { type Audit, type Author, REGISTER, type Writing } from '../../../platform/audit/audit.js';
import { newId } from '../../../platform/database/id.js';
import { todayInAmsterdam } from '../../../platform/graphql/today.js';
import { knownThings } from './catalogue.js';
import { ComponentWriter, type Placed, type Source } from './component-writer.js';
import { findFiles, readBytes } from './find-files.js';
import { type Held, heldComponents } from './held.js';
import { type FileReport, type Outcome, type PubliccodeReport } from './import-report.js';
import { Oddities } from './oddities.js';
import { parseFile } from './parse-file.js';
import { readingOf } from './reading.js';

export interface PubliccodeOrder {
  /** Files and folders. */
  readonly paths: readonly string[];
  readonly requestId: string;
  /** Tries everything and keeps nothing. */
  readonly isTrial: boolean;
  /** The layer of what is new and tells nothing of its own. */
  readonly layer?: CommonGroundLayer | undefined;
  /** Is told how many files have been read. */
  readonly progress?: ((files: number) => void) | undefined;
}

/** Leaves a transaction without keeping what it wrote. */
class NotKept extends Error {
  constructor(readonly report: PubliccodeReport) {
    super('Nothing of this is kept.');
  }
}

const SOURCE = 'publiccode';

/** Brings files of publiccode.yml into the register: components, what they speak and need, and who runs them. */
export class PubliccodeImport {
  private readonly components = new ComponentsService();

  /** @param site the base of the register's own stable addresses, without a slash at the end */
  constructor(
    private readonly audit: Audit,
    private readonly site: string,
  ) {}

  /**
   * Reads every file, and writes what they say that is new in one transaction. A file that cannot be read stops nothing but itself.
   * @throws what the system says when a file or folder that was given is not there
   */
  async run(order: PubliccodeOrder): Promise<PubliccodeReport> {
    const sources: Source[] = [];
    for (const { path, name } of await findFiles(order.paths)) {
      sources.push(await read(path, name));
      order.progress?.(sources.length);
    }
    try {
      return await this.audit.transaction(
        { actor: REGISTER, requestId: order.requestId, action: 'importPubliccode' },
        (tx) => this.write(tx, sources, order),
      );
    } catch (error) {
      if (error instanceof NotKept) return error.report;
      throw error;
    }
  }

  private async write(
    tx: Writing<Author>,
    sources: readonly Source[],
    order: PubliccodeOrder,
  ): Promise<PubliccodeReport> {
    // A long import makes others wait who write the same; they, and this one, wait for as long as it takes.
    await tx.query(`select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)`);
    await tx.query('select pg_advisory_xact_lock(hashtext($1))', ['load starter']);
    const today = todayInAmsterdam();
    const known = await knownThings(tx, this.site, today);
    const held = await heldComponents(tx);
    const writer = new ComponentWriter(tx, this.components, { known, today, layer: order.layer });
    const outcomes = await this.writeComponents(writer, byAddress(sources, today), held);
    const kept = await keepUnplaced(
      tx,
      sources.filter((source) => source.reading && !outcomes.has(source)),
    );
    await writer.finish();
    const files = sources.map((source) => reportOf(source, outcomes.get(source)));
    const isChanged = kept > 0 || writer.changed > 0;
    const report = { files, isKept: isChanged && !order.isTrial };
    if (order.isTrial) throw new NotKept(report);
    if (isChanged) await keepReport(tx, sources, report);
    else tx.hadNoEffect();
    return report;
  }

  /** Components first and then what they say: a component may need one that stands in a later file. */
  private async writeComponents(
    writer: ComponentWriter,
    sources: ReadonlyMap<string, Source>,
    held: ReadonlyMap<string, Held>,
  ): Promise<Map<Source, { slug: string; outcome: Outcome }>> {
    const placed = new Map<Source, Placed>();
    for (const [key, source] of sources) {
      const found = await writer.place(source, held.get(key));
      if (found) placed.set(source, found);
    }
    writer.learnNames([...held.values()], [...placed.values()]);
    const outcomes = new Map<Source, { slug: string; outcome: Outcome }>();
    for (const [source, at] of placed) {
      const isChanged = await writer.describe(source, at);
      const outcome = at.held === undefined ? 'REGISTERED' : isChanged ? 'CHANGED' : 'UNCHANGED';
      outcomes.set(source, { slug: at.slug, outcome });
    }
    return outcomes;
  }
}

async function read(path: string, name: string): Promise<Source> {
  const odd = new Oddities();
  const content = await readBytes(path).catch((error: unknown) => {
    odd.note('UNREADABLE', '', (error as NodeJS.ErrnoException).code ?? (error as Error).message);
    return Buffer.alloc(0);
  });
  if (content === undefined) odd.note('TOO_LARGE');
  const bytes = content ?? Buffer.alloc(0);
  const root = odd.all.length === 0 ? parseFile(bytes, odd) : undefined;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, sha256, content: bytes, odd, reading: root && readingOf(root, name, odd) };
}

/**
 * One file for each repository: the newest release that is out, or else the first by name. Copies and forks carry the address of what they
 * are of.
 */
function byAddress(sources: readonly Source[], today: string): Map<string, Source> {
  const chosen = new Map<string, Source>();
  const day = ({ reading }: Source) => {
    const releasedOn = reading?.values.latestReleasedOn ?? '';
    return releasedOn > today ? '' : releasedOn;
  };
  for (const source of sources) {
    const key = source.reading?.address?.key;
    if (key === undefined) continue;
    const other = chosen.get(key);
    if (!other || day(source) > day(other)) chosen.set(key, source);
    const [passed, taken] = other && day(source) > day(other) ? [other, source] : [source, other];
    if (taken) passed.odd.note('DUPLICATE_ADDRESS', 'url', taken.name);
  }
  return chosen;
}

/** Files of which no component came are kept once. @returns how many were new */
async function keepUnplaced(tx: Writing<Author>, sources: readonly Source[]): Promise<number> {
  const rows = await tx.query<{ sha256: string }>('select sha256 from publiccode_file where component_id is null');
  const held = new Set(rows.map(({ sha256 }) => sha256));
  let kept = 0;
  for (const { name, sha256, content } of sources) {
    if (held.has(sha256)) continue;
    held.add(sha256);
    const id = newId('pcf');
    await tx.query('insert into publiccode_file (id, name, sha256, content) values ($1, $2, $3, $4)', [
      id,
      name,
      sha256,
      content,
    ]);
    tx.record({ subjectId: id, organisationId: null, after: { name, sha256 } });
    kept++;
  }
  return kept;
}

function reportOf({ name, odd, reading }: Source, came: { slug: string; outcome: Outcome } | undefined): FileReport {
  const outcome = came?.outcome ?? (reading ? 'KEPT' : 'NOT_READ');
  return { name, component: came?.slug, outcome, oddities: odd.all };
}

/** The report stays with the register, and so does a name for what was brought in. */
async function keepReport(tx: Writing<Author>, sources: readonly Source[], report: PubliccodeReport): Promise<void> {
  const all = createHash('sha256');
  for (const { name, sha256 } of sources) all.update(`${sha256} ${name}\n`);
  const sha256 = all.digest('hex');
  await tx.query('insert into catalogue_load (source, sha256, report) values ($1, $2, $3)', [
    SOURCE,
    sha256,
    JSON.stringify(report),
  ]);
  const odd = report.files.filter(({ oddities }) => oddities.length > 0).length;
  tx.record({
    subjectId: `catalogue:${SOURCE}`,
    organisationId: null,
    after: { sha256, files: report.files.length, odd },
  });
  await tx.query('select refresh_statistics()');
}
