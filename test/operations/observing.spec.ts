import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OwnRegister, startService } from '../support/register.js';

describe('Who runs the service sees', () => {
  let on: OwnRegister;
  beforeAll(async () => void (on = await startService()));
  afterAll(() => on.stop());

  /** Lines are written in blocks, a moment later. */
  const logged = async (requestId: string) => {
    await pause(500);
    const lines = (await on.output()).split('\n').filter((line) => line.includes(requestId));
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  test('each operation in the log, with what it was called and what it took', async () => {
    for (const [requestId, way] of [
      ['observe-1', 'apollo'],
      ['observe-2', 'fast lane'],
    ] as const) {
      await on.graphql(
        'query Opzoeken($s: String!) { standard(by: { slug: $s }) { name } }',
        { s: 'zaken-api' },
        { headers: { 'x-request-id': requestId } },
      );
      expect(await logged(requestId)).toEqual([
        {
          level: 'info',
          time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
          msg: 'operation',
          requestId,
          operation: 'Opzoeken',
          way,
          status: 200,
          ms: expect.any(Number),
          cost: expect.any(Number),
          statements: 1,
        },
      ]);
    }
  });

  test('never the values that were sent, nor text of the document', async () => {
    const secrets = { text: 'geheim-zoekwoord', literal: 'geheim-in-de-tekst', header: 'geheim-token' };
    await on.graphql(
      `query Zoek($t: String!) { search(text: $t) { totalCount } standard(by: { slug: "${secrets.literal}" }) { id } nonsense }`,
      { t: secrets.text },
      { headers: { authorization: `Bearer ${secrets.header}` } },
    );
    await on.graphql(
      `query Zoek($t: String!) { search(text: $t) { totalCount } standard(by: { slug: "${secrets.literal}" }) { id } }`,
      { t: secrets.text },
    );
    await on.graphql('query ($d: Date) { standards(asOf: $d) { totalCount } }', { d: secrets.text });
    await fetch(`${on.url}/id/standards/${secrets.literal}?asOf=${secrets.text}`);
    await pause(500);
    const output = await on.output();
    expect(output).toContain('"operation":"Zoek"');
    for (const secret of Object.values(secrets)) expect(output).not.toContain(secret);
  });

  test('a refusal with its codes', async () => {
    await on.graphql('{ nonsense }', {}, { headers: { 'x-request-id': 'observe-refused' } });
    expect(await logged('observe-refused')).toMatchObject([
      { status: 200, statements: 0, codes: ['GRAPHQL_VALIDATION_FAILED'] },
    ]);
  });

  test('figures for Prometheus, in which a caller cannot make series without end', async () => {
    for (let i = 0; i < 250; i++) await on.graphql(`query Naam${i} { __typename }`);
    const response = await fetch(`${on.url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const figures = await response.text();
    const names = new Set(
      [...figures.matchAll(/^graphql_operations_total\{operation="([^"]*)"/gm)].map(([, name]) => name),
    );
    expect(names.size).toBeLessThanOrEqual(202);
    expect(names).toContain('(other)');
    for (const name of [
      'graphql_operation_duration_seconds_bucket',
      'graphql_statements_total',
      'graphql_errors_total{code="GRAPHQL_VALIDATION_FAILED"}',
      'database_read_connections{state="idle"}',
      'process_resident_memory_bytes',
    ])
      expect(figures).toContain(name);
  });
});
