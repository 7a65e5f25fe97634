/** A document for everyone: set in embedded letters, with the structure that assistive software reads (PDF/UA-1, ISO 14289-1). */
import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';

const require = createRequire(import.meta.url);
/** What an import finds in the package is made for browsers and reads no files. */
const Document = require('pdfkit') as typeof PDFDocument;

/** The letters are embedded: nobody has to have them, and a program that reads aloud knows which they are. */
const FONTS = {
  regular: require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  strong: require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
} as const;
type Weight = keyof typeof FONTS;
/** Set for a character that the font does not have: a document may show nothing that it cannot name. */
const UNKNOWN = '?';

export interface PdfFrame {
  readonly title: string;
  /** Such as nl-NL. */
  readonly language: string;
  readonly author: string;
  /** Stands in the file as the moment of making, so that the same content gives the same bytes. */
  readonly madeAt: Date;
  /** The foot of each page, beside its number; the number is put for {page} and {pages}. */
  readonly foot: string;
}
/** How a text is set; in points. */
interface Setting {
  readonly size?: number;
  readonly weight?: Weight;
  readonly color?: string;
  readonly width?: number;
}
/** A text, or one that leads somewhere. */
export type PdfText = string | { readonly text: string; readonly url: string };

type Pdf = PDFKit.PDFDocument;
type Element = ReturnType<Pdf['struct']>;
type ElementType = Parameters<Pdf['struct']>[0];

const MARGIN = 56;
const FOOT = 40;
const INK = '#1a1a1a';
const FAINT = '#595959';
const LINE = '#b3b3b3';
const LINK = '#01479d';
const SIZES = { 1: 20, 2: 14, 3: 11.5, body: 10, small: 8.5 } as const;
const LEADING = 2;
const CELL = 4;

/** Sets a document from top to bottom. Everything that is said stands in the structure, lines and page numbers beside it. */
export class TaggedPdf {
  private readonly pdf: Pdf;
  private readonly root: Element;
  private readonly made: Promise<Buffer>;
  /** What new parts are put in. */
  private part: Element;

  constructor(private readonly frame: PdfFrame) {
    const { title, language, author, madeAt } = frame;
    const options = {
      ...{ size: 'A4', margins: { top: MARGIN, bottom: MARGIN + FOOT, left: MARGIN, right: MARGIN } },
      ...{ pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, displayTitle: true, lang: language },
      ...{ bufferPages: true, font: FONTS.regular },
      info: { Title: title, Author: author, Creator: author, Producer: author, CreationDate: madeAt, ModDate: madeAt },
    };
    this.pdf = new Document(options as object); // its types do not know PDF/UA
    this.made = collected(this.pdf);
    this.root = this.pdf.struct('Document');
    this.pdf.addStructure(this.root);
    this.part = this.root;
  }

  /** What belongs together, such as one norm: kept on one page where little of it would stand alone. */
  section(work: () => void, room = 120): void {
    this.makeRoom(room);
    const outer = this.part;
    this.part = this.pdf.struct('Sect');
    outer.add(this.part);
    work();
    this.part.end();
    this.part = outer;
  }

  heading(level: 1 | 2 | 3, text: string): void {
    this.makeRoom(60);
    this.pdf.moveDown(level === 1 ? 0 : 0.6);
    this.put(this.part, `H${level}`, text, { size: SIZES[level], weight: 'strong' });
    this.pdf.y += 3;
  }

  paragraph(text: PdfText, { isFaint = false, isStrong = false } = {}): void {
    const weight = isStrong ? 'strong' : 'regular';
    this.put(this.part, 'P', text, isFaint ? { weight, color: FAINT, size: SIZES.small } : { weight });
    this.pdf.y += 4;
  }

  list(items: readonly PdfText[]): void {
    if (items.length === 0) return;
    const list = this.pdf.struct('L');
    this.part.add(list);
    for (const item of items) {
      const entry = this.pdf.struct('LI');
      list.add(entry);
      this.makeRoom(SIZES.body * 2);
      const { x, y } = this.pdf;
      this.put(entry, 'Lbl', '•', { width: 10 });
      this.pdf.y = y;
      this.pdf.x = x + 12;
      this.put(entry, 'LBody', item, { width: this.width - 12 });
      this.pdf.x = x;
      entry.end();
    }
    list.end();
    this.pdf.y += 4;
  }

