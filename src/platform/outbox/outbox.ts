import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { type Transaction } from '../database/database.js';
import { DemoMark } from '../database/demo-mark.js';
import { newId } from '../database/id.js';
import { Jobs } from '../jobs/jobs.js';
import { SEND_MAIL } from './postman.js';

/** What there is to tell an organisation: a subject of one line, and plain text. */
export interface Message {
  readonly organisationId: string;
  readonly subject: string;
  readonly body: string;
}

/** What the register has to tell organisations. It is kept here whether it is sent or not. */
@Injectable()
export class Outbox {
  constructor(
    private readonly jobs: Jobs,
    private readonly settings: Settings,
    private readonly mark: DemoMark,
  ) {}

  /**
   * Keeps messages, in the transaction of what they tell of; where e-mail is set up, they are sent once it is committed.
   * @returns their ids, in their order
   */
  async put(tx: Transaction, messages: readonly Message[]): Promise<string[]> {
    const rows = messages.map(({ organisationId, subject, body }) => ({
      ...{ id: newId('obx'), organisation_id: organisationId },
      ...{ subject: this.mark.isDemo ? `[Demonstratie] ${subject}` : subject, body },
    }));
    await tx.query(
      `insert into outbox_message (id, organisation_id, subject, body)
       select id, organisation_id, subject, body from jsonb_populate_recordset(null::outbox_message, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
    if (rows.length > 0 && this.settings.mail !== undefined) await this.jobs.ask(tx, SEND_MAIL);
    return rows.map(({ id }) => id);
  }
}
