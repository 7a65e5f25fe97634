import { type Transaction } from '../../platform/database/database.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { type RecordFundAllocationInput } from './fund.edit.inputs.js';

/** Of which year, for what: one of the two is null. */
export interface AllocatedTo {
  readonly fundYearId: string;
  readonly programmeId: string | null;
  readonly projectId: string | null;
}

const ACCOUNT = { most: 4000, hasLines: true };

/** Whether the parts of an allocation fit together and are there; what it is for, when they are. */
export async function checkAllocation(
  tx: Transaction,
  checks: Checks,
  { year, programmeId = null, projectId = null, realisedCents, account, url }: RecordFundAllocationInput,
): Promise<AllocatedTo | undefined> {
  checks.text('account', account, ACCOUNT).url('url', url);
  if (realisedCents == null && account != null) {
    checks.refuse('account', 'What came of it is told together with what was spent.');
  }
  if ((programmeId === null) === (projectId === null)) {
    checks.refuse('', 'An allocation is for a programme or for a project: name one of them.');
  }
  const [found] = await tx.query<{ fundYearId: string | null; hasProgramme: boolean; hasProject: boolean }>(
    `select (select id from fund_year where year = $1) as "fundYearId", exists (select from programme where id = $2) as "hasProgramme",
       exists (select from project where id = $3) as "hasProject"`,
    [year, programmeId, projectId],
  );
  if (programmeId !== null && found?.hasProgramme !== true) {
    checks.add(notFound('There is no such programme.', checks.pathOf('programmeId')));
  }
  if (projectId !== null && found?.hasProject !== true) {
    checks.add(notFound('There is no such project.', checks.pathOf('projectId')));
  }
  if (found?.fundYearId == null) {
    checks.add(notFound('Nothing is recorded of the fund of that year: recordFundYear does.', checks.pathOf('year')));
    return undefined;
  }
  return { fundYearId: found.fundYearId, programmeId, projectId };
}

interface HeldAllocation extends AllocatedTo {
  readonly id: string;
  readonly revision: number;
}

export async function heldAllocation(tx: Transaction, of: AllocatedTo): Promise<HeldAllocation | undefined> {
  const [held] = await tx.query<HeldAllocation>(
    `select id, revision, fund_year_id as "fundYearId", programme_id as "programmeId", project_id as "projectId",
       planned_cents as "plannedCents", realised_cents as "realisedCents", includes_vat as "includesVat", account, url, provenance
     from fund_allocation where fund_year_id = $1 and programme_id is not distinct from $2 and project_id is not distinct from $3 for update`,
    [of.fundYearId, of.programmeId, of.projectId],
  );
  return held;
}