  /**
   * A table with a head above its columns; without one, the first cell of each row is what the others are about.
   * @param widths parts of the width, one for each column
   */
  table(
    rows: readonly (readonly PdfText[])[],
    { head, widths }: { head?: readonly string[]; widths: readonly number[] },
  ): void {
    const sum = widths.reduce((all, each) => all + each, 0);
    const columns = widths.map((each) => (each / sum) * this.width);
    const table = this.pdf.struct('Table');
    this.part.add(table);
    if (head) this.row(table, head, { columns, heads: 'all' });
    for (const cells of rows) this.row(table, cells, { columns, heads: head ? 'none' : 'first' });
    table.end();
    this.pdf.y += 6;
  }

  /** Ends the document; nothing can be added after it. */
  async bytes(): Promise<Buffer> {
    this.root.end();
    const { start, count } = this.pdf.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.pdf.switchToPage(page);
      this.pdf.page.margins.bottom = 0; // or the foot would begin a new page
      this.pdf.markContent('Artifact', { type: 'Pagination' });
      const text = this.frame.foot.replace('{page}', String(page + 1)).replace('{pages}', String(count));
      this.pdf.x = MARGIN;
      this.pdf.y = this.pdf.page.height - MARGIN;
      this.set(text, { size: SIZES.small, color: FAINT });
      this.pdf.endMarkedContent();
    }
    this.pdf.end();
    return this.made;
  }

  private get width(): number {
    return this.pdf.page.width - 2 * MARGIN;
  }

  private makeRoom(height: number): void {
    if (this.pdf.y + height > this.pdf.page.height - MARGIN - FOOT) this.pdf.addPage();
  }

  private row(
    table: Element,
    cells: readonly PdfText[],
    { columns, heads }: { columns: readonly number[]; heads: 'all' | 'first' | 'none' },
  ): void {
    const weightOf = (column: number): Weight =>
      heads === 'all' || (heads === 'first' && column === 0) ? 'strong' : 'regular';
    const heights = cells.map((cell, i) => this.heightOf(textOf(cell), (columns[i] ?? 0) - 2 * CELL, weightOf(i)));
    const height = Math.max(...heights) + 2 * CELL;
    this.makeRoom(height);
    const [left, top] = [MARGIN, this.pdf.y];
    const row = this.pdf.struct('TR');
    table.add(row);
    let x = left;
    cells.forEach((cell, i) => {
      const isHead = weightOf(i) === 'strong';
      const scope = heads === 'all' ? 'Column' : 'Row';
      this.pdf.x = x + CELL;
      this.pdf.y = top + CELL;
      const setting: Setting = { weight: weightOf(i), width: (columns[i] ?? 0) - 2 * CELL };
      this.put(row, isHead ? 'TH' : 'TD', cell, setting, isHead ? { scope } : {});
      x += columns[i] ?? 0;
    });
    row.end();
    this.rule(top + height);
    this.pdf.x = left;
    this.pdf.y = top + height;
  }

  private rule(y: number): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    this.pdf
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + this.width, y)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke();
    this.pdf.endMarkedContent();
  }

  private heightOf(text: string, width: number, weight: Weight): number {
    this.pdf.font(FONTS[weight]).fontSize(SIZES.body);
    return this.pdf.heightOfString(text === '' ? ' ' : text, { width, lineGap: LEADING });
  }

  /** Adds an element that holds a text; of one that leads somewhere, as a link in it. */
  private put(parent: Element, type: ElementType, text: PdfText, setting: Setting, options: object = {}): void {
    const element = this.pdf.struct(type, options);
    parent.add(element);
    const holder = typeof text === 'string' ? element : this.pdf.struct('Link');
    if (holder !== element) element.add(holder);
    holder.add(() => {
      this.set(text, setting);
    });
    holder.end();
    if (holder !== element) element.end();
  }

  private set(text: PdfText, setting: Setting): void {
    const { size = SIZES.body, weight = 'regular', color = INK, width = this.width } = setting;
    const link = typeof text === 'string' ? undefined : text.url;
    const { x, y } = this.pdf;
    this.pdf
      .font(FONTS[weight])
      .fontSize(size)
      .fillColor(link === undefined ? color : LINK);
    const options = { width, lineGap: LEADING, ...(link !== undefined && { link, underline: true }) };
    this.pdf.text(this.settable(textOf(text)), x, y, options);
    this.pdf.x = x;
  }

  /** The text in characters that the font at hand has. */
  private settable(text: string): string {
    const { font } = (this.pdf as unknown as Loaded)._font;
    const shown = (character: string) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
    return [...text].map((character) => (shown(character) ? character : UNKNOWN)).join('');
  }
}

/** What pdfkit has open and shows to nobody: only the font knows which characters it has. */
interface Loaded {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

const textOf = (given: PdfText): string => (typeof given === 'string' ? given : given.text);

function collected(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => {
      resolve(Buffer.concat(parts));
    });
    pdf.on('error', reject);
  });
}
