import { expect, test } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import {
  ArgsType,
  Field,
  Float,
  GraphQLSchemaBuilderModule,
  GraphQLSchemaFactory,
  ID,
  ObjectType,
  registerEnumType,
} from '@nestjs/graphql';
import pg from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { PageArgs } from '../../src/platform/graphql/page.js';
import { connection, embed, one, projection, queries, Reads, value } from '../../src/platform/reading/projection.js';
import { Reader } from '../../src/platform/reading/reader.js';
import { asc, sql } from '../../src/platform/reading/sql.js';
import { freshDatabase } from '../support/register.js';
import { SITE } from './fixture/site.js';

enum Colour {
  RED = 'RED',
  BLUE = 'BLUE',
}
registerEnumType(Colour, { name: 'Colour' });

@ObjectType()
class Size {
  @Field(() => Float) wide: number;
  @Field(() => Float) high: number;
}
@ArgsType()
class NameArgs extends PageArgs {
  @Field() name: string;
}
@ObjectType()
@Entity('boat')
class Boat {
  @Field(() => ID) @PrimaryColumn('text') id: string;
  @Field(() => ID) @Column('text') otherId: string;
  @Field() @Column('text') name: string;
  @Field() @Column('int') length: number;
  @Field(() => Float, { nullable: true }) @Column('float8', { nullable: true }) weight?: number;
  @Field() @Column('text') owner: string;
  @Field() @Column('text') missing: string;
  @Field(() => Colour) @Column('text') colour: Colour;
  @Field(() => Colour) @Column('text') hull: Colour;
  @Field() @Column() untyped: string;
  @Field() forgotten: string;
}
@ObjectType()
@Entity('ghost_ship')
class Ghost {
  @Field(() => ID) @PrimaryColumn('text') id: string;
}

projection(Boat, {
  safe: ['hull'],
  fields: {
    size: embed(
      () => Size,
      () => ({ wide: sql`1.0` }),
    ),
    wrong: value(
      () => String,
      (boat) => (boat as unknown as { nowhere: never }).nowhere,
    ),
    twin: one(() => Boat, { nullable: true, where: (twin, boat) => sql`${twin.name} = ${boat.name}` }),
    sister: one(() => Boat, { nullable: true, where: (sister, boat) => sql`${sister.id} = ${boat.otherId}` }),
    either: one(() => Boat, {
      nullable: true,
      where: (other, boat) => sql`${other.id} = ${boat.otherId} or ${other.name} = ${boat.name}`,
    }),
    named: one(() => Boat, {
      nullable: true,
      unique: 'boat_no_such_key',
      where: (other, boat) => sql`lower(${other.name}) = ${boat.name}`,
    }),
    proven: one(() => Boat, {
      nullable: true,
      unique: 'boat_lower_name_key',
      where: (other, boat) => sql`lower(${other.name}) = ${boat.name}`,
    }),
    fleet: connection<Boat, Boat, NameArgs>(() => Boat, { args: NameArgs, order: (boat) => [asc(boat.name)] }),
    heavy: connection<Boat, Boat, NameArgs>(() => Boat, {
      args: NameArgs,
      order: (boat) => [asc(boat.weight), asc(boat.id)],
    }),
    fine: connection<Boat, Boat, NameArgs>(() => Boat, {
      args: NameArgs,
      where: (each, boat, { args }) => sql`${each.owner} = ${args.name} and ${boat.id} <> ${each.id}`,
      order: (boat) => [asc(boat.length)],
    }),
    drawn: connection<Boat, Boat, NameArgs>(() => Boat, {
      args: NameArgs,
      from: () => sql`select * from boat`,
      order: (boat) => [asc(boat.name, 'text')],
    }),
  },
});
projection(Ghost);
queries('anyone', {
  boat: one(() => Boat, { nullable: true, where: (boat) => sql`${boat.id} = 'x'` }),
  ghost: one(
    () => Ghost,
    (ghost) => sql`${ghost.id} = 'x'`,
  ),
});

test('Every fault between the declarations and the database is named when the service starts', async () => {
  const database = await freshDatabase('empty');
  await database.sql(`create table boat (id text collate "C" primary key check (id ~ '^boa_[a-z]+$'), other_id text not null, name text not null,
    length bigint not null, weight float8, owner text, colour text not null check (colour in ('RED', 'GREEN')), hull text not null,
    untyped text not null, unique (owner, length))`);
  await database.sql('create unique index boat_lower_name_key on boat (lower(name))');
  const pool = new pg.Pool({ connectionString: database.url });
  const reader = new Reader({ pool, site: SITE, horizon: () => Promise.resolve(new Date()) });
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: ['error'] });
  reader.install(await app.get(GraphQLSchemaFactory).create([Reads]));
  const told = await reader.onApplicationBootstrap().then(
    () => 'nothing',
    (error: unknown) => (error as Error).message,
  );
  await app.close();
  await pool.end();
  await database.drop();
  expect(told.split('\n')).toEqual([
    'What is declared does not fit the database.',
    'Boat.length: the column is not of the type int.',
    'Boat.owner: the entity promises a value, but the column may be null.',
    'Boat.missing: the table boat has no column missing.',
    'Boat.untyped: the entity has to name the type of the column.',
    'Boat.otherId is not escaped, but the column other_id has no CHECK that allows nothing but ID.',
    'Boat.colour is not escaped, but the column colour has no CHECK that allows nothing but Colour.',
    'Boat.forgotten is neither a column nor declared.',
    'Boat.size gives no high, which is never null.',
    'Boat.wrong: the declaration does not compile: Boat.nowhere is no column.',
    'Boat.twin: no key shows that the condition matches one row at most. Give it an order, or name the constraint with "unique".',
    'Boat.either: no key shows that the condition matches one row at most. Give it an order, or name the constraint with "unique".',
    'Boat.named: no key shows that the condition matches one row at most. Give it an order, or name the constraint with "unique".',
    'Boat.fleet: no key shows that the order is total. End it with a unique column, or name the constraint with "unique".',
    'Boat.heavy: an order key may be null; use nullsLast.',
    'Boat.drawn: no key shows that the order is total. End it with a unique column, or name the constraint with "unique".',
    'Ghost: the table ghost_ship does not exist.',
  ]);
});
