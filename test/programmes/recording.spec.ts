import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard } from '../support/builders.js';
import { type Asking, asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProgramme } from './projects.js';

const recordProgramme = doing(
  'recordProgramme',
  'RecordProgrammeInput',
  'programme { id slug revision name kind period { from to } partOf { id } }',
);
const recordProject = doing(
  'recordProject',
  'RecordProjectInput',
  'project { id slug revision name stage isStageVerified years programme { id } standards { id } }',
);

let on: Register;
let registrar: Asking;
let count = 0;
beforeAll(async () => {
  on = await register();
  registrar = asking(on, 'registrar');
});

const named = (what: string) => `${what}-${process.pid}-${++count}`;
const aPlan = () => ({
  slug: named('plan'),
  name: 'Veranderagenda',
  kind: 'CHANGE_AGENDA',
  from: '2026-01-01',
  to: '2030-01-01',
});
const aWork = async (more: object = {}): Promise<Record<string, unknown>> => ({
  ...{ slug: named('werk'), programmeId: (await aProgramme(on.sql)).id, name: 'Idee uit Leiden' },
  ...{ summary: 'Wat in één gemeente werkt.', activity: 'PROJECT', years: [2026] },
  ...more,
});
const events = (id: string) =>
  on.sql<{ action: string }>('select action from audit_event where subject_id = $1 order by event_id', [id]);

describe('A registrar enters what municipalities do together', () => {
  test('a plan with the programme that it works out, and a project in it that begins as an idea', async () => {
    const { programme: whole } = await recordProgramme(registrar, aPlan());
    const { programme, errors } = await recordProgramme(registrar, {
      ...aPlan(),
      ...{ kind: 'YEAR_PLAN', partOfId: whole.id, to: '2027-01-01', expectedRevision: 0 },
    });
    expect(errors).toEqual([]);
    expect(programme).toMatchObject({ revision: 1, partOf: { id: whole.id } });
    const { id: standardId } = await aStandard(on.sql);
    const made = await recordProject(registrar, await aWork({ programmeId: programme.id, standardIds: [standardId] }));
    expect(made).toMatchObject({
      project: {
        stage: 'IDEA',
        isStageVerified: false,
        programme: { id: programme.id },
        standards: [{ id: standardId }],
      },
      errors: [],
    });
    expect(await events(made.project.id)).toEqual([{ action: 'recordProject' }]);
  });

  test('and says what it is now, naming the revision that was read; the same again writes nothing', async () => {
    const work = await aWork({ years: [2027, 2026, 2026] });
    const { project } = await recordProject(registrar, work);
    expect(project.years).toEqual([2026, 2027]);
    const { id: standardId } = await aStandard(on.sql);
    const changed = { ...work, standardIds: [standardId], expectedRevision: 1 };
    const again = await recordProject(registrar, changed);
    expect(again).toMatchObject({ project: { revision: 2, standards: [{ id: standardId }] }, errors: [] });
    const same = await recordProject(registrar, { ...changed, expectedRevision: 2 });
    expect(same).toMatchObject({ project: { revision: 2 }, errors: [] });
    expect(await events(project.id)).toHaveLength(2);
  });

  test('never over what he did not read', async () => {
    const plan = aPlan();
    const { programme } = await recordProgramme(registrar, plan);
    for (const expectedRevision of [undefined, 0, 7]) {
      const { errors } = await recordProgramme(registrar, { ...plan, name: 'Anders', expectedRevision });
      expect(errors).toMatchObject([{ __typename: 'ConflictError', conflictingId: programme.id }]);
    }
    expect(placesOf((await recordProject(registrar, await aWork({ expectedRevision: 3 }))).errors)).toEqual([
      'ConflictError input.expectedRevision',
    ]);
  });

  test('of two who enter the same name at once, one is refused', async () => {
    const plan = aPlan();
    const both = await Promise.all([
      recordProgramme(registrar, plan),
      recordProgramme(registrar, { ...plan, name: 'Anders' }),
    ]);
    expect(both.map(({ errors }) => errors.length).sort()).toEqual([0, 1]);
  });

  test('with every fault named at once', async () => {
    const { errors } = await recordProject(
      registrar,
      await aWork({
        ...{ slug: 'Geen Slug', name: ' ', years: [1999], programmeId: 'pgm_00000000000000000000000000' },
        ...{ standardIds: ['std_00000000000000000000000000'], componentIds: ['x'], decisionIds: ['y'] },
      }),
    );
    expect(placesOf(errors)).toEqual([
      'InvalidInputError input.name',
      'InvalidInputError input.slug',
      'InvalidInputError input.years',
      'NotFoundError input.componentIds',
      'NotFoundError input.decisionIds',
      'NotFoundError input.programmeId',
      'NotFoundError input.standardIds',
    ]);
    const { errors: ofPlan } = await recordProgramme(registrar, {
      ...{ ...aPlan(), to: '2026-01-01', partOfId: 'x', decisionId: 'y' },
    });
    expect(placesOf(ofPlan)).toEqual([
      'InvalidInputError input.to',
      'NotFoundError input.decisionId',
      'NotFoundError input.partOfId',
    ]);
  });

  test('and no plan is a part of itself, nor of its parts', async () => {
    const plan = aPlan();
    const { programme: whole } = await recordProgramme(registrar, plan);
    const { programme: part } = await recordProgramme(registrar, { ...aPlan(), partOfId: whole.id });
    for (const partOfId of [whole.id, part.id]) {
      const { errors } = await recordProgramme(registrar, { ...plan, partOfId, expectedRevision: 1 });
      expect(placesOf(errors)).toEqual(['InvalidInputError input.partOfId']);
    }
  });
});
