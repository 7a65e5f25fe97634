import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { type OwnRegister, startService } from '../support/register.js';
import { anEvent, connection, sealed, stateOf, until, whole } from './events.js';

const begun = (): Promise<OwnRegister> => startService({ template: 'empty' });

/** Sixteen writers at once, each in transactions of one to three events, some of which are taken back. */
async function write(databaseUrl: string, rounds: number): Promise<number> {
  const written = await Promise.all(
    Array.from({ length: 16 }, async (_, writer) => {
      const client = await connection(databaseUrl);
      let kept = 0;
      for (let round = 0; round < rounds; round++) {
        const count = 1 + ((writer + round) % 3);
        const isKept = (writer * round) % 7 !== 3;
        await client.query('begin');
        for (let each = 0; each < count; each++) await anEvent((text, values) => client.query(text, values));
        await client.query(isKept ? 'commit' : 'rollback');
        if (isKept) kept += count;
      }
      await client.end();
      return kept;
    }),
  );
  return written.reduce((sum, each) => sum + each);
}

/** The order of events is that of the whole cluster, where the registers of other tests write too: waits for a moment in which none does. */
const quiet = (register: OwnRegister): Promise<unknown> =>
  until(
    () => register.sql<{ isQuiet: boolean }>(QUIET),
    ([row]) => row!.isQuiet,
    60_000,
  );
const QUIET = `select pg_snapshot_xmin(now) = pg_snapshot_xmax(now) as "isQuiet" from pg_current_snapshot() now`;

