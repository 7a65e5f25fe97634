/** What sort of product it is: its characteristics, and which reference components it fills in. */
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { clear, put } from '../../platform/temporal/put.js';
import { OPEN } from '../organisations/existence.js';
import { type ProductCharacteristic } from '../procurement/procurement.enums.js';

const MOST_COMPONENTS = 50;

interface HeldComponent {
  readonly id: string;
  readonly componentId: string;
  readonly from: string;
  readonly to: string;
}
/** A day on which something begins, and whether it is known to be that day. */
interface Start {
  readonly from: string;
  readonly isFromKnown: boolean;
}

export function checkCharacteristics(checks: Checks, given: readonly ProductCharacteristic[] | null | undefined): void {
  const each = checks.within('characteristics');
  given?.forEach((one, i) => {
    if (given.indexOf(one) < i) each.refuse(String(i), `${one} stands in the list twice.`);
  });
}

export async function checkComponents(tx: Transaction, checks: Checks, ids: readonly string[]): Promise<void> {
  const name = 'referenceComponentIds';
  if (ids.length > MOST_COMPONENTS) {
    checks.refuse(name, `"${name}" holds at most ${MOST_COMPONENTS}.`);
    return;
  }
  const found = await tx.query<{ id: string }>('select id from reference_component where id = any($1)', [ids]);
  const known = new Set(found.map(({ id }) => id));
  const each = checks.within(name);
  ids.forEach((id, i) => {
    if (!known.has(id)) each.add(notFound('There is no such reference component.', each.pathOf(String(i))));
    else if (ids.indexOf(id) < i) each.refuse(String(i), 'The component stands in the list twice.');
  });
}

/** What the register holds now of the reference components of a product, of all days. */
export const heldComponents = (tx: Transaction, productId: string): Promise<HeldComponent[]> =>
  tx.query<HeldComponent>(
    `select id, component_id as "componentId", valid_from::text as from, valid_to::text as to from product_component
     where product_id = $1 and known_to = 'infinity' order by component_id, valid_from`,
    [productId],
  );

/** Which components a product fills in on a day, in an order that is always the same. */
export const componentsOn = (held: readonly HeldComponent[], day: string): string[] =>
  held.filter(({ from, to }) => from <= day && day < to).map(({ componentId }) => componentId);

/** Of which components a product no longer fills in what it did, or does what it did not, from a day on. */
export const changesFrom = (
  held: readonly HeldComponent[],
  componentIds: readonly string[],
  day: string,
): { readonly componentId: string; readonly isFilled: boolean }[] => [
  ...[...new Set(held.filter(({ to }) => to > day).map(({ componentId }) => componentId))]
    .filter((componentId) => !componentIds.includes(componentId))
    .map((componentId) => ({ componentId, isFilled: false })),
  ...componentIds
    .filter((id) => !held.some(({ componentId, from, to }) => componentId === id && from <= day && to === OPEN))
    .map((componentId) => ({ componentId, isFilled: true })),
];

/** Lets a product fill in these reference components, and no others, from a day on until further notice. */
export async function fillIn(
  tx: Transaction,
  productId: string,
  componentIds: readonly string[],
  { from, isFromKnown }: Start,
): Promise<void> {
  const held = await heldComponents(tx, productId);
  const ids = new Map(held.map(({ componentId, id }) => [componentId, id]));
  for (const { componentId, isFilled } of changesFrom(held, componentIds, from)) {
    const id = ids.get(componentId) ?? newId('pco');
    const pair = { id, product_id: productId, component_id: componentId, is_from_known: isFromKnown };
    await (isFilled ? put : clear)(tx, 'product_component', { ...pair, valid_from: from });
  }
}
