import { isLoopback } from '../../platform/config/addresses.js';
import { type Ask, CheckRefused } from '../exports/check/ask-check.js';

const PATIENCE_MS = 30_000;

/**
 * Asks a register over HTTP, as anyone can.
 * @param register its address, with or without `/graphql` at the end
 * @throws CheckRefused when that is no address to ask
 */
export function askRegister(register: string): Ask {
  const address = addressOf(register);
  return async (query, variables) => {
    const response = await fetch(address, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
    }).catch((error: unknown) => {
      throw away(address, reasonOf(error));
    });
    const answer = (await response.json().catch(() => undefined)) as
      { data?: unknown; errors?: { message?: unknown }[]; detail?: unknown } | undefined;
    const fault = answer?.errors?.[0]?.message ?? answer?.detail;
    if (typeof fault === 'string') {
      const told = fault.slice(0, 1000);
      throw new CheckRefused(`The register answers: ${told}`, `Het register antwoordt: ${told}`);
    }
    if (!response.ok || answer?.data == null) throw away(address, `HTTP ${response.status}`);
    return answer.data;
  };
}

/** Over http: only to this machine: what is read decides whether a pipeline goes on. */
function addressOf(register: string): string {
  if (URL.canParse(register)) {
    const { protocol, hostname, origin, pathname } = new URL(register);
    if (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) {
      return `${origin}${pathname.replace(/\/+$/, '').replace(/\/graphql$/, '')}/graphql`;
    }
  }
  throw new CheckRefused(
    '--register takes an https address, such as https://standaarden.example.nl; http only of this machine.',
    '--register is een https-adres, zoals https://standaarden.example.nl; http alleen van deze machine.',
  );
}

const away = (address: string, reason: string): CheckRefused =>
  new CheckRefused(
    `No register answers at ${address} (${reason}).`,
    `Op ${address} antwoordt geen register (${reason}).`,
  );

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
}
