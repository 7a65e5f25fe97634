import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Audit, REGISTER, type Writing } from '../../platform/audit/audit.js';
import { withConnection } from '../../platform/database/connection.js';
import { newId } from '../../platform/database/id.js';
import { CORE } from './core.js';
import { CommandRefused } from './explained.js';
import { onAnyServer } from './on-any-server.js';

@Module({ imports: [...CORE] })
class OutboxCommandModule {}

interface Listed {
  readonly state: string;
  readonly writtenAt: Date;
  readonly slug: string;
  readonly address: string | null;
  readonly subject: string;
  readonly failure: string | null;
  readonly body: string;
}

const STATE = `case when m.sent_at is not null then 'sent' when m.failure is not null then 'failed' when m.begun_at is not null then 'begun' else 'waiting' end`;
const LIST = `
  select ${STATE} as state, m.written_at as "writtenAt", o.slug, a.address, m.subject, m.failure, m.body
  from outbox_message m join organisation o on o.id = m.organisation_id
  left join outbox_address a on a.organisation_id = m.organisation_id
  where not $1 or m.sent_at is null
  order by m.written_at desc, m.id desc`;

/** Writes a line for each message, also while the service runs. @throws StartRefused */
export async function listOutbox(
  write: (line: string) => void,
  { waiting, bodies }: { readonly waiting?: true; readonly bodies?: true },
): Promise<void> {
  await onAnyServer((url) =>
    withConnection(url, async (client) => {
      const { rows } = await client.query<Listed>(LIST, [waiting === true]);
      for (const { state, writtenAt, slug, address, subject, failure, body } of rows) {
        const told = [
          state,
          writtenAt.toISOString(),
          slug,
          address ?? '',
          subject,
          failure?.replace(/\s+/g, ' ') ?? '',
        ];
        write(told.join('\t'));
        if (bodies) write(body.replace(/^/gm, '    '));
      }
    }),
  );
}

/**
 * Notes where an organisation is written to, in the name of the register itself, with its event.
 * @returns whether that is new
 * @throws CommandRefused when there is no such organisation, StartRefused when a service runs on the same data folder
 */
export async function setAddress(slug: string, address: string | null): Promise<boolean> {
  const app = await NestFactory.createApplicationContext(OutboxCommandModule, { logger: false, abortOnError: false });
  try {
    const occasion = { actor: REGISTER, requestId: newId('cli'), action: 'setOutboxAddress' };
    return await app.get(Audit).transaction(occasion, (tx) => noteAddress(tx, slug, address));
  } finally {
    await app.close();
  }
}

async function noteAddress(tx: Writing, slug: string, address: string | null): Promise<boolean> {
  const [held] = await tx.query<{ id: string; address: string | null }>(
    `select o.id, a.address from organisation o left join outbox_address a on a.organisation_id = o.id where o.slug = $1`,
    [slug],
  );
  if (!held) throw new CommandRefused(`There is no organisation ${slug}. / Er is geen organisatie ${slug}.`);
  if (held.address === address) return false;
  await tx.query(
    `insert into outbox_address (organisation_id, address) values ($1, $2)
     on conflict (organisation_id) do update set address = excluded.address`,
    [held.id, address],
  );
  tx.record({
    subjectId: held.id,
    organisationId: held.id,
    before: { outboxAddress: held.address },
    after: { outboxAddress: address },
  });
  return true;
}
