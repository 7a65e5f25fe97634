import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { doJob, timesDone } from '../support/jobs.js';
import { type OwnRegister, startService } from '../support/register.js';

const REMIND = 'adoption-reminders';
interface Written {
  readonly slug: string;
  readonly subject: string;
  readonly body: string;
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

let on: OwnRegister;
let first: string[] = [];
beforeAll(async () => {
  on = await startService();
  await doJob(REMIND, on);
  first = (await on.sql<{ id: string }>('select id from outbox_message')).map(({ id }) => id);
});
afterAll(() => on?.stop().then(() => undefined));

/** Without those about what the starter catalogue knows of municipalities. */
const messages = () =>
  on.sql<Written>(
    `select o.slug, m.subject, m.body from outbox_message m join organisation o on o.id = m.organisation_id
     where not m.id = any($1) order by m.written_at, o.slug`,
    [first],
  );
const names = async (): Promise<string[]> =>
  (await on.sql<{ name: string }>('select name_nl as name from standard order by slug limit 12')).map(
    ({ name }) => name,
  );

/** What a municipality holds of one of the standards since a year, to be confirmed so many days from now. */
async function hold(municipality: string, place: number, confirmIn: number | null, more: Record<string, unknown> = {}) {
  const [keys] = await on.sql<{ municipality_id: string; standard_id: string }>(
    `select m.id as municipality_id, s.id as standard_id
     from municipality m join organisation o on o.id = m.organisation_id, (select id from standard order by slug offset $2 limit 1) s where o.slug = lower($1)`,
    [municipality, place],
  );
  const [held] = await on.sql<{ id: string }>(
    'select k.id from adoption_key k where k.municipality_id = $1 and k.standard_id = $2',
    [keys?.municipality_id, keys?.standard_id],
  );
  const row = {
    ...{ ...keys, id: held?.id ?? newId('adp'), change_id: newId('adc'), status: 'APPLIED', origin: 'REPORTED' },
    ...{ valid_from: inDays(-365), confirm_by: confirmIn === null ? null : inDays(confirmIn), ...more },
  };
  await on.sql('select record_adoptions(array(select a from jsonb_populate_recordset(null::adoption, $1) a), true)', [
    JSON.stringify([row]),
  ]);
}

const aWeekLater = () => on.sql(`update outbox_message set written_at = written_at - interval '8 days'`);

describe('A municipality', () => {
  test('gets one message about all that has to be confirmed or reviewed within six weeks, or was not in time', async () => {
    const [soon, late, stale, explained, never] = await names();
    await hold('GM0363', 0, 30);
    await hold('GM0363', 1, 60);
    await hold('GM0363', 2, -10);
    await hold('GM0363', 3, 20, {
      ...{ status: 'EXPLAINED', explain_reason: 'COSTS', motivation: 'Geheim van de smid', review_on: inDays(20) },
    });
    await hold('GM0363', 4, null);
    await doJob(REMIND, on);
    const written = await messages();
    expect(written.map(({ slug }) => slug)).toEqual(['gm0363']);
    const [{ subject, body } = { subject: '', body: '' }] = written;
    expect(subject).toMatch(/^Standaardenregister: 3 standaarden vragen aandacht van /);
    const parts = body.split('\n\n').filter((part) => part.includes('\n- '));
    expect(parts.map((part) => part.split(':\n')[0])).toEqual([
      'Niet op tijd bevestigd, en daarom nu als verouderd zichtbaar',
      'Uitleg die moet worden herzien',
      'Binnenkort te bevestigen',
    ]);
    [stale, explained, soon].forEach((name, i) => expect(parts[i]).toContain(name));
    for (const absent of [late, never, 'Geheim']) expect(body).not.toContain(`- ${absent}`);
    expect(body).not.toContain('Geheim');
  });

  test('is not reminded of the same again, by two jobs at once or a week later', async () => {
    await on.sql('select graphile_worker.add_job($1) from generate_series(1, 5)', [REMIND]);
    await doJob(REMIND, on);
    await aWeekLater();
    await doJob(REMIND, on);
    expect(await messages()).toHaveLength(1);
  });

  test('is reminded once more when what it was reminded of was not done in time', async () => {
    const [, , , , , name] = await names();
    await hold('GM0363', 5, 3);
    await doJob(REMIND, on);
    expect(await messages()).toHaveLength(2);
    // The day passes: the reminder of it is one of a week ago, and what is held was to be confirmed yesterday.
    await on.sql(
      `alter table reminder disable trigger keep_values; update reminder set due_on = due_on - 4 where due_on = '${inDays(3)}'; alter table reminder enable trigger keep_values`,
    );
    await hold('GM0363', 5, -1);
    await doJob(REMIND, on);
    expect(await messages()).toHaveLength(2); // not within the same week
    await aWeekLater();
    await doJob(REMIND, on);
    const written = await messages();
    expect(written).toHaveLength(3);
    expect(written[2]?.body).toContain('Niet op tijd bevestigd');
    expect(written[2]?.body).toContain(`- ${name}`);
    expect(written[2]?.body).not.toContain('Binnenkort');
  });

  test('that confirms in time hears nothing until that has to be confirmed in its turn', async () => {
    await hold('GM0344', 6, 5);
    await hold('GM0344', 6, 365);
    await doJob(REMIND, on);
    expect((await messages()).filter(({ slug }) => slug === 'gm0344')).toEqual([]);
    await hold('GM0344', 6, 6);
    await doJob(REMIND, on);
    expect((await messages()).filter(({ slug }) => slug === 'gm0344')).toHaveLength(1);
  });

  test('is reminded of proposals that wait for it, and not of those that are answered', async () => {
    const [keys] = await on.sql<Record<string, string>>(
      `select m.id as municipality_id, s.id as standard_id, m.organisation_id as proposed_by from municipality m join organisation o on o.id = m.organisation_id, standard s
       where o.slug = 'gm0599' order by s.slug limit 1`,
    );
    const propose = (state: string) =>
      on.sql('insert into adoption_proposal select p.* from jsonb_populate_record(null::adoption_proposal, $1) p', [
        JSON.stringify({
          ...{ ...keys, id: newId('adq'), status: 'APPLIED', valid_from: inDays(0), state },
          ...{ is_confidential: false, is_correction: false, proposed_at: new Date().toISOString() },
          ...(state === 'WITHDRAWN' && { answered_at: new Date().toISOString(), answered_by: keys?.['proposed_by'] }),
        }),
      ]);
    await propose('WITHDRAWN');
    await doJob(REMIND, on);
    expect((await messages()).filter(({ slug }) => slug === 'gm0599')).toEqual([]);
    await propose('WAITING');
    await doJob(REMIND, on);
    const [message] = (await messages()).filter(({ slug }) => slug === 'gm0599');
    expect(message?.body).toContain('Voorstellen die op uw antwoord wachten');
  });

  test('that is no more is not reminded', async () => {
    const [gone] = await on.sql<{ slug: string }>(
      `select g.slug from organisation g join organisation_profile o on o.organisation_id = g.id
       where o.known_to = 'infinity' and g.kind = 'MUNICIPALITY' group by 1 having max(o.valid_to) < current_date limit 1`,
    );
    expect(gone).toBeDefined();
    const before = (await messages()).length;
    await hold(gone?.slug ?? '', 7, -3);
    await doJob(REMIND, on);
    expect(await messages()).toHaveLength(before);
  });
});

describe('Reminding', () => {
  test('sends nothing unless e-mail is set up, also to whom an address is known of', async () => {
    await on.sql(
      `insert into outbox_address (organisation_id, address) select id, 'register@example.nl' from organisation where slug = 'gm0363'`,
    );
    expect(await on.sql(`select from outbox_message where begun_at is not null`)).toEqual([]);
    expect(await timesDone('send-mail', on)).toBe(0);
    expect(await on.sql('select from graphile_worker._private_jobs')).toEqual([]);
  });

  test('changes nothing that the register holds: no event, no other revision', async () => {
    const state = () =>
      on.sql('select catalogue_revision()::text as revision, (select count(*) from audit_event)::int as events');
    await hold('GM0518', 8, 2);
    const before = await state();
    await doJob(REMIND, on);
    expect((await messages()).map(({ slug }) => slug)).toContain('gm0518');
    expect(await state()).toEqual(before);
  });
});
