import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { organisationOf } from '../suppliers/market.js';
import { aParticipation, aProject } from './projects.js';

const FIELDS =
  'id role period { from to isFromKnown } verified provenance organisation { slug } municipality { code } project { slug }';
const record = doing('recordParticipation', 'RecordParticipationInput', `participation { ${FIELDS} }`);
const withdraw = doing(
  'withdrawParticipation',
  'WithdrawParticipationInput',
  'project { participations { totalCount } }',
);

let on: Register;
let [registrar, reporter, approver]: Asking[] = [];
let [amsterdam, utrecht]: string[] = [];
beforeAll(async () => {
  on = await register();
  registrar = asking(on, 'registrar');
  reporter = asking(on, 'reporter-gm0363');
  approver = asking(on, 'approver-gm0363');
  amsterdam = await organisationOf(on.sql, 'gm0363');
  utrecht = await organisationOf(on.sql, 'gm0344');
});

/** Who takes part in a project, by its short name, on a date. */
const participants = async (slug: string, moments = '', args = ''): Promise<string[]> => {
  const { project } = await asking(on)(
    `{ project(slug: "${slug}"${moments}) { participations${args} { nodes { role municipality { code } } } } }`,
  );
  return project.participations.nodes.map((each: any) => `${each.municipality.code} ${each.role}`);
};
const eventsOf = async (id: string) =>
  (await on.sql<{ body: string }>('select body from audit_event where subject_id = $1 order by event_id', [id])).map(
    ({ body }) => JSON.parse(body),
  );

describe('A municipality takes part in a project', () => {
  test('in a role, from a day until a day, as it says itself', async () => {
    const project = await aProject(on.sql);
    const input = {
      projectId: project.id,
      organisationId: amsterdam,
      role: 'LEAD',
      from: '2024-03-01',
      to: '2025-03-01',
    };
    const { participation, errors } = await record(reporter!, input);
    expect({ participation, errors }).toEqual({
      participation: {
        id: expect.stringMatching(/^ptc_/),
        role: 'LEAD',
        period: { from: '2024-03-01', to: '2025-03-01', isFromKnown: true },
        verified: true,
        provenance: 'opgave van de deelnemer',
        organisation: { slug: 'gm0363' },
        municipality: { code: 'GM0363' },
        project: { slug: project.slug },
      },
      errors: [],
    });
    expect(await participants(project.slug, ', asOf: "2024-02-29"')).toEqual([]);
    expect(await participants(project.slug, ', asOf: "2024-03-01"')).toEqual(['GM0363 LEAD']);
    expect(await participants(project.slug, ', asOf: "2025-02-28"')).toEqual(['GM0363 LEAD']);
    expect(await participants(project.slug, ', asOf: "2025-03-01"')).toEqual([]);
    expect((await eventsOf(participation.id)).map(({ action, organisationId }) => [action, organisationId])).toEqual([
      ['recordParticipation', amsterdam],
    ]);
  });

  test('or does not: it is told of the municipality, on the date asked and by role', async () => {
    const project = await aProject(on.sql);
    await record(approver!, { projectId: project.id, organisationId: amsterdam, role: 'ADOPTER', from: '2026-01-01' });
    const taking = async (code: string, args: string, moments = '') => {
      const { municipality } = await asking(on)(
        `{ municipality(by: { code: "${code}" }${moments}) { participations(first: 100${args}) { nodes { project { slug } } } } }`,
      );
      return municipality.participations.nodes.map((each: any) => each.project.slug);
    };
    expect(await taking('GM0363', '')).toContain(project.slug);
    expect(await taking('GM0363', ', roles: [LEAD, ADOPTER]')).toContain(project.slug);
    expect(await taking('GM0363', ', roles: [OBSERVER]')).not.toContain(project.slug);
    expect(await taking('GM0363', '', ', asOf: "2025-12-31"')).not.toContain(project.slug);
    expect(await taking('GM0344', '')).not.toContain(project.slug);
  });

  test('in more roles at once, and in one role again later', async () => {
    const project = await aProject(on.sql);
    const input = {
      projectId: project.id,
      organisationId: amsterdam,
      role: 'PILOT',
      from: '2024-01-01',
      to: '2024-07-01',
    };
    const first = await record(reporter!, input);
    const second = await record(reporter!, { ...input, role: 'CO_DEVELOPER', from: '2024-02-01', to: null });
    const again = await record(reporter!, { ...input, from: '2024-07-01', to: null });
    expect([first, second, again].flatMap(({ errors }) => errors)).toEqual([]);
    expect(new Set([first, second, again].map(({ participation }) => participation.id)).size).toBe(3);
    expect(await participants(project.slug, ', asOf: "2024-06-30"')).toEqual(['GM0363 PILOT', 'GM0363 CO_DEVELOPER']);
    expect(await participants(project.slug, ', asOf: "2024-07-01"', '(roles: [PILOT])')).toEqual(['GM0363 PILOT']);
  });

  test('until it goes up in another: from then on it takes part in nothing', async () => {
    const project = await aProject(on.sql);
    await aParticipation(on.sql, await organisationOf(on.sql, 'gm0370'), { projectId: project.id, from: '2019-01-01' });
    expect(await participants(project.slug, ', asOf: "2021-12-31"')).toEqual(['GM0370 PILOT']);
    expect(await participants(project.slug, ', asOf: "2022-01-01"')).toEqual([]);
  });
});

