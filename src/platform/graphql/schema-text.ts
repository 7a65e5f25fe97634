import { type GraphQLSchema, printSchema } from 'graphql';

const HEAD = `# The public contract of the register, made from the code: npm run schema. Do not edit.\n\n`;

/** The schema as it is committed, served and compared; sorted schemas give the same text every time. */
export const schemaText = (schema: GraphQLSchema): string => `${HEAD}${printSchema(schema)}\n`;
