import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { createLocalJWKSet } from 'jose';
import { isLocal, isLoopback } from '../../config/addresses.js';
import { Settings } from '../../config/settings.js';
import { Site } from '../../config/site.js';
import { SECURITY_HEADERS } from '../../graphql/headers.js';
import { requestIdOf } from '../../graphql/request-id.js';
import { log } from '../../http/log.js';
import { type TrustedIssuer } from '../trusted-issuer.js';
import { TRIAL_ISSUER } from './personas.js';
import { keepTrialSecrets, publicKeyOf, TRIAL_ALGORITHM, type TrialSecrets } from './trial-secrets.js';

const FOLDER = '/identity';
export const TRIAL_AUDIENCE = 'standaardenregister';

/** Whether a service with these settings brings its own identity provider: only where nobody else can reach it. */
export const bringsTrial = ({ identity, isProduction, host, publicUrl }: Settings): boolean =>
  identity === undefined && !isProduction && isLoopback(host) && (publicUrl === undefined || isLocal(publicUrl));

/** The identity provider for trying things out, in the service's own HTTP server. */
@Injectable()
export class Trial {
  /** Everything it answers to; the rest of what the package can do has no address. */
  readonly paths = ['/.well-known/openid-configuration', '/jwks', '/token'].map((path) => FOLDER + path);
  private held: TrialSecrets | undefined;
  private provider: Promise<RequestListener> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly site: Site,
  ) {}

  get isOn(): boolean {
    return bringsTrial(this.settings);
  }

  /** Whose tokens are taken while the trial is on. Their keys are at hand: nothing is fetched. */
  trusted(): TrustedIssuer {
    const keyFor = createLocalJWKSet({ keys: [publicKeyOf(this.secrets)] });
    return {
      issuer: this.address,
      knownAs: TRIAL_ISSUER,
      audience: TRIAL_AUDIENCE,
      algorithms: [TRIAL_ALGORITHM],
      oinClaim: 'oin',
      keyFor,
    };
  }

  /** Makes what the personas need to prove who they are. @throws SettingsError */
  begin(): void {
    void this.secrets;
  }

  readonly handle: RequestListener = (request, response) => void this.answer(request, response);

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = requestIdOf(request.headers['x-request-id']);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.setHeader('x-request-id', requestId);
    try {
      this.provider ??= this.load();
      const handle = await this.provider;
      // The package makes addresses of what the caller says the host is, and strips the folder off by this property.
      request.headers.host = new URL(this.address).host;
      const original = request.url ?? '';
      handle(Object.assign(request, { originalUrl: original, url: original.slice(FOLDER.length) }), response);
    } catch (error) {
      this.provider = undefined;
      log.error({ err: error, requestId }, 'the identity provider of the trial could not be loaded');
      response.writeHead(503, { 'retry-after': '5' }).end();
    }
  }

  private async load(): Promise<RequestListener> {
    const { identityProvider } = await import('./identity-provider.js');
    return identityProvider(this.address, TRIAL_AUDIENCE, this.secrets);
  }

  /** Known once the service listens. */
  private get address(): string {
    return this.site.local + FOLDER;
  }

  private get secrets(): TrialSecrets {
    return (this.held ??= keepTrialSecrets(this.settings.secretsDir));
  }
}
