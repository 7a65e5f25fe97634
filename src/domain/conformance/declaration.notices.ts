import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';
import { todayInAmsterdam } from '../../platform/graphql/today.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { grouped } from '../adoptions/adoptions.held.js';
import { WRITTEN } from './declaration.record.js';
import { noticeOf, type Told } from './notice.text.js';
import { standingOn } from './standing.js';

interface Found extends Told {
  readonly declarationId: string;
  readonly step: number;
  readonly organisationId: string;
  readonly organisation: string;
}

export const NOTIFY = 'declaration-notices';
/** Before office hours in Amsterdam, summer and winter. */
const EVERY_MORNING = '15 4 * * *';

/**
 * What came of itself by $1 and was not told yet, for the supplier and for who assessed it: a declaration that expired, and each
 * reason for which one is due for reassessment. An assessor who asks for that himself needs not be told.
 */
const dueOn = (today: string): string => `
  with due as (
    select d.id, last.position as step, reason.about, s.organisation_id as supplier_id, ph.assessed_by, ph.until,
      p.name || ' ' || pv.label as product, st.name_nl || ' ' || sv.label as standard
    from conformance_declaration d
    join declaration_phase ph on ph.declaration_id = d.id and ph.known_to = 'infinity' and ph.valid_from <= $1 and ph.valid_to > $1
    cross join lateral unnest(case ph.state when 'EXPIRED' then '{EXPIRED}'::text[] else ${standingOn(WRITTEN, today).reasons} end) as reason(about)
    join lateral (select position from declaration_step where declaration_id = d.id order by position desc limit 1) last on true
    join product_version pv on pv.id = d.product_version_id
    join product p on p.id = pv.product_id
    join supplier s on s.id = p.supplier_id
    join standard_version sv on sv.id = d.standard_version_id
    join standard st on st.id = sv.standard_id
    where ph.state in ('EXPIRED', 'DEMONSTRATED', 'REASSESSMENT_DUE')
  )
  select d.id as "declarationId", d.step, d.about, d.until, d.product, d.standard, o.id as "organisationId", o.name as organisation
  from due d
  join organisation o on o.id = d.supplier_id or (o.id = d.assessed_by and d.about <> 'ASSESSOR_ASKS')
  where not exists (select from declaration_notice n
    where n.declaration_id = d.id and n.step = d.step and n.about = d.about and n.organisation_id = o.id)
  order by o.id, d.product, d.standard, d.id`;

/** Tells owners what became of their declarations without anyone doing anything, of everything once. */
@Injectable()
export class DeclarationNotices implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.jobs.add({ name: NOTIFY, at: EVERY_MORNING, run: () => this.notify(todayInAmsterdam()) });
  }

  /** Writes at most one message to each organisation. No change of what the register holds, so no event and no new revision. */
  private async notify(today: string): Promise<void> {
    await this.database.housekeeping(async (tx) => {
      // Of two that tell at once, the second finds everything said.
      await tx.query('select pg_advisory_xact_lock(hashtext($1))', [NOTIFY]);
      const found = await tx.query<Found>(dueOn(today), [today]);
      const each = [...grouped(found, ({ organisationId }) => organisationId)];
      const ids = await this.outbox.put(
        tx,
        each.map(([organisationId, told]) => ({ organisationId, ...noticeOf(told[0]?.organisation ?? '', told) })),
      );
      await note(
        tx,
        each.flatMap(([, told], i) => told.map((one) => ({ ...one, messageId: ids[i] ?? '' }))),
      );
    });
  }
}

async function note(tx: Transaction, said: readonly (Found & { messageId: string })[]): Promise<void> {
  await tx.query(
    `insert into declaration_notice (declaration_id, step, about, organisation_id, message_id)
     select declaration_id, step, about, organisation_id, message_id from jsonb_populate_recordset(null::declaration_notice, $1::jsonb)`,
    [
      JSON.stringify(
        said.map(({ declarationId, step, about, organisationId, messageId }) => ({
          ...{ declaration_id: declarationId, step, about },
          ...{ organisation_id: organisationId, message_id: messageId },
        })),
      ),
    ],
  );
}
