import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DataSource, TableColumn } from 'typeorm';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { migrate, revert } from '../../src/platform/database/migrate.js';
import { type FreshDatabase, freshDatabase } from '../support/register.js';
import { schemaListing } from '../support/schema-listing.js';

/** Tables that no entity stands for, and why. */
const WITHOUT_ENTITY: Record<string, string> = {
  adoption_count: 'counts of adoption that were gathered; read and written by their own SQL',
  adoption_delta: 'changes of those counts; read and written by their own SQL',
  adoption_profile: 'under what a municipality counts; kept and read by the SQL of the counts',
  municipality_delta: 'changes of the count of municipalities; read and written by their own SQL',
  audit_epoch: 'the clusters the register lived in; of the sealer alone',
  audit_head: 'signed heads of the log; read by its own SQL',
  audit_key: 'keys that heads were signed with; read by its own SQL',
  audit_node: 'subtrees of the log; read by its own SQL',
  idempotency_key: 'requests that may be repeated; of the mutations alone',
  declaration_notice: 'of what owners of declarations were told; read and written by one statement each',
  demo_data: 'whether the register was filled with made-up data; one row at most, looked for by the mark',
  migration: 'which migrations ran; of the migrations themselves',
  caller_budget: 'what callers spent in the running minute; read and written by one statement of the budget',
  caller_salt: 'one value, read at the start of the service',
  outbox_address: 'where organisations are written to; read and written by the outbox and its command',
  outbox_message: 'what there is to tell organisations; read and written by the outbox and its command',
  reminder: 'of what was reminded; read and written by one statement each',
  revision_slot: 'the revision of the catalogue, bumped by every transaction',
  search_synonym: 'words of the search; read by its SQL alone',
  search_word: 'words that occur, for the search to suggest; read by its SQL alone',
};
/** Columns that PostgreSQL computes for its own indexes: no code reads or writes them by name. */
const COMPUTED = 's';

const compiled = fileURLToPath(new URL('../../', import.meta.url));
const migrations = readdirSync(`${compiled}migrations`).filter((file) => file.endsWith('.js'));

/** What the service is made of, and entities that no code of it needs. */
async function importEntities(): Promise<void> {
  await import('../../src/app.module.js');
  const files = readdirSync(`${compiled}src`, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.entity.js'))) {
    await import(new URL(`../../src/${file.replaceAll('\\', '/')}`, import.meta.url).href);
  }
}

interface Column {
  table: string;
  name: string;
  type: string;
  isNullable: boolean;
  isComputed: boolean;
}

async function columnsOfTables({ sql }: FreshDatabase): Promise<Column[]> {
  return sql<Column>(
    `select relname::text as table, attname::text as name, format_type(atttypid, atttypmod) as type,
            not attnotnull as "isNullable", attgenerated = $1 as "isComputed"
     from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
     where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    [COMPUTED],
  );
}

type Declared = Omit<Column, 'isComputed'>;

function columnsOfEntities(source: DataSource): Declared[] {
  return source.entityMetadatas.flatMap((entity) =>
    entity.columns.map((column) => ({
      table: entity.tableName,
      name: column.databaseName,
      type: source.driver.createFullType(
        new TableColumn({
          name: column.databaseName,
          type: source.driver.normalizeType(column),
          isArray: column.isArray,
          length: column.length,
          ...(column.precision == null ? {} : { precision: column.precision }),
          ...(column.scale == null ? {} : { scale: column.scale }),
        }),
      ),
      isNullable: column.isNullable,
    })),
  );
}

/** TypeORM and PostgreSQL spell types differently; PostgreSQL knows both spellings. */
async function spelled({ sql }: FreshDatabase, columns: Declared[]): Promise<Declared[]> {
  const spellings = await sql<{ type: string }>(
    `select format_type(to_regtype(given), to_regtypemod(given)) as type from unnest($1::text[]) with ordinality as t(given, n) order by n`,
    [columns.map(({ type }) => type)],
  );
  return columns.map((column, at) => ({ ...column, type: spellings[at]?.type ?? column.type }));
}

const lineOf = ({ table, name, type, isNullable }: Declared): string =>
  `${table}.${name} ${type}${isNullable ? '' : ' not null'}`;

describe('entities and tables say the same', () => {
  let empty: FreshDatabase;
  let declared: Declared[];
  let found: Column[];

  beforeAll(async () => {
    await importEntities();
    empty = await freshDatabase('empty');
    const source = await (await createDataSource(empty.url)).initialize();
    declared = await spelled(empty, columnsOfEntities(source));
    await source.destroy();
    found = await columnsOfTables(empty);
  });
  afterAll(() => empty?.drop());

  test('every column of an entity is in its table, with the same type, and as likely to be empty', () => {
    expect(declared.length).toBeGreaterThan(50);
    const lines = new Set(found.map(lineOf));
    expect(declared.map(lineOf).filter((line) => !lines.has(line))).toEqual([]);
  });

  test('every column of a table is known to an entity', () => {
    const known = new Set(declared.map(({ table, name }) => `${table}.${name}`));
    const unknown = found
      .filter(({ table, isComputed }) => !isComputed && !(table in WITHOUT_ENTITY))
      .map(({ table, name }) => `${table}.${name}`)
      .filter((column) => !known.has(column));
    expect(unknown).toEqual([]);
  });

  test('the list of tables without an entity holds no table that has one or is gone', () => {
    const tables = new Set(found.map(({ table }) => table));
    const withEntity = new Set(declared.map(({ table }) => table));
    expect(Object.keys(WITHOUT_ENTITY).filter((table) => withEntity.has(table) || !tables.has(table))).toEqual([]);
  });
});

describe('on a database with the starter catalogue', () => {
  let filled: FreshDatabase;

  beforeAll(async () => {
    filled = await freshDatabase('starter');
  });
  afterAll(() => filled?.drop());

  test('every migration can be taken back and run again on the rows of those before it, and all of them together', async () => {
    const before = await schemaListing(filled.sql);
    expect(before.length).toBeGreaterThan(200);
    const [rows] = await filled.sql<{ n: number }>('select count(*)::int as n from standard');
    expect(rows?.n).toBeGreaterThan(100);
    for (let down = await revert(filled.url); down.length > 0; down = await revert(filled.url)) {
      expect(await migrate(filled.url, { steps: 1 })).toEqual(down);
      await revert(filled.url);
    }
    const left = await filled.sql(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm')`,
    );
    expect(left).toEqual([{ relname: 'migration' }]);
    expect(await migrate(filled.url)).toHaveLength(migrations.length);
    expect(await schemaListing(filled.sql)).toEqual(before);
  });
});
