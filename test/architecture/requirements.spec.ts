import { beforeAll, describe, expect, test } from '@jest/globals';
import { aReferenceComponent, asks } from '../conformance/contracts.js';
import { aVersion, phase } from '../support/builders.js';
import { type Register, register } from '../support/register.js';
import { aStandardWith, componentId, inUse } from './asking.js';

describe('A sheet of requirements', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));

  const ask = (variables: Record<string, unknown>, fields: string) =>
    on.graphql(
      `query ($componentIds: [ID!]!, $interfaceRole: InterfaceRole, $asOf: Date, $knownAt: DateTime) {
        requirements(componentIds: $componentIds, interfaceRole: $interfaceRole, asOf: $asOf, knownAt: $knownAt) { ${fields} } }`,
      variables,
    );

  test('holds what is asked of every component named, each once', async () => {
    const ids = await Promise.all(
      ['zaaktypecataloguscomponent', 'zaakregistratiecomponent'].map((slug) => componentId(on.sql, slug)),
    );
    const { body } = await ask(
      { componentIds: [...ids, ...ids] },
      'asOf components { slug } requirements { role standard { slug } component { slug } }',
    );
    expect(body.errors).toBeUndefined();
    const { components, requirements } = body.data.requirements;
    expect(components).toEqual([{ slug: 'zaakregistratiecomponent' }, { slug: 'zaaktypecataloguscomponent' }]);
    const held = await on.sql(
      `select c.slug as component, s.slug as standard from component_requirement r
       join reference_component c on c.id = r.component_id join standard s on s.id = r.standard_id where c.id = any($1)`,
      [ids],
    );
    const told = requirements.map((r: any) => ({ component: r.component.slug, standard: r.standard.slug }));
    expect(told).toHaveLength(held.length);
    expect(told).toEqual(expect.arrayContaining(held));
    expect(told.map((each: any) => each.component)).toEqual(told.map((each: any) => each.component).sort());
  });

  test('names the versions that are in use on the date, of what is asked and of nothing else', async () => {
    const component = await aReferenceComponent(on.sql);
    const standard = await aStandardWith(on.sql, 'Proef met versies', {
      IN_USE: '2020-01-01',
      END_OF_SUPPORT: '2024-01-01',
    });
    const second = await aVersion(on.sql, standard.id, '2.0', 2);
    await phase(on.sql, second, 'IN_USE', '2023-01-01', { is_from_known: true });
    const third = await aVersion(on.sql, standard.id, '3.0', 3);
    await phase(on.sql, third, 'CANDIDATE', '2023-01-01', { is_from_known: true });
    await asks(on.sql, component, standard.id, { from: '2019-01-01' });
    const labels = async (asOf: string) =>
      (await ask({ componentIds: [component], asOf }, 'versions { label }')).body.data.requirements.versions.map(
        (version: any) => version.label,
      );
    expect(await labels('2022-06-01')).toEqual(['1.0']);
    expect(await labels('2023-06-01')).toEqual(['1.0', '2.0']);
    expect(await labels('2024-01-01')).toEqual(['2.0']);
    expect(await labels('2018-06-01')).toEqual([]);
  });

  test('counts on a side what is asked of both sides and what names none', async () => {
    const component = await aReferenceComponent(on.sql);
    for (const interfaceRole of ['PROVIDER', 'CONSUMER', 'BOTH', 'UNSPECIFIED']) {
      const { id } = await inUse(on.sql, `Proef ${interfaceRole}`);
      await asks(on.sql, component, id, { interfaceRole });
    }
    const sides = async (interfaceRole?: string) =>
      (
        await ask({ componentIds: [component], interfaceRole }, 'requirements { interfaceRole }')
      ).body.data.requirements.requirements
        .map((requirement: any) => requirement.interfaceRole)
        .sort();
    expect(await sides('PROVIDER')).toEqual(['BOTH', 'PROVIDER', 'UNSPECIFIED']);
    expect(await sides('CONSUMER')).toEqual(['BOTH', 'CONSUMER', 'UNSPECIFIED']);
    expect(await sides('BOTH')).toEqual(['BOTH', 'CONSUMER', 'PROVIDER', 'UNSPECIFIED']);
    expect(await sides('UNSPECIFIED')).toEqual(['UNSPECIFIED']);
    expect(await sides()).toHaveLength(4);
  });

  test('tells what was asked on a date, as the register held it at a moment', async () => {
    const component = await aReferenceComponent(on.sql);
    const [early, late] = [await inUse(on.sql, 'Proef vroeg'), await inUse(on.sql, 'Proef laat')];
    const known = await asks(on.sql, component, early.id, { from: '2021-01-01' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await asks(on.sql, component, late.id, { from: '2022-01-01' });
    const asked = async (moments: Record<string, string>) =>
      (
        await ask({ componentIds: [component], ...moments }, 'requirements { standard { id } } versions { id }')
      ).body.data.requirements.requirements.map((requirement: any) => requirement.standard.id);
    expect(await asked({ asOf: '2021-06-01' })).toEqual([early.id]);
    expect((await asked({ asOf: '2022-06-01' })).sort()).toEqual([early.id, late.id].sort());
    expect(await asked({ asOf: '2022-06-01', knownAt: known!.toISOString() })).toEqual([early.id]);
  });

  test('is not made without components, of more than fifty, or of one that is not in the register', async () => {
    const component = await aReferenceComponent(on.sql);
    const told = async (variables: Record<string, unknown>) => {
      const { status, body } = await ask(variables, 'asOf');
      return { status, told: body.errors?.map(({ message, extensions }) => [extensions.code, message]) };
    };
    expect(await told({ componentIds: [] })).toEqual({
      status: 200,
      told: [['BAD_USER_INPUT', '"componentIds" must name from 1 to 50 reference components, not 0.']],
    });
    expect(await told({ componentIds: Array.from({ length: 51 }, () => component) })).toEqual({
      status: 200,
      told: [['BAD_USER_INPUT', '"componentIds" must name from 1 to 50 reference components, not 51.']],
    });
    expect(await told({ componentIds: Array.from({ length: 50 }, () => component) })).toEqual({ status: 200 });
    const missing = (id: string) => [
      [
        'BAD_USER_INPUT',
        `There is no reference component "${id}" at the moment asked: take the ids from "referenceComponents".`,
      ],
    ];
    expect(await told({ componentIds: [component, 'rfc_none'] })).toEqual({ status: 200, told: missing('rfc_none') });
    const before = new Date(Date.now() - 3_600_000).toISOString();
    expect(await told({ componentIds: [component], knownAt: before })).toEqual({
      status: 200,
      told: missing(component),
    });
  });
});
