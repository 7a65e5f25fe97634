import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Account, reaches } from '../../src/platform/database/embedded/account.js';
import { removeFolder, temporaryFolder } from './temporary-folder.js';

interface Line {
  readonly url?: string;
  readonly port?: number;
  readonly pid?: number;
  readonly n?: number;
  readonly log?: string;
  readonly refused?: string;
}

export const isRoot = process.getuid?.() === 0;
export const NOBODY: Account = { name: 'nobody', uid: 65534, gid: 65534 };

const PROGRAM = fileURLToPath(new URL('embedded-service.js', import.meta.url));
const PATIENCE_MS = 15_000;
const cleanings: (() => Promise<void> | void)[] = [];

/** Undoes everything that the functions below made; to be called after each test. */
export async function cleanUp(): Promise<void> {
  for (const clean of cleanings.splice(0).reverse()) await clean();
}

export function later(clean: () => Promise<void> | void): void {
  cleanings.push(clean);
}

export function dataFolder(): string {
  const folder = temporaryFolder();
  later(() => removeFolder(folder));
  return folder;
}

/** A service in a process of its own with an embedded PostgreSQL, which can be killed. */
export class EmbeddedService {
  private text = '';
  private readonly ended: Promise<number | null>;

  private constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.text += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.text += text));
    this.ended = new Promise((done) => child.once('close', done));
    later(() => this.kill('SIGTERM').then(() => undefined));
  }

  static start(folder: string, { work = '', as }: { work?: 'count' | ''; as?: Account } = {}): EmbeddedService {
    const identity = as ? { uid: as.uid, gid: as.gid } : {};
    return new EmbeddedService(spawn(process.execPath, [PROGRAM, folder, work], { ...identity, cwd: '/' }));
  }

  get lines(): Line[] {
    return this.text
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as Line);
  }

  get acknowledged(): number {
    return this.lines.findLast(({ n }) => n !== undefined)?.n ?? 0;
  }

  async until<T>(see: (lines: Line[]) => T | undefined): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const seen = see(this.lines);
      if (seen !== undefined) return seen;
      if (Date.now() > deadline || this.child.exitCode !== null) throw new Error(`Not seen in:\n${this.text}`);
      await pause(5);
    }
  }

  ready(): Promise<{ url: string; port: number; pid: number }> {
    return this.until(
      (lines) => lines.find(({ url }) => url !== undefined) as { url: string; port: number; pid: number },
    );
  }

  async refusal(): Promise<string> {
    await this.ended;
    return this.lines.find(({ refused }) => refused !== undefined)?.refused ?? '';
  }

  kill(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

export async function rows<R extends object>(url: string, text: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Whether a process runs, other than as an entry that its parent has not yet taken note of. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/ [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Whether a process of this user can run the compiled tests, which may lie in a folder that only their owner enters. */
export async function canRunTests(account: Account): Promise<boolean> {
  return (
    isRoot &&
    (await reaches(account, process.execPath)) &&
    (await reaches(account, fileURLToPath(new URL('.', import.meta.url))))
  );
}
