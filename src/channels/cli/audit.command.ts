import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, InvalidArgumentError } from 'commander';
import { type Head } from '../../platform/audit/heads.js';
import { sentenceOf } from '../exports/audit/findings.js';
import { keptHead } from '../exports/audit/log-file.js';
import { LogVerifier, type Verdict } from '../exports/audit/log-verifier.js';
import { verifyLog } from '../exports/audit/verify-log.js';
import { CommandRefused } from './explained.js';
import { withLog } from './with-log.js';

/** What stands between two languages on one line. */
const both = (en: string, nl: string): string => `${en} / ${nl}`;

/** `audit export`, `audit head` and `audit verify`: take the log out, keep what it was, and check it without the register. */
export function auditCommand(): Command {
  return new Command('audit')
    .description('the audit log: take it out, and check it without the register')
    .addCommand(exportCommand())
    .addCommand(headCommand())
    .addCommand(verifyCommand());
}

function exportCommand(): Command {
  return new Command('export')
    .description('write the sealed log as lines of JSON, with the signed heads')
    .option('--to <file>', 'to this file instead of standard output')
    .action(async ({ to }: { to?: string }) => {
      await withLog(async (log) => {
        const head = await log.head();
        const records = head?.treeSize ?? 0;
        const lines = Readable.from(log.lines(head, progress(records)));
        if (to === undefined) await pipeline(lines, process.stdout, { end: false });
        else await intoFile(lines, to);
        console.error(both(`Exported ${records} records.`, `${records} records geëxporteerd.`));
        const waiting = await log.unsealed();
        if (waiting === 0) return;
        console.error(
          both(
            `${waiting} events are not sealed yet and are not in it; a running service seals them.`,
            `${waiting} gebeurtenissen zijn nog niet verzegeld en staan er niet in; een draaiende dienst verzegelt ze.`,
          ),
        );
      });
    });
}

/** Under its name only when it is complete. */
async function intoFile(lines: Readable, path: string): Promise<void> {
  const draft = `${path}.part`;
  try {
    await pipeline(lines, createWriteStream(draft, { mode: 0o600 }));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Tells every second how far it is. */
function progress(records: number): (done: number) => void {
  let toldAt = Date.now();
  return (done) => {
    if (Date.now() - toldAt < 1000) return;
    toldAt = Date.now();
    console.error(`${done} / ${records}`);
  };
}

function headCommand(): Command {
  return new Command('head')
    .description('print the newest signed head of the log, to be kept somewhere else')
    .option('--to <file>', 'to this file instead of standard output')
    .action(async ({ to }: { to?: string }) => {
      await withLog(async (log) => {
        const head = await log.head();
        if (head === undefined) {
          throw new CommandRefused(both('Nothing was sealed yet.', 'Er is nog niets verzegeld.'));
        }
        const text = `${JSON.stringify(head)}\n`;
        if (to === undefined) process.stdout.write(text);
        else await writeFile(to, text);
      });
    });
}

function publicKey(text: string, before: string[] = []): string[] {
  if (!/^[\w-]{43}$/.test(text)) throw new InvalidArgumentError('A public key is 43 characters of base64url.');
  return [...before, text];
}

interface VerifyOptions {
  head?: string;
  key?: string[];
}

function verifyCommand(): Command {
  return new Command('verify')
    .description('check an exported log; needs no register, no database and no settings')
    .argument('<file>', 'the exported log; - for standard input')
    .option('--head <file>', 'a head that was kept: the log must begin with what it covers')
    .option('--key <public key>', 'every head must be signed with this key; may be given more than once', publicKey)
    .action(async (file: string, { head, key: keys }: VerifyOptions) => {
      const kept = head === undefined ? undefined : await readHead(head);
      const verifier = new LogVerifier({ kept, keys }, (finding) => console.log(sentenceOf(finding)));
      const verdict = await verifyLog(chunksOf(file), verifier);
      for (const line of summaryOf(verdict, kept)) console.log(line);
      if (verdict.isGood && kept === undefined && keys === undefined) {
        console.error(
          both(
            'Without --head or --key this shows that the log fits together, not that it is the log of the register.',
            'Zonder --head of --key blijkt hieruit dat het logboek klopt, niet dat het dat van het register is.',
          ),
        );
      }
      if (!verdict.isGood) process.exitCode = 1;
    });
}

const chunksOf = (file: string): AsyncIterable<Buffer> =>
  (file === '-' ? process.stdin : createReadStream(file)) as AsyncIterable<Buffer>;

async function readHead(path: string): Promise<Head> {
  const found = keptHead(await readFile(path, 'utf8'));
  if (found) return found;
  throw new CommandRefused(both(`${path} holds no head of an audit log.`, `${path} bevat geen stand van een logboek.`));
}

function summaryOf({ isGood, records, heads, last, keyIds }: Verdict, kept: Head | undefined): string[] {
  if (!isGood) return [both('The log is NOT good.', 'Het logboek klopt NIET.')];
  const keys = keyIds.join(', ') || '–';
  const told = [
    both(
      `The log is good: ${records} records, ${heads} heads, signed with key ${keys}; the last at ${last?.signedAt ?? '–'}.`,
      `Het logboek klopt: ${records} records, ${heads} standen, ondertekend met sleutel ${keys}; de laatste op ${last?.signedAt ?? '–'}.`,
    ),
  ];
  if (kept) {
    told.push(
      both(
        `It begins with the ${kept.treeSize} records of the head you kept, unchanged.`,
        `Het begint met de ${kept.treeSize} records van de bewaarde stand, ongewijzigd.`,
      ),
    );
  }
  return told;
}
