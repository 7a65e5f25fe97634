import { expect, test } from '@jest/globals';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { register } from '../support/register.js';
import { day, Reporter } from './reporting.js';

test.each(['END_OF_SUPPORT', 'WITHDRAWN', 'VOID'])(
  'what leans on a version is marked from the day on which that is %s',
  async (lifecycle) => {
    const on = await register();
    const amsterdam = await Reporter.of(on, 'reporter-gm0363');
    const { id: standardId } = await aStandard(on.sql);
    const versionId = await aVersion(on.sql, standardId, '1.0', 1);
    await phase(on.sql, versionId, 'IN_USE', '2020-01-01');
    await phase(on.sql, versionId, lifecycle, day(10));
    await amsterdam.reports({ standardId, versionId, status: 'APPLIED', validFrom: '2024-01-01' });
    const marked = async (asOf: string) => await amsterdam.record(standardId, 'versionEnded', `asOf: "${asOf}"`);
    expect(await marked(day(9))).toEqual({ versionEnded: false });
    expect(await marked(day(10))).toEqual({ versionEnded: true });
  },
);

test('what names no version leans on none', async () => {
  const on = await register();
  const amsterdam = await Reporter.of(on, 'reporter-gm0363');
  const { id: standardId } = await aStandard(on.sql);
  await amsterdam.reports({ standardId, status: 'APPLIED' });
  expect(await amsterdam.record(standardId, 'versionEnded')).toEqual({ versionEnded: false });
});
