import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../../platform/config/project-root.js';
import { printRegisterSchema } from './print-schema.js';

const FILE = join(projectRoot, 'schema.graphql');

/** `schema` writes the public contract to schema.graphql; `schema --check` fails when that file differs from the code. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('write the GraphQL schema to schema.graphql')
    .option('--check', 'only compare, and fail when the file differs from the code')
    .action(async ({ check }: { check?: true }) => {
      const made = await printRegisterSchema();
      if (!check) return writeFileSync(FILE, made);
      const held = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
      if (held === made) return;
      console.error(`schema.graphql differs from the code, first here:\n${firstDifference(held, made)}`);
      console.error('Run npm run schema, and look at what changes for those who use the API.');
      process.exitCode = 1;
    });
}

function firstDifference(held: string, made: string): string {
  const [was, is] = [held.split('\n'), made.split('\n')];
  const at = is.findIndex((line, n) => line !== was[n]);
  const line = at < 0 ? is.length : at;
  return `line ${line + 1}\n- ${was[line] ?? '(end of the file)'}\n+ ${is[line] ?? '(end of the file)'}`;
}
