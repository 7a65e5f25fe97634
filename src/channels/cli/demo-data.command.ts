import { Command } from 'commander';
import { CommandRefused } from './explained.js';

interface Options {
  anyway?: true;
  only?: string;
}

/** `demo-data` fills the register with adoption that is made up, for trying things out; from then on every answer says so. */
export function demoDataCommand(): Command {
  return new Command('demo-data')
    .description(
      'fill the register with adoption by every municipality that is MADE UP, for good; every answer then says so',
    )
    .option('--anyway', 'also in production, and where municipalities have reported')
    .option('--only <codes>', 'of these municipalities only, by CBS code with commas between, such as GM0363,GM0344')
    .action(async ({ anyway, only }: Options) => {
      // Not at the top: the other commands need nothing of the domain.
      const [{ fillWithDemoData }, { DemoRefused }] = await Promise.all([
        import('./demo-data.js'),
        import('../imports/demo/demo-data.js'),
      ]);
      const began = performance.now();
      try {
        const { municipalities, standards, changes } = await fillWithDemoData({
          anyway: anyway === true,
          only: only?.split(','),
        });
        const seconds = Math.round((performance.now() - began) / 1000);
        console.error(
          `Made up in ${seconds} s: ${changes} changes, of ${municipalities} municipalities and ${standards} standards. Every answer of this register now says so.\n` +
            `In ${seconds} s verzonnen: ${changes} wijzigingen, van ${municipalities} gemeenten en ${standards} standaarden. Elk antwoord van dit register zegt dat er nu bij.`,
        );
      } catch (error) {
        throw error instanceof DemoRefused ? new CommandRefused(error.message) : error;
      }
    });
}
