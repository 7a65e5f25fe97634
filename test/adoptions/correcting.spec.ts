import { beforeAll, describe, expect, test } from '@jest/globals';
import { signIn } from '../support/actors.js';
import { aStandard } from '../support/builders.js';
import { placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { day, Reporter } from './reporting.js';

let on: Register;
let amsterdam: Reporter;
beforeAll(async () => {
  on = await register();
  amsterdam = await Reporter.of(on, 'reporter-gm0363');
});

const applied = async (validFrom = '2025-01-01'): Promise<string> => {
  const { id } = await aStandard(on.sql);
  await amsterdam.reports({ standardId: id, status: 'APPLIED', validFrom });
  return id;
};

describe('A step that cannot be taken', () => {
  test('is refused, and the answer tells which can and what a correction needs', async () => {
    const standardId = await applied();
    const { body } = await on.graphql(
      `mutation ($input: ReportAdoptionsInput!) { reportAdoptions(input: $input) { adoptions { id }
        errors { message path ... on IllegalTransitionError { from to allowed missing } } } }`,
      {
        input: {
          municipalityId: amsterdam.municipalityId,
          reports: [{ standardId, status: 'PLANNED', plannedFor: day(9) }],
        },
      },
      await signIn('reporter-gm0363'),
    );
    expect(body.data.reportAdoptions).toMatchObject({
      adoptions: null,
      errors: [
        {
          ...{ path: ['input', 'reports', '0', 'status'], from: 'APPLIED', to: 'PLANNED' },
          ...{ allowed: ['PHASED_OUT'], missing: ['correction: true', 'reason'] },
        },
      ],
    });
  });

  test('is refused as well when what is held for later would no longer follow', async () => {
    const standardId = await applied();
    const earlier = { standardId, status: 'PHASED_OUT', validFrom: '2024-01-01' };
    expect(placesOf((await amsterdam.tries([earlier])).errors)).toEqual([
      'IllegalTransitionError input.reports.0.status',
    ]);
  });
});

describe('A correction', () => {
  test('takes it with a reason, and not without', async () => {
    const standardId = await applied();
    const correction = { standardId, status: 'PLANNED', plannedFor: day(9), correction: true };
    expect(placesOf((await amsterdam.tries([correction])).errors)).toEqual([
      'InvalidInputError input.reports.0.reason',
    ]);
    const [corrected] = await amsterdam.reports({ ...correction, reason: 'Was van een ander pakket.' });
    expect(corrected).toMatchObject({ status: 'PLANNED', reason: 'Was van een ander pakket.', revision: 2 });
  });

  test('takes the place of what it corrects, which stays in the history', async () => {
    const standardId = await applied();
    await amsterdam.reports({
      ...{ standardId, status: 'IMPLEMENTING', validFrom: '2025-01-01' },
      ...{ correction: true, reason: 'Livegang ging niet door.' },
    });
    expect(await amsterdam.record(standardId, 'status', 'asOf: "2025-06-01"')).toEqual({ status: 'IMPLEMENTING' });
    const { history } = await amsterdam.record(
      standardId,
      'history { nodes { revision from to correction reason corrects { revision to } } }',
    );
    expect(history.nodes).toEqual([
      {
        ...{ revision: 2, from: 'APPLIED', to: 'IMPLEMENTING', correction: true },
        ...{ reason: 'Livegang ging niet door.', corrects: { revision: 1, to: 'APPLIED' } },
      },
      { revision: 1, from: null, to: 'APPLIED', correction: false, reason: null, corrects: null },
    ]);
  });

  test('of one day leaves the days before it as they were', async () => {
    const standardId = await applied();
    await amsterdam.reports({
      ...{ standardId, status: 'NOT_APPLICABLE', validFrom: '2026-01-01' },
      ...{ correction: true, reason: 'Taak is overgedragen.' },
    });
    const status = (asOf: string) => amsterdam.record(standardId, 'status', `asOf: "${asOf}"`);
    expect(await status('2025-12-31')).toEqual({ status: 'APPLIED' });
    expect(await status('2026-01-01')).toEqual({ status: 'NOT_APPLICABLE' });
  });
});
