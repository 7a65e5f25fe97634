import { BadRequestException } from '@nestjs/common';
import { type GraphQLScalarType } from 'graphql';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';

/** The two moments that an address may ask about. */
export interface Moments {
  asOf?: string;
  knownAt?: string;
}

const SCALARS: Readonly<Record<keyof Moments, GraphQLScalarType<string, string>>> = {
  asOf: DateScalar,
  knownAt: DateTimeScalar,
};

/**
 * Reads `?asOf=` and `?knownAt=` by the rules of their GraphQL scalars.
 * @throws BadRequestException that names the parameter and what is allowed; a parameter that is not known is refused too,
 * because an address that is silently read as another one is worse than an error.
 */
export function momentsIn(query: Readonly<Record<string, unknown>>): Moments {
  const moments: Moments = {};
  for (const [name, value] of Object.entries(query)) {
    if (name !== 'asOf' && name !== 'knownAt') {
      throw new BadRequestException(`"${name.slice(0, 40)}" is no parameter here; asOf and knownAt are.`);
    }
    if (typeof value !== 'string') throw new BadRequestException(`"${name}" may be given once.`);
    try {
      moments[name] = SCALARS[name].parseValue(value);
    } catch (error) {
      throw new BadRequestException(`"${name}": ${(error as Error).message}`);
    }
  }
  return moments;
}
