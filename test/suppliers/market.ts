import { newId } from '../../src/platform/database/id.js';
import { aStandard, aVersion, phase, put } from '../support/builders.js';
import { type Sql } from '../support/register.js';

/** A number of the trade register that nobody else has. */
export const aKvkNumber = (): string => String(10_000_000 + Math.floor(Math.random() * 89_999_999));

export async function organisationOf(sql: Sql, slug: string): Promise<string> {
  const [found] = await sql<{ id: string }>('select id from organisation where slug = $1', [slug]);
  if (!found) throw new Error(`There is no organisation ${slug}.`);
  return found.id;
}

/** An organisation that offers software, and is not in the register as a supplier yet. */
export async function aSupplyingOrganisation(sql: Sql): Promise<string> {
  const id = newId('org');
  const name = `Aanbieder ${id.slice(-6)}`;
  await sql(`insert into organisation (id, slug, kind, name, confidence) values ($1, $2, 'SUPPLIER', $3, 'SEEN')`, [
    id,
    `aanbieder-${id.slice(-12)}`,
    name,
  ]);
  await put(sql, 'organisation_profile', { organisation_id: id, name, is_from_known: true, valid_from: '2020-01-01' });
  return id;
}

/** The supplier that an organisation is, made when there is none; a new one when no organisation is named. */
export async function aSupplier(sql: Sql, organisationId?: string): Promise<string> {
  const of = organisationId ?? (await aSupplyingOrganisation(sql));
  await sql(
    'insert into supplier (id, organisation_id, kvk_number) values ($1, $2, $3) on conflict (organisation_id) do nothing',
    [newId('sup'), of, aKvkNumber()],
  );
  const [held] = await sql<{ id: string }>('select id from supplier where organisation_id = $1', [of]);
  return held!.id;
}

export async function aProduct(sql: Sql, { supplierId, name }: { supplierId?: string; name?: string } = {}) {
  const id = newId('prd');
  const slug = `pakket-${id.slice(-12)}`;
  await sql(`insert into product (id, supplier_id, slug, name, summary) values ($1, $2, $3, $4, 'Om te proberen.')`, [
    id,
    supplierId ?? (await aSupplier(sql)),
    slug,
    name ?? `Proefpakket ${id.slice(-6)}`,
  ]);
  return { id, slug };
}

/** A version of a product; of a new one when none is named. */
export async function aProductVersion(
  sql: Sql,
  { productId, supplierId, label }: { productId?: string; supplierId?: string; label?: string } = {},
): Promise<string> {
  const id = newId('pvn');
  const of = productId ?? (await aProduct(sql, supplierId === undefined ? {} : { supplierId })).id;
  await sql(
    `insert into product_version (id, product_id, label, position)
     values ($1, $2, $3, (select coalesce(max(position), 0) + 1 from product_version where product_id = $2))`,
    [id, of, label ?? `v-${id.slice(-8)}`],
  );
  return id;
}

/** A standard with one release in use. */
export async function aRelease(sql: Sql, values: { kind?: string } = {}) {
  const standard = await aStandard(sql, values);
  const versionId = await aVersion(sql, standard.id, '1.0', 1);
  await phase(sql, versionId, 'IN_USE', '2020-01-01');
  return { standardId: standard.id, versionId };
}

/** Past every rule, and without anything that follows from it. */
export async function aUse(
  sql: Sql,
  { municipalityId, productVersionId, from }: { municipalityId: string; productVersionId: string; from?: string },
): Promise<string> {
  const id = newId('use');
  const row = { id, municipality_id: municipalityId, product_version_id: productVersionId };
  await put(sql, 'product_use', { ...row, valid_from: from ?? '2026-01-01' });
  return id;
}

/** What is declared of a version of a product, in a state from a day on; past every rule. */
export async function aDeclaration(
  sql: Sql,
  given: {
    productVersionId: string;
    standardVersionId?: string;
    state?: string;
    level?: string;
    assessedBy?: string;
    from?: string;
  },
): Promise<string> {
  const id = newId('dcl');
  const { productVersionId, state = 'PUBLISHED', level = 'SUPPORTED', from = '2026-01-01' } = given;
  const standardVersionId = given.standardVersionId ?? (await aRelease(sql)).versionId;
  await sql(
    `insert into conformance_declaration (id, product_version_id, standard_version_id, interface_role) values ($1, $2, $3, 'PROVIDER')`,
    [id, productVersionId, standardVersionId],
  );
  const written = { state, level, since: from, valid_from: from, assessed_by: given.assessedBy ?? null };
  await put(sql, 'declaration_phase', { declaration_id: id, ...written });
  return id;
}

/** What the supplier of a version says of a municipality; of a new version when none is named. */
export async function aUseProposal(
  sql: Sql,
  { municipalityId, productVersionId, from }: { municipalityId: string; productVersionId?: string; from?: string },
): Promise<{ id: string; productVersionId: string }> {
  const id = newId('upq');
  const of = productVersionId ?? (await aProductVersion(sql));
  await sql(
    `insert into product_use_proposal (id, municipality_id, product_version_id, valid_from, proposed_by)
     select $1, $2, v.id, $4, s.organisation_id from product_version v join product p on p.id = v.product_id
       join supplier s on s.id = p.supplier_id where v.id = $3`,
    [id, municipalityId, of, from ?? '2026-01-01'],
  );
  return { id, productVersionId: of };
}
