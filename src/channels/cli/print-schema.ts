import { type DynamicModule, type ForwardReference, type Provider, type Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { type GraphQLSchema } from 'graphql';
import { publicSchema, SCHEMA_OPTIONS, schemaText } from '../../platform/graphql/public-schema.js';
import { sealPages } from '../../platform/reading/exposure.js';

type Import = Type | DynamicModule | Promise<DynamicModule> | ForwardReference;

/** The schema of the whole register as the service serves it, made without starting one: no database, no port. */
export async function registerSchema(): Promise<GraphQLSchema> {
  const { AppModule } = await import('../../app.module.js');
  sealPages();
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    // The factory takes the resolvers among them.
    const schema = await app.get(GraphQLSchemaFactory).create(await classesIn(AppModule), SCHEMA_OPTIONS);
    return publicSchema(schema);
  } finally {
    await app.close();
  }
}

export const printRegisterSchema = async (): Promise<string> => schemaText(await registerSchema());

/** The classes that a module and what it imports provide. */
async function classesIn(imported: Import, seen = new Set<unknown>()): Promise<Type[]> {
  const given = await imported;
  const module =
    'forwardRef' in given
      ? (given as ForwardReference<() => Type>).forwardRef()
      : 'module' in given
        ? given.module
        : given;
  if (seen.has(module)) return [];
  seen.add(module);
  const dynamic: Partial<DynamicModule> = 'module' in given ? given : {};
  const listed = <T>(key: string): T[] => (Reflect.getMetadata(key, module) as T[] | undefined) ?? [];
  const providers = [...listed<Provider>(MODULE_METADATA.PROVIDERS), ...(dynamic.providers ?? [])];
  const classes = providers.filter((provider): provider is Type => typeof provider === 'function');
  for (const next of [...listed<Import>(MODULE_METADATA.IMPORTS), ...(dynamic.imports ?? [])]) {
    classes.push(...(await classesIn(next, seen)));
  }
  return classes;
}
