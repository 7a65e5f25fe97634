import { ACTOR_FIELDS } from '../../platform/auth/actor.js';
import { settingsOfProcess } from '../../platform/config/environment.js';
import { Site } from '../../platform/config/site.js';
import { Database } from '../../platform/database/database.js';
import { migrate } from '../../platform/database/migrate.js';
import { newId } from '../../platform/database/id.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { judge } from '../../platform/graphql/public-error.js';
import { Reader } from '../../platform/reading/reader.js';
import { type Ask, CheckRefused } from '../exports/check/ask-check.js';
import { onAnyServer } from './on-any-server.js';
import { registerSchema } from './print-schema.js';

/**
 * Asks the register in the database of this installation, whether its service runs or not, as anyone could over its API.
 * @throws CheckRefused, StartRefused
 */
export async function withOwnRegister<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  const results: T[] = [];
  await onAnyServer(async (url) => {
    await migrate(url, { log: (line) => console.error(line) });
    const settings = settingsOfProcess();
    const database = await Database.open(url, settings);
    try {
      const reader = new Reader({
        pool: database.reads,
        horizon: async () =>
          (await database.reads.query<{ at: Date }>('select safe_known_at() as at')).rows[0]?.at ?? new Date(0),
        site: new Site(settings),
        actor: ACTOR_FIELDS,
      });
      reader.install(await registerSchema());
      results.push(await work((document, variables) => ask(reader, document, variables)));
    } finally {
      await database.close();
    }
  });
  return results[0] as T;
}

async function ask(reader: Reader, document: string, variables: Readonly<Record<string, unknown>>): Promise<unknown> {
  try {
    return await reader.ask(document, variables, new OperationContext(newId('cli')));
  } catch (error) {
    const { code, message } = judge(error);
    if (code !== 'BAD_USER_INPUT') throw error;
    throw new CheckRefused(`The register answers: ${message}`, `Het register antwoordt: ${message}`);
  }
}
