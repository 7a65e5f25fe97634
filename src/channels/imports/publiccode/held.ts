import { type InterfaceRole } from '../../../domain/architecture/architecture.enums.js';
import { type Confidence } from '../../../domain/organisations/provenance.js';
import { type Transaction } from '../../../platform/database/database.js';
import { addressOf } from './addresses.js';
import { type Dependency } from './mapping.js';
import { type PubliccodeFile } from './publiccode-file.entity.js';
import { type HeldComponent } from './values.js';

interface HeldFact {
  readonly id: string;
  readonly componentId: string;
  readonly confidence: Confidence;
  readonly provenance: string | null;
  /** YYYY-MM-DD */
  readonly validFrom: string;
  readonly isFromKnown: boolean;
  /** The first day on which it no longer holds, YYYY-MM-DD, or `infinity`. */
  readonly validTo: string;
}
export interface HeldSupport extends HeldFact {
  readonly standardId: string;
  readonly versionId: string | null;
  readonly role: InterfaceRole;
  readonly label: string;
}
export interface HeldDependency extends HeldFact, Dependency {
  readonly onComponentId: string | null;
}
export interface HeldFilling extends HeldFact {
  readonly referenceComponentId: string;
  readonly slug: string;
}
export interface HeldUse extends HeldFact {
  readonly organisationId: string;
  readonly name: string;
}

type LastFile = Pick<PubliccodeFile, 'id' | 'sha256' | 'name'>;

/** What the register holds now of one component. */
export interface Held {
  readonly component: HeldComponent;
  readonly supports: readonly HeldSupport[];
  readonly dependencies: readonly HeldDependency[];
  readonly fillings: readonly HeldFilling[];
  readonly uses: readonly HeldUse[];
  /** The file that was last read of it. */
  readonly file: LastFile | undefined;
}

const COMPONENTS = `
  select id, slug, repository_url as "repositoryUrl", confidence, provenance, json_build_object('name', name, 'summaryNl', summary_nl, 'summaryEn', summary_en,
    'layer', layer, 'licence', licence, 'licenceText', licence_text, 'maintainer', maintainer, 'maturity', maturity, 'maturityText', maturity_text,
    'latestVersion', latest_version, 'latestReleasedOn', latest_released_on) as values
  from component order by registered_at, id`;
const FACT =
  'f.id, f.component_id as "componentId", f.confidence, f.provenance, f.valid_from::text as "validFrom", f.is_from_known as "isFromKnown", f.valid_to::text as "validTo"';
const STILL = `f.known_to = 'infinity'`;
const SUPPORTS = `
  select ${FACT}, f.standard_id as "standardId", f.version_id as "versionId", f.role, concat_ws(' ', s.slug, v.label) as label
  from component_support f join standard s on s.id = f.standard_id left join standard_version v on v.id = f.version_id
  where ${STILL} order by f.row_id`;
const DEPENDENCIES = `
  select ${FACT}, f.kind, f.name, f.version, f.version_min as "versionMin", f.version_max as "versionMax", f.is_optional as "isOptional",
    f.on_component_id as "onComponentId", f.on_standard_id as "standardId", f.on_version_id as "versionId"
  from component_dependency f where ${STILL} order by f.row_id`;
const FILLINGS = `
  select ${FACT}, f.reference_component_id as "referenceComponentId", r.slug
  from component_filling f join reference_component r on r.id = f.reference_component_id where ${STILL} order by f.row_id`;
const USES = `
  select ${FACT}, f.organisation_id as "organisationId", o.name from involvement f join organisation o on o.id = f.organisation_id
  where f.role = 'USER' and ${STILL} order by f.row_id`;
const FILES = `
  select distinct on (component_id) component_id as "componentId", id, sha256, name from publiccode_file
  where component_id is not null order by component_id, read_at desc, id desc`;

/** Everything that is held of components, also of days gone by, by the address of their repository. */
export async function heldComponents(tx: Transaction): Promise<Map<string, Held>> {
  const components = await tx.query<HeldComponent>(COMPONENTS);
  const supports = await byComponent<HeldSupport>(tx, SUPPORTS);
  const dependencies = await byComponent<HeldDependency>(tx, DEPENDENCIES);
  const fillings = await byComponent<HeldFilling>(tx, FILLINGS);
  const uses = await byComponent<HeldUse>(tx, USES);
  const files = new Map(
    (await tx.query<{ componentId: string } & LastFile>(FILES)).map((file) => [file.componentId, file]),
  );
  const held = new Map<string, Held>();
  for (const component of components) {
    const { id } = component;
    const key = addressOf(component.repositoryUrl)?.key ?? component.repositoryUrl;
    // Two of one repository: the file is of the older one.
    if (held.has(key)) continue;
    const facts = { supports: supports(id), dependencies: dependencies(id), fillings: fillings(id), uses: uses(id) };
    held.set(key, { component, ...facts, file: files.get(id) });
  }
  return held;
}

async function byComponent<T extends HeldFact & object>(
  tx: Transaction,
  question: string,
): Promise<(componentId: string) => readonly T[]> {
  const all = new Map<string, T[]>();
  for (const fact of await tx.query<T>(question)) {
    const of = all.get(fact.componentId);
    if (of) of.push(fact);
    else all.set(fact.componentId, [fact]);
  }
  return (componentId) => all.get(componentId) ?? [];
}
