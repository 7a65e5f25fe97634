import { join } from 'node:path';
import pg from 'pg';
import { THROW_AWAY } from '../../src/platform/database/embedded/server-settings.js';
import { type EmbeddedServer } from '../../src/platform/database/embedded/embedded-server.js';
import { startEmbedded } from '../../src/platform/database/embedded/start-embedded.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { type Ending, runCommand, SECRETS, ServiceProcess } from './service-process.js';
import { removeFolder, sweep, temporaryFolder } from './temporary-folder.js';

/** `empty` is migrated, `starter` holds the starter catalogue as well. */
export type Template = 'empty' | 'starter';

export interface Clone {
  readonly name: string;
  readonly url: string;
}

export interface Running {
  readonly id: number;
  readonly pid: number;
  readonly url: string;
  readonly databaseUrl: string;
}

/**
 * What all test files of one run stand on: a throw-away cluster, its templates, and the services that run on clones of them.
 * Everything is made when it is first asked for, so that a run of pure tests starts nothing.
 */
export class Stage {
  private readonly folder = temporaryFolder();
  private readonly services = new Map<number, ServiceProcess>();
  private readonly workers = new Map<string, Promise<Running>>();
  private readonly templates = new Map<Template, Promise<void>>();
  private starting: Promise<EmbeddedServer> | undefined;
  private count = 0;

  constructor() {
    process.env[SECRETS] = join(this.folder, 'secrets');
  }

  /** The service and database that one worker of Jest has for itself. */
  worker(name: string): Promise<Running> {
    return once(this.workers, name, async () => {
      const { url } = await this.clone('starter');
      return this.startService(url, {});
    });
  }

  /** The one that all workers share, asked by all of them: what they may cost together is not limited. */
  untouched(): Promise<Running> {
    return once(this.workers, 'untouched', async () => {
      const { url } = await this.clone('starter');
      return this.startService(url, { COST_PER_MINUTE: '0' });
    });
  }

  async clone(template: Template): Promise<Clone> {
    await once(this.templates, template, () => this.makeTemplate(template));
    const name = `clone_${++this.count}`;
    await this.asOwner(`create database ${name} template ${template} strategy file_copy`);
    return { name, url: await this.urlOf(name) };
  }

  async drop(name: string): Promise<void> {
    if (!/^clone_\d+$/.test(name)) throw new Error(`${name} is not a clone.`);
    await this.asOwner(`drop database if exists ${name} with (force)`);
  }

  async startService(databaseUrl: string, env: Record<string, string>): Promise<Running> {
    const service = ServiceProcess.start({ DATABASE_URL: databaseUrl, ...env });
    const id = ++this.count;
    this.services.set(id, service);
    return { id, pid: service.pid, url: await service.url(), databaseUrl };
  }

  output(id: number): string {
    return this.service(id).output;
  }

  stopService(id: number, signal: NodeJS.Signals): Promise<Ending> {
    return this.service(id).stop(signal);
  }

  async close(): Promise<void> {
    await Promise.all([...this.services.values()].map((service) => service.stop()));
    await (await this.starting?.catch(() => undefined))?.stop();
    removeFolder(this.folder);
  }

  private service(id: number): ServiceProcess {
    const service = this.services.get(id);
    if (!service) throw new Error(`There is no service ${id}.`);
    return service;
  }

  private async makeTemplate(template: Template): Promise<void> {
    if (template === 'starter') await once(this.templates, 'empty', () => this.makeTemplate('empty'));
    const base = template === 'starter' ? 'template empty strategy file_copy' : '';
    await this.asOwner(`create database ${template} ${base}`);
    const url = await this.urlOf(template);
    if (template === 'starter') await runCommand(url, 'load');
    else await migrate(url);
    await query(url, 'vacuum analyze');
    // A connection to a template would keep clones from being made.
    await this.asOwner(`alter database ${template} with is_template true allow_connections false`);
  }

  private server(): Promise<EmbeddedServer> {
    this.starting ??= sweep().then(() =>
      startEmbedded({ dataDir: this.folder, settings: { ...THROW_AWAY, max_connections: 300 } }),
    );
    return this.starting;
  }

  private async asOwner(statement: string): Promise<void> {
    await query((await this.server()).url, statement);
  }

  private async urlOf(database: string): Promise<string> {
    const url = new URL((await this.server()).url);
    url.pathname = `/${database}`;
    return url.toString();
  }
}

function once<K, V>(made: Map<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  const found = made.get(key) ?? make();
  made.set(key, found);
  return found;
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
