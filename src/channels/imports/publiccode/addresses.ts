/** Where a repository is published. */
export interface Address {
  /** As it is shown: https, without what only a source control client needs. */
  readonly url: string;
  /** The same for every way to write the same address. */
  readonly key: string;
}

const SSH = /^(?:ssh:\/\/)?(?:[\w.-]+@)([\w.-]+)(?::\d+)?[:/](.+)$/;
const LONGEST = 500;

/**
 * The address of a repository in any of the ways in which people write one: with or without `.git`, for ssh, without a scheme.
 * @returns undefined when it is no address of anything on the web
 */
export function addressOf(text: string): Address | undefined {
  const ssh = SSH.exec(text);
  const written =
    ssh && !text.startsWith('http') ? `https://${ssh[1]}/${ssh[2]}` : text.replace(/^git(\+https?)?:\/\//, 'https://');
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(written) ? written : `https://${written}`;
  if (whole.length > LONGEST || !URL.canParse(whole)) return undefined;
  const { protocol, hostname, port, pathname } = new URL(whole);
  if (!/^https?:$/.test(protocol) || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname)) return undefined;
  const path = pathname
    .replace(/\/(?:-\/)?(?:tree|blob|src)\/.*$/, '')
    .replace(/(\.git)?\/*$/, '')
    .replace(/\/{2,}/g, '/');
  // A site is no repository.
  if (path === '') return undefined;
  const host = hostname.replace(/^www\./, '') + (port ? `:${port}` : '');
  return { url: `${protocol}//${host}${path}`, key: `${host}${path}`.toLowerCase() };
}

/** The address that the folders of a file spell, as who gathers files keeps them: `github.com/owner/repository/publiccode.yml`. */
export function addressInPath(name: string): Address | undefined {
  const folders = name.split('/').slice(0, -1);
  const host = folders.findIndex((folder) => /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|org|net|nl|eu|dev|io)$/i.test(folder));
  const path = folders.slice(host);
  return host >= 0 && path.length >= 3 ? addressOf(path.join('/')) : undefined;
}

/** For who compares addresses of documents: neither scheme, nor a slash at the end, nor a fragment makes another one. */
export const documentKey = (text: string): string =>
  text
    .trim()
    .replace(/^https?:\/\/(www\.)?/i, '')
    .replace(/#.*$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();
