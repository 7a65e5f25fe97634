import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, register } from '../support/register.js';

const DOCUMENTS = [
  '{ standard(by: { slug: "zaken-api" }, asOf: "2021-01-01") { id name uri versions(first: 5) { totalCount nodes { label lifecycle } pageInfo { endCursor hasNextPage } } } }',
  '{ search(text: "zaakgericht werkn", first: 5) { totalCount suggestion edges { cursor snippet node { __typename ... on Standard { name } } } } }',
  'query Twee($a: String!, $b: String! = "stuf-zkn") { een: standard(by: { slug: $a }) { name } twee: standard(by: { slug: $b }) { name synonyms } }',
  '{ standard(by: { slug: "bestaat-niet" }) { name } }',
  '{ municipalities(asOf: "2023-01-01", first: 3) { nodes { name predecessors { name } } } }',
];

describe('A document', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));
  let count = 0;

  test.each(DOCUMENTS)(
    'is answered with the same bytes by Apollo Server and on the fast lane: %s',
    async (document) => {
      // A text nobody asked before goes through Apollo Server, which admits it.
      const text = `# ${process.pid}-${count++}\n${document}`;
      const way = async () => {
        const before = await ways(on.url);
        const answer = await on.graphql(text, { a: 'zaken-api' }, { headers: { 'x-request-id': 'same' } });
        const after = await ways(on.url);
        const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date'));
        return {
          way: after.fast > before.fast ? 'fast lane' : 'apollo',
          told: { status: answer.status, text: answer.text, headers },
        };
      };
      const [first, second] = [await way(), await way()];
      expect([first.way, second.way]).toEqual(['apollo', 'fast lane']);
      expect(second.told).toEqual(first.told);
      expect(first.told.text).toMatch(/^\{"data":\{.*\},"extensions":\{"cost":\d+\}\}$/);
    },
  );
});

async function ways(url: string): Promise<{ fast: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const found = [...text.matchAll(/^graphql_operations_total\{.*way="fast lane".*\} (\d+)$/gm)];
  return { fast: found.reduce((sum, [, n]) => sum + Number(n), 0) };
}
