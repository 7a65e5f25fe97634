import { beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { type Register, register } from '../support/register.js';

/** A plain GET without any header is what a page of another site can make a browser send. */
const FORBIDDEN_BY_CSRF = '5A70';

let url = '';
const audits = serverAudits({ url: () => `${url}/graphql` });

describe('The audits of GraphQL over HTTP', () => {
  let on: Register;
  beforeAll(async () => {
    on = await register();
    url = on.url;
  });

  test.each(audits.filter(({ id }) => id !== FORBIDDEN_BY_CSRF).map(({ id, name, fn }) => ({ id, name, fn })))(
    '$id $name',
    async ({ fn }) => {
      const result = await fn();
      expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
    },
  );

  test('all but the one that protection against forged requests forbids', async () => {
    const forbidden = audits.filter(({ id }) => id === FORBIDDEN_BY_CSRF);
    expect(forbidden).toHaveLength(1);
    expect(forbidden[0]!.name).toMatch(/^MAY /);
    expect((await forbidden[0]!.fn()).status).not.toBe('ok');
  });
});
