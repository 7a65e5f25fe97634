import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { day, Registrar } from './keeping.js';

describe('A relation between standards', () => {
  let registrar: Registrar;
  let one: any;
  let two: any;
  beforeAll(async () => {
    registrar = await Registrar.atWork();
    [one, two] = [await registrar.registers(), await registrar.registers()];
  });
  const relate = (kind: string, subject: any, object: any, from: string, more = {}) =>
    registrar.tries('relateStandards', { kind, subjectId: subject.id, objectId: object.id, from, ...more });
  const end = (kind: string, subject: any, object: any, on: string) =>
    registrar.tries('endStandardRelation', {
      kind,
      subjectId: subject.id,
      objectId: object.id,
      on,
      reason: 'Voorbij.',
    });
  const relationsOf = async ({ id }: any, asOf = day()) => {
    const { body } = await registrar.on.graphql(
      `query ($id: ID!, $asOf: Date) { standard(by: { id: $id }, asOf: $asOf) { relations { kind outgoing note version { id } standard { id } } } }`,
      { id, asOf },
    );
    return body.data.standard.relations;
  };

  test('is seen from both sides from its first day on, until it ends', async () => {
    expect((await relate('REPLACES', one, two, '2020-01-01', { note: 'Geheel.' })).errors).toEqual([]);
    const outgoing = { kind: 'REPLACES', outgoing: true, note: 'Geheel.', version: null, standard: { id: two.id } };
    expect(await relationsOf(one)).toEqual([outgoing]);
    expect(await relationsOf(two)).toMatchObject([{ outgoing: false, standard: { id: one.id } }]);
    expect(await relationsOf(one, '2019-12-31')).toEqual([]);
    expect((await end('REPLACES', one, two, '2022-01-01')).errors).toEqual([]);
    expect(await relationsOf(one)).toEqual([]);
    expect(await relationsOf(one, '2021-12-31')).toEqual([outgoing]);
    expect((await end('REPLACES', one, two, '2023-01-01')).errors).toMatchObject([{ __typename: 'NotFoundError' }]);
  });

  test('that is held anew later outlives the end of its first period', async () => {
    const [a, b] = [await registrar.registers(), await registrar.registers()];
    expect((await relate('REQUIRES', a, b, '2020-01-01', { to: '2022-01-01' })).errors).toEqual([]);
    expect((await relate('REQUIRES', a, b, '2024-01-01')).errors).toEqual([]);
    expect((await end('REQUIRES', a, b, '2021-01-01')).errors).toEqual([]);
    expect(await relationsOf(a, '2021-06-01')).toEqual([]);
    expect(await relationsOf(a)).toMatchObject([{ kind: 'REQUIRES' }]);
  });

  test('is held once, from whichever side it is said', async () => {
    expect((await relate('COMPATIBLE_WITH', one, two, '2020-01-01', { to: '2021-01-01' })).errors).toEqual([]);
    for (const [a, b] of [
      [one, two],
      [two, one],
    ]) {
      expect((await relate('COMPATIBLE_WITH', a, b, '2020-12-31')).errors).toMatchObject([
        { __typename: 'ConflictError' },
      ]);
    }
    expect((await relate('COMPATIBLE_WITH', two, one, '2021-01-01')).errors).toEqual([]);
  });

  test('of replacement runs one way', async () => {
    const [a, b] = [await registrar.registers(), await registrar.registers()];
    expect((await relate('REPLACES', a, b, '2020-01-01')).errors).toEqual([]);
    expect((await relate('REPLACES', b, a, '2021-01-01')).errors).toMatchObject([{ __typename: 'ConflictError' }]);
  });

  test('may be about one version', async () => {
    const version = await registrar.drafts(two.id, '1.0');
    await registrar.transits(version.id, 'CANDIDATE', '2020-01-01');
    expect((await relate('BASIS_FOR', version, one, '2020-01-01')).errors).toEqual([]);
    expect(await relationsOf(one)).toContainEqual(
      expect.objectContaining({
        kind: 'BASIS_FOR',
        outgoing: false,
        version: { id: version.id },
        standard: { id: two.id },
      }),
    );
    expect((await relate('PART_OF', version, two, '2020-01-01')).errors).toMatchObject([
      { path: ['input', 'objectId'] },
    ]);
  });

  test('is between two things that are there', async () => {
    const { errors } = await relate('REQUIRES', { id: newId('std') }, { id: newId('ver') }, '2020-01-01', {
      to: '2020-01-01',
    });
    expect(errors).toMatchObject([
      { path: ['input', 'to'] },
      { __typename: 'NotFoundError', path: ['input', 'subjectId'] },
      { __typename: 'NotFoundError', path: ['input', 'objectId'] },
    ]);
    expect((await relate('REQUIRES', one, one, '2020-01-01')).errors).toMatchObject([{ path: ['input', 'objectId'] }]);
  });

  test('is said once when twenty say it at the same time', async () => {
    const [a, b] = [await registrar.registers(), await registrar.registers()];
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) => relate('CONFLICTS_WITH', i % 2 ? a : b, i % 2 ? b : a, '2020-01-01')),
    );
    expect(all.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(all.filter(({ errors }) => errors[0]?.__typename === 'ConflictError')).toHaveLength(19);
  });
});
