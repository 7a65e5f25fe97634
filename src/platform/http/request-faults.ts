import { type IncomingMessage } from 'node:http';

/** Headers that say one thing only; of two, a proxy before us may have read the other one. */
const SINGLE = ['host', 'authorization', 'content-type', 'transfer-encoding', 'expect'];

/**
 * What Node.js lets pass and another server on the way may read otherwise, so that one request becomes two or another one.
 * @returns what is wrong, for the caller; undefined when nothing is
 */
export function faultOf({ headers, rawHeaders, httpVersionMajor, httpVersion }: IncomingMessage): string | undefined {
  if (httpVersionMajor !== 1) return 'The service speaks HTTP/1.1.';
  if (httpVersion === '1.1' && headers.host === undefined) return 'A request names its Host.';
  const encoding = headers['transfer-encoding'];
  if (encoding !== undefined && (encoding.toLowerCase() !== 'chunked' || httpVersion === '1.0')) {
    return 'The only Transfer-Encoding is chunked, from HTTP/1.1 on.';
  }
  // Equal numbers mean that none stands there twice.
  if (rawHeaders.length === 2 * Object.keys(headers).length) return undefined;
  const names = rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
  const twice = SINGLE.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  return twice && `The header ${twice} stands there twice.`;
}

/** The path of a request that names the whole address, as one to a proxy does and every server must understand. */
export function originForm(url: string): string {
  if (url.startsWith('/') || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
