import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { type OwnRegister, startService } from '../support/register.js';
import { into, LAST_DAY, merging, NEW_YEAR, registrarOf } from './mergers.js';
import { day, recordOf, type Reporter } from './reporting.js';

const CODES = ['GM0310', 'GM0736', 'GM0342'];
const NEWCOMER = 'GM2101';
const HALF_A_YEAR_ON = `${NEW_YEAR.slice(0, 4)}-07-01`;

let on: OwnRegister;
let three: Reporter[];
let standards: { agreed: string; sameVersion: string; differing: string; ofOne: string; untouched: string };
let version: string;
let beforeMerger: string;
let trial: any;
let done: any;

const merger = (more: Record<string, unknown> = {}) => ({
  on: NEW_YEAR,
  predecessors: into(NEWCOMER, ...CODES),
  newMunicipalities: [{ code: NEWCOMER, name: 'Drie Heerlijkheden', province: 'UTRECHT' }],
  reason: 'Herindeling van drie gemeenten',
  ...more,
});

async function aVersionOf(standardId: string): Promise<string> {
  const id = await aVersion(on.sql, standardId, '1.0', 1);
  await phase(on.sql, id, 'IN_USE', '2024-01-01');
  return id;
}

beforeAll(async () => {
  on = await startService();
  three = await registrarOf(on, ...CODES);
  const made = await Promise.all(Array.from({ length: 5 }, () => aStandard(on.sql)));
  const [agreed, sameVersion, differing, ofOne, untouched] = made.map(({ id }) => id) as [
    string,
    string,
    string,
    string,
    string,
  ];
  standards = { agreed, sameVersion, differing, ofOne, untouched };
  version = await aVersionOf(sameVersion);
  for (const [i, municipality] of three.entries()) {
    await municipality.reports(
      { standardId: agreed, status: 'APPLIED', validFrom: `202${i + 1}-01-01` },
      { standardId: sameVersion, versionId: version, status: 'IMPLEMENTING', validFrom: '2025-01-01' },
      i === 2
        ? { standardId: differing, status: 'PLANNED', plannedFor: day(90) }
        : { standardId: differing, status: 'APPLIED' },
      ...(i === 0 ? [{ standardId: ofOne, status: 'APPLIED' }] : []),
    );
  }
  beforeMerger = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 20));
  trial = await merging(three[0]!.ask, merger({ dryRun: true }));
});
afterAll(() => on?.stop());

/** Status, origin and confirmation of a record of the new municipality, by what is asked of it. */
const taken = (payload: any): Record<string, unknown>[] =>
  payload.inherited
    .map(({ standard, status, origin, confirmBy, version: of }: any) => ({
      standard: Object.entries(standards).find(([, id]) => id === standard.id)?.[0],
      ...{ status, origin, confirmBy, version: of?.id ?? null },
    }))
    .sort((a: any, b: any) => (a.standard < b.standard ? -1 : 1));

const EXPECTED = [
  { standard: 'agreed', status: 'APPLIED', origin: 'INHERITED', confirmBy: HALF_A_YEAR_ON },
  { standard: 'differing', status: 'UNKNOWN', origin: 'INHERITED', confirmBy: null },
  { standard: 'ofOne', status: 'UNKNOWN', origin: 'INHERITED', confirmBy: null },
  { standard: 'sameVersion', status: 'IMPLEMENTING', origin: 'INHERITED', confirmBy: HALF_A_YEAR_ON },
].map((each) => ({ ...each, version: each.standard === 'sameVersion' ? expect.any(String) : null }));

describe('A merger of three municipalities on the next 1 January', () => {
  test('tried dry shows what the new one takes over, and writes none of it', async () => {
    expect(trial.errors).toEqual([]);
    expect(taken(trial)).toEqual(EXPECTED);
    expect(await on.sql(`select from adoption where origin = 'INHERITED'`)).toEqual([]);
    expect(await on.sql(`select from audit_event where action = 'mergeMunicipalities'`)).toEqual([]);
    expect(await on.sql('select from municipality where code = $1', [NEWCOMER])).toEqual([]);
  });

  describe('that is done', () => {
    beforeAll(async () => {
      done = await merging(three[0]!.ask, merger());
    });
    const successor = async () =>
      (await three[0]!.ask(`{ municipality(by: { code: "${NEWCOMER}" }) { id } }`)).municipality.id as string;
    const of = async (standardId: string, moments: string) =>
      recordOf(
        three[0]!.ask,
        { standardId, municipalityId: await successor() },
        'status origin since inheritedFrom { status municipality { code } }',
        moments,
      );

    test('gives what was shown', () => {
      expect(done.errors).toEqual([]);
      expect(taken(done)).toEqual(EXPECTED);
    });

    test('holds from that day on: before it the three have their own, after it the new one has theirs', async () => {
      for (const municipality of three) {
        const own = await municipality.record(standards.agreed, 'status origin', `asOf: "${LAST_DAY}"`);
        expect(own).toEqual({ status: 'APPLIED', origin: 'REPORTED' });
      }
      expect(await of(standards.agreed, `asOf: "${LAST_DAY}"`)).toBeUndefined();
      expect(await of(standards.agreed, `asOf: "${NEW_YEAR}"`)).toMatchObject({
        ...{ status: 'APPLIED', origin: 'INHERITED', since: NEW_YEAR },
      });
    });

    test('keeps the records of those that ended, and links what differs to each', async () => {
      const { inheritedFrom } = await of(standards.differing, `asOf: "${NEW_YEAR}"`);
      const statuses = inheritedFrom.map(({ status, municipality }: any) => `${municipality.code} ${status}`);
      expect(statuses.sort()).toEqual(['GM0310 APPLIED', 'GM0342 PLANNED', 'GM0736 APPLIED']);
    });

    test('takes nothing over of what nobody reported', async () => {
      expect(await of(standards.untouched, `asOf: "${NEW_YEAR}"`)).toBeUndefined();
    });

    test('was not known before it was recorded', async () => {
      const { municipality } = await three[0]!.ask(
        `{ municipality(by: { code: "${NEWCOMER}" }, asOf: "${NEW_YEAR}", knownAt: "${beforeMerger}") { code } }`,
      );
      expect(municipality).toBeNull();
      const then = await three[0]!.record(
        standards.agreed,
        'status municipality { successors { code } }',
        `asOf: "${NEW_YEAR}", knownAt: "${beforeMerger}"`,
      );
      expect(then).toEqual({ status: 'APPLIED', municipality: { successors: [] } });
    });

    test('leaves an event for every record that was taken over', async () => {
      const events = await on.sql<{ after: string }>(
        `select change ->> 'after' as after from audit_event, json_array_elements(body::json -> 'changes') change
         where action = 'mergeMunicipalities' and body::json ->> 'subjectId' like 'adp\\_%' and change ->> 'field' = 'origin'`,
      );
      expect(events.map(({ after }) => after)).toEqual(EXPECTED.map(() => 'INHERITED'));
    });

    test('is in the counts of the month in which it begins', async () => {
      const [counted] = await on.sql<{ before: number; after: number }>(
        `select coalesce(sum(n) filter (where month < $2), 0)::int as before, coalesce(sum(n), 0)::int as after
         from adoption_delta where standard_id = $1 and status = 'APPLIED'
           and month <= $2`,
        [standards.agreed, Number(NEW_YEAR.slice(0, 4)) * 12],
      );
      expect(counted).toEqual({ before: 3, after: 1 });
    });
  });
});
