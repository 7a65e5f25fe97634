import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { upload } from '../imports/files.js';
import { signIn } from '../support/actors.js';
import { aStandard, anAdoption } from '../support/builders.js';
import { asking, placesOf } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { into, merging, NEW_YEAR, registrarOf } from './mergers.js';
import { anExplanation, binds, day, recordOf, Reporter } from './reporting.js';

let on: OwnRegister;
let code = 2200;
/** Municipalities that no other test of this file merges. */
let pool: string[];
beforeAll(async () => {
  on = await startService();
  const { municipalities } = await asking(on)('{ municipalities(first: 60) { nodes { code } } }');
  pool = municipalities.nodes
    .map((each: { code: string }) => each.code)
    .filter((each: string) => each !== 'GM0363' && each !== 'GM0344');
});
afterAll(() => on?.stop());

const some = (count: number) => registrarOf(on, ...codesOf(count));
const codesOf = (count: number): string[] => pool.splice(0, count);
const codeOf = async ({ municipalityId }: Reporter): Promise<string> =>
  (await on.sql<{ code: string }>('select code from municipality where id = $1', [municipalityId]))[0]!.code;
const newStandard = async (): Promise<string> => (await aStandard(on.sql)).id;

/** Merges these into a new municipality, and answers who reports for that one. */
async function mergeInto(reporters: Reporter[], more: Record<string, unknown> = {}): Promise<Reporter> {
  const newcomer = `GM${(code += 1)}`;
  const codes = await Promise.all(reporters.map(codeOf));
  const { errors } = await merging(reporters[0]!.ask, {
    on: NEW_YEAR,
    predecessors: into(newcomer, ...codes),
    newMunicipalities: [{ code: newcomer, name: `Nieuw ${newcomer}`, province: 'UTRECHT' }],
    reason: 'Herindeling',
    ...more,
  });
  expect(errors).toEqual([]);
  return Reporter.of(on, 'registrar', newcomer);
}

async function absorb(absorbing: Reporter, ...ending: Reporter[]): Promise<void> {
  const codes = await Promise.all(ending.map(codeOf));
  const { errors } = await merging(absorbing.ask, {
    ...{ on: NEW_YEAR, predecessors: into(await codeOf(absorbing), ...codes), reason: 'Grenscorrectie' },
  });
  expect(errors).toEqual([]);
}

const onTheDay = (municipality: Reporter, standardId: string, selection = 'status origin') =>
  municipality.record(standardId, selection, `asOf: "${NEW_YEAR}"`);

