import { type Checks } from '../../platform/graphql/checks.js';
import { todayInAmsterdam } from '../../platform/graphql/today.js';
import { type DescribeOrganisationInput, type RegisterOrganisationInput } from './editing.inputs.js';
import { LONG_AGO, OPEN, type Stretch } from './existence.js';

/** What can be said of an organisation, beside its name. */
export interface Description {
  readonly aliases: readonly string[];
  readonly oin: string | null;
  readonly uri: string | null;
  readonly website: string | null;
  readonly provenance: string | null;
}
/** A name and the days on which it is to hold, in place of what was said of them. */
export interface Naming {
  readonly name: string;
  readonly from: string;
  readonly instead: Stretch;
}

/** Whether what is said of an organisation can be kept. */
export function checkDescription(
  checks: Checks,
  input: Pick<RegisterOrganisationInput, 'aliases' | 'oin' | 'uri' | 'website' | 'provenance' | 'reason'>,
): void {
  checks
    .texts('aliases', input.aliases, { count: 50 })
    .text('oin', input.oin, { pattern: /^\d{20}$/, expected: '20 digits' })
    .url('uri', input.uri)
    .url('website', input.website)
    .text('provenance', input.provenance, { most: 500 })
    .text('reason', input.reason, { most: 2000, hasLines: true });
}

/** What is said of it, with nothing where nothing is said. */
export const descriptionOf = ({
  aliases,
  oin,
  uri,
  website,
  provenance,
}: { [K in keyof Description]?: Description[K] | null | undefined }): Description => ({
  aliases: aliases ?? [],
  oin: oin ?? null,
  uri: uri ?? null,
  website: website ?? null,
  provenance: provenance ?? null,
});

/** What was given, and nothing of what was left out. */
export function givenIn(input: DescribeOrganisationInput): Partial<Description> {
  const { aliases, oin, uri, website, provenance } = input;
  return {
    ...(aliases ? { aliases } : {}),
    ...(oin === undefined ? {} : { oin }),
    ...(uri === undefined ? {} : { uri }),
    ...(website === undefined ? {} : { website }),
    ...(provenance == null ? {} : { provenance }),
  };
}

/** The name that is to hold from a day on; undefined when it holds already, or cannot. */
export function namingIn(
  { name, nameFrom }: DescribeOrganisationInput,
  stretches: readonly Stretch[],
  checks: Checks,
): Naming | undefined {
  if (name == null) {
    if (nameFrom != null) checks.refuse('nameFrom', 'It says from when a name holds, but no name is given.');
    return undefined;
  }
  const from = nameFrom ?? todayInAmsterdam();
  const instead = stretches.find((stretch) => stretch.from <= from && stretch.to > from);
  if (instead) return instead.name === name ? undefined : { name, from, instead };
  const [first, last] = [stretches[0]?.from ?? LONG_AGO, stretches.at(-1)?.to ?? OPEN];
  const existed = last === OPEN ? `from ${first} on` : `from ${first} until ${last}`;
  checks.refuse('nameFrom', `On ${from} it does not exist: the register has it ${existed}.`);
  return undefined;
}

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
