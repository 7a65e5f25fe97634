import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../src/platform/config/project-root.js';

let elsewhere: string;
beforeAll(async () => {
  elsewhere = await mkdtemp(join(tmpdir(), 'elsewhere-'));
  await writeFile(join(elsewhere, 'report.json'), '{}');
});
afterAll(() => rm(elsewhere, { recursive: true, force: true }));

/** What the command answers: 1 for a file that it read and found wrong, 2 for one that it did not find. */
const verified = (script: string, parameters: string[], cwd: string, calledFrom?: string): Promise<unknown> =>
  new Promise((resolve) => {
    const env = { ...process.env, INIT_CWD: calledFrom };
    const file = [join(projectRoot, 'scripts', script), ...parameters, 'report', 'verify', 'report.json'];
    execFile(process.execPath, file, { cwd, env }, (error) => {
      resolve(error?.code ?? 0);
    });
  });

describe('A file that is named on the command line', () => {
  test('is looked for where the caller stands, by the name of the command', async () => {
    expect(await verified('standaardenregister.mjs', [], elsewhere)).toBe(1);
    expect(await verified('standaardenregister.mjs', [], tmpdir())).toBe(2);
  });

  test('is looked for where npm was called', async () => {
    expect(await verified('run.mjs', ['cli'], projectRoot, elsewhere)).toBe(1);
    expect(await verified('run.mjs', ['cli'], projectRoot)).toBe(2);
  });
});
