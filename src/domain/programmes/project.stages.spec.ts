import { expect, test } from '@jest/globals';
import { ProjectStage } from './programmes.enums.js';
import { nextStages } from './project.stages.js';

const { IDEA, PILOT, CANDIDATE, SCALED_UP, STOPPED } = ProjectStage;
const next = (stage: ProjectStage) => nextStages({ stage, isVerified: true });

test('A project goes from idea to all municipalities one step at a time, and can be stopped anywhere', () => {
  expect(next(IDEA)).toEqual([PILOT, STOPPED]);
  expect(next(PILOT)).toEqual([CANDIDATE, STOPPED]);
  expect(next(CANDIDATE)).toEqual([SCALED_UP, STOPPED]);
  expect(next(SCALED_UP)).toEqual([STOPPED]);
});

test('A project that was stopped stays so', () => {
  expect(next(STOPPED)).toEqual([]);
});

test('Of a project of which nothing is established, any stage can be said', () => {
  expect(nextStages({ stage: STOPPED, isVerified: false })).toEqual(Object.values(ProjectStage));
  expect(nextStages(undefined)).toEqual(Object.values(ProjectStage));
});