describe('What was taken over and not confirmed', () => {
  test('follows what a predecessor reports before the day of the merger', async () => {
    const standardId = await newStandard();
    const [first, second] = (await some(2)) as [Reporter, Reporter];
    await first.reports({ standardId, status: 'APPLIED' });
    const successor = await mergeInto([first, second]);
    expect(await onTheDay(successor, standardId)).toEqual({ status: 'UNKNOWN', origin: 'INHERITED' });

    await second.reports({ standardId, status: 'APPLIED' });
    expect(await onTheDay(successor, standardId)).toEqual({ status: 'APPLIED', origin: 'INHERITED' });

    await first.reports({ standardId, status: 'PHASED_OUT', validFrom: day(1) });
    expect(await onTheDay(successor, standardId)).toEqual({ status: 'UNKNOWN', origin: 'INHERITED' });

    const later = await newStandard();
    await second.reports({ standardId: later, status: 'APPLIED' });
    expect(await onTheDay(successor, later)).toEqual({ status: 'UNKNOWN', origin: 'INHERITED' });
  });

  test('follows no more once the successor has said something itself', async () => {
    const standardId = await newStandard();
    const [only] = (await some(1)) as [Reporter];
    await only.reports({ standardId, status: 'IMPLEMENTING' });
    const successor = await mergeInto([only]);
    await successor.reports({ standardId, status: 'NOT_APPLICABLE', reason: 'Taak vervallen.', validFrom: NEW_YEAR });
    await only.reports({ standardId, status: 'APPLIED' });
    expect(await onTheDay(successor, standardId)).toEqual({ status: 'NOT_APPLICABLE', origin: 'REPORTED' });
  });

  test('goes on to whoever follows the successor in turn', async () => {
    const standardId = await newStandard();
    const [only] = (await some(1)) as [Reporter];
    await only.reports({ standardId, status: 'IMPLEMENTING' });
    const successor = await mergeInto([only]);
    const second = `${Number(NEW_YEAR.slice(0, 4)) + 1}-01-01`;
    const last = await mergeInto([successor], { on: second });
    const atLast = () => last.record(standardId, 'status origin', `asOf: "${second}"`);
    expect(await atLast()).toEqual({ status: 'IMPLEMENTING', origin: 'INHERITED' });
    await only.reports({ standardId, status: 'APPLIED' });
    expect(await atLast()).toEqual({ status: 'APPLIED', origin: 'INHERITED' });
  });

  test('has the explanations of its predecessors, each under its name, until the first has to be reviewed', async () => {
    const standardId = await newStandard();
    await binds(on.sql, standardId, 'COMPLY_OR_EXPLAIN');
    const two = await some(2);
    await two[0]!.reports({ standardId, status: 'EXPLAINED', explanation: anExplanation({ motivation: 'Te duur.' }) });
    const [soon, secret] = [day(60), { motivation: 'Contract loopt.', reason: 'OTHER', confidential: true }];
    await two[1]!.reports({
      standardId,
      status: 'EXPLAINED',
      explanation: anExplanation({ ...secret, reviewOn: soon }),
    });
    const successor = await mergeInto(two);
    const { status, confirmBy, explanation } = await onTheDay(
      successor,
      standardId,
      'status confirmBy explanation { reason motivation reviewOn confidential }',
    );
    expect({ status, confirmBy }).toEqual({ status: 'EXPLAINED', confirmBy: soon });
    expect(explanation).toMatchObject({ reason: 'OTHER', reviewOn: soon, confidential: true });
    expect(explanation.motivation).toMatch(/: Te duur\.[^]*: Contract loopt\.$/);
  });

  test('is the same whether a predecessor reports before, during or after the merger is recorded', async () => {
    const standardId = await newStandard();
    for (const first of [0, 1, 2]) {
      const two = await some(2);
      await two[0]!.reports({ standardId, status: 'APPLIED' });
      await two[1]!.reports({ standardId, status: 'IMPLEMENTING' });
      const merger = mergeInto(two);
      if (first === 1) await new Promise((resolve) => setTimeout(resolve, 15));
      if (first === 2) await merger;
      await two[1]!.reports({ standardId, status: 'APPLIED' });
      expect(await onTheDay(await merger, standardId)).toEqual({ status: 'APPLIED', origin: 'INHERITED' });
    }
  });

  test('is for each of those that a municipality is divided over', async () => {
    const standardId = await newStandard();
    const [ending, ...parts] = (await some(3)) as [Reporter, Reporter, Reporter];
    await ending.reports({ standardId, status: 'APPLIED' });
    const names = await Promise.all(parts.map(codeOf));
    const { errors } = await merging(ending.ask, {
      ...{ on: NEW_YEAR, reason: 'Splitsing' },
      predecessors: [{ municipality: { code: await codeOf(ending) }, into: names.map((each) => ({ code: each })) }],
    });
    expect(errors).toEqual([]);
    for (const part of parts) {
      expect(await onTheDay(part, standardId)).toEqual({ status: 'APPLIED', origin: 'INHERITED' });
    }
  });

  test('stands in the log of the successor: who reports for a predecessor learns nothing of the others', async () => {
    const standardId = await newStandard();
    const [amsterdam] = await registrarOf(on, 'GM0363');
    const [other] = (await some(1)) as [Reporter];
    await other.reports({ standardId, status: 'APPLIED' });
    const successor = await mergeInto([amsterdam!, other]);
    const own = await Reporter.of(on, 'reporter-gm0363');
    await own.reports({ standardId, status: 'APPLIED' });
    const { id } = await onTheDay(successor, standardId, 'id');
    const events = await on.sql<{ action: string; slug: string }>(
      `select e.action, o.slug from audit_event e join organisation o on o.id = e.organisation_id
       where e.subject_id = $1 order by e.event_id`,
      [id],
    );
    expect(events).toEqual([
      { action: 'mergeMunicipalities', slug: expect.not.stringMatching(/^gm/) },
      { action: 'reportAdoptions', slug: expect.stringMatching(/^gm22/) },
    ]);
  });

  test('is nothing of what follows from the software of a predecessor', async () => {
    const standardId = await newStandard();
    const [only] = (await some(1)) as [Reporter];
    await anAdoption(on.sql, { municipalityId: only.municipalityId, standardId, origin: 'DERIVED' });
    const successor = await mergeInto([only]);
    expect(await onTheDay(successor, standardId)).toBeUndefined();
  });
});

test('Of more than a hundred records the first hundred are shown, and all are taken over', async () => {
  const [only] = (await some(1)) as [Reporter];
  for (let i = 0; i < 101; i += 1) {
    await anAdoption(on.sql, { municipalityId: only.municipalityId, standardId: await newStandard() });
  }
  const newcomer = { code: 'GM2299', name: 'Honderd Hoven', province: 'UTRECHT' };
  const { errors, inherited } = await merging(only.ask, {
    ...{ on: NEW_YEAR, predecessors: into(newcomer.code, await codeOf(only)), newMunicipalities: [newcomer] },
    reason: 'Herindeling',
  });
  expect(errors).toEqual([]);
  expect(inherited).toHaveLength(100);
  const { municipality } = await only.ask(
    `{ municipality(by: { code: "GM2299" }, asOf: "${NEW_YEAR}") { adoptions { totalCount } } }`,
  );
  expect(municipality.adoptions.totalCount).toBe(101);
});

