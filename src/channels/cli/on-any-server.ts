import { existsSync } from 'node:fs';
import { settingsOfProcess } from '../../platform/config/environment.js';
import { unprivilegedAccount } from '../../platform/database/embedded/account.js';
import { placeFor } from '../../platform/database/embedded/cluster-place.js';
import { OWNER, readPassword } from '../../platform/database/embedded/create-cluster.js';
import { findRunning, urlOf } from '../../platform/database/embedded/find-running.js';
import { onServer } from './on-server.js';

/**
 * As `onServer`, but beside a service that runs on the same data folder: for work that only looks.
 * @throws StartRefused
 */
export async function onAnyServer(work: (url: string) => Promise<void>): Promise<void> {
  const url = await urlOfRunning();
  await (url === undefined ? onServer(work) : work(url));
}

async function urlOfRunning(): Promise<string | undefined> {
  const { databaseUrl, dataDir } = settingsOfProcess();
  if (databaseUrl !== undefined || !existsSync(dataDir)) return databaseUrl;
  const place = await placeFor(dataDir, unprivilegedAccount(), () => undefined);
  if (!existsSync(place.cluster)) return undefined;
  const password = readPassword(place);
  const running = await findRunning(place, password);
  return running && urlOf(running.port, password, OWNER);
}
