import { setTimeout as pause } from 'node:timers/promises';
import { type Register } from './register.js';

const PATIENCE_MS = 30_000;

/** Looks until something is so. @throws when it is not within half a minute */
export async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > deadline) throw new Error(`It was waited for in vain: ${what}.`);
    await pause(50);
  }
}

/** How often services say that they did a job. */
export async function timesDone(name: string, ...services: Pick<Register, 'output'>[]): Promise<number> {
  const outputs = await Promise.all(services.map((service) => service.output()));
  return outputs.join('').split(`${name}: done`).length - 1;
}

/** Asks for a job and waits until one of the services has done it. */
export async function doJob(name: string, on: Register, ...others: Register[]): Promise<void> {
  const before = await timesDone(name, on, ...others);
  await on.sql('select graphile_worker.add_job($1)', [name]);
  await until(`${name} is done`, async () => (await timesDone(name, on, ...others)) > before);
}