describe('A municipality that takes in another', () => {
  test('keeps what it holds, and takes over what it never spoke of', async () => {
    const [own, foreign] = [await newStandard(), await newStandard()];
    const [absorbing, ending] = (await some(2)) as [Reporter, Reporter];
    await absorbing.reports({ standardId: own, status: 'IMPLEMENTING' });
    await ending.reports({ standardId: own, status: 'APPLIED' }, { standardId: foreign, status: 'APPLIED' });
    await absorb(absorbing, ending);
    expect(await onTheDay(absorbing, own)).toEqual({ status: 'IMPLEMENTING', origin: 'REPORTED' });
    expect(await onTheDay(absorbing, foreign)).toEqual({ status: 'APPLIED', origin: 'INHERITED' });
    expect(await absorbing.record(foreign, 'status')).toBeUndefined();
  });

  test('takes over what those that join it on one day share, also when that was decided apart', async () => {
    const [shared, differing] = [await newStandard(), await newStandard()];
    const [absorbing, first, second] = (await some(3)) as [Reporter, Reporter, Reporter];
    for (const each of [first, second]) await each.reports({ standardId: shared, status: 'APPLIED' });
    await first.reports({ standardId: differing, status: 'APPLIED' });
    await absorb(absorbing, first);
    expect(await onTheDay(absorbing, differing)).toEqual({ status: 'APPLIED', origin: 'INHERITED' });
    await absorb(absorbing, second);
    expect(await onTheDay(absorbing, shared)).toEqual({ status: 'APPLIED', origin: 'INHERITED' });
    expect(await onTheDay(absorbing, differing)).toEqual({ status: 'UNKNOWN', origin: 'INHERITED' });
  });

  test('confirms what it took over as its own word, once the day is there', async () => {
    const standardId = await newStandard();
    const municipalityId = (await Reporter.of(on, 'reporter-gm0363')).municipalityId;
    const { id } = await anAdoption(on.sql, { municipalityId, standardId, origin: 'INHERITED', confirm_by: day(30) });
    const amsterdam = await Reporter.of(on, 'reporter-gm0363');
    await amsterdam.confirms(id);
    const record = await recordOf(amsterdam.ask, { standardId, municipalityId }, 'status origin');
    expect(record).toEqual({ status: 'APPLIED', origin: 'REPORTED' });
  });
});

test('What a successor says itself is its own word, also when it says what it took over', async () => {
  const standardId = await newStandard();
  const [first, second] = (await some(2)) as [Reporter, Reporter];
  for (const each of [first, second]) await each.reports({ standardId, status: 'IMPLEMENTING' });
  const successor = await mergeInto([first, second]);
  await successor.reports({ standardId, status: 'IMPLEMENTING', validFrom: NEW_YEAR });
  expect(await onTheDay(successor, standardId)).toEqual({ status: 'IMPLEMENTING', origin: 'REPORTED' });
  await first.reports({ standardId, status: 'APPLIED' });
  expect(await onTheDay(successor, standardId)).toEqual({ status: 'IMPLEMENTING', origin: 'REPORTED' });
});

describe('While a merger is being recorded', () => {
  /** Has these asked one after the other, while each waits for the adoptions of a municipality. */
  async function inThisOrder<T>(municipalityId: string, ...asked: (() => Promise<T>)[]): Promise<T[]> {
    const holder = new pg.Client({ connectionString: on.databaseUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select lock_adoptions(array[$1])', [municipalityId]);
    const answers: Promise<T>[] = [];
    for (const ask of asked) {
      answers.push(ask());
      const { length } = answers;
      for (let waiting = 0; waiting < length;) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        const [counted] = await on.sql<{ n: number }>(
          `select count(*)::int as n from pg_locks join pg_database d on d.oid = database
           where d.datname = current_database() and locktype = 'advisory' and not granted`,
        );
        waiting = counted!.n;
      }
    }
    await holder.query('rollback');
    await holder.end();
    return Promise.all(answers);
  }

  test('nothing can be reported any more from the day on which the municipality ends', async () => {
    const standardId = await newStandard();
    const [ending] = (await some(1)) as [Reporter];
    const [, late] = await inThisOrder<any>(
      ending.municipalityId,
      () => mergeInto([ending]),
      () => ending.tries([{ standardId, status: 'APPLIED', validFrom: NEW_YEAR }]),
    );
    expect(placesOf(late.errors)).toEqual(['InvalidInputError input.reports.0.validFrom']);
  });

  test('a file of reports goes by what it finds when it is done', async () => {
    const standardId = await newStandard();
    const [{ slug }] = (await on.sql<{ slug: string }>('select slug from standard where id = $1', [standardId])) as [
      { slug: string },
    ];
    const [ending] = (await some(1)) as [Reporter];
    const registrar = await signIn('registrar', on);
    const code = await codeOf(ending);
    const said = `gemeente;standaard;status\n${code};${slug};toegepast`;
    const [successor, file] = await inThisOrder<any>(
      ending.municipalityId,
      () => mergeInto([ending]),
      () => upload(on, said, registrar),
    );
    expect(file.status).toBe(200);
    expect(await onTheDay(successor, standardId)).toEqual({ status: 'APPLIED', origin: 'INHERITED' });
  });
});
