import { type Env } from '../../platform/reading/projection.js';
import { sql, type Sql } from '../../platform/reading/sql.js';

declare module '../../platform/reading/projection.js' {
  /** Constants of the installation. */
  interface Site {
    /** The base of every stable URI, without a slash at the end. */
    url: string;
  }
}

const standards = ({ site }: Env) => sql`(${site.url} || '/id/standards/')`;

/** The stable address of a standard. */
export const standardUri = (slug: Sql, env: Env) => sql`${standards(env)} || ${slug}`;

/** The stable address of a version, given its label as it stands in an address. */
export const versionUri = (slug: Sql, labelPath: Sql, env: Env) =>
  sql`${standardUri(slug, env)} || '/versions/' || ${labelPath}`;

/** The slug in the stable address of a standard; null in any other address. */
export const slugIn = (uri: Parameters<typeof sql>[1], env: Env) =>
  sql`case when starts_with(${uri}, ${standards(env)}) then substr(${uri}, length(${standards(env)}) + 1) end`;
