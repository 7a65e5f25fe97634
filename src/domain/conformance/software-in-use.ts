import { Injectable } from '@nestjs/common';
import { type Values, type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { clear, put } from '../../platform/temporal/put.js';
import { demandMunicipality } from '../adoptions/adoptions.editor.js';
import { lockAdoptions } from '../adoptions/adoptions.held.js';
import { mayReport } from '../adoptions/adoptions.policy.js';
import { OPEN } from '../organisations/existence.js';
import { type EndProductUseInput, type RecordProductUseInput } from './conformance.inputs.js';
import { derive } from './derivation.js';

const LONG = { most: 2000, hasLines: true };

/** From a day until a day; `infinity` until further notice. */
interface Span {
  readonly from: string;
  readonly to: string;
}
interface HeldUse extends Span {
  readonly id: string;
}
/** What an event tells of a use that was written. */
interface Written {
  readonly before: Values;
  readonly after: Values;
}

/**
 * Which software municipalities use. Every method takes part in the caller's transaction and writes one event, whatever
 * follows from the software for standards.
 */
@Injectable()
export class SoftwareInUse {
  /**
   * @param today YYYY-MM-DD
   * @returns the id of the use, for the payload
   * @throws Rejection with everything that is wrong with the input, or held already
   */
  async record(tx: Writing<Actor>, input: RecordProductUseInput, today: string): Promise<{ productUse: string }> {
    const given = { from: input.from ?? today, to: input.to ?? OPEN };
    const checks = Checks.of().date('from', input.from).date('to', input.to).text('reason', input.reason, LONG);
    const municipality = await demandMunicipality(tx, checks, input.municipalityId);
    if (given.to <= given.from) checks.refuse('to', `It ends after ${given.from}, the day on which it begins.`);
    if (!municipality.existence.some(({ from, to }) => from <= given.from && given.from < to)) {
      checks.refuse('from', `The municipality does not exist on ${given.from}.`);
    }
    const [version] = await tx.query('select id from product_version where id = $1', [input.productVersionId]);
    if (!version) checks.add(notFound('There is no such version of a product.', checks.pathOf('productVersionId')));
    checks.throwIfAny();

    const use = await this.hold(tx, municipality.id, input.productVersionId, given);
    if (!use.written) checks.refuse('', 'All of this is what the register says already.').throwIfAny();
    const subject = { subjectId: use.id, organisationId: municipality.organisationId };
    tx.record({ ...subject, reason: input.reason, ...use.written });
    return { productUse: use.id };
  }

  /**
   * Holds that a municipality, whose adoptions are locked, uses a version, with what follows from it. The event is the caller's.
   * @param given without `to` it is until further notice, or for as long as is held already of its first day
   * @returns the id of the use, and what was before and after; nothing of that when all of it was held already
   */
  async hold(
    tx: Transaction,
    municipalityId: string,
    productVersionId: string,
    { from, to }: { readonly from: string; readonly to: string | undefined },
  ): Promise<{ readonly id: string; readonly written: Written | undefined }> {
    const { held, id = newId('use') } = await usesOf(tx, municipalityId, productVersionId);
    const whole = joined(held, { from, to: to ?? OPEN });
    const isHeld = (each: Span) =>
      to === undefined ? each.from <= from && from < each.to : each.from === whole.from && each.to === whole.to;
    if (held.some(isHeld)) return { id, written: undefined };
    const use = { id, municipality_id: municipalityId, product_version_id: productVersionId };
    await put(tx, 'product_use', { ...use, valid_from: whole.from, valid_to: whole.to });
    const derivedAdoptions = await deriveFrom(tx, municipalityId, productVersionId);
    const after = (await usesOf(tx, municipalityId, productVersionId)).held.map(dayed);
    const about = { municipality: municipalityId, productVersion: productVersionId };
    const before = { periods: held.map(dayed) };
    return { id, written: { before, after: { ...about, periods: after, derivedAdoptions } } };
  }

  /**
   * @param today YYYY-MM-DD
   * @returns the id of the use, for the payload
   * @throws Rejection with everything that is wrong with the input; a use of another municipality is one that is not there
   */
  async end(tx: Writing<Actor>, input: EndProductUseInput, today: string): Promise<{ productUse: string }> {
    const on = input.on ?? today;
    const checks = Checks.of().date('on', input.on).text('reason', input.reason, LONG);
    const [use] = await tx.query<{ municipalityId: string; organisationId: string; productVersionId: string }>(
      `select u.municipality_id as "municipalityId", m.organisation_id as "organisationId", u.product_version_id as "productVersionId"
       from product_use u join municipality m on m.id = u.municipality_id where u.id = $1 limit 1`,
      [input.productUseId],
    );
    if (!use || !mayReport(tx.actor, use.organisationId)) {
      checks.add(notFound('There is no such use that you may end.', checks.pathOf('productUseId'))).throwIfAny();
      throw new Error(`use ${input.productUseId} was refused`);
    }
    await lockAdoptions(tx, [use.municipalityId]);
    const { held } = await usesOf(tx, use.municipalityId, use.productVersionId);
    const isOver = held.every(({ to }) => to <= on);
    if (isOver) checks.refuse('on', `It is not used on ${on} or later, as far as the register knows.`);
    if (!isOver && held.some(({ from }) => from >= on) && input.reason == null) {
      checks.refuse('reason', 'What was never so is taken back with a reason.');
    }
    checks.throwIfAny();

    const key = {
      id: input.productUseId,
      municipality_id: use.municipalityId,
      product_version_id: use.productVersionId,
    };
    await clear(tx, 'product_use', { ...key, valid_from: on });
    const derivedAdoptions = await deriveFrom(tx, use.municipalityId, use.productVersionId);
    tx.record({
      ...{ subjectId: input.productUseId, organisationId: use.organisationId, reason: input.reason },
      before: { periods: held.map(dayed) },
      after: {
        periods: (await usesOf(tx, use.municipalityId, use.productVersionId)).held.map(dayed),
        derivedAdoptions,
      },
    });
    return { productUse: input.productUseId };
  }
}

/** As the audit log names a period. */
const dayed = ({ from, to }: Span) => ({ from, to: to === OPEN ? null : to });

/** What is held now of a municipality and a version, and the id it had from the first. */
async function usesOf(
  tx: Transaction,
  municipalityId: string,
  productVersionId: string,
): Promise<{ id: string | undefined; held: HeldUse[] }> {
  const rows = await tx.query<HeldUse & { isHeld: boolean }>(
    `select id, valid_from as from, valid_to as to, known_to = 'infinity' as "isHeld" from product_use
     where municipality_id = $1 and product_version_id = $2 order by valid_from`,
    [municipalityId, productVersionId],
  );
  return { id: rows[0]?.id, held: rows.filter(({ isHeld }) => isHeld) };
}

/** One stretch of what touches it, so that its first day stays the first day of the use. */
const joined = (held: readonly Span[], given: Span): Span =>
  held.reduce(
    (whole, { from, to }) =>
      from <= whole.to && whole.from <= to
        ? { from: from < whole.from ? from : whole.from, to: to > whole.to ? to : whole.to }
        : whole,
    given,
  );

/** What follows from a change in the use of a version: for every standard of which anything was declared of it. */
async function deriveFrom(tx: Transaction, municipalityId: string, productVersionId: string): Promise<object[]> {
  const standards = await tx.query<{ id: string }>(
    `select distinct v.standard_id as id from conformance_declaration d join standard_version v on v.id = d.standard_version_id
     where d.product_version_id = $1`,
    [productVersionId],
  );
  return derive(
    tx,
    [municipalityId],
    standards.map(({ id }) => id),
  );
}
