import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { daysAfter, todayInAmsterdam } from '../../platform/graphql/today.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { grouped } from './adoptions.held.js';
import { type Due, reminderOf } from './reminder.text.js';

interface Found extends Due {
  readonly subjectId: string;
  readonly organisationId: string;
  readonly municipality: string;
}

export const REMIND = 'adoption-reminders';
/** Before office hours in Amsterdam, summer and winter. */
const EVERY_MORNING = '0 4 * * *';
/** What comes up meanwhile goes into the next reminder. */
const DAYS_BETWEEN = 7;

/**
 * What municipalities that exist today have to look at and were not reminded of yet: records to be confirmed before $2 or
 * not confirmed in time, explanations to be reviewed, and proposals that wait for them.
 */
const DUE = `
  with municipality_now as (
    select m.id, m.organisation_id, o.name from municipality m
    join organisation_profile o on o.organisation_id = m.organisation_id and o.known_to = 'infinity' and o.valid_from <= $1 and o.valid_to > $1
    where not exists (
      select from outbox_message last join reminder r on r.message_id = last.id
      where last.organisation_id = m.organisation_id and last.written_at > now() - interval '${DAYS_BETWEEN} days')
  ), due as (
    select case when a.confirm_by < $1 then 'STALE' when a.status = 'EXPLAINED' then 'REVIEW' else 'CONFIRM' end as about,
      a.id as subject_id, a.municipality_id, a.standard_id, a.confirm_by as due_on
    from adoption a
    where a.known_to = 'infinity' and a.valid_from <= $1 and a.valid_to > $1 and a.confirm_by <= $2
    union all
    select 'PROPOSAL', p.id, p.municipality_id, p.standard_id, (p.proposed_at at time zone 'Europe/Amsterdam')::date
    from adoption_proposal p where p.state = 'WAITING'
  )
  select d.about, d.subject_id as "subjectId", d.due_on as "dueOn", m.organisation_id as "organisationId", m.name as municipality, s.name_nl as standard
  from due d
  join municipality_now m on m.id = d.municipality_id
  join standard s on s.id = d.standard_id
  where not exists (select from reminder r where r.subject_id = d.subject_id and r.about = d.about and r.due_on = d.due_on)
  order by m.organisation_id, d.subject_id`;

/** Reminds each municipality of what it has to look at, of everything once. */
@Injectable()
export class Reminders implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly outbox: Outbox,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.jobs.add({ name: REMIND, at: EVERY_MORNING, run: () => this.remind(todayInAmsterdam()) });
  }

  /** Writes at most one message to each municipality. No change of what the register holds, so no event and no new revision. */
  private async remind(today: string): Promise<void> {
    await this.database.housekeeping(async (tx) => {
      // Of two that remind at once, the second finds everything said.
      await tx.query('select pg_advisory_xact_lock(hashtext($1))', [REMIND]);
      const until = daysAfter(today, this.settings.reminderWeeks * 7);
      const found = await tx.query<Found>(DUE, [today, until]);
      const each = [...grouped(found, ({ organisationId }) => organisationId)];
      const ids = await this.outbox.put(
        tx,
        each.map(([organisationId, due]) => ({ organisationId, ...reminderOf(due[0]?.municipality ?? '', due) })),
      );
      await note(
        tx,
        each.flatMap(([, due], i) => due.map((one) => ({ ...one, messageId: ids[i] ?? '' }))),
      );
    });
  }
}

async function note(tx: Transaction, said: readonly (Found & { messageId: string })[]): Promise<void> {
  await tx.query(
    `insert into reminder (about, subject_id, due_on, message_id)
     select about, subject_id, due_on, message_id from jsonb_populate_recordset(null::reminder, $1::jsonb)`,
    [
      JSON.stringify(
        said.map(({ about, subjectId, dueOn, messageId }) => ({
          ...{ about, subject_id: subjectId },
          ...{ due_on: dueOn, message_id: messageId },
        })),
      ),
    ],
  );
}
