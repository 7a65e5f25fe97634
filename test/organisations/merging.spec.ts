import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking, doing } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { begins, goes, merge } from './mergers.js';

let on: OwnRegister;
let registrar: Asking;
let ask: Asking;
beforeAll(async () => {
  on = await startService();
  registrar = asking(on, 'registrar');
  ask = asking(on);
});
afterAll(() => on?.stop());

const count = async (asOf: string, knownAt?: string): Promise<number> => {
  if (knownAt === undefined)
    return (await ask(`{ municipalities(asOf: "${asOf}") { totalCount } }`)).municipalities.totalCount;
  const [held] = await on.sql<{ n: number }>(
    `select count(*)::int as n from municipality m join organisation_profile p on p.organisation_id = m.organisation_id
     where p.valid_from <= $1 and p.valid_to > $1 and p.known_from <= $2 and p.known_to > $2`,
    [asOf, knownAt],
  );
  return held!.n;
};
const municipality = async (code: string, asOf: string) =>
  (
    await ask(
      `{ found: municipality(by: { code: "${code}" }, asOf: "${asOf}") { name population existence { from to } predecessors { code } successors { code } } }`,
    )
  ).found;
const codes = (list: { code: string }[]) => list.map(({ code }) => code).sort();
const rows = async () => (await on.sql(`select count(*)::int as n from municipality_succession`))[0];

describe('Several municipalities into a new one', () => {
  const input = {
    on: '2027-01-01',
    predecessors: [goes('GM0310', 'GM2001'), goes('GM0736', 'GM2001')],
    newMunicipalities: [{ ...begins('GM2001', 'Vecht en Bilt'), aliases: ['Vechtbilt'] }],
    reason: 'Herindeling per 1 januari 2027',
  };

  test('can be tried first: the same answer, and nothing of it is kept', async () => {
    const before = [await rows(), await count('2027-01-01')];
    const trial = await merge(registrar, { ...input, dryRun: true });
    expect(trial.errors).toEqual([]);
    expect(trial.dryRun).toBe(true);
    expect(trial.predecessors).toHaveLength(2);
    expect([await rows(), await count('2027-01-01')]).toEqual(before);
    expect(await municipality('GM2001', '2027-01-01')).toBeNull();
    expect(await on.sql(`select from audit_event where action = 'mergeMunicipalities'`)).toEqual([]);
  });

  test('end, and it begins, on the day that is said', async () => {
    const before = new Date().toISOString();
    const trial = await merge(registrar, { ...input, dryRun: true });
    const done = await merge(registrar, input);
    expect(done.errors).toEqual([]);
    expect(done).toEqual({ ...trial, dryRun: false });
    expect(done.successors).toEqual([
      {
        code: 'GM2001',
        name: 'Vecht en Bilt',
        province: 'UTRECHT',
        existence: { from: '2027-01-01', to: null, isFromKnown: true },
        predecessors: [{ code: 'GM0310' }, { code: 'GM0736' }],
        successors: [],
      },
    ]);
    expect(done.predecessors).toMatchObject([
      { code: 'GM0310', existence: { to: '2027-01-01' }, successors: [{ code: 'GM2001' }] },
      { code: 'GM0736', existence: { to: '2027-01-01' }, successors: [{ code: 'GM2001' }] },
    ]);
    expect([await count('2026-12-31'), await count('2027-01-01')]).toEqual([342, 341]);
    expect(await count('2027-01-01', before)).toBe(342);
  });

  test('show it from that day on, and keep their inhabitants', async () => {
    const was = await municipality('GM0310', '2026-12-31');
    expect(was.successors).toEqual([]);
    expect(was.population).toBeGreaterThan(40_000);
    expect((await municipality('GM0310', '2027-01-01')).successors).toEqual([{ code: 'GM2001' }]);
  });

  test('are found by search under the new name', async () => {
    const { search } = await ask('{ search(text: "Vechtbilt") { nodes { ... on Municipality { code } } } }');
    expect(search.nodes).toEqual([{ code: 'GM2001' }]);
  });

  test('stand in the audit log, each by itself, with the reason', async () => {
    const events = await on.sql<{ subject: string; body: string }>(
      `select m.code as subject, e.body from audit_event e join municipality m on m.id = e.subject_id
       where action = 'mergeMunicipalities' order by e.event_id`,
    );
    expect(events.map(({ subject }) => subject)).toEqual(['GM2001', 'GM0310', 'GM0736', 'GM2001']);
    for (const { body } of events) expect(JSON.parse(body).reason).toBe(input.reason);
    expect(JSON.parse(events[1]!.body).changes).toContainEqual({
      field: 'existence',
      before: { from: expect.any(String), to: null },
      after: { from: expect.any(String), to: '2027-01-01' },
    });
  });
});

