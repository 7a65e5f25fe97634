import { type Asking, doing } from '../support/persona.js';

const MEMBERSHIP = 'membership { id role subject issuer organisation { id } period { from to } }';

export const grant = doing('grantRole', 'GrantRoleInput', MEMBERSHIP);
export const revoke = doing('revokeRole', 'RevokeRoleInput', MEMBERSHIP);

export const viewerOf = async (ask: Asking): Promise<any> =>
  (await ask('{ viewer { name memberships { id role subject organisation { id slug } period { from to } } } }')).viewer;

/** The roles that whoever asks holds today, such as `REPORTER gm0363`. */
export const rolesOf = async (ask: Asking): Promise<string[]> =>
  (await viewerOf(ask)).memberships.map(({ role, organisation }: any) => `${role} ${organisation.slug}`).sort();

/** The organisations of the personas, by what they are to them. */
export async function organisationsOf(ask: Record<string, Asking>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [persona, asks] of Object.entries(ask))
    found[persona] = (await viewerOf(asks)).memberships[0].organisation.id;
  return found;
}
