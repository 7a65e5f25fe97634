import { open } from 'node:fs/promises';
import { openCsv } from './read-csv.js';
import { openXlsx } from './read-xlsx.js';
import { type Sheet, WorkbookRefused } from './sheet.js';

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** How the workbooks of before 2007 begin, and those that are locked with a password. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const HEAD_BYTES = 65_536;

/**
 * Opens a file by what it is, not by what it is called.
 * @throws WorkbookRefused when it is neither CSV nor a workbook; what the system says when there is no such file
 */
export async function openSheet(path: string): Promise<Sheet> {
  const head = await headOf(path);
  if (head.length === 0) throw new WorkbookRefused('The file is empty.', 'Het bestand is leeg.');
  const begins = (bytes: Buffer): boolean => head.subarray(0, bytes.length).equals(bytes);
  if (begins(ZIP)) return openXlsx(path);
  if (begins(COMPOUND)) {
    throw new WorkbookRefused(
      'The file is an old workbook (.xls) or is locked with a password. Save it as .xlsx without one.',
      'Het bestand is een oude werkmap (.xls) of met een wachtwoord vergrendeld. Sla het op als .xlsx zonder wachtwoord.',
    );
  }
  if (head.includes(0)) {
    throw new WorkbookRefused(
      'The file is neither CSV in UTF-8 nor a workbook (.xlsx).',
      'Het bestand is geen CSV in UTF-8 en geen werkmap (.xlsx).',
    );
  }
  return openCsv(path, head);
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
