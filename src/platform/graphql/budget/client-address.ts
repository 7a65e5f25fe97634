import { type IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The network a request comes from, as far as it can be believed: an IPv4 address, or the first 64 bits of an IPv6
 * address, since whoever has one has all that share them.
 * @param trustedProxies how many proxies of ours each add the address they saw to X-Forwarded-For
 */
export function clientNetwork({ headers, socket }: IncomingMessage, trustedProxies: number): string {
  const seen = socket.remoteAddress ?? '';
  if (trustedProxies === 0) return networkOf(seen);
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').map(bareAddress);
  // A shorter list came past some of the proxies: its first entry was still written by one of them.
  const [claimed = seen] = forwarded.slice(-trustedProxies);
  return networkOf(isIP(claimed) === 0 ? seen : claimed);
}

/** Without a port and brackets, which some proxies add. */
const bareAddress = (entry: string): string =>
  entry
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');

/** The part of an address that its holder cannot change at will. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  // How a socket that serves both kinds writes every IPv4 address.
  if (address.startsWith('::ffff:') && isIP(address.slice(7)) === 4) return address.slice(7);
  const groups = groupsOf(address.replace(/%.*$/, ''));
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return [6, 7].flatMap((at) => [(groups[at] ?? 0) >> 8, (groups[at] ?? 0) & 0xff]).join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = [], tail] = address.split('::').map(numbersIn);
  if (tail === undefined) return [...head];
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => 0);
  return [...head, ...zeros, ...tail];
}

function numbersIn(part: string): number[] {
  if (part === '') return [];
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return parseInt(group, 16);
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
