import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound } from '../../platform/graphql/user-errors.js';
import { LONG_AGO } from '../organisations/existence.js';
import { OrganisationKind } from '../organisations/organisations.enums.js';
import { checkCharacteristics, checkComponents, fillIn } from './product.traits.js';
import {
  type RegisterProductInput,
  type RegisterProductVersionInput,
  type RegisterSupplierInput,
} from './suppliers.inputs.js';
import { maySpeakFor } from './suppliers.policy.js';

export const LONG = { most: 2000, hasLines: true };
const SLUG = {
  most: 100,
  pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  expected: 'small letters and digits, with single hyphens between',
};
/** There is no check digit in it: the form is all that can be looked at. */
export const KVK = {
  pattern: /^(?!0{8})\d{8}$/,
  expected: 'a number of the trade register: eight digits, not all of them 0',
};

const SUPPLIER_TAKEN = 'The organisation is in the register as a supplier already.';
export const KVK_TAKEN = 'Another supplier has this number.';
const SLUG_TAKEN = 'Another product has this short name.';
const LABEL_TAKEN = 'The product has a version of this label already.';
meansRefusal('supplier_organisation_id_key', conflict(SUPPLIER_TAKEN, ['input', 'organisationId']));
meansRefusal('supplier_kvk_number_key', conflict(KVK_TAKEN, ['input', 'kvkNumber']));
meansRefusal('product_slug_key', conflict(SLUG_TAKEN, ['input', 'slug']));
meansRefusal('product_version_product_id_label_key', conflict(LABEL_TAKEN, ['input', 'label']));

/** What suppliers say of themselves and their products. Every method takes part in the caller's transaction and writes its events. */
@Injectable()
export class SuppliersEditor {
  /**
   * @returns the id of the supplier, for the payload
   * @throws Rejection with everything that is wrong with the input, or taken already
   */
  async registerSupplier(tx: Writing<Actor>, input: RegisterSupplierInput): Promise<{ supplier: string }> {
    const { organisationId, kvkNumber, reason } = input;
    const checks = Checks.of().text('kvkNumber', kvkNumber, KVK).text('reason', reason, LONG);
    const [organisation] = await tx.query<{ kind: string }>('select kind from organisation where id = $1', [
      organisationId,
    ]);
    if (!organisation) checks.add(notFound('There is no such organisation.', checks.pathOf('organisationId')));
    else if (organisation.kind !== (OrganisationKind.SUPPLIER as string)) {
      checks.refuse('organisationId', `The organisation is of the kind ${organisation.kind}, not SUPPLIER.`);
    } else if (!maySpeakFor(tx.actor, organisationId)) {
      checks.refuse('organisationId', 'A supplier is taken up by a SUPPLIER_EDITOR of its own, or by a REGISTRAR.');
    }
    checks.throwIfAny();
    await refuseTaken(tx, checks, 'organisationId', SUPPLIER_TAKEN, [
      'select id from supplier where organisation_id = $1',
      organisationId,
    ]);
    await refuseTaken(tx, checks, 'kvkNumber', KVK_TAKEN, ['select id from supplier where kvk_number = $1', kvkNumber]);
    checks.throwIfAny();

    const id = newId('sup');
    await tx.query('insert into supplier (id, organisation_id, kvk_number) values ($1, $2, $3)', [
      id,
      organisationId,
      kvkNumber,
    ]);
    tx.record({ subjectId: id, organisationId, reason, after: { organisation: organisationId, kvkNumber } });
    return { supplier: id };
  }

