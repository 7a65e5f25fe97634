import { Command, Option } from 'commander';
import { type CommonGroundLayer } from '../../domain/components/components.enums.js';

const LAYERS: readonly `${CommonGroundLayer}`[] = ['INTERACTION', 'PROCESS', 'INTEGRATION', 'SERVICES', 'DATA'];

interface Options {
  dryRun?: true;
  layer?: CommonGroundLayer;
}

/** `import publiccode`: what makers of software publish about it, from their own files into the register. */
export function importCommand(): Command {
  return new Command('import')
    .description('bring what others publish into the register')
    .addCommand(publiccodeCommand());
}

function publiccodeCommand(): Command {
  return new Command('publiccode')
    .description(
      'read publiccode.yml of components: what they speak and need, who runs them; tells what is odd about each file',
    )
    .argument('<path...>', 'files, or folders in which files called publiccode.yml or publiccode.yaml are looked for')
    .option('--dry-run', 'read everything and tell what would change, and change nothing')
    .addOption(
      new Option('--layer <layer>', 'the layer of Common Ground of what is new and tells nothing of it').choices(
        LAYERS,
      ),
    )
    .action(async (paths: string[], { dryRun, layer }: Options) => {
      // Not at the top: the other commands need nothing of the domain.
      const [{ importPubliccode }, { linesOf, summaryOf, wasRead }] = await Promise.all([
        import('./import.js'),
        import('../imports/publiccode/import-report.js'),
      ]);
      const isTrial = dryRun === true;
      const report = await importPubliccode({ paths, isTrial, layer });
      for (const line of linesOf(report)) console.log(line);
      for (const line of summaryOf(report, isTrial)) console.error(line);
      if (!report.files.every(wasRead)) process.exitCode = 1;
    });
}
