import { newId } from '../../src/platform/database/id.js';
import { aVersion, phase, put } from '../support/builders.js';
import { type Asking } from '../support/persona.js';
import { type Sql } from '../support/register.js';

export const ON = '2027-01-01';

interface Moments {
  readonly lifecycle?: string;
  readonly on?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
}

/** What a change to a version touches, as someone sees it. */
export async function impact(ask: Asking, versionId: string, selection: string, moments: Moments = {}): Promise<any> {
  const { lifecycle = 'END_OF_SUPPORT', on = ON, asOf, knownAt } = moments;
  const document = `query ($of: ImpactChange!, $asOf: Date, $knownAt: DateTime) { impact(of: $of, asOf: $asOf, knownAt: $knownAt) { ${selection} } }`;
  return (await ask(document, { of: { versionId, lifecycle, on }, asOf, knownAt })).impact;
}

/** The numbers of municipalities, and whom one may know by name. */
export const MUNICIPALITIES =
  'municipalitiesApplying municipalitiesNaming municipalitiesToAct isRounded municipalities(first: 100) { totalCount nodes { code } }';

/** A version that belongs to a line, in use since 2020. */
export async function aReleaseOf(sql: Sql, standardId: string, label: string, position: number, lineId?: string) {
  const id = await aVersion(sql, standardId, label, position);
  if (lineId !== undefined) await sql('update standard_version set line_id = $2 where id = $1', [id, lineId]);
  await phase(sql, id, 'IN_USE', '2020-01-01');
  return id;
}

/** A version that only the office sees. */
export async function aDraft(sql: Sql, standardId: string, label: string, position: number) {
  const id = newId('ver');
  await sql(
    `insert into standard_version (id, standard_id, label, kind, position, confidence, announced_at) values ($1, $2, $3, 'RELEASE', $4, 'SEEN', null)`,
    [id, standardId, label, position],
  );
  await phase(sql, id, 'IN_DEVELOPMENT', '2020-01-01');
  return id;
}

export async function aLine(sql: Sql, standardId: string, label: string, position: number) {
  const id = await aVersion(sql, standardId, label, position, 'LINE');
  await phase(sql, id, 'IN_USE', '2020-01-01');
  return id;
}

/** A component of Common Ground that speaks versions of standards, or standards without a version. */
export async function aComponent(sql: Sql, speaks: readonly { standardId: string; versionId?: string }[]) {
  const id = newId('cmp');
  const slug = `proef-${id.slice(-12)}`;
  await sql(
    `insert into component (id, slug, name, summary_nl, layer, repository_url, licence, confidence)
     values ($1, $2, $2, 'Om te proberen.', 'SERVICES', $3, 'EUPL-1.2', 'SEEN')`,
    [id, slug, `https://example.nl/${slug}`],
  );
  for (const { standardId, versionId = null } of speaks) {
    const row = { id: newId('sup'), component_id: id, standard_id: standardId, version_id: versionId };
    await put(sql, 'component_support', { ...row, role: 'BOTH', is_from_known: true, valid_from: '2020-01-01' });
  }
  return slug;
}

/** That one thing takes the place of another, or excludes it. */
export const relates = (
  sql: Sql,
  kind: string,
  subject: { standardId: string; versionId?: string },
  object: { standardId: string; versionId?: string },
) =>
  put(sql, 'standard_relation', {
    ...{ id: newId('rel'), kind, is_from_known: true, valid_from: '2020-01-01' },
    ...{ subject_standard_id: subject.standardId, subject_version_id: subject.versionId ?? null },
    ...{ object_standard_id: object.standardId, object_version_id: object.versionId ?? null },
  });

/** Municipalities that exist, by code. */
export const municipalities = (sql: Sql): Promise<{ id: string; code: string }[]> =>
  sql(`select m.id, m.code from municipality m where exists (select from organisation_profile p
    where p.organisation_id = m.organisation_id and p.known_to = 'infinity' and p.valid_from <= '2026-06-01' and p.valid_to > '2027-06-01')
    order by m.code`);
