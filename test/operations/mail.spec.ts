import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { newId } from '../../src/platform/database/id.js';
import { doJob, until } from '../support/jobs.js';
import { freshDatabase, type OwnRegister, startService } from '../support/register.js';
import { runCommand } from '../support/service-process.js';

interface Letter {
  readonly to: string[];
  readonly from: string;
  readonly text: string;
}

/** How the post office answers, by what it is asked. */
const mood: { rcpt?: Error; data?: Error; hangsUp?: boolean } = {};
const refusal = (responseCode: number): Error => Object.assign(new Error('Not today'), { responseCode });
const letters: Letter[] = [];
const office = new SMTPServer({
  authOptional: true,
  allowInsecureAuth: true,
  disabledCommands: ['STARTTLS'],
  onAuth: ({ username, password }, _session, answer) =>
    password === 'pass word' ? answer(null, { user: username }) : answer(new Error('No')),
  onRcptTo: (_address, _session, answer) => answer(mood.rcpt),
  onData: (stream, session, answer) => {
    const { mailFrom, rcptTo } = session.envelope;
    void text(stream).then((content) => {
      if (mood.data) return answer(mood.data);
      letters.push({ to: rcptTo.map(({ address }) => address), from: mailFrom ? mailFrom.address : '', text: content });
      if (!mood.hangsUp) return answer();
      for (const { _socket } of office.connections as Set<{ _socket?: { destroy(): void } }>) _socket?.destroy();
    });
  },
});
office.on('error', () => undefined);

let one: OwnRegister;
let other: OwnRegister;
let organisation = '';
beforeAll(async () => {
  office.listen(0, '127.0.0.1');
  await once(office.server, 'listening');
  const { port } = office.server.address() as AddressInfo;
  const env = {
    MAIL_URL: `smtp://register:pass%20word@127.0.0.1:${port}`,
    MAIL_FROM: 'Standaardenregister <register@vng.example>',
  };
  one = await startService({ env });
  other = await startService({ env, databaseUrl: one.databaseUrl });
  const [found] = await one.sql<{ id: string }>(`select id from organisation where slug = 'gm0363'`);
  organisation = found?.id ?? '';
  await runCommand(one.databaseUrl, 'outbox', 'address', 'gm0363', 'ict@gm0363.example');
});
afterAll(async () => {
  await one?.stop();
  await other?.stop();
  await new Promise<void>((done) => office.close(() => done()));
});
afterEach(() => {
  for (const key of Object.keys(mood)) delete mood[key as keyof typeof mood];
  letters.length = 0;
});

/** Puts a message in the outbox, and asks for it to be sent. */
async function write(subject: string, more: Record<string, unknown> = {}): Promise<string> {
  const id = newId('obx');
  await one.sql(
    `insert into outbox_message (id, organisation_id, subject, body, written_at)
     select id, organisation_id, subject, body, coalesce(written_at, now()) from jsonb_populate_record(null::outbox_message, $1)`,
    [JSON.stringify({ ...{ id, organisation_id: organisation, subject, body: 'Zoëven\n.\nGeschreven' }, ...more })],
  );
  return id;
}
const send = () => one.sql(`select graphile_worker.add_job('send-mail')`);
const stateOf = async (id: string) => {
  const [state] = await one.sql<{ begun: boolean; sent: boolean; failure: string | null }>(
    'select begun_at is not null as begun, sent_at is not null as sent, failure from outbox_message where id = $1',
    [id],
  );
  return state;
};
const settled = (id: string) =>
  until(`${id} is settled`, async () => {
    const state = await stateOf(id);
    return (state?.sent === true || state?.failure != null) && state;
  });

describe('A message in the outbox', () => {
  test('arrives once, with two services at it, and says from whom and what it is', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => write(`Bericht ${n} voor Súdwest-Fryslân`)));
    await Promise.all(Array.from({ length: 6 }, send));
    for (const id of ids) expect(await settled(id)).toEqual({ begun: true, sent: true, failure: null });
    await doJob('send-mail', one, other);
    expect(letters).toHaveLength(12);
    const found = ids.map(
      (id) => letters.filter((letter) => letter.text.includes(`Message-ID: <${id}@vng.example>`)).length,
    );
    expect(found).toEqual(ids.map(() => 1));
    const [letter] = letters;
    expect([letter?.from, letter?.to]).toEqual(['register@vng.example', ['ict@gm0363.example']]);
    expect(letter?.text).toMatch(/^From: Standaardenregister <register@vng\.example>\r$/m);
    expect(letter?.text).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(letter?.text).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  });

  test('that is refused for good is not offered again, and keeps none of the others', async () => {
    mood.rcpt = refusal(550);
    const refused = await write('Geweigerd');
    await send();
    expect(await settled(refused)).toMatchObject({ begun: true, sent: false, failure: expect.stringContaining('550') });
    delete mood.rcpt;
    const next = await write('De volgende');
    await send();
    expect(await settled(next)).toMatchObject({ sent: true });
    expect(letters).toHaveLength(1);
  });

  test('that cannot be taken at present is tried again until it is', async () => {
    mood.data = refusal(451);
    const id = await write('Later');
    await send();
    await until('it was tried', async () =>
      ((await one.output()) + (await other.output())).includes('takes no mail at present'),
    );
    expect(await stateOf(id)).toEqual({ begun: false, sent: false, failure: null });
    delete mood.data;
    expect(await settled(id)).toMatchObject({ sent: true });
    expect(letters).toHaveLength(1);
  });

  test('that may have arrived when the connection broke is never sent again', async () => {
    mood.hangsUp = true;
    const id = await write('Misschien');
    await send();
    expect(await settled(id)).toMatchObject({ sent: false, failure: expect.stringContaining('may have arrived') });
    delete mood.hangsUp;
    await doJob('send-mail', one, other);
    expect(letters).toHaveLength(1);
  });

  test('stays where it is without an address, or when it is older than two weeks', async () => {
    const [stranger] = await one.sql<{ id: string }>(`select id from organisation where slug = 'gm0344'`);
    const stays = [
      await write('Zonder adres', { organisation_id: stranger?.id }),
      await write('Te oud', { written_at: new Date(Date.now() - 15 * 86_400_000).toISOString() }),
    ];
    await doJob('send-mail', one, other);
    for (const id of stays) expect(await stateOf(id)).toEqual({ begun: false, sent: false, failure: null });
    expect(letters).toEqual([]);
  });
});

