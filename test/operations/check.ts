import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../src/channels/cli/main.js', import.meta.url));

export interface Checked {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** `check …` at the command line, with settings of its own. */
export const check = (parameters: readonly string[], settings: Record<string, string> = {}): Promise<Checked> =>
  new Promise((resolve) => {
    const env = { ...process.env, ...settings };
    const most = { maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [CLI, 'check', ...parameters], { env, ...most }, (error, output, errors) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output, errors }),
    );
  });
