import { beforeAll, describe, expect, test } from '@jest/globals';
import { asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProgramme, aProject } from './projects.js';

describe('Search finds a project', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));

  const found = async (text: string): Promise<string[]> => {
    const { search } = await asking(on)(
      'query ($text: String!) { search(text: $text, first: 20, filter: { kinds: [PROJECT] }) { facets(fields: [KIND]) { buckets { value label } } nodes { ... on Project { slug } } } }',
      { text },
    );
    const kinds = search.facets[0].buckets.filter(({ value }: { value: string }) => value === 'PROJECT');
    expect(kinds).toEqual(search.nodes.length > 0 ? [{ value: 'PROJECT', label: 'Project' }] : []);
    return search.nodes.map(({ slug }: { slug: string }) => slug);
  };

  test('by its name in Dutch and English, and by what it is about', async () => {
    expect((await found('ondermijning'))[0]).toBe('ondermijning');
    expect(await found('subversive crime')).toEqual(['ondermijning']);
    expect(await found('incidenten bedreigingen beveiliging')).toContain('ibd');
  });

  test('behind the standard that is called the same', async () => {
    const { search } = await asking(on)(
      '{ search(text: "gibit", first: 20) { nodes { __typename ... on Standard { slug } ... on Project { slug } } } }',
    );
    const of = (type: string) =>
      search.nodes.findIndex((each: any) => each.__typename === type && each.slug === 'gibit');
    expect(of('Standard')).toBe(0);
    expect(of('Project')).toBeGreaterThan(0);
  });

  test('as soon as it is there, and by its new name as soon as it has one', async () => {
    const { id, slug } = await aProject(on.sql, { name: 'Knisperloket', summary: 'Voor wie kwinkeleert.' });
    expect([await found('knisperloket'), await found('kwinkeleert')]).toEqual([[slug], [slug]]);
    await on.sql(`update project set name = 'Wapperbalie' where id = $1`, [id]);
    expect([await found('knisperloket'), await found('wapperbalie')]).toEqual([[], [slug]]);
  });

  test('by its programme, also when that is called otherwise', async () => {
    const { id } = await aProgramme(on.sql);
    const { slug } = await aProject(on.sql, { programmeId: id });
    await on.sql(`update programme set name = 'Zwabberagenda' where id = $1`, [id]);
    expect(await found('zwabberagenda')).toEqual([slug]);
  });
});
