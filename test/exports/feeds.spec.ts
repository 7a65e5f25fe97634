import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { aStandard, aVersion, phase, put } from '../support/builders.js';
import { type OwnRegister, startService } from '../support/register.js';
import { atoms, faultsOfCalendar, faultsOfFeed, type IcsComponent, parseIcs, parseXml, valueOf } from './feeds.js';

const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' }).format(new Date());
const YEAR = Number(TODAY.slice(0, 4));

let on: OwnRegister;
beforeAll(async () => void (on = await startService()));
afterAll(async () => void (await on.stop()));

async function get(path: string, init: RequestInit = {}) {
  const response = await fetch(path.startsWith('http') ? path : `${on.url}${path}`, init);
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}
const feed = async (path: string) => parseXml((await get(path)).bytes.toString('utf8'));
const calendar = async (path: string): Promise<IcsComponent> => parseIcs((await get(path)).bytes);
const events = async (path: string): Promise<IcsComponent[]> =>
  (await calendar(path)).components.filter(({ name }) => name === 'VEVENT');

async function aDecision(values: Record<string, unknown> = {}): Promise<{ id: string; slug: string }> {
  const id = newId('dec');
  const row = {
    title: 'Besluit',
    body: 'CVA',
    outcome: 'ADOPTED',
    decided_on: '2026-01-01',
    confidence: 'SEEN',
    ...values,
  };
  const slug = `besluit-${id.slice(-12)}`;
  const columns = Object.keys(row);
  await on.sql(
    `insert into decision (id, slug, ${columns.join(', ')}) values ($1, $2, ${columns.map((_, i) => `$${i + 3}`).join(', ')})`,
    [id, slug, ...Object.values(row)],
  );
  // What is written past the service moves no revision by itself.
  await on.sql('update revision_slot set n = n + 1 where slot = 0');
  return { id, slug };
}

describe('The feed of decisions', () => {
  test('is an Atom feed with every decision that the register starts with, and addresses that resolve', async () => {
    const { status, headers, bytes } = await get('/decisions.atom');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    const found = parseXml(bytes.toString('utf8'));
    expect(faultsOfFeed(found)).toEqual([]);
    const { body } = await on.graphql('{ decisions(first: 100) { nodes { slug title } } }');
    const titles = atoms(found, 'entry').map((entry) => atoms(entry, 'title')[0]!.text);
    expect(titles.sort()).toEqual(body.data.decisions.nodes.map(({ title }: any) => title).sort());
    for (const entry of atoms(found, 'entry')) {
      const resolved = await get(atoms(entry, 'id')[0]!.text);
      expect(JSON.parse(resolved.bytes.toString('utf8'))).toMatchObject({
        type: 'Decision',
        title: atoms(entry, 'title')[0]!.text,
      });
    }
  });

  test('shows first what was recorded last, whenever it was decided, and keeps what is written out of its own signs', async () => {
    await aDecision({
      decided_on: '2010-01-01',
      title: 'Oud & <laat> "vastgelegd" \u0001Ø😀',
      document: 'https://example.nl/?a=1&b=2',
    });
    const found = await feed('/decisions.atom');
    expect(faultsOfFeed(found)).toEqual([]);
    const [first] = atoms(found, 'entry');
    expect(atoms(first!, 'title')[0]!.text).toBe('Oud & <laat> "vastgelegd"  Ø😀');
    expect(atoms(first!, 'link').map(({ attributes }) => attributes['href'])).toContain('https://example.nl/?a=1&b=2');
    expect(atoms(found, 'updated')[0]!.text).toBe(atoms(first!, 'updated')[0]!.text);
  });

  test('of one body has its decisions alone, page after page, each once', async () => {
    const made = [];
    for (let i = 0; i < 53; i += 1) made.push((await aDecision({ body: 'COMMITTEE', title: `Besluit ${i}` })).slug);
    const seen: string[] = [];
    let next: string | undefined = '/decisions.atom?body=COMMITTEE&language=en';
    const ids = new Set<string>();
    for (let pages = 0; next !== undefined && pages < 5; pages += 1) {
      const found = await feed(next);
      expect(faultsOfFeed(found)).toEqual([]);
      ids.add(atoms(found, 'id')[0]!.text);
      seen.push(...atoms(found, 'entry').map((entry) => atoms(entry, 'id')[0]!.text.split('/').at(-1)!));
      next = atoms(found, 'link').find(({ attributes }) => attributes['rel'] === 'next')?.attributes['href'];
    }
    expect(seen).toEqual([...made].reverse());
    expect([...ids]).toHaveLength(1);
  });

  test('is not sent again to who has it, by its tag or by its moment, until there is another decision', async () => {
    const { headers } = await get('/decisions.atom?body=CVA');
    const tag = { 'if-none-match': headers.get('etag')! };
    const since = { 'if-modified-since': headers.get('last-modified')! };
    expect(Date.parse(since['if-modified-since'])).not.toBeNaN();
    for (const given of [tag, since]) {
      const { status, bytes } = await get('/decisions.atom?body=CVA', { headers: given });
      expect([status, bytes.length]).toEqual([304, 0]);
    }
    const head = await get('/decisions.atom?body=CVA', { method: 'HEAD' });
    expect([head.status, head.bytes.length, head.headers.get('etag')]).toEqual([200, 0, tag['if-none-match']]);
    expect((await get('/decisions.atom?body=CVD', { headers: tag })).status).toBe(200);
    const before = new Date(Date.parse(since['if-modified-since']) - 1000).toUTCString();
    expect((await get('/decisions.atom?body=CVA', { headers: { 'if-modified-since': before } })).status).toBe(200);
    await aDecision();
    expect((await get('/decisions.atom?body=CVA', { headers: tag })).status).toBe(200);
  });
});

