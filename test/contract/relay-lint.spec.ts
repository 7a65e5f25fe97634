import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../src/platform/config/project-root.js';

interface Finding {
  line: number;
  ruleId: string | null;
  message: string;
}

/** In a process of its own: the linter and the tests would each bring a graphql-js. */
function lint(file: string): Promise<Finding[]> {
  const parameters = [
    join('node_modules', 'eslint', 'bin', 'eslint.js'),
    ...[
      '--config',
      fileURLToPath(new URL('relay-lint.config.js', import.meta.url)),
      '--no-config-lookup',
      '--format',
      'json',
      file,
    ],
  ];
  const child = spawn(process.execPath, parameters, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((resolve, reject) => {
    child.once('close', () => {
      if (!output.startsWith('[')) return reject(new Error(`The linter failed:\n${output}${errors}`));
      const results = JSON.parse(output) as { messages: Finding[] }[];
      resolve(results.flatMap(({ messages }) => messages));
    });
  });
}

test('The contract follows Relay and the rules that are recommended for schemas, without one problem', async () => {
  const findings = await lint('schema.graphql');
  expect(findings.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`)).toEqual([]);
}, 60_000);