test('A register with demonstration data reminds, says that it is one, and sends nothing', async () => {
  const database = await freshDatabase('starter');
  await database.sql('insert into demo_data default values');
  const { port } = office.server.address() as AddressInfo;
  const env = { MAIL_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'register@vng.example' };
  const on = await startService({ env, databaseUrl: database.url });
  await on.sql(
    `insert into outbox_address select id, 'someone@example.nl' from organisation where kind = 'MUNICIPALITY'`,
  );
  await doJob('adoption-reminders', on);
  await doJob('send-mail', on);
  const written = await on.sql<{ subject: string; begun: boolean }>(
    'select subject, begun_at is not null as begun from outbox_message',
  );
  expect(written.length).toBeGreaterThan(0);
  for (const { subject, begun } of written) expect([subject.slice(0, 15), begun]).toEqual(['[Demonstratie] ', false]);
  expect(letters).toEqual([]);
  await on.stop();
});

test('Where an organisation is written to is a change with its event, and none when it was so already', async () => {
  const events = () =>
    one.sql<{ body: string }>(`select body from audit_event where action = 'setOutboxAddress' order by event_id`);
  await runCommand(one.databaseUrl, 'outbox', 'address', 'gm0363', 'ict@gm0363.example');
  await runCommand(one.databaseUrl, 'outbox', 'list');
  expect(await events()).toHaveLength(1);
  await runCommand(one.databaseUrl, 'outbox', 'address', 'gm0363');
  const all = await events();
  expect(all).toHaveLength(2);
  expect(JSON.parse(all[1]?.body ?? '')).toMatchObject({
    changes: [{ field: 'outboxAddress', before: 'ict@gm0363.example', after: null }],
  });
  await expect(runCommand(one.databaseUrl, 'outbox', 'address', 'nowhere', 'a@b.example')).rejects.toThrow('nowhere');
  await expect(runCommand(one.databaseUrl, 'outbox', 'address', 'gm0363', 'no address')).rejects.toThrow('address');
});

test('The password of the mail server is in no output', async () => {
  expect((await one.output()) + (await other.output())).not.toMatch(/pass(?:%20| )word/);
});

test('A mail server that says nothing keeps no service from stopping, and the message is sent by the next', async () => {
  const silent = createServer((socket) => {
    socket.on('error', () => undefined).write('220 silent\r\n');
    socket.on('data', (said) => /^EHLO/i.test(String(said)) && socket.write('250 silent\r\n'));
  }).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const database = await freshDatabase('starter');
  const { url: databaseUrl, sql } = database;
  const env = (port: number, account = '') => ({
    MAIL_URL: `smtp://${account}127.0.0.1:${port}`,
    MAIL_FROM: 'Standaardenregister <register@vng.example>',
  });
  const id = newId('obx');
  const isBegun = async () => (await sql('select from outbox_message where begun_at is not null')).length === 1;
  const first = await startService({ env: env((silent.address() as AddressInfo).port), databaseUrl });
  await sql(`insert into outbox_address select id, 'ict@gm0363.example' from organisation where slug = 'gm0363'`);
  await sql(
    `insert into outbox_message (id, organisation_id, subject, body) select $1, organisation_id, 'Later', 'Later' from outbox_address`,
    [id],
  );
  await sql(`select graphile_worker.add_job('send-mail')`);
  await until('it is being sent', isBegun);
  const began = Date.now();
  const { code, output } = await first.stop();
  expect(code).toBe(0);
  expect(Date.now() - began).toBeLessThan(5_000);
  expect(output).not.toMatch(/"level":"(error|fatal)"/);
  expect(await isBegun()).toBe(false);
  silent.close();

  const { port } = office.server.address() as AddressInfo;
  const next = await startService({ env: env(port, 'register:pass%20word@'), databaseUrl });
  await doJob('send-mail', next);
  expect(letters.map(({ text: content }) => content.includes(id))).toEqual([true]);
  await next.stop();
  await database.drop();
});