describe('Events get their place in the log', () => {
  test('in the order of their transactions, however many write at once', async () => {
    const register = await begun();
    const { events } = await sealed(register.sql);
    const written = await write(register.databaseUrl, 40);
    expect(await sealed(register.sql)).toEqual(whole(events + written));
    await register.stop();
  });

  test('not before a transaction that began earlier is over, and without what was taken back', async () => {
    const register = await begun();
    const { events } = await sealed(register.sql);
    const [late, undone] = await Promise.all([connection(register.databaseUrl), connection(register.databaseUrl)]);
    await late.query('begin');
    const first = await anEvent((text, values) => late.query(text, values));
    await undone.query('begin');
    await anEvent((text, values) => undone.query(text, values));
    const second = await anEvent(register.sql);
    // Time enough for it to be sealed if it could be.
    await expect(
      until(
        () => stateOf(register.sql),
        ({ leaves }) => leaves > events,
        2500,
      ),
    ).rejects.toThrow();
    await undone.query('rollback');
    await late.query('commit');
    expect(await sealed(register.sql)).toEqual(whole(events + 2));
    const order = await register.sql<{ id: string }>(
      'select id from audit_leaf join audit_event using (event_id) order by leaf_index desc limit 2',
    );
    expect(order.map(({ id }) => id)).toEqual([second, first]);
    await Promise.all([late.end(), undone.end(), register.stop()]);
  });

  test('whole or not at all, also when the service is killed while it seals', async () => {
    const register = await begun();
    const { events } = await sealed(register.sql);
    const blocker = await connection(register.databaseUrl);
    await blocker.query('begin');
    await blocker.query('lock table audit_head in share mode');
    for (let each = 0; each < 5; each++) await anEvent(register.sql);
    // It stands between the leaves, which are written, and the head, which has to wait.
    await until(
      () =>
        register.sql<{ n: number }>(
          `select count(*)::int as n from pg_locks where relation = 'audit_head'::regclass and not granted`,
        ),
      ([row]) => row!.n > 0,
    );
    await register.stop('SIGKILL');
    await blocker.query('commit');
    await blocker.end();
    expect(await stateOf(register.sql)).toMatchObject({ events: events + 5, leaves: events });

    const again = await startService({ databaseUrl: register.databaseUrl });
    expect(await sealed(again.sql)).toEqual(whole(events + 5));
    await again.stop();
  });

  test('from two services at once without gaps, and from the one that is left', async () => {
    const one = await begun();
    const two = await startService({ databaseUrl: one.databaseUrl });
    const { events } = await sealed(one.sql);
    const written = await write(one.databaseUrl, 30);
    expect(await sealed(one.sql)).toEqual(whole(events + written));
    await one.stop('SIGKILL');
    const more = await write(two.databaseUrl, 10);
    expect(await sealed(two.sql)).toEqual(whole(events + written + more));
    await two.stop();
  });

  test('before the service ends, also when that takes waiting for a transaction of another', async () => {
    const register = await begun();
    await sealed(register.sql);
    const { events } = await stateOf(register.sql);
    const other = await connection(register.databaseUrl);
    await quiet(register);
    await other.query('begin');
    await anEvent((text, values) => other.query(text, values));
    await anEvent(register.sql);
    const stopping = register.stop();
    // Longer than a turn of the sealer, shorter than its patience.
    await pause(1500);
    await other.query('commit');
    await other.end();
    const { output, code } = await stopping;
    expect({ state: await stateOf(register.sql), code }).toEqual({ state: whole(events + 2), code: 0 });
    expect(output).not.toMatch(/could not be sealed|sealed at the next start/);
  });

  test('at the next start, which the service says, when a transaction of another lasts too long', async () => {
    const register = await begun();
    await sealed(register.sql);
    const { events } = await stateOf(register.sql);
    const other = await connection(register.databaseUrl);
    await other.query('begin');
    await anEvent((text, values) => other.query(text, values));
    await anEvent(register.sql);
    const { output, code } = await register.stop();
    expect({ output, code }).toMatchObject({ output: expect.stringContaining('sealed at the next start'), code: 0 });
    await other.query('rollback');
    await other.end();
    expect(await stateOf(register.sql)).toMatchObject({ events: events + 1, leaves: events });

    const again = await startService({ databaseUrl: register.databaseUrl });
    expect(await sealed(again.sql)).toEqual(whole(events + 1));
    await again.stop();
  });

  test('after the database was brought to another cluster and back, where transactions are numbered otherwise', async () => {
    const register = await begun();
    await sealed(register.sql);
    await register.stop();
    // As if it had lived elsewhere meanwhile, in a cluster that was much further, and was not sealed there to the end.
    await register.sql('insert into audit_epoch (epoch, cluster) select max(epoch) + 1, 1 from audit_epoch');
    const elsewhere = await anEvent(register.sql);
    await register.sql('alter table audit_event disable trigger keep_values');
    await register.sql('update audit_event set xid = 900000000000 where id = $1', [elsewhere]);
    await register.sql('alter table audit_event enable trigger keep_values');
    const { events } = await stateOf(register.sql);

    const again = await startService({ databaseUrl: register.databaseUrl, env: { STARTER_CATALOGUE: 'auto' } });
    const after = await sealed(again.sql);
    expect(after).toEqual(whole(after.events));
    expect(after.events).toBeGreaterThan(events);
    const [last] = await again.sql<{ epoch: number; id: string }>(
      'select e.epoch, e.id from audit_leaf join audit_event e using (event_id) order by leaf_index desc limit 1',
    );
    expect(last).toMatchObject({ epoch: 3 });
    await again.stop();
  });
});

describe('What goes wrong while sealing', () => {
  test('is told and tried again, and the service goes on', async () => {
    const register = await begun();
    const { events } = await sealed(register.sql);
    await register.sql('alter table audit_head add constraint none_now check (tree_size <= 1) not valid');
    await anEvent(register.sql);
    await anEvent(register.sql);
    await until(
      () => register.output(),
      (output) => output.includes('could not be sealed'),
    );
    expect((await register.graphql('{ __typename }')).status).toBe(200);
    await register.sql('alter table audit_head drop constraint none_now');
    expect(await sealed(register.sql)).toEqual(whole(events + 2));
    await until(
      () => register.output(),
      (output) => output.includes('Sealing the audit log goes on.'),
    );
    await register.stop();
  });
});
