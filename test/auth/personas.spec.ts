import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PERSONAS } from '../../src/platform/auth/trial/personas.js';
import { signIn } from '../support/actors.js';
import { type OwnRegister, startService } from '../support/register.js';

const ROLES = `
  select m.subject, m.role, o.slug, o.kind from membership m join organisation o on o.id = m.organisation_id
  where m.issuer = 'urn:standaardenregister:trial' and m.known_to = 'infinity' and m.valid_to = 'infinity' order by m.subject`;

describe('The personas of the trial', () => {
  // A register of its own: in that of the others, roles come and go.
  let catalogue: OwnRegister;

  beforeAll(async () => {
    catalogue = await startService();
  });
  afterAll(() => catalogue?.stop());

  test('each have one role, for an organisation that the role is for', async () => {
    const held = await catalogue.sql(ROLES);
    expect(held.map(({ subject, role, slug }) => [subject, role, slug].join(' '))).toEqual([
      'approver-gm0363 APPROVER gm0363',
      'assessor ASSESSOR proef-toetser',
      'auditor AUDITOR vng-realisatie',
      'partnership PARTNERSHIP proef-samenwerking',
      'registrar REGISTRAR vng-realisatie',
      'reporter-gm0344 REPORTER gm0344',
      'reporter-gm0363 REPORTER gm0363',
      'secretary SECRETARY vng',
      'secretary-2 SECRETARY ibd',
      'supplier-a SUPPLIER_EDITOR proef-leverancier-a',
      'supplier-b SUPPLIER_EDITOR proef-leverancier-b',
    ]);
  });

  test('act for organisations that say of themselves that they are none', async () => {
    const made = await catalogue.sql<{ name: string; provenance: string }>(
      `select name, provenance from organisation where slug like 'proef-%'`,
    );
    expect(made).toHaveLength(4);
    for (const { name, provenance } of made) {
      expect(name).toMatch(/ \(proeforganisatie\)$/);
      expect(provenance).toContain('geen bestaande organisatie');
    }
  });

  test('can all sign in', async () => {
    for (const persona of Object.keys(PERSONAS)) {
      const { status, body } = await catalogue.graphql(
        '{ standards { totalCount } }',
        {},
        await signIn(persona, catalogue),
      );
      expect({ persona, status, errors: body.errors }).toEqual({ persona, status: 200, errors: undefined });
    }
  });

  test('came with one event for each role, each organisation and each secretariat, in the name of the register', async () => {
    const events = await catalogue.sql<{ body: string }>(
      `select body from audit_event where action = 'beginTrial' order by event_id`,
    );
    // Of the secretariats, the catalogue has one already.
    expect(events).toHaveLength(Object.keys(PERSONAS).length + 4 + 1);
    for (const { body } of events) {
      expect(JSON.parse(body)).toMatchObject({ actor: { issuer: 'urn:standaardenregister', subject: 'register' } });
    }
  });
});

describe('A trial that starts again', () => {
  let first: OwnRegister;
  let second: OwnRegister | undefined;

  beforeAll(async () => {
    first = await startService();
  });
  afterAll(async () => {
    await Promise.all([first.stop(), second?.stop()]);
  });

  test('writes nothing, and gives no role back that was ended', async () => {
    await first.sql(`
      select membership_put(m, true) from membership m
      where subject = 'auditor' and issuer = 'urn:standaardenregister:trial' and known_to = 'infinity'`);
    const counts =
      'select count(*)::int as events, (select count(*)::int from membership) as memberships from audit_event';
    const before = await first.sql(counts);
    second = await startService({ databaseUrl: first.databaseUrl });
    expect(await first.sql(counts)).toEqual(before);
    const subjects = (await first.sql(ROLES)).map(({ subject }) => subject);
    expect(subjects).not.toContain('auditor');
    expect(subjects).toContain('registrar');
  });
});

describe('A trial on an empty register', () => {
  let empty: OwnRegister;

  beforeAll(async () => {
    empty = await startService({ template: 'empty' });
  });
  afterAll(() => empty.stop());

  test('has a registrar, at an organisation of the trial', async () => {
    expect(await empty.sql(ROLES)).toContainEqual({
      ...{ subject: 'registrar', role: 'REGISTRAR' },
      ...{ slug: 'proef-registerbeheer', kind: 'BODY' },
    });
  });

  test('says which personas have no role, and lets them sign in all the same', async () => {
    const { status } = await empty.graphql('{ standards { totalCount } }', {}, await signIn('reporter-gm0363', empty));
    expect(status).toBe(200);
    expect((await empty.sql(ROLES)).map(({ subject }) => subject)).not.toContain('reporter-gm0363');
    expect(await empty.output()).toContain('"persona":"reporter-gm0363"');
  });
});
