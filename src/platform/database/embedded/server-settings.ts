import { createHash } from 'node:crypto';

export type ServerSettings = Readonly<Record<string, string | number>>;

const ALWAYS: ServerSettings = {
  // Loopback and passwords only: no socket in a folder, no other interface.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: 60,
  shared_buffers: '128MB',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log tells that a statement failed and why, never the values it carried.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** For clusters that are thrown away: nothing needs to survive a power cut. */
export const THROW_AWAY: ServerSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
};

/** What is set once a server was told its settings; whoever finds it running reads from its name how it was started. */
export function serverSettings(wished: ServerSettings, version: string): ServerSettings & { cluster_name: string } {
  const settings = { ...ALWAYS, ...wished };
  const sorted = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256')
    .update(JSON.stringify([version, sorted]))
    .digest('hex')
    .slice(0, 12);
  return { ...settings, cluster_name: `standaardenregister-${hash}` };
}

/** The text of postgresql.conf. What an operator sets with ALTER SYSTEM is in another file and outranks it. */
export function configuration(settings: ServerSettings): string {
  const lines = Object.entries(settings).map(([name, value]) => {
    if (!/^[a-z_.]+$/.test(name)) throw new Error(`${name} is not the name of a PostgreSQL setting.`);
    return `${name} = '${String(value).replaceAll("'", "''")}'`;
  });
  return `# Written anew at each start of the service; use ALTER SYSTEM for settings of your own.\n${lines.join('\n')}\n`;
}
