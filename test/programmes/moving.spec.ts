import { beforeAll, describe, expect, test } from '@jest/globals';
import { todayInAmsterdam } from '../../src/platform/graphql/today.js';
import { type Asking, asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProject, aStage } from './projects.js';

const FIELDS = 'stage isStageVerified revision phases { stage reason verified period { from to isFromKnown } }';
const move = doing('moveProject', 'MoveProjectInput', `project { ${FIELDS} }`);

let on: Register;
let [registrar, secretary]: Asking[] = [];
beforeAll(async () => {
  on = await register();
  registrar = asking(on, 'registrar');
  secretary = asking(on, 'secretary');
});

const reason = 'Besproken in de Taskforce.';
const stageOf = async (slug: string, asOf: string): Promise<string> =>
  (await asking(on)(`{ project(slug: "${slug}", asOf: "${asOf}") { stage } }`)).project.stage;

describe('A project on its way from one municipality to all', () => {
  test('comes from stage to stage, each from its day on, and each for a reason', async () => {
    const { id: projectId, slug } = await aProject(on.sql);
    await move(registrar!, { projectId, to: 'IDEA', on: '2023-01-01', reason });
    await move(secretary!, { projectId, to: 'PILOT', on: '2024-01-01', reason: 'In vijf gemeenten beproefd.' });
    await move(secretary!, { projectId, to: 'CANDIDATE', on: '2025-01-01', reason });
    const { project, errors } = await move(secretary!, { projectId, to: 'SCALED_UP', reason });
    expect(errors).toEqual([]);
    expect(project).toMatchObject({ stage: 'SCALED_UP', isStageVerified: true, revision: 5 });
    expect(project.phases.map((each: any) => [each.stage, each.period.from, each.period.to, each.verified])).toEqual([
      ['IDEA', '2023-01-01', '2024-01-01', true],
      ['PILOT', '2024-01-01', '2025-01-01', true],
      ['CANDIDATE', '2025-01-01', todayInAmsterdam(), true],
      ['SCALED_UP', todayInAmsterdam(), null, true],
    ]);
    expect(project.phases[1].reason).toBe('In vijf gemeenten beproefd.');
    expect([await stageOf(slug, '2023-12-31'), await stageOf(slug, '2024-01-01')]).toEqual(['IDEA', 'PILOT']);
    const events = await on.sql<{ action: string }>('select action from audit_event where subject_id = $1', [
      projectId,
    ]);
    expect(events.map(({ action }) => action)).toEqual(Array(4).fill('moveProject'));
  });

  test('skips no stage and does not go back: the refusal names where it can go', async () => {
    const { id: projectId } = await aProject(on.sql);
    await aStage(on.sql, projectId, 'PILOT', '2024-01-01');
    const step = async (to: string) => {
      const document = `mutation ($input: MoveProjectInput!) { moveProject(input: $input) { errors { __typename path ... on IllegalTransitionError { from to allowed } } } }`;
      return (await secretary!(document, { input: { projectId, to, reason } })).moveProject.errors;
    };
    for (const to of ['SCALED_UP', 'IDEA', 'PILOT']) {
      const allowed = ['CANDIDATE', 'STOPPED'];
      expect(await step(to)).toEqual([
        { __typename: 'IllegalTransitionError', path: ['input', 'to'], from: 'PILOT', to, allowed },
      ]);
    }
    expect(await step('STOPPED')).toEqual([]);
    expect(await step('PILOT')).toMatchObject([{ from: 'STOPPED', allowed: [] }]);
  });

  test('may turn out to be anywhere as long as its stage was only inferred', async () => {
    const { id: projectId, slug } = await aProject(on.sql);
    await aStage(on.sql, projectId, 'SCALED_UP', '2020-01-01', 'INFERRED');
    const { project, errors } = await move(secretary!, { projectId, to: 'PILOT', on: '2022-01-01', reason });
    expect([project.stage, project.isStageVerified, errors]).toEqual(['PILOT', true, []]);
    expect([await stageOf(slug, '2021-12-31'), await stageOf(slug, '2022-01-01')]).toEqual(['SCALED_UP', 'PILOT']);
  });

  test('is put right where its stage was said wrongly, from the same day, and only to what could follow the one before', async () => {
    const { id: projectId, slug } = await aProject(on.sql);
    await aStage(on.sql, projectId, 'PILOT', '2023-01-01');
    await move(secretary!, { projectId, to: 'STOPPED', on: '2024-01-01', reason });
    const right = { projectId, correction: true, reason: 'Het was een ander project.' };
    const wrong = await move(secretary!, { ...right, to: 'SCALED_UP' });
    expect(placesOf(wrong.errors)).toEqual(['IllegalTransitionError input.to']);
    const dated = await move(secretary!, { ...right, to: 'CANDIDATE', on: '2024-02-01' });
    expect(placesOf(dated.errors)).toEqual(['InvalidInputError input.on']);
    const { project, errors } = await move(secretary!, { ...right, to: 'CANDIDATE' });
    expect([project.stage, errors]).toEqual(['CANDIDATE', []]);
    expect([await stageOf(slug, '2023-12-31'), await stageOf(slug, '2024-01-01')]).toEqual(['PILOT', 'CANDIDATE']);
    const again = await move(secretary!, { ...right, to: 'CANDIDATE' });
    expect(placesOf(again.errors)).toEqual(['InvalidInputError input.to']);
    const { id } = await aProject(on.sql);
    expect(placesOf((await move(secretary!, { ...right, projectId: id, to: 'PILOT' })).errors)).toEqual([
      'InvalidInputError input.correction',
    ]);
  });

  test('is not moved on a day on which it was not there yet, or is not yet', async () => {
    const { id: projectId } = await aProject(on.sql);
    await aStage(on.sql, projectId, 'PILOT', '2024-01-01');
    for (const day of ['2023-12-31', '2024-01-01', '2099-01-01']) {
      const { errors } = await move(registrar!, { projectId, to: 'CANDIDATE', on: day, reason });
      expect(placesOf(errors)).toEqual(['InvalidInputError input.on']);
    }
    const nothing = await move(registrar!, { projectId: 'prj_00000000000000000000000000', to: 'IDEA', reason: '' });
    expect(placesOf(nothing.errors)).toEqual(['InvalidInputError input.reason', 'NotFoundError input.projectId']);
  });

  test('is not moved by two who saw the same and meant something else', async () => {
    const { id: projectId } = await aProject(on.sql);
    await aStage(on.sql, projectId, 'PILOT', '2024-01-01');
    const both = await Promise.all(
      ['CANDIDATE', 'STOPPED'].map((to) => move(secretary!, { projectId, to, reason, expectedRevision: 1 })),
    );
    expect(both.flatMap(({ errors }) => placesOf(errors))).toEqual(['ConflictError input.expectedRevision']);
  });
});
