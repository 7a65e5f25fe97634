/** What one caller spent in the running minute. */
interface Account {
  /** As far as this process knows, with what the others told. */
  spent: number;
  /** What of it the others were not told yet. */
  untold: number;
}

/** What a caller spent since it was told last. */
export interface News {
  readonly caller: string;
  readonly cost: number;
}

const MINUTE_MS = 60_000;
/** So many callers are remembered; the ones that were silent for longest make room. */
const MOST_CALLERS = 50_000;
/** Whoever spent less than this part of the budget is not worth telling. */
const WORTH_TELLING = 1 / 100;

/** The accounts of the running minute as one process keeps them. Minutes start at the full minute of the clock. */
export class Spending {
  private readonly accounts = new Map<string, Account>();
  private readonly telling = new Set<string>();
  private readonly threshold: number;
  private running: number;

  /** @param limit what one caller may spend in a minute */
  constructor(
    private readonly limit: number,
    private readonly now: () => number = Date.now,
    private readonly most = MOST_CALLERS,
  ) {
    this.threshold = Math.max(1, limit * WORTH_TELLING);
    this.running = this.clock();
  }

  /** Minutes since 1970. */
  get minute(): number {
    this.turn();
    return this.running;
  }

  /** Until the next minute starts: 1 to 60. */
  get secondsLeft(): number {
    return Math.ceil((MINUTE_MS - (this.now() % MINUTE_MS)) / 1000);
  }

  get hasNews(): boolean {
    return this.telling.size > 0;
  }

  /** Charges a caller the whole of a cost, or nothing when not all of it is left. @returns what is left, below zero when it was refused */
  charge(caller: string, cost: number): number {
    const account = this.accountOf(caller);
    const left = this.limit - account.spent - cost;
    if (left < 0) return left;
    account.spent += cost;
    account.untold += cost;
    if (account.untold >= this.threshold) this.telling.add(caller);
    return left;
  }

  /** What is to be told of the running minute; it counts as told from now on. */
  takeNews(): News[] {
    this.turn();
    const news = [...this.telling].flatMap((caller) => {
      const account = this.accounts.get(caller);
      if (account === undefined) return [];
      const cost = account.untold;
      account.untold = 0;
      return { caller, cost };
    });
    this.telling.clear();
    return news;
  }

  /** What could not be told is told the next time. */
  giveBack(minute: number, news: readonly News[]): void {
    if (minute !== this.minute) return;
    for (const { caller, cost } of news) {
      const account = this.accounts.get(caller);
      if (account === undefined) continue;
      account.untold += cost;
      this.telling.add(caller);
    }
  }

  /** Takes over what a caller spent at all processes together. */
  learn(minute: number, caller: string, total: number): void {
    const account = minute === this.minute ? this.accounts.get(caller) : undefined;
    if (account) account.spent = Math.max(account.spent, total + account.untold);
  }

  /** The callers are kept in the order in which they came last. */
  private accountOf(caller: string): Account {
    this.turn();
    const account = this.accounts.get(caller) ?? { spent: 0, untold: 0 };
    this.accounts.delete(caller);
    this.accounts.set(caller, account);
    if (this.accounts.size > this.most) this.forgetOne();
    return account;
  }

  private forgetOne(): void {
    for (const caller of this.accounts.keys()) {
      this.accounts.delete(caller);
      this.telling.delete(caller);
      return;
    }
  }

  /** With a new minute everyone starts anew. */
  private turn(): void {
    const minute = this.clock();
    if (minute === this.running) return;
    this.running = minute;
    this.accounts.clear();
    this.telling.clear();
  }

  private clock(): number {
    return Math.floor(this.now() / MINUTE_MS);
  }
}
