import { createHmac } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { refusal } from '../errors.js';
import { clientNetwork } from './client-address.js';
import { type News, Spending } from './spending.js';

/** Who pays for a request. */
export interface Payer {
  /** @throws GraphQLError RATE_LIMITED when not so much is left in this minute, QUERY_TOO_COMPLEX when it never is. */
  charge(cost: number): void;
}

/** What of an actor says who it is; the anonymous one has neither. */
interface SignedIn {
  readonly issuer?: string;
  readonly subject?: string;
}

const EXCHANGE_MS = 1_000;
const MINUTE_MS = 60_000;
/** Tells what callers spent here, learns what they spent everywhere, and throws away what is over. In one order, so that processes do not wait for each other in a circle. */
const EXCHANGE = `
  with gone as (delete from caller_budget where minute < $1::int - 1)
  insert into caller_budget as held (minute, caller, spent)
  select $1::int, caller, spent from unnest($2::text[], $3::bigint[]) as told (caller, spent) order by caller
  on conflict (minute, caller) do update set spent = held.spent + excluded.spent
  returning caller, spent`;

/**
 * What each caller may still spend in the running minute. A process counts for itself and exchanges its counts with the
 * others, through the database, about once a second and only while there is something to tell. Until then a caller may
 * spend at one process what he already spent at another: at most the budget for each process, and in practice what can
 * be answered within a second.
 */
@Injectable()
export class Budget implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Budget');
  private readonly limit: number;
  private readonly spending: Spending;
  private salt: Buffer = Buffer.alloc(0);
  private exchanging: NodeJS.Timeout | undefined;
  private clearing: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isOver = false;
  private isCutOff = false;

  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
  ) {
    this.limit = settings.costPerMinute;
    this.spending = new Spending(this.limit);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.limit === 0) return;
    const { rows } = await this.database.reads.query<{ salt: Buffer }>('select salt from caller_salt');
    this.salt = rows[0]?.salt ?? this.salt;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.exchanging);
    clearTimeout(this.clearing);
    await this.running;
  }

  /** When a caller who has nothing left may come back, in seconds. */
  get retryAfter(): number {
    return this.spending.secondsLeft;
  }

  /** Whoever signed in pays himself, wherever he is; all others from one network pay together. Undefined when nobody pays. */
  payerOf(request: IncomingMessage, actor: object = {}): Payer | undefined {
    if (this.limit === 0) return undefined;
    const { issuer, subject } = actor as SignedIn;
    const caller =
      issuer !== undefined && subject !== undefined
        ? `subject ${issuer} ${subject}`
        : `network ${clientNetwork(request, this.settings.trustedProxies)}`;
    return { charge: (cost) => this.charge(caller, cost) };
  }

  private charge(caller: string, cost: number): void {
    if (cost > this.limit) {
      throw refusal(
        'QUERY_TOO_COMPLEX',
        `The operation costs ${cost}; a caller may spend ${this.limit} in a minute. Ask for less at a time.`,
      );
    }
    const left = this.spending.charge(caller, cost);
    if (this.spending.hasNews) this.exchangeSoon();
    if (left >= 0) return;
    throw refusal(
      'RATE_LIMITED',
      `You have spent what a caller may spend in a minute, which is a cost of ${this.limit}. Try again in ${this.retryAfter} seconds.`,
    );
  }

  private exchangeSoon(): void {
    if (this.exchanging !== undefined || this.isOver) return;
    this.exchanging = setTimeout(() => {
      this.exchanging = undefined;
      this.running = this.exchange();
    }, EXCHANGE_MS).unref();
  }

  private async exchange(): Promise<void> {
    const { minute } = this.spending;
    const news = this.spending.takeNews();
    try {
      await this.tell(minute, news);
      this.isCutOff = false;
      this.clearLater(minute);
    } catch (error) {
      this.spending.giveBack(minute, news);
      if (!this.isCutOff) this.log.warn(`Budgets of callers are not shared for now: ${(error as Error).message}`);
      this.isCutOff = true;
    }
    if (this.spending.hasNews) this.exchangeSoon();
  }

  private async tell(minute: number, news: readonly News[]): Promise<void> {
    const callers = new Map(news.map(({ caller }) => [this.hashed(caller), caller]));
    const values = [minute, [...callers.keys()], news.map(({ cost }) => cost)];
    const held = await this.database.housekeeping((tx) =>
      tx.query<{ caller: string; spent: string }>(EXCHANGE, values),
    );
    for (const { caller, spent } of held) {
      this.spending.learn(minute, callers.get(caller) ?? '', Number(spent));
    }
  }

  /** When nothing more is told, what stands there goes all the same. */
  private clearLater(minute: number): void {
    clearTimeout(this.clearing);
    if (this.isOver) return;
    const wait = (minute + 2) * MINUTE_MS - Date.now() + EXCHANGE_MS;
    this.clearing = setTimeout(() => {
      this.running = this.tell(this.spending.minute, []).catch(() => undefined);
    }, wait).unref();
  }

  private hashed(caller: string): string {
    return createHmac('sha256', this.salt).update(caller).digest().subarray(0, 16).toString('base64url');
  }
}