describe('What is recorded of a participation', () => {
  test('is put right by saying it anew with a reason, under the same id, and what stood there stays to be asked for', async () => {
    const project = await aProject(on.sql);
    const input = { projectId: project.id, organisationId: amsterdam, role: 'PILOT', from: '2024-01-01' };
    const { participation } = await record(reporter!, input);
    const [{ at }] = (await on.sql<{ at: Date }>(
      `select known_from as at from participation where id = $1 and known_to = 'infinity'`,
      [participation.id],
    )) as [{ at: Date }];
    const silent = await record(reporter!, { ...input, from: '2024-04-01' });
    expect(placesOf(silent.errors)).toEqual(['InvalidInputError input.reason']);
    const right = await record(reporter!, {
      ...input,
      from: '2024-04-01',
      to: '2026-01-01',
      reason: 'Later begonnen.',
    });
    expect(right.participation).toMatchObject({
      id: participation.id,
      period: { from: '2024-04-01', to: '2026-01-01' },
    });
    expect(await participants(project.slug, ', asOf: "2024-02-01"')).toEqual([]);
    expect(await participants(project.slug, `, asOf: "2024-02-01", knownAt: "${at.toISOString()}"`)).toEqual([
      'GM0363 PILOT',
    ]);
    const [, correction] = await eventsOf(participation.id);
    expect(correction).toMatchObject({
      reason: 'Later begonnen.',
      changes: [
        {
          field: 'period',
          before: { from: '2024-01-01', to: null },
          after: { from: '2024-04-01', to: '2026-01-01' },
        },
      ],
    });
  });

  test('is not written twice when it is said twice, not even at once', async () => {
    const project = await aProject(on.sql);
    const input = { projectId: project.id, organisationId: amsterdam, role: 'OBSERVER', from: '2024-01-01' };
    const [first, second] = await Promise.all([record(reporter!, input), record(approver!, input)]);
    expect([first.errors, second.errors]).toEqual([[], []]);
    expect(second.participation.id).toBe(first.participation.id);
    expect(await eventsOf(first.participation.id)).toHaveLength(1);
  });

  test('is not run together with what it already has of other days', async () => {
    const project = await aProject(on.sql);
    const input = { projectId: project.id, organisationId: amsterdam, role: 'PILOT' };
    await record(reporter!, { ...input, from: '2023-01-01', to: '2023-07-01' });
    await record(reporter!, { ...input, from: '2024-01-01', to: '2024-07-01' });
    const both = await record(reporter!, { ...input, from: '2023-01-01', reason: 'Alles bij elkaar.' });
    expect(placesOf(both.errors)).toEqual(['ConflictError input.from']);
  });

  test('is taken back with a reason when it should never have been there', async () => {
    const project = await aProject(on.sql);
    const id = await aParticipation(on.sql, amsterdam!, { projectId: project.id });
    expect(placesOf((await withdraw(reporter!, { participationId: id, reason: ' ' })).errors)).toEqual([
      'InvalidInputError input.reason',
    ]);
    expect(await withdraw(reporter!, { participationId: id, reason: 'Dat was Amstelveen.' })).toEqual({
      project: { participations: { totalCount: 0 } },
      errors: [],
    });
    expect(placesOf((await withdraw(reporter!, { participationId: id, reason: 'Nog eens.' })).errors)).toEqual([
      'NotFoundError input.participationId',
    ]);
    expect(await eventsOf(id)).toMatchObject([{ action: 'withdrawParticipation', reason: 'Dat was Amstelveen.' }]);
  });
});

describe('It is said', () => {
  test('of a municipality by itself, and of anyone by the registrar', async () => {
    const { id: projectId } = await aProject(on.sql);
    const input = { projectId, organisationId: utrecht, role: 'PILOT', from: '2024-01-01' };
    const foreign = await record(reporter!, input);
    expect([foreign.participation, placesOf(foreign.errors)]).toEqual([
      null,
      ['InvalidInputError input.organisationId'],
    ]);
    const { participation, errors } = await record(registrar!, input);
    expect([participation.provenance, errors]).toEqual(['vastgelegd door de beheerder', []]);
    const back = await withdraw(reporter!, { participationId: participation.id, reason: 'Van een ander.' });
    expect(placesOf(back.errors)).toEqual(['InvalidInputError input.participationId']);
    const vng = await record(registrar!, { ...input, organisationId: await organisationOf(on.sql, 'vng') });
    expect([vng.participation.municipality, vng.errors]).toEqual([null, []]);
  });

  test('of what there is, in days that can be, all that is wrong at once', async () => {
    const nothing = await record(registrar!, {
      projectId: 'prj_00000000000000000000000000',
      organisationId: 'org_00000000000000000000000000',
      ...{ role: 'PILOT', from: '2024-01-01', to: '2024-01-01' },
    });
    expect(placesOf(nothing.errors)).toEqual([
      ...['InvalidInputError input.to', 'NotFoundError input.organisationId', 'NotFoundError input.projectId'],
    ]);
  });

  test('of a municipality only while it is there', async () => {
    const { id: projectId } = await aProject(on.sql);
    const input = { projectId, organisationId: await organisationOf(on.sql, 'gm0370'), role: 'PILOT' };
    const open = await record(registrar!, { ...input, from: '2020-01-01' });
    expect(placesOf(open.errors)).toEqual(['InvalidInputError input.to']);
    const late = await record(registrar!, { ...input, from: '2022-01-01' });
    expect(placesOf(late.errors)).toEqual(['InvalidInputError input.from']);
    expect((await record(registrar!, { ...input, from: '2020-01-01', to: '2022-01-01' })).errors).toEqual([]);
  });
});
