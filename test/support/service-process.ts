import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { projectRoot } from '../../src/platform/config/project-root.js';

/** How a service ended, and everything it wrote. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** Names the folder of secrets that all services of one run of tests share; who signs in for a test reads it there. */
export const SECRETS = 'TEST_SECRETS';

const COMPILED = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 60_000;

/** Settings of whoever runs the tests, in the environment or in a `.env` file, have no say in them. */
function environment(given: Record<string, string>): NodeJS.ProcessEnv {
  const file = join(projectRoot, '.env');
  const fromFile = existsSync(file) ? Object.keys(parseEnv(readFileSync(file, 'utf8'))) : [];
  const settings = [
    'DATABASE_URL',
    'DATA_DIR',
    'PUBLIC_URL',
    'STATEMENT_TIMEOUT_MS',
    'POOL_SIZE',
    'NODE_ENV',
    'OIDC_ISSUER',
    'OIDC_AUDIENCE',
    'OIDC_JWKS_URL',
    'OIDC_ALGORITHMS',
    'OIDC_OIN_CLAIM',
    'CORS_ORIGINS',
    'TRUSTED_PROXIES',
    'MAIL_URL',
    'MAIL_FROM',
    'REMINDER_WEEKS',
    ...fromFile,
  ];
  const emptied = Object.fromEntries(settings.map((name) => [name, '']));
  return {
    ...process.env,
    ...emptied,
    SECRETS_DIR: process.env[SECRETS],
    ...{ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info', STARTER_CATALOGUE: 'off', COST_PER_MINUTE: '0', ...given },
  };
}

/** The service as it is shipped, in a process of its own. */
export class ServiceProcess {
  readonly pid: number;
  private written = '';
  private readonly ended: Promise<Ending>;

  private constructor(private readonly child: ChildProcess) {
    this.pid = child.pid ?? 0;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.written += text));
    }
    this.ended = new Promise((done) =>
      child.once('close', (code, signal) => done({ code, signal, output: this.written })),
    );
  }

  static start(env: Record<string, string>): ServiceProcess {
    const preload = new URL('end-with-parent.js', import.meta.url).href;
    const child = spawn(process.execPath, ['--import', preload, join(COMPILED, 'src/main.js')], {
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    return new ServiceProcess(child);
  }

  get output(): string {
    return this.written;
  }

  /** Waits until the service says where it listens. @throws with all it wrote when it ends instead. */
  async url(): Promise<string> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const url = listeningAt(this.written);
      if (url !== undefined) return url;
      const ending = await Promise.race([this.ended, pause(10)]);
      if (ending) throw new Error(`The service ended with ${ending.code ?? ending.signal}:\n${ending.output}`);
      if (Date.now() > deadline) throw new Error(`The service did not say where it listens:\n${this.written}`);
    }
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ending> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** The service tells its address in one line of its log. */
function listeningAt(output: string): string | undefined {
  const line = output.split('\n').find((text) => text.startsWith('{') && text.includes('"event":"listening"'));
  if (line === undefined) return undefined;
  return (JSON.parse(line) as { url: string }).url;
}

/** Runs a command of the command line on a database. @throws with all it wrote when it fails. */
export function runCommand(databaseUrl: string, ...parameters: string[]): Promise<void> {
  const child = spawn(process.execPath, [join(COMPILED, 'src/channels/cli/main.js'), ...parameters], {
    env: environment({ DATABASE_URL: databaseUrl }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) =>
      code === 0 ? done() : failed(new Error(`The command ${parameters.join(' ')} failed:\n${output}`)),
    );
  });
}
