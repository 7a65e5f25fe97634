import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { newId } from '../../src/platform/database/id.js';
import { type Asking, placesOf } from '../support/persona.js';
import { organisationOf } from '../suppliers/market.js';
import { type Sql } from '../support/register.js';
import { attach, GOOD, Handing } from './evidence.js';
import { TODAY } from './judging.js';

const AUDIT = { kind: 'AUDIT', title: 'Audit', url: 'https://example.nl/audit' };

/** Until someone waits for a row that another holds. */
async function waiting(sql: Sql): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const blocked = await sql(
      'select from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0',
    );
    if (blocked.length > 0) return;
    await pause(50);
  }
  throw new Error('nobody came to wait');
}

let by: Handing;
beforeAll(async () => {
  by = await Handing.begin();
});

describe('Evidence is attached to a declaration that is there', () => {
  test('by its supplier, beside what it has, for everyone to read and in the log', async () => {
    const id = await by.declared();
    const first = await attach(by.as.own, { declarationId: id, evidence: [AUDIT], reason: 'Gevraagd.' });
    expect(first.errors).toEqual([]);
    const second = { ...AUDIT, kind: 'CERTIFICATE', issuedBy: 'Lab', issuedOn: '2026-01-02', validUntil: '2099-01-01' };
    const { declaration } = await attach(by.as.own, { declarationId: id, evidence: [second] });
    expect(declaration.evidence).toMatchObject([{ ...AUDIT, report: null }, second]);
    expect(await by.evidenceOf(id)).toEqual(declaration.evidence);
    const events = await by.on.sql<{ body: string }>(
      `select body from audit_event where subject_id = $1 and action = 'attachEvidence'`,
      [id],
    );
    expect(events).toHaveLength(2);
    expect(JSON.parse(events[0]!.body)).toMatchObject({ reason: 'Gevraagd.', changes: [{ field: 'evidence' }] });
  });

  test('is not there at a moment before it was', async () => {
    const id = await by.declared();
    const [{ now }] = (await by.on.sql('select clock_timestamp() as now from pg_sleep(0.05)')) as [{ now: Date }];
    await attach(by.as.own, { declarationId: id, evidence: [AUDIT] });
    expect(await by.evidenceOf(id, `, knownAt: "${now.toISOString()}"`)).toEqual([]);
  });

  test('as it is when its turn comes', async () => {
    const id = await by.declared();
    const gone = { declaration_id: id, state: 'WITHDRAWN', level: 'SUPPORTED', since: '2020-01-01', valid_from: TODAY };
    const other = new pg.Client(by.on.databaseUrl);
    await other.connect();
    try {
      await other.query('begin');
      await other.query(
        'select from product_version where id = (select product_version_id from conformance_declaration where id = $1) for update',
        [id],
      );
      const attached = attach(by.as.own, { declarationId: id, evidence: [AUDIT] });
      await waiting(by.on.sql);
      await other.query('select declaration_phase_put(jsonb_populate_record(null::declaration_phase, $1::jsonb))', [
        JSON.stringify(gone),
      ]);
      await other.query('commit');
      expect(placesOf((await attached).errors)).toEqual(['InvalidInputError input.declarationId']);
      expect(await by.evidenceOf(id)).toEqual([]);
    } finally {
      await other.end();
    }
  });

  test('once for an idempotency key', async () => {
    const input = { declarationId: await by.declared(), evidence: [AUDIT], idempotencyKey: newId('key') };
    await attach(by.as.own, input);
    expect((await attach(by.as.own, input)).declaration.evidence).toHaveLength(1);
  });

  test('with every fault told at its place', async () => {
    const evidence = [
      { ...AUDIT, title: ' ' },
      { ...AUDIT, issuedOn: '2099-01-01', sha256: 'x' },
    ];
    expect(placesOf((await attach(by.as.own, { declarationId: await by.declared(), evidence })).errors)).toEqual([
      'InvalidInputError input.evidence.0.title',
      'InvalidInputError input.evidence.1.issuedOn',
      'InvalidInputError input.evidence.1.sha256',
    ]);
    expect(placesOf((await attach(by.as.own, { declarationId: await by.declared(), evidence: [] })).errors)).toEqual([
      'InvalidInputError input.evidence',
    ]);
  });

  test('by who assesses it, from the day on which it was taken in; by no other', async () => {
    const evidence = [AUDIT];
    const may = async (ask: Asking, state: string, assessedBy?: string): Promise<string[]> => {
      const level = state === 'DEMONSTRATED' ? 'DEMONSTRATED' : 'SUPPORTED';
      const declarationId = await by.declared({ state, level, ...(assessedBy !== undefined && { assessedBy }) });
      return placesOf((await attach(ask, { declarationId, evidence })).errors);
    };
    const refused = ['InvalidInputError input.declarationId'];
    const supplierB = await organisationOf(by.on.sql, 'proef-leverancier-b');
    for (const state of ['IN_ASSESSMENT', 'DEMONSTRATED', 'REASSESSMENT_DUE']) {
      expect([state, await may(by.as.lab, state, by.labId)]).toEqual([state, []]);
      expect([state, await may(by.as.own, state, by.labId)]).toEqual([state, []]);
      expect([state, await may(by.as.lab, state, supplierB)]).toEqual([state, refused]);
    }
    expect(await may(by.as.lab, 'PUBLISHED')).toEqual(refused);
    expect(await may(by.as.other, 'PUBLISHED')).toEqual(refused);
    expect(await may(by.as.registrar, 'PUBLISHED')).toEqual([]);
    for (const state of ['REFUSED', 'EXPIRED', 'WITHDRAWN', 'REVOKED']) {
      expect([state, await may(by.as.own, state, by.labId)]).toEqual([state, refused]);
    }
  });

  test('a draft is there for nobody but its supplier and the registrar', async () => {
    const declarationId = await by.declared({ state: 'DRAFT' });
    const gone = await attach(by.as.own, { declarationId: newId('dcl'), evidence: [AUDIT] });
    for (const who of [by.as.other, by.as.lab]) {
      expect((await attach(who, { declarationId, evidence: [AUDIT] })).errors).toEqual(gone.errors);
    }
    expect((await attach(by.as.own, { declarationId, evidence: [AUDIT] })).errors).toEqual([]);
    expect((await by.send(declarationId, GOOD, { as: 'other' })).status).toBe(404);
  });
});
