import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { keysIn, type Said, type Verdict, verifyReport } from '../exports/reports/report-verifier.js';
import { LABELS } from '../exports/reports/report.words.js';
import { isExplained } from './explained.js';

/** What stands between two languages on one line. */
const both = (en: string, nl: string): string => `${en} / ${nl}`;

const CHANGED = 1;
const NOT_CHECKED = 2;

/** `report verify`: checks a conformance report without the register that issued it. */
export function reportCommand(): Command {
  return new Command('report').description('conformance reports: check one without the register').addCommand(verify());
}

interface VerifyOptions {
  report?: string;
  keys?: string;
}

function verify(): Command {
  return new Command('verify')
    .description('check a conformance report (JSON, PDF or XLSX); needs no register, no database and no settings')
    .argument('<file>', 'the report, in any of its forms')
    .option('--report <file>', 'the signed JSON that vouches for a PDF or XLSX, where it does not lie beside it')
    .option(
      '--keys <file>',
      'a key set of the register (/.well-known/jwks.json): the report must be signed with one of them',
    )
    .addHelpText(
      'after',
      '\nExit code: 0 when it is good, 1 when it is not, 2 when it could not be checked.\nAfsluitcode: 0 als het klopt, 1 als het niet klopt, 2 als het niet kon worden nagegaan.',
    )
    .action(async (file: string, options: VerifyOptions) => {
      try {
        process.exitCode = tell(await verdictOn(file, options));
      } catch (error) {
        if (!isExplained(error) && !(error instanceof NotChecked)) throw error;
        console.error(error.message);
        process.exitCode = NOT_CHECKED;
      }
    });
}

class NotChecked extends Error {}

async function verdictOn(file: string, { report, keys }: VerifyOptions): Promise<Verdict> {
  const bytes = await readFile(file);
  const known = keys === undefined ? undefined : keysIn(await readFile(keys, 'utf8'));
  if (keys !== undefined && known === undefined) {
    throw new NotChecked(both(`${keys} holds no keys.`, `${keys} bevat geen sleutels.`));
  }
  if (report !== undefined) return verifyReport(bytes, await readFile(report), known);
  return verifyReport(bytes, isTable(file, bytes) ? await besides(file) : undefined, known);
}

/** By its name or by how it begins: a file that was changed may have kept one of them only. */
const isTable = (file: string, bytes: Buffer): boolean =>
  /\.(pdf|xlsx)$/i.test(file) || /^(%PDF|PK)/.test(bytes.subarray(0, 4).toString('latin1'));

/** The signed report with the same name. */
async function besides(file: string): Promise<Buffer> {
  const path = `${file.replace(/\.(pdf|xlsx)$/i, '')}.json`;
  try {
    return await readFile(path);
  } catch {
    throw new NotChecked(
      both(
        `${file} is vouched for by the signed report, which is not at ${path}: fetch it from the address in the file, with .json behind it, and name it with --report.`,
        `voor ${file} staat het ondertekende rapport in, dat niet op ${path} staat: haal het op van het adres in het bestand, met .json erachter, en noem het met --report.`,
      ),
    );
  }
}

/** @returns the exit code */
function tell({ findings, said, kid, isKeyKnown }: Verdict): number {
  for (const { en, nl } of findings) console.log(printable(both(en, nl)));
  if (said === undefined) {
    console.log(both('The report is NOT good.', 'Het rapport klopt NIET.'));
    return CHANGED;
  }
  for (const line of summaryOf(said)) console.log(printable(line));
  console.log(
    isKeyKnown
      ? both(`Signed with key ${kid}, one of those you gave.`, `Ondertekend met sleutel ${kid}, die u opgaf.`)
      : both(`Signed with key ${kid}.`, `Ondertekend met sleutel ${kid}.`),
  );
  if (!isKeyKnown) console.error(printable(howToBeSure(said)));
  return 0;
}

function summaryOf(said: Said): string[] {
  const { product, supplier, terms, normSet, because, demoData } = said;
  const of = `${product.name} ${product.version} (${supplier.name}) · ${terms.name} · ${normSet.edition}`;
  return [
    both(
      `The report is good: ${said.id}, issued at ${said.issuedAt}.`,
      `Het rapport klopt: ${said.id}, opgemaakt op ${said.issuedAt}.`,
    ),
    ...(demoData ? [both(LABELS.demoData.en, LABELS.demoData.nl)] : []),
    both(
      `${of}: contract of ${said.contractDate}, declarations as of ${said.asOf}, as the register knew at ${said.knownAt}.`,
      `contract van ${said.contractDate}, verklaringen op ${said.asOf}, volgens het register op ${said.knownAt}.`,
    ),
    both(because.en, because.nl),
  ];
}

/** The file names its own register, which proves nothing: whoever forges one names another. */
function howToBeSure({ address }: Said): string {
  const origin = URL.canParse(address) ? new URL(address).origin : address;
  return both(
    `This shows that nothing was changed since it was signed, not who signed it. It says to be of ${origin}: if that is the register you trust, fetch ${origin}/.well-known/jwks.json and give it with --keys.`,
    `Hieruit blijkt dat er sinds de ondertekening niets is gewijzigd, niet wie ondertekende. Het zegt van ${origin} te zijn: is dat het register dat u vertrouwt, haal dan ${origin}/.well-known/jwks.json op en geef het mee met --keys.`,
  );
}

/** Whoever has a key of his own can sign what a terminal would obey. */
const printable = (text: string): string => text.replace(/\p{Cc}|\p{Cf}/gu, '\uFFFD');