describe('The calendar of planned changes', () => {
  const days = (found: readonly IcsComponent[]) =>
    found.map((event) => [valueOf(event, 'DTSTART'), valueOf(event, 'SUMMARY')]).sort();

  test('is a calendar also when nothing is planned', async () => {
    const { status, headers, bytes } = await get('/transitions.ics');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(faultsOfCalendar(parseIcs(bytes))).toEqual([]);
  });

  test('tells of a version that leaves support 18, 12 and 6 months ahead and on the day, to the end of shorter months', async () => {
    const standard = await aStandard(on.sql, {
      name: 'Koppelvlak; een, twee\\drie – met een naam die veel langer is dan een regel Ø😀',
    });
    const version = await aVersion(on.sql, standard.id, '1.0', 1);
    const next = await aVersion(on.sql, standard.id, '2.0', 2);
    await phase(on.sql, next, 'IN_USE', '2026-01-01');
    await phase(on.sql, version, 'IN_USE', '2020-01-01', { valid_to: `${YEAR + 2}-08-31` });
    await phase(on.sql, version, 'END_OF_SUPPORT', `${YEAR + 2}-08-31`, { successor_id: next, is_from_known: true });
    const found = await calendar(`/transitions.ics?standard=${standard.slug}`);
    expect(faultsOfCalendar(found)).toEqual([]);
    const february = new Date(Date.UTC(YEAR + 1, 2, 0)).getUTCDate();
    const what = `${standard.name} 1.0: einde ondersteuning`;
    const lastOfFebruary = new Date(Date.UTC(YEAR + 2, 2, 0)).getUTCDate();
    expect(february).toBeGreaterThan(27);
    expect(days(found.components)).toEqual([
      [`${YEAR + 1}02${february}`, `Over 18 maanden: ${what}`],
      [`${YEAR + 1}0831`, `Over 12 maanden: ${what}`],
      [`${YEAR + 2}02${lastOfFebruary}`, `Over 6 maanden: ${what}`],
      [`${YEAR + 2}0831`, what],
    ]);
    const [event] = found.components;
    expect(valueOf(event!, 'DESCRIPTION')).toContain('Opvolger: 2.0.');
    const resolved = await get(valueOf(event!, 'URL')!);
    expect(JSON.parse(resolved.bytes.toString('utf8'))).toMatchObject({ type: 'StandardVersion', label: '1.0' });

    // Moved to another day, each event stays the same event.
    const uids = (events: IcsComponent) => events.components.map((each) => valueOf(each, 'UID')).sort();
    await phase(on.sql, version, 'IN_USE', `${YEAR + 2}-08-31`, { valid_to: `${YEAR + 3}-01-01` });
    await phase(on.sql, version, 'END_OF_SUPPORT', `${YEAR + 3}-01-01`, { is_from_known: true });
    await on.sql('update revision_slot set n = n + 1 where slot = 0');
    const moved = await calendar(`/transitions.ics?standard=${standard.slug}`);
    expect(uids(moved)).toEqual(uids(found));
    expect(days(moved.components).at(-1)).toEqual([`${YEAR + 3}0101`, what]);
  });

  test('tells of obligations that begin, change and end, and not on a day on which nobody knew of it', async () => {
    const standard = await aStandard(on.sql, { name: 'Proef' });
    const row = { id: newId('obl'), standard_id: standard.id, scope: '', source: 'VNG', is_from_known: true };
    const until = (year: number) => `${year}-07-01`;
    await put(on.sql, 'obligation', { ...row, level: 'RECOMMENDED', valid_from: TODAY, valid_to: until(YEAR + 2) });
    await put(on.sql, 'obligation', {
      ...row,
      level: 'MANDATORY',
      valid_from: until(YEAR + 2),
      valid_to: until(YEAR + 4),
    });
    const found = await events(`/transitions.ics?standard=${standard.slug}&language=en`);
    const onTheDay = days(found).filter(([, summary]) => !summary!.startsWith('In '));
    expect(onTheDay).toEqual([
      [TODAY.replaceAll('-', ''), 'Proef: recommended'],
      [`${YEAR + 2}0701`, 'Proef: mandatory'],
      [`${YEAR + 4}0701`, 'Proef: no longer binds'],
    ]);
    const ahead = days(found).filter(([, summary]) => summary!.startsWith('In '));
    expect(ahead.every(([day]) => day! >= TODAY.replaceAll('-', ''))).toBe(true);
    expect(ahead.filter(([, summary]) => summary!.endsWith('no longer binds'))).toHaveLength(3);
  });

  test('says nothing of a version that was not announced, nor that one is its successor', async () => {
    const standard = await aStandard(on.sql);
    const known = await aVersion(on.sql, standard.id, '1.0', 1);
    const draft = newId('ver');
    await on.sql(
      `insert into standard_version (id, standard_id, label, kind, position, confidence, announced_at) values ($1, $2, 'geheim', 'RELEASE', 2, 'SEEN', null)`,
      [draft, standard.id],
    );
    await phase(on.sql, known, 'END_OF_SUPPORT', `${YEAR + 1}-03-01`, { successor_id: draft, is_from_known: true });
    await phase(on.sql, draft, 'IN_USE', `${YEAR + 1}-03-01`, { is_from_known: true });
    const { bytes } = await get(`/transitions.ics?standard=${standard.slug}`);
    expect(bytes.toString('utf8')).toContain('1.0: einde ondersteuning');
    expect(bytes.toString('utf8')).not.toContain('geheim');
  });
});

