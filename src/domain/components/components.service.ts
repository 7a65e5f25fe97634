import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { put } from '../../platform/temporal/put.js';
import { type InterfaceRole } from '../architecture/architecture.enums.js';
import { type Sourced, type Span } from '../organisations/organisations.service.js';
import { type CommonGroundLayer, type InvolvementRole, type Maturity } from './components.enums.js';

export interface ComponentEntry extends Sourced {
  slug: string;
  name: string;
  summaryNl: string;
  summaryEn?: string | undefined;
  layer: CommonGroundLayer;
  repositoryUrl: string;
  /** An SPDX expression, or NOASSERTION. */
  licence: string;
  licenceText?: string | undefined;
  maintainer?: string | undefined;
  maturity?: Maturity | undefined;
  maturityText?: string | undefined;
  latestVersion?: string | undefined;
  /** YYYY-MM-DD */
  latestReleasedOn?: string | undefined;
}
export interface SupportEntry extends Sourced {
  componentId: string;
  standardId: string;
  /** Left out when no source says which version. */
  versionId?: string | undefined;
  role: InterfaceRole;
  evidence?: string | undefined;
}
export interface PartEntry extends Sourced {
  wholeId: string;
  partId: string;
}
export interface InvolvementEntry extends Sourced {
  componentId: string;
  organisationId: string;
  role: InvolvementRole;
}

/** What is said of a component, in the order of the values that are written. */
const SAID = [
  ['name', 'name'],
  ['summary_nl', 'summaryNl'],
  ['summary_en', 'summaryEn'],
  ['layer', 'layer'],
  ['repository_url', 'repositoryUrl'],
  ['licence', 'licence'],
  ['licence_text', 'licenceText'],
  ['maintainer', 'maintainer'],
  ['maturity', 'maturity'],
  ['maturity_text', 'maturityText'],
  ['latest_version', 'latestVersion'],
  ['latest_released_on', 'latestReleasedOn'],
  ['confidence', 'confidence'],
  ['provenance', 'provenance'],
] as const satisfies readonly (readonly [string, keyof ComponentEntry])[];

const columns = (of = '') => SAID.map(([column]) => `${of}${column}`).join(', ');
const PUT_COMPONENT = `insert into component as held (id, slug, ${columns()})
  values ($1, $2, ${SAID.map((_, i) => `$${i + 3}`).join(', ')})
  on conflict (slug) do update set (${columns()}, updated_at, revision)
    = row (${columns('excluded.')}, clock_timestamp(), held.revision + 1)
  where (${columns('held.')}) is distinct from (${columns('excluded.')})`;

/** Writes components, what they speak and who is involved. Every method takes part in the caller's transaction and may be repeated. */
@Injectable()
export class ComponentsService {
  /** Registers a component or brings what is held of it up to date; answers its id. */
  async putComponent(tx: Transaction, entry: ComponentEntry): Promise<string> {
    await tx.query(PUT_COMPONENT, [newId('cmp'), entry.slug, ...SAID.map(([, field]) => entry[field] ?? null)]);
    const [row] = await tx.query<{ id: string }>('select id from component where slug = $1', [entry.slug]);
    if (!row) throw new Error(`component ${entry.slug} was not written`);
    return row.id;
  }

  /** Records that a component speaks a standard; answers the id of that record. */
  async putSupport(tx: Transaction, entry: SupportEntry, span: Span): Promise<string> {
    const { componentId, standardId, versionId = null, role, evidence = null, ...sourced } = entry;
    return putFact(
      tx,
      'component_support',
      'sup',
      sourced,
      span,
      {
        component_id: componentId,
        standard_id: standardId,
        version_id: versionId,
        role,
      },
      { evidence },
    );
  }

  /** Records that a component is delivered with another; answers the id of that record. */
  async putPart(tx: Transaction, { wholeId, partId, ...sourced }: PartEntry, span: Span): Promise<string> {
    return putFact(tx, 'component_part', 'prt', sourced, span, { whole_id: wholeId, part_id: partId });
  }

  /** Records what an organisation is to a component; answers the id of that record. */
  async putInvolvement(tx: Transaction, entry: InvolvementEntry, span: Span): Promise<string> {
    const { componentId, organisationId, role, ...sourced } = entry;
    return putFact(tx, 'involvement', 'inv', sourced, span, {
      component_id: componentId,
      organisation_id: organisationId,
      role,
    });
  }

  /**
   * Writes facts, each from a day until further notice, and ends others: for many at once. The caller holds the lock under which the
   * catalogue is loaded. `rows` are columns by name, with `id` and `valid_from`.
   */
  async putFacts(
    tx: Transaction,
    table: Exclude<FactTable, 'component_part'> | 'component_dependency' | 'component_filling',
    rows: readonly Readonly<Record<string, unknown>>[],
    ended: readonly { id: string; valid_from: string }[],
  ): Promise<void> {
    const values = [table, JSON.stringify(rows), JSON.stringify(ended)];
    await tx.query('select put_component_facts($1, $2::jsonb, $3::jsonb)', values);
  }
}

type FactTable = 'component_support' | 'component_part' | 'involvement';

/** Writes one fact under the id that the same pair already has. `table` and the keys of `pair` are names of our own. */
async function putFact(
  tx: Transaction,
  table: FactTable,
  prefix: string,
  { confidence, provenance = undefined }: Sourced,
  { from, to, isFromKnown }: Span,
  pair: Readonly<Record<string, string | null>>,
  more: Readonly<Record<string, string | null>> = {},
): Promise<string> {
  const same = Object.keys(pair).map((column, i) => `${column} is not distinct from $${i + 1}`);
  const [held] = await tx.query<{ id: string }>(
    `select id from ${table} where ${same.join(' and ')} and known_to = 'infinity' order by valid_from desc limit 1`,
    Object.values(pair),
  );
  const id = held?.id ?? newId(prefix);
  await put(tx, table, {
    id,
    ...pair,
    ...more,
    confidence,
    provenance: provenance ?? null,
    is_from_known: isFromKnown,
    valid_from: from,
    valid_to: to,
  });
  return id;
}
