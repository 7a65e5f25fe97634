import { type Catalogue } from './catalogue.schema.js';
import { type Found, inFile, twice, unknownTo } from './checking.js';
import { type AdoptionFact, type CommonGroundComponent, type InvolvementFact } from './common-ground.schema.js';
import { type Fault } from './faults.js';
import { startOf } from './spans.js';

/** What components of Common Ground, who is involved in them and who applies what say of other records. */
export function checkCommonGround(catalogue: Catalogue): Fault[] {
  const { commonGround, involvements, adoptions } = catalogue;
  const components = new Set(commonGround.map(({ slug }) => slug));
  return [
    ...inFile('common-ground-components.yaml', [
      ...twice([...commonGround.map(({ slug }) => slug)]),
      ...commonGround.flatMap((component) => [
        ...component.parts.flatMap((part) => unknownTo(components, part, component.slug, 'parts')),
        ...component.parts
          .filter((part) => part === component.slug)
          .map(() => ({ record: component.slug, field: 'parts', message: 'is no part of itself' })),
        ...supportsOf(component, catalogue),
      ]),
    ]),
    ...inFile('component-involvements.csv', [
      ...twice(involvements.map(involvementKey)),
      ...involvements.flatMap((each) => [
        ...unknownTo(components, each.component, involvementKey(each), 'component'),
        ...existing(each, involvementKey(each), catalogue),
        ...(each.until !== undefined && each.until <= startOf(sinceOf(each))
          ? [{ record: involvementKey(each), field: 'until', message: 'is not after the first day' }]
          : []),
      ]),
    ]),
    ...inFile('adoptions.csv', [
      ...twice(adoptions.map(adoptionKey)),
      ...adoptions.flatMap((each) => [
        ...versionOf(each, adoptionKey(each), catalogue),
        ...existing(each, adoptionKey(each), catalogue),
      ]),
    ]),
  ];
}

export const involvementKey = ({ municipality, component, role }: InvolvementFact): string =>
  `${municipality} ${component} ${role}`;
export const adoptionKey = ({ municipality, standard }: AdoptionFact): string => `${municipality} ${standard}`;
/** Columns of a table have other names than fields do. */
export const sinceOf = ({ from, not_before }: Pick<AdoptionFact, 'from' | 'not_before'>) => ({
  from,
  notBefore: not_before,
});
/** Names the version that a component speaks; one that says none speaks the standard. */
export const supportKey = (
  slug: string,
  { standard, version, role }: CommonGroundComponent['supports'][number],
): string => [slug, standard, version, role].filter(Boolean).join(' ');

function supportsOf({ slug, supports }: CommonGroundComponent, catalogue: Catalogue): Found[] {
  return [
    ...twice(supports.map((each) => supportKey(slug, each))),
    ...supports.flatMap((each) => versionOf(each, slug, catalogue)),
  ];
}

function versionOf(
  { standard, version }: { standard: string; version?: string | undefined },
  record: string,
  { standards }: Catalogue,
): Found[] {
  const found = standards.find(({ slug }) => slug === standard);
  if (!found) return [{ record, field: 'standard', message: `${standard} is not in the catalogue` }];
  if (version === undefined || found.versions.some(({ label }) => label === version)) return [];
  return [{ record, field: 'version', message: `${version} is not a version of ${standard}` }];
}

/** A municipality does nothing before it is there, nor after. A first day that is not known says nothing of that. */
function existing(
  { municipality, from }: Pick<AdoptionFact, 'municipality' | 'from'>,
  record: string,
  { municipalities }: Catalogue,
): Found[] {
  const found = municipalities.find(({ code }) => code === municipality);
  if (!found) return [{ record, field: 'municipality', message: `${municipality} is not in the catalogue` }];
  const { exists_from, exists_until } = found;
  const isThere = from === undefined || ((exists_from ?? from) <= from && (exists_until ?? '9999') > from);
  return isThere ? [] : [{ record, field: 'from', message: `${municipality} does not exist on that day` }];
}
