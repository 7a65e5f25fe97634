import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DataSource, type DataSourceOptions, getMetadataArgsStorage, type MigrationInterface } from 'typeorm';
import { connectionTo } from './connection.js';
import { SnakeNames } from './snake-names.js';

type Migration = new () => MigrationInterface;
type Entities = NonNullable<DataSourceOptions['entities']>;

const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));
const FILE = /^(\d{13})-[a-z0-9-]+\.js$/;

/** A migration that cannot get its locks soon must not make everyone behind it wait. */
const LOCK_TIMEOUT = '10s';

/**
 * TypeORM on one connection, for migrations and for comparing entities with tables. The schema changes by migrations alone.
 * @param entities those that were declared so far when left out
 */
export async function createDataSource(url: string, entities: Entities = declaredEntities()): Promise<DataSource> {
  const { connectionString, ...extra } = connectionTo(url, { lock_timeout: LOCK_TIMEOUT });
  return new DataSource({
    type: 'postgres',
    url: connectionString ?? url,
    extra: { ...extra, max: 1 },
    entities,
    migrations: await migrations(),
    namingStrategy: new SnakeNames(),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    logging: false,
  });
}

const declaredEntities = (): Entities =>
  getMetadataArgsStorage()
    .tables.filter(({ type }) => type === 'regular')
    .map(({ target }) => target)
    .filter((target) => typeof target === 'function');

/** In the order of their time stamps. A file that is misnamed would silently be left out, so it stops the start. */
async function migrations(): Promise<Migration[]> {
  const files = readdirSync(MIGRATIONS)
    .filter((file) => file.endsWith('.js'))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const stamp = FILE.exec(file)?.[1];
      const exported = Object.values(
        (await import(pathToFileURL(join(MIGRATIONS, file)).href)) as Record<string, unknown>,
      );
      const found = exported.filter(
        (value): value is Migration => typeof value === 'function' && value.name.endsWith(stamp ?? '?'),
      );
      const [only] = found;
      if (only && found.length === 1) return only;
      throw new Error(
        `migrations/${file} must be named <time stamp>-<what it does> and export one class that ends in that stamp.`,
      );
    }),
  );
}