describe('The calendar of meetings', () => {
  test('has every meeting of the last year and to come, where it is, whether it was called off, and its agenda', async () => {
    const insert = (body: string, day: string, place: string | null, isCancelled: boolean) =>
      on.sql('insert into meeting (id, body, held_on, place, is_cancelled) values ($1, $2, $3, $4, $5)', [
        ...[newId('mtg'), body, day, place, isCancelled],
      ]);
    await insert('CVD', `${YEAR + 1}-01-14`, 'Den Haag, zaal 3; boven', false);
    await insert('CVD', `${YEAR + 1}-02-11`, null, true);
    await insert('TASKFORCE', `${YEAR - 2}-01-01`, null, false);
    const found = await calendar('/meetings.ics');
    expect(faultsOfCalendar(found)).toEqual([]);
    expect(
      found.components.map((event) => [
        valueOf(event, 'DTSTART'),
        valueOf(event, 'STATUS'),
        valueOf(event, 'LOCATION'),
      ]),
    ).toEqual([
      [`${YEAR + 1}0114`, 'CONFIRMED', 'Den Haag, zaal 3; boven'],
      [`${YEAR + 1}0211`, 'CANCELLED', undefined],
    ]);
    expect((await get(valueOf(found.components[0]!, 'URL')!)).headers.get('content-type')).toBe('application/pdf');
    expect(await events('/meetings.ics?body=TASKFORCE')).toEqual([]);
  });
});

describe('What is no feed is refused with what is wrong:', () => {
  test.each([
    ['/decisions.atom?body=CvD', 400, /"body" is one of/],
    ['/decisions.atom?body=CVD&body=CVA', 400, /given once/],
    ['/decisions.atom?page=2', 400, /"page" is no parameter here; body, language and after are/],
    ['/decisions.atom?after=dec_00000000000000000000000000', 400, /"after" is the id of a decision/],
    ['/decisions.atom?after=%00', 400, /"after" is the id of a decision/],
    ['/decisions.atom?language=de', 400, /"language" is nl or en/],
    ['/transitions.ics?standard=nergens', 404, /there is none of this name/],
    ['/transitions.ics?standard=%27%00', 404, /there is none of this name/],
    ['/meetings.ics?body=%F0%9F%98%80', 400, /"body" is one of/],
    ['/agendas/CvD/2027-01-14.pdf', 404, /named by a body and a day/],
    ['/agendas/CVD/2027-02-30.pdf', 404, /named by a body and a day/],
    ['/agendas/CVD/2027-01-14', 404, /named by a body and a day/],
    ['/agendas/CVD/2027-01-14.pdf?language=fr', 400, /"language" is nl or en/],
    ['/id/proposals/0', 404, /named by its number/],
    ['/id/proposals/999999999', 404, /no Proposal with number 999999999/],
    ['/id/decisions/%00', 404, /no Decision/],
  ])('%s', async (path, status, why) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect((JSON.parse(answer.bytes.toString('utf8')) as { detail: string }).detail).toMatch(why);
    expect(answer.headers.get('etag')).toBeNull();
  });
});
