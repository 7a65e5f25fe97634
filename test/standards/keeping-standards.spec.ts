import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { Registrar } from './keeping.js';

describe('What is said of a standard', () => {
  let registrar: Registrar;
  beforeAll(async () => {
    registrar = await Registrar.atWork();
  });
  const describeIt = (standard: any, more: object) =>
    registrar.tries('describeStandard', { standardId: standard.id, expectedRevision: standard.revision, ...more });

  test('is found from the moment on that it is taken into the register', async () => {
    const name = `Kwispelstaart ${newId('std').slice(-8)}`;
    const standard = await registrar.registers({ name, synonyms: ['Kwispel'], theme: 'Proeven' });
    expect(standard).toMatchObject({ name, synonyms: ['Kwispel'], lifecycle: 'IN_DEVELOPMENT', revision: 1 });
    const { body } = await registrar.on.graphql(
      `query ($text: String!) { search(text: $text) { nodes { ... on Standard { id } } } }`,
      { text: name },
    );
    expect(body.data.search.nodes).toEqual([{ id: standard.id }]);
  });

  test('keeps the name it had among its former names, and takes one that comes back out of them', async () => {
    const standard = await registrar.registers({ name: 'Eerste naam' });
    const { standard: second } = await describeIt(standard, { name: 'Tweede naam' });
    expect(second).toMatchObject({
      name: 'Tweede naam',
      formerNames: ['Eerste naam'],
      revision: 2,
      slug: standard.slug,
    });
    const { standard: third } = await describeIt(second, { name: 'Eerste naam' });
    expect(third).toMatchObject({ name: 'Eerste naam', formerNames: ['Tweede naam'] });
    const { standard: fourth } = await describeIt(third, { name: 'Derde naam', formerNames: ['Oernaam'] });
    expect(fourth.formerNames).toEqual(['Oernaam', 'Eerste naam']);
  });

  test('stays as it is where nothing is said, and goes where null is said', async () => {
    const standard = await registrar.registers({
      theme: 'Zaken',
      abbreviation: 'PRF',
      website: 'https://example.org/',
    });
    await describeIt(standard, { theme: null });
    const [held] = await registrar.on.sql('select theme, abbreviation, website, name_nl from standard where id = $1', [
      standard.id,
    ]);
    expect(held).toMatchObject({ theme: null, abbreviation: 'PRF', website: 'https://example.org/' });
    const { errors } = await describeIt({ ...standard, revision: 2 }, { name: null, synonyms: null });
    expect(errors.map(({ path }: any) => path[1])).toEqual(['name', 'synonyms']);
    expect((await describeIt({ ...standard, revision: 2 }, { abbreviation: 'PRF' })).errors).toMatchObject([
      { message: /already/ },
    ]);
  });

  test('is refused with every fault at once, each with its place', async () => {
    const { standard, errors } = await registrar.tries('registerStandard', {
      ...{ slug: 'Met Hoofdletters', name: '', summary: 'a'.repeat(2001), kind: 'INTERFACE', stewardId: newId('org') },
      ...{ synonyms: ['goed', 'goed', ' '], website: `https://example.org/${'a'.repeat(2000)}`, nameEn: 'a\nb' },
      formerNames: Array.from({ length: 51 }, (_, i) => `naam ${i}`),
    });
    expect(standard).toBeNull();
    expect(errors.map(({ path }: any) => path.slice(1).join('.'))).toEqual([
      ...['slug', 'name', 'nameEn', 'synonyms.1', 'synonyms.2', 'formerNames', 'summary', 'website', 'stewardId'],
    ]);
  });

  test('names what another register calls it, and where', async () => {
    const { id: standardId } = await registrar.registers();
    const name = { register: 'GEMMA', identifier: `id-${standardId.slice(-8)}` };
    const identify = (more: object) => registrar.tries('identifyStandard', { standardId, ...name, ...more });
    expect((await identify({})).standard.identifiers).toEqual([{ ...name, url: null, verified: true }]);
    expect((await identify({})).errors).toMatchObject([{ message: /already/ }]);
    const { standard } = await identify({ url: 'https://example.org/gemma' });
    expect(standard.identifiers).toEqual([{ ...name, url: 'https://example.org/gemma', verified: true }]);
    const { errors } = await registrar.tries('identifyStandard', {
      ...{ standardId: newId('std'), register: '', identifier: 'a\nb' },
    });
    expect(errors.map(({ path }: any) => path[1])).toEqual(['register', 'identifier', 'standardId']);
  });

  test('has a slug of its own', async () => {
    const standard = await registrar.registers();
    const { errors } = await registrar.tries('registerStandard', {
      ...{ slug: standard.slug, name: 'Nog een', summary: 'Dubbel.', kind: 'INTERFACE', stewardId: newId('org') },
    });
    expect(errors).toMatchObject([
      { __typename: 'NotFoundError', path: ['input', 'stewardId'] },
      { __typename: 'ConflictError', path: ['input', 'slug'], conflictingId: standard.id },
    ]);
  });

  test('is for registrars to say', async () => {
    const { body } = await registrar.on.graphql(
      `mutation { registerStandard(input: { slug: "x", name: "x", summary: "x", kind: INTERFACE, stewardId: "x" }) { standard { id } } }`,
    );
    expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
