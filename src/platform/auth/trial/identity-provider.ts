import { type RequestListener } from 'node:http';
import type Provider from 'oidc-provider';
import { type Adapter, type AdapterFactory, type Configuration } from 'oidc-provider';
import { log } from '../../http/log.js';
import { isPersona, PERSONAS } from './personas.js';
import { TRIAL_ALGORITHM, type TrialSecrets } from './trial-secrets.js';

const TOKEN_SECONDS = 3600;

/** Client credentials and signed tokens leave nothing to remember. */
const nothing = (): Promise<undefined> => Promise.resolve(undefined);
const KEPT_NOWHERE: Adapter = {
  upsert: nothing,
  find: nothing,
  findByUserCode: nothing,
  findByUid: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
};
const adapter: AdapterFactory = () => KEPT_NOWHERE;

/** Personas as clients with a secret, and nothing else: no pages, no cookies, no users. */
const configurationFor = (audience: string, { clientSecret, signingKey }: TrialSecrets): Configuration => ({
  adapter,
  jwks: { keys: [{ ...signingKey, alg: TRIAL_ALGORITHM, use: 'sig' }] },
  cookies: { keys: [clientSecret] },
  responseTypes: [],
  clients: Object.entries(PERSONAS).map(([client_id, client_name]) => ({
    client_id,
    client_name,
    client_secret: clientSecret,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    id_token_signed_response_alg: TRIAL_ALGORITHM,
  })),
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => `urn:${audience}`,
      getResourceServerInfo: () => ({
        scope: '',
        audience,
        accessTokenTTL: TOKEN_SECONDS,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: TRIAL_ALGORITHM } },
      }),
    },
  },
  ttl: { ClientCredentials: TOKEN_SECONDS },
  extraTokenClaims: (_context, { clientId = '' }) => (isPersona(clientId) ? { name: PERSONAS[clientId] } : {}),
});

/** Loads and makes the identity provider: a quarter of a second and tens of megabytes that a start does without. */
export async function identityProvider(
  issuer: string,
  audience: string,
  secrets: TrialSecrets,
): Promise<RequestListener> {
  const Package = await importQuietly();
  const provider = new Package(issuer, configurationFor(audience, secrets));
  provider.on('server_error', (_context, error) =>
    log.error({ err: error }, 'the identity provider of the trial failed'),
  );
  const handle = provider.callback();
  return (request, response) => void handle(request, response);
}

/** On Node.js 20 the package says at its import that it wants 22. Our tests run it on both. */
async function importQuietly(): Promise<typeof Provider> {
  /* eslint-disable no-console -- the package writes there, and standard error is the log */
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return (await import('oidc-provider')).default;
  } finally {
    console.warn = warn;
  }
  /* eslint-enable no-console */
}
