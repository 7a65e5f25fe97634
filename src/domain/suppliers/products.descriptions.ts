import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Checks } from '../../platform/graphql/checks.js';
import { invalidInput } from '../../platform/graphql/user-errors.js';
import { LONG_AGO } from '../organisations/existence.js';
import { type ProductCharacteristic } from '../procurement/procurement.enums.js';
import { demand, given, type Held, lock, refuseUnchanged } from './description.checks.js';
import {
  changesFrom,
  checkCharacteristics,
  checkComponents,
  componentsOn,
  fillIn,
  heldComponents,
} from './product.traits.js';
import { type DescribeProductInput, type DescribeProductVersionInput } from './suppliers.descriptions.inputs.js';
import { LONG } from './suppliers.editor.js';

const DECLARED = 'Something is declared of it from a day before that: it came out no later.';
meansRefusal('product_version_released_on_declared', invalidInput(DECLARED, ['input', 'releasedOn']));

type HeldProduct = Held & {
  readonly name: string;
  readonly summary: string;
  readonly characteristics: ProductCharacteristic[] | null;
};
interface Days {
  readonly releasedOn: string | null;
  readonly supportedUntil: string | null;
}

/** Changes of what suppliers say of their products. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class ProductDescriptions {
  /**
   * @param today YYYY-MM-DD
   * @returns the id of the product, for the payload
   * @throws Rejection with everything that is wrong with the input, or changed by someone else since
   */
  async describeProduct(tx: Writing<Actor>, input: DescribeProductInput, today: string): Promise<{ product: string }> {
    const { productId, reason, referenceComponentIds, referenceComponentsFrom: day } = input;
    const checks = Checks.of();
    checkWords(checks, input, today);
    const held = await lock<HeldProduct>(
      tx,
      `select p.id, s.organisation_id as "organisationId", p.revision, p.name, p.summary, p.characteristics
       from product p join supplier s on s.id = p.supplier_id where p.id = $1 for update of p`,
      productId,
    );
    const { id, organisationId, ...said } = demand(tx, checks, held, { field: 'productId', thing: 'product', input });
    await checkComponents(tx, checks, referenceComponentIds ?? []);
    const components = await heldComponents(tx, id);
    const from = day ?? (components.length === 0 ? LONG_AGO : today);
    const filled = referenceComponentIds ?? componentsOn(components, from);
    const isFilledAnew = referenceComponentIds != null && changesFrom(components, filled, from).length > 0;
    const before = { name: said.name, summary: said.summary, characteristics: said.characteristics };
    const after = given(input, ['name', 'summary', 'characteristics']);
    if (!isFilledAnew) refuseUnchanged(checks, before, after);
    checks.throwIfAny();

    const is = { ...before, ...after };
    await tx.query(
      `update product set (name, summary, characteristics, updated_at, revision)
         = ($2, $3, $4, clock_timestamp(), revision + 1) where id = $1`,
      [id, is.name, is.summary, is.characteristics],
    );
    if (isFilledAnew) await fillIn(tx, id, filled, { from, isFromKnown: from !== LONG_AGO });
    tx.record({
      ...{ subjectId: id, organisationId, reason },
      before: { ...before, ...(isFilledAnew ? { referenceComponents: componentsOn(components, from) } : {}) },
      after: { ...is, ...(isFilledAnew ? { referenceComponents: filled, referenceComponentsFrom: from } : {}) },
    });
    return { product: id };
  }

  /**
   * @param today YYYY-MM-DD
   * @returns the id of the version, for the payload
   * @throws Rejection with everything that is wrong with the input, or changed by someone else since
   */
  async describeVersion(
    tx: Writing<Actor>,
    input: DescribeProductVersionInput,
    today: string,
  ): Promise<{ productVersion: string }> {
    const { productVersionId, reason } = input;
    const checks = Checks.of().text('reason', reason, LONG);
    checks.date('releasedOn', input.releasedOn).date('supportedUntil', input.supportedUntil);
    const held = await lock<Held & Days>(
      tx,
      `select v.id, s.organisation_id as "organisationId", v.revision, v.released_on as "releasedOn",
         v.supported_until as "supportedUntil"
       from product_version v join product p on p.id = v.product_id join supplier s on s.id = p.supplier_id
       where v.id = $1 for update of v`,
      productVersionId,
    );
    const place = { field: 'productVersionId', thing: 'version of a product', input };
    const { id, organisationId, releasedOn, supportedUntil } = demand(tx, checks, held, place);
    const [before, after] = [{ releasedOn, supportedUntil }, given(input, ['releasedOn', 'supportedUntil'])];
    const is = { ...before, ...after };
    checkDays(checks, { was: before, is, reason: reason ?? null, today });
    refuseUnchanged(checks, before, after);
    checks.throwIfAny();

    await tx.query(
      `update product_version set (released_on, supported_until, updated_at, revision)
         = ($2, $3, clock_timestamp(), revision + 1) where id = $1`,
      [id, is.releasedOn, is.supportedUntil],
    );
    tx.record({ subjectId: id, organisationId, reason, before, after: is });
    return { productVersion: id };
  }
}

function checkWords(checks: Checks, input: DescribeProductInput, today: string): void {
  const { name, summary, reason, referenceComponentIds: ids, referenceComponentsFrom: day } = input;
  checks.text('name', name).text('summary', summary, LONG).text('reason', reason, LONG);
  checks.notEmptied('name', name).notEmptied('summary', summary).notEmptied('referenceComponentIds', ids);
  checks.date('referenceComponentsFrom', day);
  if (day != null && day > today) checks.refuse('referenceComponentsFrom', `It lies no later than today, ${today}.`);
  if (day != null && ids == null) {
    checks.refuse('referenceComponentsFrom', 'It says from when components are filled in, but none are given.');
  }
  checkCharacteristics(checks, input.characteristics);
}

/** Municipalities and assessors rely on these days: whoever changes one says why. */
function checkDays(
  checks: Checks,
  { was, is, reason, today }: { was: Days; is: Days; reason: string | null; today: string },
): void {
  const { releasedOn, supportedUntil } = is;
  if (releasedOn !== null && supportedUntil !== null && supportedUntil <= releasedOn) {
    const field = supportedUntil === was.supportedUntil ? 'releasedOn' : 'supportedUntil';
    checks.refuse(
      field,
      `Support until ${supportedUntil} does not end after ${releasedOn}, the day on which it came out.`,
    );
  }
  const isMoved = (['releasedOn', 'supportedUntil'] as const).some((day) => was[day] !== null && was[day] !== is[day]);
  const isOver = supportedUntil !== was.supportedUntil && supportedUntil !== null && supportedUntil <= today;
  if ((isMoved || isOver) && reason === null) {
    checks.refuse('reason', 'To change a day, or to end support on a day that is past, takes a reason.');
  }
}
