const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/;

/** Whether a host name or address, with or without brackets, is this machine's own: nobody else can reach or answer it. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Whether a well-formed URL leads to this machine. */
export const isLocal = (url: string): boolean => isLoopback(new URL(url).hostname);

/** Whether what is fetched there can be believed: over TLS, or from this machine. */
export function isTrustworthy(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
