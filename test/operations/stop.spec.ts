import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { type OwnRegister, startService } from '../support/register.js';

const SLOW = '{ standards(first: 2) { nodes { name } } }';

/** Every read of these tables then takes half a second. */
async function slowDown(on: OwnRegister): Promise<void> {
  for (const table of ['standard', 'municipality']) {
    await on.sql(`alter table ${table} rename to ${table}_kept`);
    await on.sql(`create view ${table} as select t.* from ${table}_kept t, (select pg_sleep(0.5)) z`);
    await on.sql(`grant select on ${table} to public`);
  }
}

describe('Asked to stop, the service', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'answers what is under way, takes nothing new, and ends well: %s',
    async (signal) => {
      const on = await startService();
      await slowDown(on);
      const underWay = [on.graphql(SLOW), on.graphql(`${SLOW} `), fetch(`${on.url}/id/municipalities/GM0363`)];
      const idle = connect(Number(new URL(on.url).port), '127.0.0.1');
      idle.on('error', () => undefined);
      await pause(300);
      const began = Date.now();
      const ended = on.stop(signal);
      await pause(100);
      await expect(fetch(`${on.url}/health/live`)).rejects.toThrow();
      const answers = await Promise.all(underWay);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      const { code, output } = await ended;
      idle.destroy();
      expect(code).toBe(0);
      expect(Date.now() - began).toBeLessThan(6_000);
      expect(output).toContain('"msg":"stopping"');
      expect(output).not.toMatch(/"level":"(error|fatal)"/);
    },
  );

  test('ends at once when nothing is under way', async () => {
    const on = await startService();
    await on.graphql(SLOW);
    const began = Date.now();
    expect((await on.stop()).code).toBe(0);
    expect(Date.now() - began).toBeLessThan(2_000);
  });
});
