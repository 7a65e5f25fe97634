import { isLocal, isLoopback } from '../../platform/config/addresses.js';
import { settingsOfProcess } from '../../platform/config/environment.js';
import { type Settings } from '../../platform/config/settings.js';
import { addressOf } from '../../platform/config/site.js';
import { type Persona } from '../../platform/auth/trial/personas.js';
import { findTrialSecrets } from '../../platform/auth/trial/trial-secrets.js';

const PATIENCE_MS = 10_000;

/** Nobody was signed in, for a reason that whoever asked can do something about; in English and in Dutch. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';

  constructor(english: string, dutch: string) {
    super(`${english}\n${dutch}`);
  }
}

/**
 * Signs a persona in at the running service of this installation.
 * @param url where it listens; where the settings say when left out
 * @returns the access token, and the address of the service that takes it
 * @throws SignInRefused, SettingsError
 */
export async function signIn(persona: Persona, url: string | undefined): Promise<{ token: string; address: string }> {
  const settings = settingsOfProcess();
  const address = addressFor(settings, url);
  checkTrial(settings);
  const { clientSecret } = findTrialSecrets(settings.secretsDir) ?? notRunning(address);
  const response = await fetch(`${address}/identity/token`, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { authorization: `Basic ${Buffer.from(`${persona}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  }).catch(() => notRunning(address));
  if (response.status === 401) {
    throw new SignInRefused(
      `The service at ${address} is of another installation: it does not know the secret in SECRETS_DIR.`,
      `De dienst op ${address} hoort bij een andere installatie: het geheim in SECRETS_DIR is daar onbekend.`,
    );
  }
  const { access_token: token } = (await response.json().catch(() => ({}))) as { access_token?: unknown };
  if (!response.ok || typeof token !== 'string') {
    throw new SignInRefused(
      `What listens at ${address} runs no trial: it is in production, has an issuer of its own, or is another program.`,
      `Wat op ${address} luistert, draait geen proef: het is productie, heeft een eigen uitgever of is iets anders.`,
    );
  }
  return { token, address };
}

function addressFor({ host, port }: Settings, url: string | undefined): string {
  if (url === undefined) return addressOf(host, port);
  if (URL.canParse(url)) {
    const { protocol, hostname, origin } = new URL(url);
    if (protocol === 'http:' && isLoopback(hostname)) return origin;
  }
  throw new SignInRefused(
    '--url takes an http address of this machine, such as http://127.0.0.1:4001; personas exist nowhere else.',
    '--url is een http-adres van deze machine, zoals http://127.0.0.1:4001; persona’s bestaan nergens anders.',
  );
}

/** The same conditions as the service has; each named, so that nobody has to guess. */
function checkTrial({ isProduction, identity, host, publicUrl }: Settings): void {
  if (isProduction) {
    throw new SignInRefused(
      'NODE_ENV is production: there are no personas.',
      'NODE_ENV is production: er zijn geen persona’s.',
    );
  }
  if (identity !== undefined) {
    throw new SignInRefused(
      `OIDC_ISSUER is set: tokens come from ${identity.issuer}, and there are no personas.`,
      `OIDC_ISSUER is gezet: tokens komen van ${identity.issuer}, en er zijn geen persona’s.`,
    );
  }
  if (!isLoopback(host)) {
    throw new SignInRefused(
      `HOST is ${host}, which others can reach: there are no personas. With HOST=127.0.0.1 there are.`,
      `HOST is ${host}, en dus voor anderen bereikbaar: er zijn geen persona’s. Met HOST=127.0.0.1 wel.`,
    );
  }
  if (publicUrl !== undefined && !isLocal(publicUrl)) {
    throw new SignInRefused(
      `PUBLIC_URL is ${publicUrl}, so others can reach the service: there are no personas.`,
      `PUBLIC_URL is ${publicUrl}, dus anderen kunnen bij de dienst: er zijn geen persona’s.`,
    );
  }
}

function notRunning(address: string): never {
  throw new SignInRefused(
    `Nothing listens at ${address}. Start the service first (npm start), or say with --url where it listens.`,
    `Op ${address} luistert niets. Start eerst de dienst (npm start), of zeg met --url waar hij luistert.`,
  );
}