  /**
   * @returns the id of the product, for the payload
   * @throws Rejection with everything that is wrong with the input, or taken already
   */
  async registerProduct(tx: Writing<Actor>, input: RegisterProductInput): Promise<{ product: string }> {
    const { supplierId, slug, name, summary, reason } = input;
    const [componentIds, characteristics] = [input.referenceComponentIds ?? [], input.characteristics ?? null];
    const checks = Checks.of().text('slug', slug, SLUG).text('name', name).text('summary', summary, LONG);
    checks.text('reason', reason, LONG);
    const supplier = await supplierOf(tx, 'select id, organisation_id from supplier where id = $1', supplierId);
    checkSupplier(tx, checks, { supplier, field: 'supplierId', thing: 'supplier' });
    checkCharacteristics(checks, characteristics);
    await checkComponents(tx, checks, componentIds);
    await refuseTaken(tx, checks, 'slug', SLUG_TAKEN, ['select id from product where slug = $1', slug]);
    checks.throwIfAny();

    const id = newId('prd');
    await tx.query(
      'insert into product (id, supplier_id, slug, name, summary, characteristics) values ($1, $2, $3, $4, $5, $6)',
      [id, supplierId, slug, name, summary, characteristics],
    );
    await fillIn(tx, id, componentIds, { from: LONG_AGO, isFromKnown: false });
    const after = { supplier: supplierId, slug, name, summary, characteristics, referenceComponents: componentIds };
    tx.record({ subjectId: id, organisationId: supplier?.organisationId ?? null, reason, after });
    return { product: id };
  }

  /**
   * @returns the id of the version, for the payload
   * @throws Rejection with everything that is wrong with the input, or taken already
   */
  async registerVersion(tx: Writing<Actor>, input: RegisterProductVersionInput): Promise<{ productVersion: string }> {
    const { productId, label, reason } = input;
    const [releasedOn, supportedUntil] = [input.releasedOn ?? null, input.supportedUntil ?? null];
    const checks = Checks.of().text('label', label, { most: 100 }).text('reason', reason, LONG);
    checks.date('releasedOn', releasedOn).date('supportedUntil', supportedUntil);
    if (releasedOn !== null && supportedUntil !== null && supportedUntil <= releasedOn) {
      checks.refuse('supportedUntil', `Support ends after ${releasedOn}, the day on which it came out.`);
    }
    // Who registers a second version at the same time waits here, for its place among the versions.
    const supplier = await supplierOf(
      tx,
      `select s.id, s.organisation_id from product p join supplier s on s.id = p.supplier_id where p.id = $1 for update of p`,
      productId,
    );
    checkSupplier(tx, checks, { supplier, field: 'productId', thing: 'product' });
    await refuseTaken(tx, checks, 'label', LABEL_TAKEN, [
      'select id from product_version where product_id = $1 and label = $2',
      productId,
      label,
    ]);
    checks.throwIfAny();

    const id = newId('pvn');
    await tx.query(
      `insert into product_version (id, product_id, label, released_on, supported_until, position)
       values ($1, $2, $3, $4, $5, (select coalesce(max(position), 0) + 1 from product_version where product_id = $2))`,
      [id, productId, label, releasedOn, supportedUntil],
    );
    const after = { product: productId, label, releasedOn, supportedUntil };
    tx.record({ subjectId: id, organisationId: supplier?.organisationId ?? null, reason, after });
    return { productVersion: id };
  }
}

/** The supplier that a query finds for an id. */
interface HeldSupplier {
  readonly id: string;
  readonly organisationId: string;
}

export async function supplierOf(tx: Transaction, query: string, id: string): Promise<HeldSupplier | undefined> {
  const [row] = await tx.query<{ id: string; organisation_id: string }>(query, [id]);
  return row && { id: row.id, organisationId: row.organisation_id };
}

/** Refuses what is not there, and what is another's. */
export function checkSupplier(
  tx: Writing<Actor>,
  checks: Checks,
  { supplier, field, thing }: { supplier: HeldSupplier | undefined; field: string; thing: string },
): void {
  if (!supplier) checks.add(notFound(`There is no such ${thing}.`, checks.pathOf(field)));
  else if (!maySpeakFor(tx.actor, supplier.organisationId)) {
    checks.refuse(field, 'A supplier speaks for its own products only.');
  }
}

export async function refuseTaken(
  tx: Transaction,
  checks: Checks,
  field: string,
  message: string,
  [query, ...values]: [string, ...string[]],
): Promise<void> {
  const [other] = await tx.query<{ id: string }>(query, values);
  if (other) checks.add(conflict(message, checks.pathOf(field), other.id));
}
