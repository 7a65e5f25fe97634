import { beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { type Register, register } from '../support/register.js';

/**
 * "MAY accept application/x-www-form-urlencoded formatted GET requests": a plain GET without any header is what a page
 * of another site can make a browser send in the name of its reader.
 */
const FORBIDDEN_BY_CSRF = { id: '5A70', name: 'MAY accept application/x-www-form-urlencoded formatted GET requests' };

let url = '';
const audits = serverAudits({ url: () => `${url}/graphql` });
const kept = audits.filter(({ id }) => id !== FORBIDDEN_BY_CSRF.id);
const named = (level: string) => kept.filter(({ name }) => name.startsWith(`${level} `));

describe('The audits of GraphQL over HTTP', () => {
  let on: Register;
  beforeAll(async () => {
    on = await register();
    url = on.url;
  });

  test('are all that there are: every MUST, every SHOULD, and every MAY but one', () => {
    const counts = ['MUST', 'SHOULD', 'MAY'].map((level) => named(level).length);
    // A newer version of the audits may bring more of them, which then stand here.
    expect([audits.length, ...counts]).toEqual([60, 13, 20, 26]);
    expect(kept).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
  });

  test.each(kept.map(({ id, name, fn }) => ({ id, name, fn })))('$id $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
  });

  test(`all but "${FORBIDDEN_BY_CSRF.name}", which protection against forged requests forbids`, async () => {
    const [forbidden, ...others] = audits.filter(({ id }) => id === FORBIDDEN_BY_CSRF.id);
    expect(others).toEqual([]);
    expect(forbidden!.name).toBe(FORBIDDEN_BY_CSRF.name);
    expect((await forbidden!.fn()).status).not.toBe('ok');
  });
});
