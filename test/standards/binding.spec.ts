import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { aStandard, put } from '../support/builders.js';
import { type Register, register } from '../support/register.js';

describe('How binding a standard is', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));

  const level = async (slug: string, asOf: string) =>
    (
      await on.graphql(
        `query ($slug: String!, $asOf: Date) { standard(by: { slug: $slug }, asOf: $asOf) { bindingLevel obligations { level } } }`,
        {
          slug,
          asOf,
        },
      )
    ).body.data.standard;

  test('follows from dated obligations, the most binding first', async () => {
    const { id, slug } = await aStandard(on.sql);
    const obligation = (row: Record<string, unknown>) =>
      put(on.sql, 'obligation', { id: newId('obl'), standard_id: id, scope: '', source: 'VNG', ...row });
    await obligation({ level: 'RECOMMENDED', valid_from: '2018-01-01', valid_to: '2020-01-01' });
    await obligation({ level: 'COMPLY_OR_EXPLAIN', valid_from: '2020-01-01' });
    await obligation({ level: 'MANDATORY', source: 'LAW', valid_from: '2022-01-01' });
    expect(await level(slug, '2017-12-31')).toEqual({ bindingLevel: null, obligations: [] });
    expect(await level(slug, '2019-12-31')).toEqual({
      bindingLevel: 'RECOMMENDED',
      obligations: [{ level: 'RECOMMENDED' }],
    });
    expect(await level(slug, '2020-01-01')).toEqual({
      bindingLevel: 'COMPLY_OR_EXPLAIN',
      obligations: [{ level: 'COMPLY_OR_EXPLAIN' }],
    });
    expect(await level(slug, '2022-01-01')).toEqual({
      bindingLevel: 'MANDATORY',
      obligations: [{ level: 'MANDATORY' }, { level: 'COMPLY_OR_EXPLAIN' }],
    });
  });

  test('of one source cannot be two things at once', async () => {
    const { id } = await aStandard(on.sql);
    const row = { standard_id: id, scope: '', source: 'VNG', valid_from: '2020-01-01' };
    await put(on.sql, 'obligation', { ...row, id: newId('obl'), level: 'RECOMMENDED' });
    await expect(put(on.sql, 'obligation', { ...row, id: newId('obl'), level: 'MANDATORY' })).rejects.toThrow(
      /obligation_scope_excl/,
    );
  });

  test('of the APIs for case-oriented working has been comply or explain since 1 April 2021', async () => {
    expect((await level('zgw-apis', '2021-03-31')).bindingLevel).toBeNull();
    expect((await level('zgw-apis', '2021-04-01')).bindingLevel).toBe('COMPLY_OR_EXPLAIN');
  });

  test('filters the list of standards, page after page, each once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { body }: { body: { data?: any; errors?: unknown } } = await on.graphql(
        `query ($after: String) { standards(filter: { bindingLevels: [COMPLY_OR_EXPLAIN] }, first: 7, after: $after) {
          totalCount nodes { slug bindingLevel } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      expect(body.errors).toBeUndefined();
      const { nodes, pageInfo, totalCount } = body.data.standards;
      expect(nodes.every((s: { bindingLevel: string }) => s.bindingLevel === 'COMPLY_OR_EXPLAIN')).toBe(true);
      seen.push(...nodes.map((s: { slug: string }) => s.slug));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      if (after === null) expect(seen).toHaveLength(totalCount);
    } while (after !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(['zgw-apis', 'zaken-api']));
    expect(seen.length).toBeGreaterThan(25);
  });
});
