import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { doing } from '../support/persona.js';

const COMMAND_LINE = fileURLToPath(new URL('../../src/channels/cli/main.js', import.meta.url));

/** Issues a report; answers the payload. */
export const issue = doing(
  'issueConformanceReport',
  'IssueConformanceReportInput',
  `report { id url contractDate asOf knownAt issuedAt language outcome sha256 productVersion { id } terms { edition } normSet { edition }
    files { format url sha256 size } }`,
);

export interface Fetched {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

export async function fetched(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Fetched> {
  const response = await fetch(url, { headers, redirect: 'manual', method });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export interface Done {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `report verify` in a folder, without settings, and with no database that it could reach. */
export function verify(folder: string, ...parameters: string[]): Promise<Done> {
  const child = spawn(process.execPath, [COMMAND_LINE, 'report', 'verify', ...parameters], {
    env: { PATH: process.env['PATH'], DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = [[] as string[], [] as string[]];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  return new Promise((done) => child.once('close', (code) => done({ code, out: out.join(''), err: err.join('') })));
}
