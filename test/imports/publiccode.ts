import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../src/channels/cli/main.js', import.meta.url));

export interface Imported {
  readonly code: number;
  /** What is odd about each file. */
  readonly report: string;
  /** The figures, and what went wrong. */
  readonly summary: string;
}

/** `import publiccode …` at the command line, on a database. */
export const importPubliccode = (url: string, ...parameters: string[]): Promise<Imported> =>
  new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: url, PUBLIC_URL: 'https://register.example.nl' };
    const options = { env, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [CLI, 'import', 'publiccode', ...parameters], options, (error, report, summary) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, report, summary }),
    );
  });

/** A folder for files; throw it away in the end. */
export class Files {
  readonly folder = mkdtempSync(join(tmpdir(), 'publiccode-'));

  /** @returns where it lies */
  write(name: string, content: string | Buffer): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder);
  }

  throwAway(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What the report says of one file: its kinds of oddities. */
export function kindsOf(report: string, file: string): string[] {
  const lines = report.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${file}: `) || line.startsWith(`${file} (`));
  if (at < 0) return [];
  const end = lines.findIndex((line, i) => i > at && !line.startsWith('  '));
  return lines.slice(at + 1, end).map((line) => line.trim().split(' ')[0]!);
}
