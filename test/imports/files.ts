import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ZipFile } from 'yazl';
import { openSheet } from '../../src/platform/workbooks/open-sheet.js';
import { shownIn } from '../../src/platform/workbooks/sheet.js';
import { type SignedIn } from '../support/actors.js';
import { type Register, type Sql } from '../support/register.js';

const CLI = fileURLToPath(new URL('../../src/channels/cli/main.js', import.meta.url));

export interface Ran {
  readonly code: number;
  readonly errors: string;
}

/** `adoptions …` at the command line, on a database. */
export const adoptions = (url: string, ...parameters: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: url };
    execFile(process.execPath, [CLI, 'adoptions', ...parameters], { env }, (error, _output, errors) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, errors }),
    );
  });

/** Municipalities that exist all through 2020 to 2026, and standards, about which nothing is known of each other. */
export async function subjects(sql: Sql) {
  const codes = await sql<{ code: string }>(
    `select m.code from municipality m join organisation_profile p on p.organisation_id = m.organisation_id and p.known_to = 'infinity'
     where p.valid_from <= '2020-01-01' and p.valid_to = 'infinity'
       and not exists (select from adoption_key k where k.municipality_id = m.id) order by 1`,
  );
  const slugs = await sql<{ slug: string }>('select slug from standard order by 1');
  return { codes: codes.map(({ code }) => code), slugs: slugs.map(({ slug }) => slug) };
}

/** A workbook of parts, such as a spreadsheet program would make it, or would not. */
export async function zipped(path: string, parts: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  await once(zip.outputStream.pipe(createWriteStream(path)), 'close');
  return path;
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** The parts of a workbook around the XML of its only sheet. */
export const workbook = (sheet: string | Buffer, properties = ''): Record<string, string | Buffer> => ({
  'xl/workbook.xml': `<workbook xmlns:r="${RELATIONS}">${properties}<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': sheet,
});

/** Rows of a file, as a person sees them. */
export async function rowsIn(path: string): Promise<string[][]> {
  const sheet = await openSheet(path);
  const rows: string[][] = [];
  for await (const { cells } of sheet.rows()) rows.push(cells.map(shownIn));
  sheet.close();
  return rows;
}

/** Sends a file as it is. */
export const upload = (
  { url }: Pick<Register, 'url'>,
  body: string | Buffer,
  { headers }: { readonly headers: Record<string, string> } | SignedIn,
  query = '',
): Promise<Response> =>
  fetch(`${url}/adoptions/import${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', accept: 'application/json', ...headers },
    body,
  });
