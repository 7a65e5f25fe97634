import { BadRequestException } from '@nestjs/common';
import { GovernanceBody } from '../../../domain/decisions/decisions.enums.js';
import { type Language } from '../agenda/governance.words.js';

type Query = Readonly<Record<string, unknown>>;
/** What an address was given, each parameter once. */
export type Parameters<Name extends string> = Partial<Readonly<Record<Name, string>>>;

/**
 * What an address was given, when it is all known and each is given once.
 * @throws BadRequestException that names the parameter: an address that is silently read as another one is worse than an error
 */
export function parametersIn<Name extends string>(query: unknown, names: readonly Name[]): Parameters<Name> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(query as Query)) {
    if (!(names as readonly string[]).includes(name)) {
      throw new BadRequestException(`"${name.slice(0, 40)}" is no parameter here; ${listed(names)}.`);
    }
    if (typeof value !== 'string') throw new BadRequestException(`"${name}" may be given once.`);
    if (value.length > 200) throw new BadRequestException(`"${name}" is too long.`);
    given[name] = value;
  }
  return given as Parameters<Name>;
}

/** @throws BadRequestException when it is neither Dutch nor English; Dutch when left out */
export function languageIn(value: string | undefined): Language {
  if (value === undefined || value === 'nl') return 'nl';
  if (value === 'en') return 'en';
  throw new BadRequestException('"language" is nl or en.');
}

const NAMES = Object.values(GovernanceBody);

/** The body of that name in the API; undefined when there is none. */
export const bodyNamed = (name: string): GovernanceBody | undefined => NAMES.find((body) => String(body) === name);

/** @throws BadRequestException when there is no such body */
export function bodyIn(value: string | undefined): GovernanceBody | undefined {
  if (value === undefined) return undefined;
  const body = bodyNamed(value);
  if (body === undefined) throw new BadRequestException(`"body" is one of ${NAMES.join(', ')}.`);
  return body;
}

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are` : `${names.join()} is`;
