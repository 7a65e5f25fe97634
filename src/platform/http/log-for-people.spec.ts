import { expect, test } from '@jest/globals';
import { shortLine } from './log-for-people.js';

const time = '2026-11-21T12:00:00.000Z';

test('A line for people has what happened, and the details that have a value', () => {
  const line = shortLine(
    JSON.stringify({ level: 'info', time, msg: 'operation', operation: 'Zoeken', ms: 1.5, cost: null, codes: [] }),
  );
  expect(line).toMatch(/^\d\d:00:00 {2}operation {2}operation=Zoeken {2}ms=1.5$/);
});

test('A warning says that it is one, and of what', () => {
  expect(shortLine(JSON.stringify({ level: 'warn', time, msg: 'lost', context: 'Database' }))).toMatch(
    / warn {2}lost {2}\(Database\)$/,
  );
});

test('A failure shows its stack', () => {
  const line = shortLine(
    JSON.stringify({ level: 'error', time, msg: 'failed', err: { message: 'x', stack: 'Error: x\n at y' } }),
  );
  expect(line).toMatch(/failed\nError: x\n at y$/);
});
