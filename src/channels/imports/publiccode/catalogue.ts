import { type Transaction } from '../../../platform/database/database.js';
import { type Entry, Lexicon, organisationKey, type StandardEntry, StandardLexicon } from './lexicon.js';

/** Everything in the register that a file can point at. */
export interface KnownThings {
  readonly standards: StandardLexicon;
  readonly referenceComponents: Lexicon<Entry>;
  /** Organisations that there are today, by what is left of their names without "gemeente"; null where two share one. */
  readonly organisations: ReadonlyMap<string, { id: string; name: string } | null>;
}

const STANDARDS = `
  select s.id, s.slug, array_remove(array[s.name_nl, s.name_en, s.abbreviation] || s.synonyms || s.former_names, null) as names,
    array_remove(s.website || coalesce((select array_agg(i.url) from standard_identifier i where i.standard_id = s.id), '{}'), null) as urls,
    coalesce((select json_agg(json_build_object('id', v.id, 'label', v.label, 'labelPath', v.label_path, 'publishedOn', v.published_on,
        'urls', coalesce((select json_agg(u.url) from (select v.url union all select a.url from artifact a where a.version_id = v.id) u where u.url is not null), '[]')) order by v.id)
      from standard_version v where v.standard_id = s.id and v.announced_at is not null), '[]') as versions
  from standard s order by s.id`;
const REFERENCE_COMPONENTS = `
  select c.id, c.slug, c.name || c.synonyms || coalesce((select array_agg(i.identifier) from component_identifier i where i.component_id = c.id), '{}') as names
  from reference_component c order by c.id`;
const ORGANISATIONS = `
  select o.id, o.name, o.name || o.aliases as names from organisation o
  where not exists (select from municipality m where m.organisation_id = o.id) or exists (select from organisation_profile p
    where p.organisation_id = o.id and p.known_to = 'infinity' and p.valid_from <= $1::date and p.valid_to > $1::date) order by o.id`;

/** @param site the base of the register's own stable addresses; `today` YYYY-MM-DD */
export async function knownThings(tx: Transaction, site: string, today: string): Promise<KnownThings> {
  const standards = await tx.query<StandardEntry>(STANDARDS);
  const components = await tx.query<Entry>(REFERENCE_COMPONENTS);
  const found = await tx.query<{ id: string; name: string; names: string[] }>(ORGANISATIONS, [today]);
  const organisations = new Map<string, { id: string; name: string } | null>();
  for (const { id, name, names } of found) {
    for (const key of new Set(names.map(organisationKey))) {
      organisations.set(key, organisations.has(key) ? null : { id, name });
    }
  }
  return {
    standards: new StandardLexicon(standards, site),
    referenceComponents: new Lexicon(components),
    organisations,
  };
}
