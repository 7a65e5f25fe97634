import { Injectable } from '@nestjs/common';
import { type Values, type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound } from '../../platform/graphql/user-errors.js';
import { Confidence } from '../organisations/provenance.js';
import { checkAllocation, heldAllocation } from './fund-allocation.checks.js';
import { type RecordFundAllocationInput, type RecordFundYearInput } from './fund.edit.inputs.js';
import { FundService } from './fund.service.js';

const REASON = { most: 2000, hasLines: true };
const EARLIEST_YEAR = 2000;
const LATEST_YEAR = 2199;

interface HeldYear {
  readonly id: string;
  readonly revision: number;
  readonly referenceDate: string;
  readonly centsWithVat: string | null;
  readonly centsWithoutVat: string | null;
  readonly plannedCentsWithoutVat: string | null;
  readonly otherCentsWithoutVat: string | null;
  readonly printedCentsPerInhabitant: number | null;
  readonly decisionId: string | null;
  readonly provenance: string | null;
}
const AMOUNTS = ['centsWithVat', 'centsWithoutVat', 'plannedCentsWithoutVat', 'otherCentsWithoutVat'] as const;

/** What the registrar enters of the fund. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class FundEditor {
  constructor(private readonly fund: FundService) {}

  /**
   * What the fund of a year is; contributions are worked out anew, also when only what is known of municipalities has changed.
   * @returns the id of the year, for the payload
   * @throws Rejection with everything that is wrong with the input
   */
  async recordYear(tx: Writing<Actor>, input: RecordFundYearInput): Promise<{ fundYear: string }> {
    const { year, reason } = input;
    const checks = Checks.of()
      .number('year', year, EARLIEST_YEAR, LATEST_YEAR)
      .date('referenceDate', input.referenceDate);
    checks.text('provenance', input.provenance, REASON).text('reason', reason, REASON);
    for (const name of AMOUNTS) checkAmount(checks, name, input[name]);
    if (input.centsWithVat != null && input.centsWithoutVat != null && input.centsWithVat < input.centsWithoutVat) {
      checks.refuse('centsWithVat', 'With VAT it is not less than without.');
    }
    const [decision] = await tx.query('select from decision where id = $1', [input.decisionId ?? null]);
    if (input.decisionId != null && !decision) {
      checks.add(notFound('There is no such decision.', checks.pathOf('decisionId')));
    }
    const [held] = await tx.query<HeldYear>(HELD_YEAR, [year]);
    checkRevision(checks, held, input.expectedRevision);
    if (held && AMOUNTS.some((name) => held[name] !== null && held[name] !== textOf(input[name]))) {
      if (reason == null) checks.refuse('reason', 'An amount that was known already is changed with a reason.');
    }
    checks.throwIfAny();

    const referenceDate = input.referenceDate ?? held?.referenceDate ?? `${year}-01-01`;
    const [centsWithVat, centsWithoutVat, plannedCentsWithoutVat, otherCentsWithoutVat] = AMOUNTS.map((name) =>
      textOf(input[name]),
    );
    const said = { centsWithVat, centsWithoutVat, plannedCentsWithoutVat, otherCentsWithoutVat };
    const id = await this.fund.putYear(tx, {
      ...{ year, referenceDate, ...said },
      printedCentsPerInhabitant: held?.printedCentsPerInhabitant ?? undefined,
      decisionId: input.decisionId ?? undefined,
      ...{ confidence: Confidence.SEEN, provenance: input.provenance },
    });
    const isDividedAnew = await this.fund.divide(tx, id);
    const [after] = await tx.query<HeldYear>(HELD_YEAR, [year]);
    if (!isDividedAnew && held?.revision === after?.revision) tx.hadNoEffect();
    else tx.record({ subjectId: id, organisationId: null, reason, before: told(held), after: told(after) });
    return { fundYear: id };
  }

  /**
   * What of the fund of a year is for a programme or project, and what came of it.
   * @returns the id of the allocation, for the payload
   * @throws Rejection with everything that is wrong with the input
   */
  async recordAllocation(tx: Writing<Actor>, input: RecordFundAllocationInput): Promise<{ fundAllocation: string }> {
    const { reason } = input;
    const checks = Checks.of().text('provenance', input.provenance, REASON).text('reason', reason, REASON);
    checkAmount(checks, 'plannedCents', input.plannedCents);
    checkAmount(checks, 'realisedCents', input.realisedCents);
    const of = await checkAllocation(tx, checks, input);
    const held = of && (await heldAllocation(tx, of));
    checkRevision(checks, held, input.expectedRevision);
    checks.throwIfAny();
    if (!of) throw new Error('what is not there was refused');
    const { id, isWritten } = await this.fund.putAllocation(tx, {
      ...of,
      ...{
        plannedCents: input.plannedCents,
        realisedCents: input.realisedCents ?? null,
        includesVat: input.includesVat,
      },
      ...{ account: input.account ?? null, url: input.url ?? null },
      ...{ confidence: Confidence.SEEN, provenance: input.provenance },
    });
    if (!isWritten) tx.hadNoEffect();
    else {
      const after = await heldAllocation(tx, of);
      tx.record({ subjectId: id, organisationId: null, reason, before: told(held), after: told(after) });
    }
    return { fundAllocation: id };
  }
}

const HELD_YEAR = `select id, revision, reference_date as "referenceDate", cents_with_vat as "centsWithVat",
    cents_without_vat as "centsWithoutVat", planned_cents_without_vat as "plannedCentsWithoutVat",
    other_cents_without_vat as "otherCentsWithoutVat", printed_cents_per_inhabitant as "printedCentsPerInhabitant",
    decision_id as "decisionId", provenance
  from fund_year where year = $1 for update`;

const textOf = (cents: number | null | undefined): string | undefined => cents?.toString();

/** What an event says of a record: all but what the register counts itself. */
function told(held: object | undefined): Values | undefined {
  if (!held) return undefined;
  return Object.fromEntries(Object.entries(held).filter(([name]) => name !== 'id' && name !== 'revision'));
}

function checkAmount(checks: Checks, name: string, cents: number | null | undefined): void {
  checks.number(name, cents, 0, Number.MAX_SAFE_INTEGER);
}

function checkRevision(
  checks: Checks,
  held: { readonly id: string; readonly revision: number } | undefined,
  expected: number | null | undefined,
): void {
  const revision = held?.revision ?? 0;
  if (expected == null || expected === revision) return;
  const message = `The record is at revision ${revision}, not ${expected}: look at it again.`;
  checks.add(conflict(message, checks.pathOf('expectedRevision'), held?.id));
}
