/** The letters a document is set in: files of a font, each with part of the world's characters, as the package has them. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Weight = 'regular' | 'strong';
/** A stretch of text that one file of the font can set. */
export interface Run {
  readonly font: string;
  readonly text: string;
}

const FILES = join(dirname(createRequire(import.meta.url).resolve('@fontsource/source-sans-3/package.json')), 'files');
const fileOf = (alphabet: string, weight: number): string =>
  join(FILES, `source-sans-3-${alphabet}-${weight}-normal.woff`);
/** A document opens with it: what it opens with by itself is not embedded. */
export const FIRST_FILE = fileOf('latin', 400);
const WEIGHTS: Readonly<Record<Weight, number>> = { regular: 400, strong: 600 };
/** In the order in which they are asked; the first has what Dutch and English need. */
const ALPHABETS = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'] as const;
/** Set for what no file has: a document may not show a character that it cannot name. */
const UNKNOWN = '?';

interface Face {
  readonly name: string;
  readonly has: (codePoint: number) => boolean;
}

/** The faces of one document; a file is read when its first character is met. */
export class Typefaces {
  private readonly faces = new Map<string, Face>();

  constructor(private readonly document: PDFKit.PDFDocument) {}

  /** Divides a text by who can set it; what goes with anything, such as a space, goes with what stands before it. */
  runs(text: string, weight: Weight): Run[] {
    const runs: { font: string; text: string }[] = [];
    for (const character of text) {
      const last = runs.at(-1);
      const face = this.faceOf(character, weight, last?.font);
      const shown = face ? character : UNKNOWN;
      const { name } = face ?? this.face('latin', weight);
      if (last?.font === name) last.text += shown;
      else runs.push({ font: name, text: shown });
    }
    return runs.length > 0 ? runs : [{ font: this.face('latin', weight).name, text: '' }];
  }

  private faceOf(character: string, weight: Weight, before: string | undefined): Face | undefined {
    const codePoint = character.codePointAt(0) ?? 0;
    const same = before === undefined ? undefined : this.faces.get(before);
    if (same?.has(codePoint) === true) return same;
    for (const alphabet of ALPHABETS) {
      const face = this.face(alphabet, weight);
      if (face.has(codePoint)) return face;
    }
    return undefined;
  }

  private face(alphabet: (typeof ALPHABETS)[number], weight: Weight): Face {
    const name = `${alphabet} ${weight}`;
    const held = this.faces.get(name);
    if (held) return held;
    this.document.registerFont(name, fileOf(alphabet, WEIGHTS[weight]));
    this.document.font(name);
    const { font } = (this.document as unknown as Loaded)._font;
    const face = { name, has: (codePoint: number) => font.hasGlyphForCodePoint(codePoint) };
    this.faces.set(name, face);
    return face;
  }
}

/** Of the font that the document has open: pdfkit shows it to nobody, and it alone knows what the file holds. */
interface Loaded {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}
