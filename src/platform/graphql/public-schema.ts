import { type BuildSchemaOptions } from '@nestjs/graphql';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { DateTimeScalar } from './scalars.js';

/** How the schema is built from the declarations, by the service and by the command line alike. */
export const SCHEMA_OPTIONS: BuildSchemaOptions = { scalarsMap: [{ type: Date, scalar: DateTimeScalar }] };

const ROOTS = {
  query: 'Everything that can be asked; nothing is changed by it. (Vragen)',
  mutation: 'Everything that can be changed, by those who may. (Wijzigingen)',
};

/** The schema as callers see it: sorted, and its root types described, for which the framework has no place. */
export function publicSchema(built: GraphQLSchema): GraphQLSchema {
  const schema = lexicographicSortSchema(built);
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) query.description = ROOTS.query;
  if (mutation) mutation.description = ROOTS.mutation;
  return schema;
}

const HEAD = `# The public contract of the register, made from the code: npm run schema. Do not edit.\n\n`;

/** The schema as it is committed, served and compared; a sorted schema gives the same text every time. */
export const schemaText = (schema: GraphQLSchema): string => `${HEAD}${printSchema(schema)}\n`;
