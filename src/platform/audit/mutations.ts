import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type GraphQLResolveInfo } from 'graphql';
import { type Actor } from '../auth/actor.js';
import { Memberships } from '../auth/memberships.js';
import { Database } from '../database/database.js';
import { refuseUnlessAllowed } from '../graphql/access.js';
import { type OperationContext } from '../graphql/operation-context.js';
import { conflict, invalidInput, type Problem, Rejection } from '../graphql/user-errors.js';
import { Reader } from '../reading/reader.js';
import { Audit, type Writing } from './audit.js';

/** What Nest hands a resolver of a mutation. */
export interface Call<I> {
  readonly input: I;
  readonly context: OperationContext;
  readonly info: GraphQLResolveInfo;
}
/** The id, or the ids, of the objects in each field of a payload; whatever else it holds is given as it is. */
export type Made = Readonly<Record<string, string | readonly string[] | null>>;
/** Whose, which, for what request, and what came of it. */
type Key = readonly [actor: string, key: string, hash: Buffer, result: string];
interface Repeatable {
  readonly idempotencyKey?: string | null | undefined;
}

/** Leaves a transaction without keeping what it wrote, with the answer that was read in it. */
class Undone extends Error {
  constructor(readonly answer: object) {
    super('Nothing of this is kept.');
  }
}

/** One mutation is one transaction: the work, its events, its key, and the payload as it is then. */
@Injectable()
export class Mutations {
  constructor(
    private readonly audit: Audit,
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly memberships: Memberships,
  ) {}

  /**
   * Runs the work of a service and answers what it made.
   * @param options `isTrial` reads the answer and then takes everything back; `also` adds to the payload what is not read from the register
   * @throws Rejection with every problem that the service found
   */
  async run<I extends object>(
    { input, context, info }: Call<I>,
    work: (tx: Writing<Actor>) => Promise<Made>,
    options: { isTrial?: boolean; also?: () => object } = {},
  ): Promise<object> {
    const unusable = unusableTexts(input, ['input']);
    if (unusable.length > 0) throw new Rejection(unusable);
    const occasion = { actor: context.actor as Actor, requestId: context.requestId, action: info.fieldName };
    let loose: Key | undefined;
    try {
      const given = await this.audit.transaction(occasion, async (tx) => {
        // A request may have waited, or have taken a role away in a field before this one.
        tx.actor = await this.memberships.actorOf(tx.actor, tx);
        refuseUnlessAllowed([info.fieldName], tx.actor);
        context.actor = tx.actor; // and sees in the answer what he may see now
        const { made, isRepeated, key } = await this.once(tx, info.fieldName, input, () => work(tx));
        const read = await this.reader.payload(info, made, context, tx);
        const answer = { errors: [], ...options.also?.(), ...read };
        if (isRepeated || options.isTrial === true) throw new Undone(answer);
        loose = tx.isUnchanged ? key : undefined;
        return answer;
      });
      if (loose) await this.keep(loose);
      return given;
    } catch (error) {
      if (error instanceof Undone) return error.answer;
      throw asRejection(error) ?? error;
    }
  }

  /** With a key that was used before, what was made then; whoever comes while the first is still at work waits for it. */
  private async once(
    tx: Writing<Actor>,
    action: string,
    input: object & Repeatable,
    work: () => Promise<Made>,
  ): Promise<{ made: Made; isRepeated: boolean; key?: Key }> {
    const { idempotencyKey: key, ...rest } = input;
    if (key == null) return { made: await work(), isRepeated: false };
    if (key.length < 8 || key.length > 128) {
      throw new Rejection([invalidInput('An idempotency key has 8 to 128 characters.', KEY_PATH)]);
    }
    const who = `${tx.actor.issuer} ${tx.actor.subject}`;
    const hash = createHash('sha256')
      .update(JSON.stringify([action, rest]))
      .digest();
    const isFirst = await tx.query(
      'insert into idempotency_key (actor, key, request_hash) values ($1, $2, $3) on conflict do nothing returning key',
      [who, key, hash],
    );
    if (isFirst.length > 0) {
      const made = await work();
      const result = JSON.stringify(made);
      await tx.query('update idempotency_key set result = $3 where actor = $1 and key = $2', [who, key, result]);
      return { made, isRepeated: false, key: [who, key, hash, result] };
    }
    const [held] = await tx.query<{ request_hash: Buffer; result: Made | null }>(
      'select request_hash, result from idempotency_key where actor = $1 and key = $2',
      [who, key],
    );
    if (!held?.result || !hash.equals(held.request_hash)) {
      throw new Rejection([conflict('This idempotency key was used for another request.', KEY_PATH)]);
    }
    return { made: held.result, isRepeated: true };
  }

  /** Of work that changed nothing, the key alone: what it found is the answer to the same request, also later. */
  private async keep(key: Key): Promise<void> {
    await this.database.housekeeping((tx) =>
      tx.query(
        'insert into idempotency_key (actor, key, request_hash, result) values ($1, $2, $3, $4) on conflict do nothing',
        [...key],
      ),
    );
  }
}

const KEY_PATH = ['input', 'idempotencyKey'];

/** PostgreSQL has no text with the character U+0000, and half of a surrogate pair is no character at all. */
function unusableTexts(value: unknown, path: string[]): Problem[] {
  if (typeof value === 'string') {
    return /[\0\p{Surrogate}]/u.test(value)
      ? [invalidInput('The text holds a character that cannot be kept: NUL, or half of a surrogate pair.', path)]
      : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => unusableTexts(inner, [...path, name]));
}

const byConstraint = new Map<string, Problem>();

/** Says what it means to callers when a constraint of the database refuses: the last word where two requests meet. */
export function meansRefusal(constraint: string, problem: Problem): void {
  byConstraint.set(constraint, problem);
}

function asRejection(error: unknown): Rejection | undefined {
  const { constraint } = error as { constraint?: unknown };
  const problem = typeof constraint === 'string' ? byConstraint.get(constraint) : undefined;
  return problem && new Rejection([problem]);
}
