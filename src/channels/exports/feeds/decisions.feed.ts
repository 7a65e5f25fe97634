import { BadRequestException, Injectable } from '@nestjs/common';
import { type DecisionOutcome, type GovernanceBody } from '../../../domain/decisions/decisions.enums.js';
import { Site } from '../../../platform/config/site.js';
import { Database } from '../../../platform/database/database.js';
import { BODIES, both, dayIn, type Language, OUTCOMES } from '../agenda/governance.words.js';
import { atom, type AtomEntry } from './atom.js';
import { type Feed } from './feed.answers.js';

export const ATOM = 'application/atom+xml; charset=utf-8';

/** Entries of a page. */
const PAGE = 50;
const ID = /^dec_[0-9a-z]{26}$/;

interface Row {
  readonly id: string;
  readonly slug: string;
  readonly body: GovernanceBody;
  readonly outcome: DecisionOutcome;
  readonly title: string;
  readonly decidedOn: string;
  readonly effectiveFrom: string | null;
  readonly reference: string | null;
  readonly document: string | null;
  readonly recordedAt: Date;
  /** The title of the decision that it corrects. */
  readonly corrects: string | null;
  /** The number of the proposal that was decided on. */
  readonly proposal: number | null;
}

/** By when the register got to know them: who follows misses none that is recorded late. */
const QUESTION = `
  select d.id, d.slug, d.body, d.outcome, d.title, d.decided_on::text as "decidedOn", d.effective_from::text as "effectiveFrom",
    d.reference, d.document, d.recorded_at as "recordedAt",
    (select c.title from decision c where c.id = d.corrects_id) as corrects,
    (select min(p.number) from proposal_decision pd join proposal p on p.id = pd.proposal_id where pd.decision_id = d.id) as proposal
  from decision d
  where ($1::text is null or d.body = $1)
    and ($2::text is null or (d.recorded_at, d.decided_on, d.id) < (select a.recorded_at, a.decided_on, a.id from decision a where a.id = $2))
  order by d.recorded_at desc, d.decided_on desc, d.id desc limit ${PAGE + 1}`;

const WORDS = {
  title: both('Besluiten over gemeentelijke standaarden', 'Decisions on municipal standards'),
  subtitle: both(
    'Wat de organen van VNG, en wie voor gemeenten nog meer besluit, over standaarden besloten; het laatst vastgelegde eerst.',
    'What the bodies of VNG, and others that decide for municipalities, decided on standards; the last recorded first.',
  ),
  from: both('Ingangsdatum', 'Holds from'),
  reference: both('Kenmerk', 'Reference'),
  corrects: both('Corrigeert', 'Corrects'),
};

/** Which decisions, from which one on. */
export interface DecisionsAsked {
  readonly body: GovernanceBody | undefined;
  /** The last of the page before. */
  readonly after: string | undefined;
  readonly language: Language;
}

/** What was decided, as a feed. */
@Injectable()
export class DecisionsFeed {
  constructor(
    private readonly database: Database,
    private readonly site: Site,
  ) {}

  /** @throws BadRequestException when there is no decision to go on after */
  async make(asked: DecisionsAsked): Promise<Feed> {
    const { body, after, language } = asked;
    if (after !== undefined) await this.checkAfter(after);
    const { rows } = await this.database.reads.query<Row>(QUESTION, [body ?? null, after ?? null]);
    const page = rows.slice(0, PAGE);
    const changedAt = page[0]?.recordedAt;
    const own = this.addressOf(asked);
    const first = this.addressOf({ ...asked, after: undefined });
    const next = rows.length > PAGE ? this.addressOf({ ...asked, after: page.at(-1)?.id }) : undefined;
    const text = atom({
      id: first,
      title: WORDS.title[language] + (body === undefined ? '' : ` – ${BODIES[body][language]}`),
      subtitle: WORDS.subtitle[language],
      language,
      author: 'Standaardenregister',
      updated: changedAt ?? new Date(0),
      links: [
        { rel: 'self', href: own, type: 'application/atom+xml' },
        { rel: 'first', href: first, type: 'application/atom+xml' },
        ...(next === undefined ? [] : [{ rel: 'next', href: next, type: 'application/atom+xml' }]),
      ],
      entries: page.map((row) => this.entryOf(row, language)),
    });
    return { text, changedAt };
  }

  private async checkAfter(after: string): Promise<void> {
    const isFound =
      ID.test(after) && (await this.database.reads.query('select from decision where id = $1', [after])).rowCount === 1;
    if (!isFound)
      throw new BadRequestException('"after" is the id of a decision, as the link to the next page has it.');
  }

  private addressOf({ body, after, language }: DecisionsAsked): string {
    const parameters = new URLSearchParams({
      ...(body !== undefined && { body }),
      ...(language === 'en' && { language }),
      ...(after !== undefined && { after }),
    });
    return `${this.site.url}/decisions.atom${parameters.size > 0 ? `?${parameters.toString()}` : ''}`;
  }

  private entryOf(row: Row, language: Language): AtomEntry {
    const {
      slug,
      body,
      outcome,
      title,
      decidedOn,
      effectiveFrom,
      reference,
      document,
      recordedAt,
      corrects,
      proposal,
    } = row;
    const address = `${this.site.url}/id/decisions/${slug}`;
    const said = [
      `${BODIES[body][language]}, ${dayIn(decidedOn, language)}: ${OUTCOMES[outcome][language].toLowerCase()}`,
      ...(effectiveFrom === null ? [] : [`${WORDS.from[language]}: ${dayIn(effectiveFrom, language)}`]),
      ...(reference === null ? [] : [`${WORDS.reference[language]}: ${reference}`]),
      ...(corrects === null ? [] : [`${WORDS.corrects[language]}: ${corrects}`]),
    ];
    return {
      id: address,
      title,
      updated: recordedAt,
      summary: `${said.join('. ')}.`,
      categories: [
        { term: body, label: BODIES[body][language] },
        { term: outcome, label: OUTCOMES[outcome][language] },
      ],
      links: [
        { rel: 'alternate', href: address, type: 'application/json' },
        ...(document === null ? [] : [{ rel: 'related', href: document }]),
        ...(proposal === null ? [] : [{ rel: 'via', href: `${this.site.url}/id/proposals/${proposal}` }]),
      ],
    };
  }
}
