import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { fragmentsOf, operationOf, RequestRun, variablesOf } from '../../src/platform/reading/operations.js';
import { Plans } from '../../src/platform/reading/plans.js';
import { openShore, type Shore } from './fixture/engine.js';
import { generate } from './fixture/generate.js';
import { POOLS } from './fixture/pools.js';

let shore: Shore;
beforeAll(async () => {
  shore = await openShore();
});
afterAll(async () => shore.close());

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heap = () => {
  collect();
  return process.memoryUsage().heapUsed;
};

/** As Apollo and the reader do: parsed, admitted, compiled for the values given. */
function admit(plans: Plans, query: string, variables: Record<string, unknown> = {}): void {
  const document = parse(query);
  const operation =
    plans.find(query) ?? operationOf(plans.registry, getOperationAST(document)!, fragmentsOf(document), query.length);
  plans.admit(query, operation);
  const coerced = variablesOf(plans.registry, operation, variables);
  if (coerced) plans.planFor(operation, new RequestRun(coerced, {}, {}, '2026-06-01'), true);
}

describe('what is kept of documents and plans is bounded', () => {
  test('by the number of documents, the one not asked for the longest going first', () => {
    const plans = new Plans(shore.reader.plans.registry, { operations: 10, bytes: 1e9, plans: 12 });
    for (let n = 0; n < 40; n++) {
      admit(plans, `{ port(code: "P${n}") { code } }`);
      admit(plans, '{ port(code: "P0") { code } }');
    }
    expect(plans.size).toBe(10);
    expect(plans.find('{ port(code: "P0") { code } }')).toBeDefined();
    expect(plans.find('{ port(code: "P39") { code } }')).toBeDefined();
    expect(plans.find('{ port(code: "P20") { code } }')).toBeUndefined();
  });

  test('by bytes', () => {
    const plans = new Plans(shore.reader.plans.registry, { operations: 1e6, bytes: 2e6, plans: 12 });
    for (let n = 0; n < 500; n++) {
      const { query, variables } = generate(shore.schema, POOLS, n);
      admit(plans, query, variables);
      expect(plans.bytes).toBeLessThan(2e6);
    }
    expect(plans.size).toBeGreaterThan(5);
    expect(plans.size).toBeLessThan(500);
  });

  test('and a document has twelve plans at most, however its variables and directives vary', () => {
    const { plans } = shore.reader;
    const query = `query(${Array.from({ length: 6 }, (_, n) => `$b${n}: Boolean!`).join(' ')}) { port(code: "P1") { code ${Array.from({ length: 6 }, (_, n) => `f${n}: name @include(if: $b${n})`).join(' ')} } }`;
    for (let n = 0; n < 64; n++) {
      admit(plans, query, Object.fromEntries(Array.from({ length: 6 }, (_, bit) => [`b${bit}`, (n & (1 << bit)) > 0])));
    }
    const operation = plans.find(query)!;
    expect(operation.plans).toHaveLength(12);
    expect(operation.bytes).toBeLessThan(200_000);
  });

  test('and the bytes are counted as the heap counts them, give or take a quarter', () => {
    const plans = new Plans(shore.reader.plans.registry, { operations: 1e6, bytes: 1e12, plans: 12 });
    const before = heap();
    for (let n = 0; n < 1500; n++) {
      const { query, variables } = generate(shore.schema, POOLS, 77_000 + n);
      admit(plans, query, variables);
    }
    const grown = heap() - before;
    expect(plans.bytes / grown).toBeGreaterThan(0.75);
    expect(plans.bytes / grown).toBeLessThan(1.33);
  });
});
