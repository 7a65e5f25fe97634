import { isPersona, PERSONAS } from '../../src/platform/auth/trial/personas.js';
import { findTrialSecrets } from '../../src/platform/auth/trial/trial-secrets.js';
import { type Register, register } from './register.js';
import { SECRETS } from './service-process.js';

/** What someone who signed in sends along: the third argument of `graphql`. */
export interface SignedIn {
  readonly headers: { readonly authorization: string };
}

const tokens = new Map<string, Promise<string>>();

/**
 * Signs a persona of the trial in at the identity provider of a service, as `npm run token` does.
 * @param service that of this worker when left out
 */
export async function signIn(persona: string, service?: Pick<Register, 'url'>): Promise<SignedIn> {
  const { url } = service ?? (await register());
  const key = `${url} ${persona}`;
  const token = tokens.get(key) ?? tokenFor(persona, url);
  tokens.set(key, token);
  return { headers: { authorization: `Bearer ${await token}` } };
}

async function tokenFor(persona: string, url: string): Promise<string> {
  if (!isPersona(persona)) throw new Error(`${persona} is none of ${Object.keys(PERSONAS).join(', ')}.`);
  const secrets = findTrialSecrets(process.env[SECRETS] ?? '');
  if (!secrets) throw new Error('No service of this run has begun a trial.');
  const response = await fetch(`${url}/identity/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${persona}:${secrets.clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!response.ok) throw new Error(`${persona} was not signed in: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}
