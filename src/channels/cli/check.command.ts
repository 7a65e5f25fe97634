import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { type Language } from '../exports/check/check-words.js';
import { STRICTNESS, type Strictness } from '../exports/check/verdict.js';

const FAILED = 1;
const NOT_ASKED = 2;
const FORMATS = ['text', 'json', 'junit', 'sarif'] as const;

export interface CheckOptions {
  readonly product: string;
  readonly version: string;
  readonly terms?: string;
  readonly date?: string;
  readonly asOf?: string;
  readonly register?: string;
  readonly format: (typeof FORMATS)[number];
  readonly failOn: Strictness;
  readonly language: Language;
  readonly file?: string;
  readonly to?: string;
}

/** `check`: does a version of a product meet GIBIT, for a person or for a pipeline that goes on or stops. */
export function checkCommand(): Command {
  return (
    new Command('check')
      .description('check a version of a product against GIBIT; the exit code tells a pipeline what came of it')
      .requiredOption('--product <slug>', 'the short name of the product in the register')
      .requiredOption('--version <label>', 'the version, as it is printed')
      .option('--terms <edition>', 'the edition of the terms, such as 2023; those in force on the day of the contract')
      .option('--date <day>', 'the day of the contract, YYYY-MM-DD; today')
      .option('--as-of <day>', 'the day whose declarations are looked at; that of the contract')
      .option('--register <url>', 'the register to ask over HTTP; the database of this installation when left out')
      .addOption(new Option('--format <format>', 'how it is told').choices(FORMATS).default('text'))
      .addOption(
        new Option('--fail-on <what>', 'from what on it fails: gaps, also what cannot be told, also own word')
          .choices(STRICTNESS)
          .default('unknown'),
      )
      .addOption(new Option('--language <language>', 'of the texts').choices(['nl', 'en']).default('nl'))
      .option('--file <path>', 'with sarif: the file in the repository at which findings are shown')
      .option('--to <file>', 'to this file instead of standard output')
      .addHelpText(
        'after',
        '\nExit code: 0 when it meets, 1 when it does not, 2 when it could not be asked.\nAfsluitcode: 0 als het voldoet, 1 als het niet voldoet, 2 als het niet kon worden gevraagd.',
      )
      // A pipeline has to tell a product that fails from an order that was not understood.
      .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : NOT_ASKED))
      .action(async (options: CheckOptions) => {
        // Not at the top: the other commands need nothing of it.
        const { check, isExpected } = await import('./check.js');
        try {
          const { text, isPassed } = await check(options);
          if (options.to === undefined) process.stdout.write(text);
          else await writeFile(options.to, text);
          process.exitCode = isPassed ? 0 : FAILED;
        } catch (error) {
          console.error(isExpected(error) ? error.message : error);
          process.exitCode = NOT_ASKED;
        }
      })
  );
}
