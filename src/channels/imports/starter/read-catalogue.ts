import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { LineCounter, parseDocument } from 'yaml';
import { type z } from 'zod';
import {
  type Catalogue,
  componentsFile,
  decisionsFile,
  municipalityRow,
  organisationsFile,
  populationRow,
  successionRow,
  synonymRow,
  themeFile,
} from './catalogue.schema.js';
import { checkReferences } from './check-references.js';
import { adoptionRow, commonGroundFile, involvementRow } from './common-ground.schema.js';
import { criteriaFile } from './criteria.schema.js';
import { CatalogueFaults, type Fault } from './faults.js';
import { fundFile } from './fund.schema.js';
import { gibitFile } from './gibit.schema.js';
import { programmesFile } from './programmes.schema.js';

/** The files of a catalogue as they lie in their folder, by their name there, and what identifies their content. */
export interface CatalogueFiles {
  texts: ReadonlyMap<string, string>;
  sha256: string;
}

/** To be raised when the loader takes something else out of the same files: then what it loaded before is loaded anew. */
export const LOADER = 1;

/**
 * Reads the files of a catalogue; the README is for people.
 * @throws CatalogueFaults when the folder cannot be read.
 */
export async function readFiles(folder: string): Promise<CatalogueFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: Error) => {
    throw new CatalogueFaults([{ file: folder, message: error.message }]);
  });
  const names = entries
    .filter((entry) => entry.isFile() && /\.(ya?ml|csv)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const texts = new Map(names.map((name, i) => [name, contents[i] ?? '']));
  return {
    texts,
    sha256: createHash('sha256')
      .update(JSON.stringify([LOADER, ...texts]))
      .digest('hex'),
  };
}

/**
 * Understands the files: each record by itself, then all of them together.
 * @throws CatalogueFaults that names every fault in every file.
 */
export function parseCatalogue(texts: ReadonlyMap<string, string>): Catalogue {
  const reader = new Reader(texts);
  const themes = [...texts.keys()]
    .filter((name) => /^standards\/[^/]+\.ya?ml$/.test(name))
    .map((file) => ({ file, content: reader.yaml(file, themeFile) }));
  const gibit = reader.yaml('gibit.yaml', gibitFile);
  const catalogue: Catalogue = {
    organisations: reader.yaml('organisations.yaml', organisationsFile)?.organisations ?? [],
    municipalities: reader.csv('municipalities.csv', municipalityRow),
    successions: reader.csv('municipality-successions.csv', successionRow),
    populations: reader.csv('municipality-populations.csv', populationRow),
    decisions: reader.yaml('decisions.yaml', decisionsFile)?.decisions ?? [],
    standards: themes.flatMap(
      ({ file, content }) => content?.standards.map((entry) => ({ ...entry, theme: content.theme.nl, file })) ?? [],
    ),
    components: reader.yaml('reference-components.yaml', componentsFile)?.components ?? [],
    commonGround: reader.yaml('common-ground-components.yaml', commonGroundFile)?.components ?? [],
    involvements: reader.csv('component-involvements.csv', involvementRow),
    adoptions: reader.csv('adoptions.csv', adoptionRow),
    terms: gibit?.terms ?? [],
    normSets: gibit?.sets ?? [],
    programmes: reader.yaml('programmes.yaml', programmesFile)?.programmes ?? [],
    fundYears: reader.yaml('fund.yaml', fundFile)?.years ?? [],
    criteria: reader.yaml('criteria.yaml', criteriaFile)?.criteria ?? [],
    synonyms: reader.csv('synonyms.csv', synonymRow),
  };
  reader.finish();
  // Only once every record stands by itself: a reference to a record that could not be read would be a second complaint about the first.
  const faults = reader.faults.length > 0 ? reader.faults : checkReferences(catalogue);
  if (faults.length > 0) throw new CatalogueFaults(faults);
  return catalogue;
}

/** Reads files one by one and remembers what was wrong with them. */
class Reader {
  readonly faults: Fault[] = [];
  private readonly unread: Set<string>;

  constructor(private readonly texts: ReadonlyMap<string, string>) {
    this.unread = new Set(texts.keys());
  }

  yaml<T extends z.ZodType>(file: string, schema: T): z.infer<T> | undefined {
    const lines = new LineCounter();
    const document = parseDocument(this.text(file) ?? '{}', { lineCounter: lines });
    for (const { message, pos } of document.errors) {
      this.faults.push({
        file,
        record: `line ${lines.linePos(pos[0]).line}`,
        message: message.split('\n')[0] ?? message,
      });
    }
    if (document.errors.length > 0) return undefined;
    return this.check(file, schema, document.toJS());
  }

  csv<T extends z.ZodType>(file: string, schema: T): z.infer<T>[] {
    const text = this.text(file);
    if (text === undefined) return [];
    try {
      const rows = parseCsv<Record<string, string>>(text, { columns: true, bom: true, skip_empty_lines: true });
      return rows.flatMap((row, i) => this.check(file, schema, row, `line ${i + 2}`) ?? []);
    } catch (error) {
      this.faults.push({ file, message: (error as Error).message });
      return [];
    }
  }

  /** A file that nobody asked for is one whose name was misspelt. */
  finish(): void {
    for (const file of this.unread) this.faults.push({ file, message: 'is not a file of the catalogue' });
  }

  private text(file: string): string | undefined {
    this.unread.delete(file);
    const text = this.texts.get(file);
    if (text === undefined) this.faults.push({ file, message: 'is missing' });
    return text;
  }

  private check<T extends z.ZodType>(file: string, schema: T, value: unknown, record?: string): z.infer<T> | undefined {
    const { success, data, error } = schema.safeParse(value);
    if (success) return data;
    if (!this.texts.has(file)) return undefined;
    for (const { path, message } of error.issues) {
      this.faults.push({
        file,
        ...(record ? { record, field: path.join('.') || undefined } : placeOf(value, path)),
        message,
      });
    }
    return undefined;
  }
}

/** Names the records on the way to a fault by what they are called, because nobody counts them. */
function placeOf(root: unknown, path: readonly PropertyKey[]): Pick<Fault, 'record' | 'field'> {
  let value = root;
  const records: string[] = [];
  let field: string[] = [];
  for (const key of path) {
    value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
    if (typeof key === 'number') {
      const { slug, label, standard, lifecycle, edition, code } = (value ?? {}) as Record<string, unknown>;
      const name = [slug, label, standard, lifecycle, edition, code].find((each) => typeof each === 'string');
      records.push(records.length === 0 ? `${name ?? `record ${key + 1}`}` : `${field.join('.')} ${name ?? key + 1}`);
      field = [];
    } else {
      field.push(String(key));
    }
  }
  return { record: records.join(', ') || undefined, field: field.join('.') || undefined };
}
