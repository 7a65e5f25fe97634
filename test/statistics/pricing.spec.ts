import { beforeAll, expect, test } from '@jest/globals';
import { aStandard } from '../support/builders.js';
import { register, type Register } from '../support/register.js';

/** What it takes to count: for every standard it is read through for each of them, and of an earlier moment through the history. */
let on: Register;
let standardId: string;
beforeAll(async () => {
  on = await register();
  standardId = (await aStandard(on.sql)).id;
});

const costOf = async (document: string): Promise<number> => {
  const { body } = await on.graphql(document);
  return Number(body.extensions!['cost']);
};
const figures = (args: string) =>
  costOf(`{ adoptionStatistics(from: "2026-01", to: "2026-12", ${args}) { points { month applied } } }`);
const peers = (root: string, args: string) =>
  costOf(`{ municipality(by: { code: "GM0363" }${root}) { comparison${args} { applied } } }`);
const KNOWN = 'knownAt: "2026-01-01T00:00:00Z"';

test('Counting all standards costs many times what one does, and counting them from the history more than that', async () => {
  const [one, all, then] = [
    await figures(`standardId: "${standardId}"`),
    await figures('groupBy: NONE'),
    await figures(KNOWN),
  ];
  expect(all).toBeGreaterThanOrEqual(5 * one);
  expect(then).toBeGreaterThanOrEqual(5 * all);
  expect(await figures(`standardId: "${standardId}", ${KNOWN}`)).toBeGreaterThan(one);
});

test('So does comparing a municipality with others', async () => {
  const [one, all] = [await peers('', `(standardId: "${standardId}")`), await peers('', '')];
  expect(all).toBeGreaterThan(2 * one);
  expect(await peers(`, ${KNOWN}`, '')).toBeGreaterThan(2 * all);
});

test('No operation counts for longer than an answer may take', async () => {
  const asked = (times: number, args: string) =>
    Array.from(
      { length: times },
      (_, i) => `a${i}: adoptionStatistics(from: "2026-01", to: "2026-12", ${args}) { points { month applied } }`,
    );
  for (const document of [
    `{ ${asked(3, KNOWN).join(' ')} }`,
    `{ ${asked(20, 'groupBy: STANDARD').join(' ')} }`,
    '{ municipalities(first: 40) { nodes { comparison { applied } } } }',
  ]) {
    const { body } = await on.graphql(document);
    expect(body.errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
    expect(body.errors?.[0]?.message).toMatch(/costs/);
  }
});
