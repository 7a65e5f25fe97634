/** Checks an exported log by itself: line by line, in the memory of one line. */
import { type Head, isSigned } from '../../../platform/audit/heads.js';
import { CompactRange, leafHash } from '../../../platform/audit/merkle.js';
import { type Finding, FINDINGS } from './findings.js';
import { type HeaderLine, type HeadLine, read, type RecordLine, written } from './log-file.js';
import { RecordOrder } from './record-order.js';

export interface Trust {
  /** A head that was kept apart from the log. */
  readonly kept?: Head | undefined;
  /** Public keys in base64url, one of which every head must be signed with; any key when left out. */
  readonly keys?: readonly string[] | undefined;
}
export interface Verdict {
  readonly isGood: boolean;
  readonly records: number;
  readonly heads: number;
  readonly last: Head | undefined;
  /** Ids of the keys that signed, in the order in which they came into use. */
  readonly keyIds: readonly string[];
}
type Told<K extends keyof typeof FINDINGS> = Parameters<(typeof FINDINGS)[K]>;

/** Hand it every line in turn, and then `end`; it tells each thing that is wrong as soon as it is sure of it. */
export class LogVerifier {
  private lines = 0;
  private findings = 0;
  private header: HeaderLine | undefined;
  private readonly order = new RecordOrder();
  private heads = 0;
  private last: HeadLine | undefined;
  private readonly keyIds = new Set<string>();
  /** Unreadable lines that no gap accounts for yet. */
  private unread = 0;
  /** The tree by the hashes that stand in the records; undefined once records are missing. */
  private tree: CompactRange | undefined = CompactRange.empty();
  /** The tree by the texts, where these differ from the hashes since the last head that fitted. */
  private byText: CompactRange | undefined;

  constructor(
    private readonly trust: Trust,
    private readonly report: (finding: Finding) => void,
  ) {
    if (trust.kept && !this.isSigned(trust.kept)) this.tellAt(0, 'keptHead');
    if (trust.kept && trust.keys?.includes(trust.kept.publicKey) === false) {
      this.tellAt(0, 'strangeKey', 0, trust.kept.keyId);
    }
  }

  /** @param bytes without the end of line */
  line(bytes: Buffer): void {
    this.lines += 1;
    const line = read(bytes);
    if (line === undefined) {
      this.unread += 1;
      return this.tell('unreadable', this.order.next);
    }
    const what = 'record' in line ? `record ${line.record}` : 'head' in line ? `head ${line.head}` : 'the header';
    if (!this.isAsWritten(bytes, written(line))) this.tell('rewritten', what);
    if (this.lines === 1 && !('format' in line)) this.tell('header');
    if ('record' in line) this.record(line);
    else if ('head' in line) this.head(line);
    else if (this.lines === 1) this.header = line;
    else this.tell('secondHeader');
  }

  /** A line that is longer than any of a log can be. */
  tooLong(): void {
    this.lines += 1;
    this.unread += 1;
    this.tell('tooLong');
  }

  /** @param isEnded whether the last line had its end */
  end(isEnded: boolean): Verdict {
    const { order, header, last, trust } = this;
    const records = order.next - 1;
    if (!isEnded) this.tell('unended');
    if (this.lines === 0) this.tell('header');
    for (const { from, to, line } of order.gaps) this.tellAt(line, 'missing', from, to);
    if (header && !this.isComplete(records, header.records)) {
      if (records < header.records) this.tell('cutOff', records, header.records);
      else this.tell('added', records, header.records);
    }
    if (header && !this.isComplete(this.heads, header.heads)) this.tell('headsMissing', this.heads, header.heads);
    const sealed = last?.treeSize ?? 0;
    if (sealed < records) this.tell('unsealed', sealed + 1, records);
    if (trust.kept && trust.kept.treeSize > records) this.tellAt(0, 'shorterThanKept', records, trust.kept.treeSize);
    return { isGood: this.findings === 0, records, heads: this.heads, last, keyIds: [...this.keyIds] };
  }

  // What is checked, each by itself.
  protected isAsWritten(bytes: Buffer, canonical: string): boolean {
    return Buffer.from(canonical).equals(bytes);
  }
  protected belongsTo(hash: string, body: string): boolean {
    return leafHash(Buffer.from(body)).toString('hex') === hash;
  }
  protected isSigned(head: Head): boolean {
    return isSigned(head);
  }
  protected isRoot(tree: CompactRange, rootHash: string): boolean {
    return tree.root.toString('hex') === rootHash;
  }
  protected isComplete(found: number, announced: number): boolean {
    return found === announced;
  }

  private record({ record, hash, body }: RecordLine): void {
    const isPlaced = this.order.place(record, this.lines, this.unread);
    this.unread = 0;
    const fits = this.belongsTo(hash, body);
    if (!fits) this.tell('changed', record);
    if (isPlaced === 'doubled') return this.tell('doubled', record);
    if (isPlaced !== 'next') {
      if (isPlaced === 'moved') this.tell('moved', record, this.order.before);
      return this.lose();
    }
    if (!fits) this.byText ??= this.tree?.copy();
    this.byText?.append(leafHash(Buffer.from(body)));
    this.tree?.append(Buffer.from(hash, 'hex'));
    this.compareKept();
  }

  private head(line: HeadLine): void {
    const { head, treeSize, keyId, publicKey } = line;
    const skipped = head - this.heads - 1;
    if (skipped < 0 || skipped > this.unread) this.tell('headOrder', head, this.heads + 1);
    else [this.unread, this.heads] = [this.unread - skipped, this.heads + skipped];
    this.heads += 1;
    if (!this.isSigned(line)) this.tell('signature', head);
    if (this.trust.keys?.includes(publicKey) === false) this.tell('strangeKey', head, keyId);
    this.keyIds.add(keyId);
    if (this.order.upTo(treeSize, this.lines, this.unread)) this.lose();
    this.unread = 0;
    if (treeSize !== this.order.next - 1) this.tell('headPlace', head, treeSize, this.order.next - 1);
    else this.compare(line);
    if (this.last === undefined || treeSize > this.last.treeSize) this.last = line;
  }

  private compare({ head, rootHash, treeSize }: HeadLine): void {
    const fitting = [this.tree, this.byText].find((tree) => tree && this.isRoot(tree, rootHash));
    if (this.tree && !fitting) {
      this.tell('root', head, (this.last?.treeSize ?? 0) + 1, treeSize);
      this.lose();
    } else {
      this.tree = fitting;
    }
    this.byText = undefined;
  }

  private compareKept(): void {
    const { kept } = this.trust;
    if (kept?.treeSize !== this.order.next - 1) return;
    const trees = [this.tree, this.byText].filter((tree) => tree !== undefined);
    if (trees.length > 0 && !trees.some((tree) => this.isRoot(tree, kept.rootHash)))
      this.tell('history', kept.treeSize);
  }

  /** Without one of its leaves there is no root to compare. */
  private lose(): void {
    if (this.tree === undefined) return;
    this.tree = this.byText = undefined;
    this.tell('notCompared');
  }

  private tell<K extends keyof typeof FINDINGS>(kind: K, ...about: Told<K>): void {
    this.tellAt(this.lines, kind, ...about);
  }
  private tellAt<K extends keyof typeof FINDINGS>(line: number, kind: K, ...about: Told<K>): void {
    const [en, nl] = (FINDINGS[kind] as (...about: Told<K>) => readonly [string, string])(...about);
    this.findings += 1;
    this.report({ kind, line, en, nl });
  }
}
