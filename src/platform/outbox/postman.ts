import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { DemoMark } from '../database/demo-mark.js';
import { Jobs } from '../jobs/jobs.js';
import { type Letter, MailServer } from './smtp.js';

export const SEND_MAIL = 'send-mail';
/** Also without being asked: an organisation may have got an address meanwhile. */
const EVERY_QUARTER = '*/15 * * * *';
/** Who sets up e-mail does not want to send what was written half a year ago. */
const TOO_OLD = '14 days';

/** Sends what lies in the outbox, where e-mail is set up. */
@Injectable()
export class Postman implements OnModuleInit {
  private readonly logger = new Logger('E-mail');

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly settings: Settings,
    private readonly mark: DemoMark,
  ) {}

  onModuleInit(): void {
    if (this.settings.mail === undefined) return;
    this.jobs.add({ name: SEND_MAIL, at: EVERY_QUARTER, run: (signal) => this.send(signal) });
  }

  /** One after the other, until there are none; nothing of what was made up. @throws when the server takes none at present */
  private async send(signal: AbortSignal): Promise<void> {
    const { mail } = this.settings;
    if (mail === undefined || this.mark.isDemo) return;
    let server: MailServer | undefined;
    try {
      for (let letter = await this.take(); letter; letter = signal.aborted ? undefined : await this.take()) {
        server ??= await MailServer.at(mail);
        await this.deliver(server, letter, signal);
      }
    } finally {
      server?.close();
    }
  }

  /** What is taken is never taken again, whatever becomes of this process: nothing arrives twice. */
  private take(): Promise<Letter | undefined> {
    return this.database.housekeeping(async (tx) => {
      const [letter] = await tx.query<Letter>(
        `update outbox_message m set begun_at = clock_timestamp() from outbox_address a
         where a.organisation_id = m.organisation_id and m.id = (
           select w.id from outbox_message w join outbox_address x on x.organisation_id = w.organisation_id and x.address is not null
           where w.begun_at is null and w.failure is null and w.written_at > now() - interval '${TOO_OLD}'
           order by w.written_at, w.id limit 1 for update of w skip locked)
         returning m.id, m.subject, m.body, a.address`,
      );
      return letter;
    });
  }

  private async deliver(server: MailServer, letter: Letter, signal: AbortSignal): Promise<void> {
    const outcome = await server.send(letter, signal);
    switch (outcome.is) {
      case 'sent':
        return this.note('sent_at = clock_timestamp()', letter.id);
      case 'lost':
        this.logger.warn(`${letter.id} was not sent: ${outcome.reason}`);
        return this.note('failure = $2', letter.id, outcome.reason);
      case 'later':
        await this.note('begun_at = null', letter.id);
        if (signal.aborted) return;
        throw new Error(`the mail server takes no mail at present: ${outcome.reason}`);
    }
  }

  private async note(change: string, ...values: readonly string[]): Promise<void> {
    await this.database.housekeeping((tx) =>
      tx.query(`update outbox_message set ${change} where id = $1`, [...values]),
    );
  }
}
