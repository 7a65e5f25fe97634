/** What rows of a file refer to by code, slug and label; as large as the catalogue, whatever the size of the file. */
import { type HeldMunicipality, type HeldStandard, standardsOf } from '../../../domain/adoptions/adoptions.held.js';
import { type Transaction } from '../../../platform/database/database.js';

export interface KnownStandard extends HeldStandard {
  readonly slug: string;
  /** The ids of its versions by their label, as printed. */
  readonly versions: ReadonlyMap<string, string>;
}
export interface Known {
  readonly municipalities: ReadonlyMap<string, HeldMunicipality>;
  readonly standards: ReadonlyMap<string, KnownStandard>;
  readonly byCode: ReadonlyMap<string, HeldMunicipality>;
  readonly bySlug: ReadonlyMap<string, KnownStandard>;
  /** The municipalities that another follows, in the past or to come. */
  readonly predecessorIds: ReadonlySet<string>;
}

/** Reads all of it; municipalities that the caller may not report for are left out, as if they were not there. */
export async function readKnown(
  tx: Transaction,
  mayReport: (municipality: HeldMunicipality) => boolean,
): Promise<Known> {
  const municipalities = await tx.query<HeldMunicipality>(
    `select m.id, m.organisation_id as "organisationId", m.code, m.name, array(
       select json_build_object('from', p.valid_from, 'to', p.valid_to) from organisation_profile p
       where p.organisation_id = m.organisation_id and p.known_to = 'infinity' order by p.valid_from) as existence
     from municipality m`,
  );
  const slugs = await tx.query<{ id: string; slug: string }>('select id, slug from standard');
  const labels = await tx.query<{ id: string; standardId: string; label: string }>(
    'select id, standard_id as "standardId", label from standard_version where announced_at is not null',
  );
  const held = await standardsOf(
    tx,
    slugs.map(({ id }) => id),
  );
  const versions = new Map(slugs.map(({ id }) => [id, new Map<string, string>()]));
  for (const { id, standardId, label } of labels) versions.get(standardId)?.set(label, id);
  const standards = slugs.flatMap(({ id, slug }): KnownStandard[] => {
    const standard = held.get(id);
    return standard ? [{ ...standard, slug, versions: versions.get(id) ?? new Map() }] : [];
  });
  const predecessors = await tx.query<{ id: string }>(
    `select distinct predecessor_id as id from municipality_succession where known_to = 'infinity'`,
  );
  const own = municipalities.filter(mayReport);
  return {
    municipalities: new Map(own.map((each) => [each.id, each])),
    standards: new Map(standards.map((each) => [each.id, each])),
    byCode: new Map(own.map((each) => [each.code, each])),
    bySlug: new Map(standards.map((each) => [each.slug, each])),
    predecessorIds: new Set(predecessors.map(({ id }) => id)),
  };
}
