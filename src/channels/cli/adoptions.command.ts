import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { WorkbookRefused } from '../../platform/workbooks/sheet.js';
import { type ImportResult } from '../imports/adoptions/adoption-import.js';
import { CommandRefused } from './explained.js';

const both = (en: string, nl: string): string => `${en} / ${nl}`;
/** So many faulty rows are told on the screen; all of them stand in the file that comes back. */
const TOLD = 20;

interface ImportOptions {
  dryRun?: true;
  faults?: string;
}

/** `adoptions import` and `adoptions template`: a workbook of reports in, and one to fill in out. */
export function adoptionsCommand(): Command {
  return new Command('adoptions')
    .description('what municipalities report, a file at a time')
    .addCommand(importCommand())
    .addCommand(templateCommand());
}

function importCommand(): Command {
  return new Command('import')
    .description('bring a file of reports (CSV in UTF-8, or .xlsx) into the register: every row, or none')
    .argument('<file>', 'the file, of any size')
    .option('--dry-run', 'judge every row and tell what would change, and change nothing')
    .option('--faults <file>', 'where the file goes with its faults told; beside it, when left out')
    .action(async (file: string, { dryRun, faults = besides(file) }: ImportOptions) => {
      // Not at the top: the other commands need nothing of the domain.
      const { importAdoptions } = await import('./adoptions.js');
      const isTrial = dryRun === true;
      const result = await importAdoptions({ file, isTrial, faultsPath: faults }).catch(explain);
      for (const line of summaryOf(result, isTrial, faults)) console.error(line);
      if (result.faulty > 0) process.exitCode = 1;
    });
}

/** `report.csv` comes back as `report-fouten.csv`. */
const besides = (file: string): string => {
  const extension = extname(file);
  return `${file.slice(0, file.length - extension.length)}-fouten${extension}`;
};

function explain(error: unknown): never {
  throw error instanceof WorkbookRefused ? new CommandRefused(error.message) : error;
}

function summaryOf(result: ImportResult, isTrial: boolean, faultsPath: string): string[] {
  const { rows, changed, unchanged, faulty, faults } = result;
  if (faulty > 0) {
    const told = faults
      .slice(0, TOLD)
      .flatMap(({ line, faults }) =>
        faults.map(({ field, en, nl }) => both(`row ${line}, ${field}: ${en}`, `rij ${line}: ${nl}`)),
      );
    return [
      ...told,
      both(
        `${faulty} of ${rows} rows are faulty; nothing was changed. Each fault stands in ${faultsPath}.`,
        `${faulty} van ${rows} rijen bevatten fouten; er is niets gewijzigd. Elke fout staat in ${faultsPath}.`,
      ),
    ];
  }
  const counts = both(
    `${rows} rows: ${changed} changes, ${unchanged} said nothing new.`,
    `${rows} rijen: ${changed} wijzigingen, ${unchanged} zonder iets nieuws.`,
  );
  return isTrial
    ? [counts, both('Tried only: nothing was changed.', 'Alleen geprobeerd: er is niets gewijzigd.')]
    : [counts];
}

interface TemplateOptions {
  municipality: string;
}

function templateCommand(): Command {
  return new Command('template')
    .description('write a workbook with what a municipality has reported, to be changed and imported')
    .requiredOption('--municipality <code>', 'the code of the municipality, such as GM0363')
    .argument('<file>', 'where it goes; .csv or .xlsx')
    .action(async (file: string, { municipality }: TemplateOptions) => {
      const format = extname(file).toLowerCase();
      if (format !== '.csv' && format !== '.xlsx') {
        throw new CommandRefused(both('The file is named .csv or .xlsx.', 'Het bestand heet .csv of .xlsx.'));
      }
      const { template } = await import('./adoptions.js');
      const draft = `${file}.part`;
      try {
        await template(municipality.toUpperCase(), format === '.csv' ? 'csv' : 'xlsx', (stream) =>
          pipeline(stream, createWriteStream(draft, { mode: 0o600 })),
        );
        await rename(draft, file);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    });
}
