import { chownSync, readFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { StartRefused } from '../start-refused.js';

/** The user that PostgreSQL runs as when the service itself is root, which PostgreSQL refuses to be. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const CANDIDATES = ['postgres', 'nobody'];

/**
 * Undefined when the service is not root, or on Windows: PostgreSQL then simply runs as the service's own user.
 * @throws StartRefused when the service is root and the system knows no user to run PostgreSQL as.
 */
export function unprivilegedAccount(passwd = '/etc/passwd'): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync(passwd, 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const user = users.find((fields) => fields[0] === name);
    // Unsigned: systems that write nobody as -2 mean the same number.
    if (user) return { name, uid: Number(user[2]) >>> 0, gid: Number(user[3]) >>> 0 };
  }
  throw new StartRefused(
    'PostgreSQL does not run as root, and this system has neither a user postgres nor a user nobody. ' +
      'Run the service as an ordinary user, or give it a PostgreSQL 18 server with DATABASE_URL.',
  );
}

/** The identity part of the options of a spawned process. */
export const runAs = (account: Account | undefined): { uid?: number; gid?: number } =>
  account ? { uid: account.uid, gid: account.gid } : {};

/** @throws StartRefused when this root may not give files away, as in a container without that capability. */
export function giveTo(account: Account | undefined, ...paths: string[]): void {
  if (!account) return;
  try {
    for (const path of paths) chownSync(path, account.uid, account.gid);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EPERM' ? mayNotBecome(account) : error;
  }
}

/** Whether a process could not be started because this root may not start it as another user. */
export const isIdentityRefused = (error: unknown): boolean =>
  ['EPERM', 'EINVAL'].includes((error as { code?: string } | null)?.code ?? '');

export const mayNotBecome = ({ name }: Account): StartRefused =>
  new StartRefused(
    `PostgreSQL does not run as root, and this system does not let the service start it as ${name}. ` +
      'Run the service as an ordinary user, or give it a PostgreSQL 18 server with DATABASE_URL.',
  );

/**
 * Whether the account reaches a folder or a program, asked of the system itself: permission bits alone know nothing of
 * access lists and mounts.
 * @throws StartRefused when the service may not start anything as the account
 */
export function reaches(account: Account | undefined, path: string): Promise<boolean> {
  if (!account) return Promise.resolve(true);
  const probe = ['-c', 'test -r "$1" && test -x "$1"', 'sh', path];
  return new Promise((done, refused) => {
    const settle = (error: unknown): void => {
      if (isIdentityRefused(error)) refused(mayNotBecome(account));
      else done(error === null);
    };
    try {
      execFile('/bin/sh', probe, { ...runAs(account), cwd: '/', timeout: 10_000 }, settle);
    } catch (error) {
      settle(error); // Node.js throws some of the reasons why a process cannot be started
    }
  });
}
