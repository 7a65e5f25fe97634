import { Injectable } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { copyIn } from '../database/copy-in.js';
import { Database, type Transaction } from '../database/database.js';
import { newId } from '../database/id.js';
import { type Actor } from '../auth/actor.js';

/** Values by the name of their field in the API; a field that is left out counts as null. */
export type Values = Readonly<Record<string, unknown>>;

/** What was done to one thing. */
export interface Change {
  readonly subjectId: string;
  /** The organisation on whose behalf; null where there is none. */
  readonly organisationId: string | null;
  readonly reason?: string | null | undefined;
  readonly before?: Values | undefined;
  readonly after?: Values | undefined;
}

/** Who writes: the actor of a request, or the register itself. */
export type Author = Pick<Actor, 'issuer' | 'subject' | 'name'>;

/** The register itself, when it loads what comes with it. */
export const REGISTER: Author = { issuer: 'urn:standaardenregister', subject: 'register', name: 'Standaardenregister' };

/** An event on its way into the log. */
interface Noted {
  readonly id: string;
  readonly occurredAt: string;
  readonly action: string;
  readonly subjectId: string;
  readonly organisationId: string | null;
  readonly requestId: string;
  readonly body: string;
}

interface Occasion<A extends Author> {
  readonly actor: A;
  readonly requestId: string;
  /** The name of the mutation or command. */
  readonly action: string;
}

/** A transaction that knows who writes, and in which every change has its event. */
export class Writing<A extends Author = Author> implements Transaction {
  /** As he is known in this transaction. */
  actor: A;
  private changes: Noted[] = [];
  private isFlushed = false;
  private isWithoutEffect = false;

  constructor(
    private readonly tx: Transaction,
    private readonly occasion: Occasion<A>,
  ) {
    this.actor = occasion.actor;
  }

  get client(): ClientBase {
    return this.tx.client;
  }
  query<R extends object>(text: string, values?: unknown[]): Promise<R[]> {
    return this.tx.query<R>(text, values);
  }

  /** Notes the event of a change: who, for whom, why, and each field that is not what it was. It is written with the commit. */
  record({ subjectId, organisationId, reason, before = {}, after = {} }: Change): void {
    const { requestId, action } = this.occasion;
    const { actor } = this;
    const event = { id: newId('evt'), occurredAt: new Date().toISOString(), action, subjectId };
    // The order of the members is part of the format: docs/audit.md.
    const body = JSON.stringify({
      ...event,
      actor: { issuer: actor.issuer, subject: actor.subject, name: actor.name },
      organisationId,
      reason: reason ?? null,
      requestId,
      changes: changesBetween(before, after),
    });
    this.changes.push({ ...event, organisationId, requestId, body });
  }

  /** Says that what was to be written is held already. When nothing else was changed, there is nothing to commit. */
  hadNoEffect(): void {
    this.isWithoutEffect = true;
  }

  /** Whether all that was done was without effect. What changes something and forgets its event is no such thing: it is refused. */
  get isUnchanged(): boolean {
    return this.isWithoutEffect && !this.isFlushed && this.changes.length === 0;
  }

  /** Writes the events that were noted so far, in their order: for work that changes more than may be kept in memory. */
  async flush(): Promise<void> {
    const { changes } = this;
    this.changes = [];
    this.isFlushed ||= changes.length > 0;
    const columns = 'id, occurred_at, action, subject_id, organisation_id, request_id, body';
    await copyIn(
      this.tx,
      `audit_event (${columns})`,
      changes.map((each) => [
        each.id,
        each.occurredAt,
        each.action,
        each.subjectId,
        each.organisationId,
        each.requestId,
        each.body,
      ]),
    );
  }

  /** The events of the transaction that were not written yet, for its last statement. */
  get noted(): string {
    return JSON.stringify(this.changes);
  }
}

function changesBetween(before: Values, after: Values): { field: string; before: unknown; after: unknown }[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.flatMap((field) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ field, before: was, after: is }];
  });
}

/** Every change of data goes through here: one transaction, and in it at least one event. */
@Injectable()
export class Audit {
  /** Told of every commit of this process, for whoever seals the log. */
  committed: () => void = () => undefined;
  private epoch: Promise<unknown> | undefined;

  constructor(private readonly database: Database) {}

  /** As `Database.transaction`; what changes something without recording it is not committed. */
  async transaction<T, A extends Author>(occasion: Occasion<A>, work: (tx: Writing<A>) => Promise<T>): Promise<T> {
    await this.ready();
    const result = await this.database.transaction(async (tx) => {
      const writing = new Writing(tx, occasion);
      const made = await work(writing);
      tx.events = writing.noted;
      tx.isUnchanged = writing.isUnchanged;
      return made;
    });
    this.committed();
    return result;
  }

  /** Once for each process: in a cluster that the database was brought to, transactions are numbered anew. */
  private async ready(): Promise<void> {
    this.epoch ??= this.database.housekeeping((tx) => tx.query('select begin_epoch()'));
    try {
      await this.epoch;
    } catch (error) {
      this.epoch = undefined;
      throw error;
    }
  }
}
