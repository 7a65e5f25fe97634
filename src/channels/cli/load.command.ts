import { resolve } from 'node:path';
import { Command } from 'commander';

interface Options {
  from?: string;
  report?: true;
}

/** `load` brings the starter catalogue into the register; `load --report` shows what is odd about it. */
export function loadCommand(): Command {
  return new Command('load')
    .description('load the starter catalogue; does nothing when the files have not changed')
    .option('--from <folder>', 'the folder with the files, instead of the one that comes with the register')
    .option('--report', 'print every odd record, as tab-separated lines')
    .action(async ({ from, report: isReportAsked }: Options) => {
      // Not at the top: the other commands need nothing of the domain.
      const [{ load }, { summaryOf }] = await Promise.all([
        import('./load.js'),
        import('../imports/starter/load-report.js'),
      ]);
      const report = await load(from && resolve(from));
      for (const line of summaryOf(report)) console.error(line);
      if (!isReportAsked) return;
      for (const { kind, subject, explanation } of report.oddities) {
        console.log([kind, subject, explanation].join('\t'));
      }
    });
}
