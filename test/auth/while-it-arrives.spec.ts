import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signIn } from '../support/actors.js';
import { type OwnRegister, startService } from '../support/register.js';

let on: OwnRegister;
beforeAll(async () => void (on = await startService()));
afterAll(() => on?.stop());

const GRANT = `mutation ($input: GrantRoleInput!) {
  grantRole(input: $input) { membership { id } errors { __typename message } } }`;
const REVOKE = `mutation ($input: RevokeRoleInput!) {
  revokeRole(input: $input) { membership { id } errors { __typename message } } }`;

/** Sends the head of a request, does something, and sends the body only then. @returns the answer, with its head */
async function slowly(authorization: string, body: string, meanwhile: () => Promise<void>): Promise<string> {
  const { hostname, port, host } = new URL(on.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  const ended = once(socket, 'close');
  const head = ['POST /graphql HTTP/1.1', `Host: ${host}`, `Authorization: ${authorization}`, 'Connection: close'];
  socket.write([...head, 'Content-Type: application/json', `Content-Length: ${body.length}`, '', ''].join('\r\n'));
  await pause(500);
  await meanwhile();
  socket.write(body);
  await ended;
  return answer;
}

test('A role that ends while a request is still arriving is gone for that request', async () => {
  const registrar = await signIn('registrar', on);
  const other = await signIn('auditor', on);
  const [vng] = await on.sql<{ id: string }>(`select id from organisation where slug = 'vng-realisatie'`);
  const roleOf = (subject: string) => ({ input: { subject, organisationId: vng!.id, role: 'REGISTRAR' } });
  const granted = (await on.graphql(GRANT, roleOf('auditor'), registrar)).body.data.grantRole;
  expect(granted.errors).toEqual([]);

  const body = JSON.stringify({ query: GRANT, variables: roleOf('accomplice') });
  const answer = await slowly(other.headers.authorization, body, async () => {
    const input = { membershipId: granted.membership.id, reason: 'No longer in service' };
    const { body: ended } = await on.graphql(REVOKE, { input }, registrar);
    expect(ended.data.revokeRole.errors).toEqual([]);
  });
  expect(answer).toContain('"code":"FORBIDDEN"');
  expect(await on.sql(`select from membership where subject = 'accomplice'`)).toEqual([]);
});