describe('A municipality', () => {
  test('goes into one that stays', async () => {
    const { errors, successors } = await merge(registrar, {
      on: '2028-01-01',
      predecessors: [goes('GM0312', 'GM0344')],
      reason: 'Bunnik gaat op in Utrecht',
    });
    expect(errors).toEqual([]);
    expect(successors).toMatchObject([{ code: 'GM0344', existence: { to: null }, predecessors: [{ code: 'GM0312' }] }]);
    const [row] = await on.sql(`select kind, confidence from municipality_succession where valid_from = '2028-01-01'`);
    expect(row).toEqual({ kind: 'ABSORPTION', confidence: 'SEEN' });
  });

  test('is divided over several, of which one is new and takes another in whole', async () => {
    const { errors, predecessors, successors } = await merge(registrar, {
      on: '2029-01-01',
      predecessors: [goes('GM0313', 'GM2002', 'GM0342'), goes('GM0317', 'GM2002')],
      newMunicipalities: [begins('GM2002', 'Eemland')],
      reason: 'Bunschoten verdeeld',
    });
    expect(errors).toEqual([]);
    expect(codes(predecessors[0].successors)).toEqual(['GM0342', 'GM2002']);
    expect(successors.map(({ code, predecessors: own }: any) => [code, codes(own)])).toEqual([
      ['GM2002', ['GM0313', 'GM0317']],
      ['GM0342', ['GM0313']],
    ]);
    const kinds = await on.sql<{ kind: string }>(
      `select kind from municipality_succession where valid_from = '2029-01-01' order by kind`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['MERGER', 'SPLIT', 'SPLIT']);
  });

  test('is split into new ones', async () => {
    const before = await count('2030-01-01');
    const { errors, successors } = await merge(registrar, {
      on: '2030-01-01',
      predecessors: [goes('GM0363', 'GM2003', 'GM2004', 'GM2005')],
      newMunicipalities: ['GM2003', 'GM2004', 'GM2005'].map((code) => begins(code, `Deel ${code}`, 'NOORD_HOLLAND')),
      reason: 'Gesplitst',
    });
    expect(errors).toEqual([]);
    expect(successors).toHaveLength(3);
    expect(await count('2030-01-01')).toBe(before + 2);
  });

  test('that began by a merger can merge once more, on a later day', async () => {
    const input = { predecessors: [goes('GM2001', 'GM0344')], reason: 'Toch' };
    const tooSoon = await merge(registrar, { ...input, on: '2027-01-01' });
    expect(tooSoon.errors).toMatchObject([{ path: ['input', 'predecessors', '0', 'municipality'] }]);
    expect((await merge(registrar, { ...input, on: '2031-01-01' })).errors).toEqual([]);
    expect((await municipality('GM2001', '2031-01-01')).existence).toEqual({ from: '2027-01-01', to: '2031-01-01' });
  });

  test('keeps the decision behind its merger in the audit log', async () => {
    const { decisions } = await ask('{ decisions(first: 1) { nodes { id } } }');
    const decisionId = decisions.nodes[0].id;
    const { errors } = await merge(registrar, {
      on: '2032-01-01',
      predecessors: [{ municipality: { code: 'GM0321' }, into: [{ code: 'GM0344' }] }],
      decisionId,
      reason: 'Met besluit',
    });
    expect(errors).toEqual([]);
    const [event] = await on.sql<{ body: string }>(
      `select body from audit_event e join municipality m on m.id = e.subject_id where m.code = 'GM0321'`,
    );
    expect(JSON.parse(event!.body).changes).toContainEqual({ field: 'decision', before: null, after: decisionId });
  });
});

describe('At the same moment', () => {
  test('two mergers of one municipality have one winner, and the other is told', async () => {
    const into = (code: string) =>
      merge(registrar, { on: '2033-01-01', predecessors: [goes('GM0327', code)], reason: `Naar ${code}` });
    const answers = await Promise.all([into('GM0339'), into('GM0340')]);
    const refused = answers.filter(({ errors }) => errors.length > 0);
    expect(refused).toHaveLength(1);
    expect(refused[0].errors).toMatchObject([
      { __typename: 'ConflictError', path: ['input', 'predecessors', '0', 'municipality'] },
    ]);
    expect(await on.sql(`select from municipality_succession where valid_from = '2033-01-01'`)).toHaveLength(1);
  });

  test('two mergers do not give one code to two municipalities', async () => {
    const from = (code: string) =>
      merge(registrar, {
        on: '2034-01-01',
        predecessors: [goes(code, 'GM2010')],
        newMunicipalities: [begins('GM2010', `Uit ${code}`)],
        reason: 'Tegelijk',
      });
    const answers = await Promise.all([from('GM0331'), from('GM0335')]);
    const refused = answers.filter(({ errors }) => errors.length > 0);
    expect(refused).toHaveLength(1);
    expect(refused[0].errors[0]).toMatchObject({
      __typename: 'ConflictError',
      path: ['input', 'newMunicipalities', '0', 'code'],
    });
  });

  test('twenty requests with one key merge once', async () => {
    const input = {
      on: '2035-01-01',
      predecessors: [goes('GM0353', 'GM0344')],
      reason: 'Eenmaal',
      idempotencyKey: 'merge-once-0353',
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => merge(registrar, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0].errors).toEqual([]);
    expect(await on.sql(`select from municipality_succession where valid_from = '2035-01-01'`)).toHaveLength(1);
  });
});

test('A municipality that ends is not known by a name it was to bear later', async () => {
  const { id, revision } = (await ask('{ municipality(by: { code: "GM0356" }) { organisation { id revision } } }'))
    .municipality.organisation;
  const rename = doing('describeOrganisation', 'DescribeOrganisationInput', 'organisation { id }');
  const planned = { name: 'Nooit Zo Geheten', nameFrom: '2042-01-01', reason: 'Raadsbesluit' };
  expect((await rename(registrar, { organisationId: id, expectedRevision: revision, ...planned })).errors).toEqual([]);
  const { predecessors } = await merge(registrar, {
    on: '2041-01-01',
    predecessors: [goes('GM0356', 'GM0355')],
    reason: 'Eerder opgegaan',
  });
  expect(predecessors).toMatchObject([{ code: 'GM0356', name: 'Nieuwegein' }]);
  expect((await municipality('GM0356', '2043-01-01')).name).toBe('Nieuwegein');
  const { search } = await ask('{ search(text: "Nooit Zo Geheten") { nodes { ... on Municipality { code } } } }');
  expect(search.nodes).not.toContainEqual({ code: 'GM0356' });
});
