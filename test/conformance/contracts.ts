import { newId } from '../../src/platform/database/id.js';
import { put } from '../support/builders.js';
import { type Sql } from '../support/register.js';

/** Terms of our own; never those in force, so that they have to be named. */
export async function someTerms(sql: Sql, adoptedOn = '2015-01-01'): Promise<{ id: string; edition: string }> {
  const id = newId('pct');
  const edition = `proef-${id.slice(-10)}`;
  await sql(
    `insert into procurement_terms (id, edition, name, adopted_on, in_force_from, in_force_to, confidence)
     values ($1, $2, 'Proefvoorwaarden', $3, '1990-01-01', '1990-01-02', 'SEEN')`,
    [id, edition, adoptedOn],
  );
  return { id, edition };
}

/** A set of norms that binds contracts under the terms from a day on. */
export async function aNormSet(
  sql: Sql,
  termsId: string,
  appliesFrom: string,
): Promise<{ id: string; edition: string }> {
  const id = newId('qns');
  const edition = `proef-${id.slice(-10)}`;
  await sql(`insert into quality_norm_set (id, edition, in_force_from, confidence) values ($1, $2, $3, 'SEEN')`, [
    id,
    edition,
    appliesFrom,
  ]);
  await sql('insert into quality_norm_set_terms (set_id, terms_id, applies_from) values ($1, $2, $3)', [
    id,
    termsId,
    appliesFrom,
  ]);
  return { id, edition };
}

export interface NormValues {
  readonly code?: string;
  readonly condition?: string;
  readonly characteristic?: string | null;
  readonly confidence?: string;
  readonly standards?: readonly { standardId: string; fromVersionId?: string | null; toVersionId?: string | null }[];
  readonly components?: readonly string[];
}

/** A norm of a set, behind those that are there. */
export async function aNorm(sql: Sql, setId: string, values: NormValues = {}): Promise<string> {
  const id = newId('qnm');
  const { code = `N-${id.slice(-8)}`, condition = 'ALWAYS', characteristic = null, confidence = 'SEEN' } = values;
  await sql(
    `insert into quality_norm (id, set_id, code, position, title_nl, theme, condition, characteristic, confidence)
     values ($1, $2, $3, (select count(*) from quality_norm where set_id = $2), 'Proefnorm', 'INTEROPERABILITY', $4, $5, $6)`,
    [id, setId, code, condition, characteristic, confidence],
  );
  for (const [position, { standardId, fromVersionId, toVersionId }] of (values.standards ?? []).entries()) {
    await sql(
      `insert into quality_norm_standard (norm_id, standard_id, position, from_version_id, to_version_id) values ($1, $2, $3, $4, $5)`,
      [id, standardId, position, fromVersionId ?? null, toVersionId ?? null],
    );
  }
  for (const componentId of values.components ?? []) {
    await sql('insert into quality_norm_component (norm_id, component_id) values ($1, $2)', [id, componentId]);
  }
  return id;
}

export async function aReferenceComponent(sql: Sql, name?: string): Promise<string> {
  const id = newId('rfc');
  await sql(
    `insert into reference_component (id, slug, name, summary, confidence) values ($1, $2, $3, 'Om te proberen.', 'SEEN')`,
    [id, `proef-${id.slice(-12)}`, name ?? `Proefcomponent ${id.slice(-6)}`],
  );
  return id;
}

/** What the architecture asks of a component; of unknown start where no day is given. */
export const asks = (
  sql: Sql,
  componentId: string,
  standardId: string,
  more: { role?: string; interfaceRole?: string; from?: string } = {},
) =>
  put(sql, 'component_requirement', {
    ...{ id: newId('req'), component_id: componentId, standard_id: standardId, source: 'proef' },
    ...{ role: more.role ?? 'MANDATORY', interface_role: more.interfaceRole ?? 'UNSPECIFIED' },
    ...{ is_from_known: more.from !== undefined, valid_from: more.from ?? '2025-09-18' },
  });

/** That a product fills in a component, as far back as anyone asks. */
export const fillsIn = (sql: Sql, productId: string, componentId: string) =>
  put(sql, 'product_component', {
    ...{ id: newId('pco'), product_id: productId, component_id: componentId },
    ...{ is_from_known: false, valid_from: '1970-01-01' },
  });

export interface Step {
  readonly state: string;
  readonly from: string;
}

/** What is declared of a version of a product, with what became of it; past every rule. */
export async function declared(
  sql: Sql,
  given: {
    productVersionId: string;
    standardVersionId: string;
    interfaceRole?: string;
    steps?: readonly Step[];
    evidence?: readonly { kind: string; validUntil: string | null }[];
  },
): Promise<string> {
  const id = newId('dcl');
  const { productVersionId, standardVersionId, interfaceRole = 'PROVIDER' } = given;
  const steps = given.steps ?? [{ state: 'PUBLISHED', from: '2020-01-01' }];
  await sql(
    `insert into conformance_declaration (id, product_version_id, standard_version_id, interface_role) values ($1, $2, $3, $4)`,
    [id, productVersionId, standardVersionId, interfaceRole],
  );
  for (const { state, from } of steps) {
    const level = state === 'DEMONSTRATED' || state === 'REASSESSMENT_DUE' ? 'DEMONSTRATED' : 'SUPPORTED';
    await put(sql, 'declaration_phase', { declaration_id: id, state, level, since: from, valid_from: from });
  }
  for (const [position, { kind, validUntil }] of (given.evidence ?? []).entries()) {
    await sql(
      `insert into evidence (declaration_id, position, kind, title, url, valid_until) values ($1, $2, $3, 'Bewijs', 'https://example.nl/b', $4)`,
      [id, position, kind, validUntil],
    );
  }
  return id;
}
