import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, startingRegister } from '../support/register.js';

describe('The releases of a standard', () => {
  let on: Register;
  beforeAll(async () => void (on = await startingRegister()));

  const labels = async (asOf?: string) => {
    const { body } = await on.graphql(
      `query ($asOf: Date) { standard(by: { slug: "zaken-api" }, asOf: $asOf) {
        currentVersion { label } versions(first: 100) { totalCount nodes { label position lifecycle } } } }`,
      { asOf },
    );
    expect(body.errors).toBeUndefined();
    return body.data.standard;
  };

  test('stand in their own order, whatever their labels and dates', async () => {
    const { versions } = await labels();
    expect(versions.nodes.map((v: { label: string }) => v.label)).toEqual(
      '1.0.0 1.0.1 1.0.2 1.1.0 1.2.0 1.2.1 1.3.0 1.3.1 1.4.0 1.4.1 1.5.0 1.5.1 1.6.0 1.7.0'.split(' '),
    );
    expect(versions.totalCount).toBe(14);
  });

  test('on a date in the past are those that were there then', async () => {
    const { versions, currentVersion } = await labels('2021-01-01');
    expect(currentVersion.label).toBe('1.0.2');
    expect(versions.nodes.map((v: { label: string }) => v.label)).toEqual(['1.0.0', '1.0.1', '1.0.2']);
  });

  test('are none before the first, and the standard itself is then in development', async () => {
    const { body } = await on.graphql(
      `{ standard(by: { slug: "zaken-api" }, asOf: "2010-01-01") { lifecycle currentVersion { id } versions { totalCount } } }`,
    );
    expect(body.data.standard).toEqual({
      lifecycle: 'IN_DEVELOPMENT',
      currentVersion: null,
      versions: { totalCount: 0 },
    });
  });

  test('that were published by mistake stay, as void', async () => {
    const { body } = await on.graphql(
      `{ standard(by: { slug: "zaken-api" }) { version(label: "1.2.1") { lifecycle publishedOn sourceStatus } } }`,
    );
    expect(body.data.standard.version).toMatchObject({ lifecycle: 'VOID', publishedOn: '2022-12-21' });
  });

  test('can be narrowed down by stage and kind', async () => {
    const { body } = await on.graphql(
      `{ standard(by: { slug: "zaken-api" }) { void: versions(lifecycles: [VOID]) { totalCount nodes { label } } lines: versions(kinds: [LINE, ROLLING]) { totalCount } } }`,
    );
    expect(body.data.standard).toEqual({
      void: { totalCount: 1, nodes: [{ label: '1.2.1' }] },
      lines: { totalCount: 0 },
    });
  });
});
