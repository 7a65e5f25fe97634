import { beforeAll, describe, expect, test } from '@jest/globals';
import { chanceFrom } from '../reading/fixture/random.js';
import { anAdoption, aStandard } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aDraft, aLine, aReleaseOf, impact, municipalities, MUNICIPALITIES, ON } from './asking.js';

const STATUSES = ['PLANNED', 'IMPLEMENTING', 'APPLIED', 'APPLIED', 'APPLIED', 'PHASED_OUT', 'NOT_APPLICABLE'];
const ORIGINS = ['REPORTED', 'REPORTED', 'APPROVED', 'INHERITED', 'PROPOSED', 'DERIVED'];
const AS_OF = '2026-06-01';

let on: Register;
let anyone: Asking;
let standardId: string;
/** By what they are called. */
type Name = 'line' | 'first' | 'second' | 'other';
let versions: Record<Name, string>;
interface Said {
  readonly code: string;
  readonly status: string;
  readonly origin: string;
  readonly version: Name | undefined;
}
let said: Said[];

beforeAll(async () => {
  on = await register();
  anyone = asking(on);
  standardId = (await aStandard(on.sql)).id;
  const line = await aLine(on.sql, standardId, '1.x', 1);
  versions = {
    line,
    first: await aReleaseOf(on.sql, standardId, '1.0', 2, line),
    second: await aReleaseOf(on.sql, standardId, '1.1', 3, line),
    other: await aReleaseOf(on.sql, standardId, '2.0', 4),
  };
  const chance = chanceFrom(11);
  said = (await municipalities(on.sql)).slice(0, 90).map(({ code }) => ({
    ...{ code, status: chance.pick(STATUSES), origin: chance.pick(ORIGINS) },
    version: chance.pick(['line', 'first', 'second', 'other', undefined] as const),
  }));
  for (const { code, status, origin, version } of said) {
    const [{ id }] = (await on.sql<{ id: string }>('select id from municipality where code = $1', [code])) as [
      { id: string },
    ];
    await anAdoption(on.sql, {
      ...{
        municipalityId: id,
        standardId,
        status,
        origin,
        version_id: version === undefined ? null : versions[version],
      },
    });
  }
});

/** Those of whom it is so, counted by hand. */
const codes = (which: readonly (Name | undefined)[]) =>
  said
    .filter(({ status, origin }) => status === 'APPLIED' && origin !== 'PROPOSED' && origin !== 'DERIVED')
    .filter(({ version }) => which.includes(version))
    .map(({ code }) => code)
    .sort();

describe('Who applies a version that leaves support', () => {
  const CASES: readonly (readonly [Name, readonly (Name | undefined)[], readonly Name[]])[] = [
    ['first', ['first', 'line', undefined], ['first']],
    ['second', ['second', 'line', undefined], ['second']],
    ['other', ['other', undefined], ['other']],
    ['line', ['line', 'first', 'second', undefined], ['line', 'first', 'second']],
  ];
  test.each(CASES)('is who names it, or what includes it: %s', async (name, applying, naming) => {
    const told = await impact(anyone, versions[name], MUNICIPALITIES, { asOf: AS_OF });
    expect(codes(naming).length).toBeGreaterThan(0);
    expect(told).toMatchObject({
      municipalitiesApplying: codes(applying).length,
      municipalitiesNaming: codes(naming).length,
      municipalitiesToAct: codes(applying).length,
      isRounded: false,
    });
    expect(told.municipalities.totalCount).toBe(codes(applying).length);
    expect(told.municipalities.nodes.map(({ code }: { code: string }) => code).sort()).toEqual(codes(applying));
  });

  test('is counted on the date asked, as held at the moment asked', async () => {
    const before = await impact(anyone, versions.line, MUNICIPALITIES, { asOf: '2025-12-31' });
    expect(before).toMatchObject({ municipalitiesApplying: 0, municipalities: { totalCount: 0 } });
    const knownAt = new Date().toISOString();
    const [some] = await municipalities(on.sql).then((all) => all.slice(100));
    const standing = await impact(anyone, versions.other, MUNICIPALITIES, { asOf: AS_OF });
    await new Promise((done) => setTimeout(done, 20));
    await anAdoption(on.sql, { municipalityId: some!.id, standardId, version_id: versions.other });
    const now = await impact(anyone, versions.other, MUNICIPALITIES, { asOf: AS_OF });
    expect(now.municipalitiesApplying).toBe(standing.municipalitiesApplying + 1);
    expect(await impact(anyone, versions.other, MUNICIPALITIES, { asOf: AS_OF, knownAt })).toEqual(standing);
  });

  test('leaves out who does not exist on that date', async () => {
    const [ended] = await on.sql<{ id: string; last: string }>(
      `select m.id, (max(p.valid_to) - 1)::text as last from municipality m join organisation_profile p on p.organisation_id = m.organisation_id
       where p.known_to = 'infinity' group by m.id having max(p.valid_to) between '2021-06-01' and '2024-06-01' order by m.code limit 1`,
    );
    const own = (await aStandard(on.sql)).id;
    const version = await aReleaseOf(on.sql, own, '1.0', 1);
    await anAdoption(on.sql, { municipalityId: ended!.id, standardId: own, valid_from: '2021-01-01' });
    const asked = async (asOf: string) =>
      (await impact(anyone, version, MUNICIPALITIES, { asOf })).municipalitiesApplying;
    expect([await asked(ended!.last), await asked(AS_OF)]).toEqual([1, 0]);
  });

  test('has nothing to do when nothing ends', async () => {
    const told = await impact(anyone, versions.first, `${MUNICIPALITIES} waysOver { ground }`, {
      lifecycle: 'IN_USE',
      asOf: AS_OF,
    });
    expect(told).toMatchObject({ municipalitiesToAct: null, waysOver: [] });
    expect(told.municipalitiesApplying).toBe(codes(['first', 'line', undefined]).length);
  });
});

test('A version that is not there is refused in words, a draft as if it were not there', async () => {
  const draft = await aDraft(on.sql, standardId, '9.9', 99);
  const document = `query ($of: ImpactChange!) { impact(of: $of) { version { label } municipalitiesApplying } }`;
  const asked = (versionId: string) => on.graphql(document, { of: { versionId, lifecycle: 'END_OF_SUPPORT', on: ON } });
  for (const id of [draft, 'ver_00000000000000000000000000', 'x', "'"]) {
    const { body, status } = await asked(id);
    expect(status).toBe(200);
    expect(body.data ?? null).toBeNull();
    expect(body.errors).toMatchObject([
      { message: expect.stringContaining('no such version'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  }
  const own = await impact(asking(on, 'registrar'), draft, 'version { label }');
  expect(own).toEqual({ version: { label: '9.9' } });
});
