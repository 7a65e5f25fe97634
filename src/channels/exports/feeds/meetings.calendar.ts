import { Injectable } from '@nestjs/common';
import { type GovernanceBody } from '../../../domain/decisions/decisions.enums.js';
import { Site } from '../../../platform/config/site.js';
import { Database } from '../../../platform/database/database.js';
import { BODIES, both, type Language } from '../agenda/governance.words.js';
import { calendar, type CalendarEvent } from './calendar.js';
import { type Feed } from './feed.answers.js';
import { latestOf } from './transitions.calendar.js';

interface Row {
  readonly id: string;
  readonly body: GovernanceBody;
  readonly heldOn: string;
  readonly place: string | null;
  readonly isCancelled: boolean;
  readonly updatedAt: Date;
}

/** From a year back on: what was held stays in sight for a while. */
const QUESTION = `
  select id, body, held_on::text as "heldOn", place, is_cancelled as "isCancelled", updated_at as "updatedAt"
  from meeting where held_on >= ($1::date - interval '1 year') and ($2::text is null or body = $2)
  order by held_on, id limit 1000`;

const WORDS = {
  name: both('Vergaderingen over standaarden', 'Meetings on standards'),
  description: both(
    'Wanneer de organen vergaderen die over standaarden adviseren en besluiten.',
    'When the bodies meet that advise and decide on standards.',
  ),
  agenda: both('Agenda', 'Agenda'),
  cancelled: both('Vervallen', 'Cancelled'),
  category: both('Vergaderingen', 'Meetings'),
};

/** When bodies meet, as a calendar. */
@Injectable()
export class MeetingsCalendar {
  constructor(
    private readonly database: Database,
    private readonly site: Site,
  ) {}

  /** @param asked the body, for its meetings alone; today as YYYY-MM-DD */
  async make(asked: { body: GovernanceBody | undefined; language: Language; today: string }): Promise<Feed> {
    const { body, language, today } = asked;
    const { rows } = await this.database.reads.query<Row>(QUESTION, [today, body ?? null]);
    const text = calendar({
      name: WORDS.name[language] + (body === undefined ? '' : ` – ${BODIES[body][language]}`),
      description: WORDS.description[language],
      language,
      events: rows.map((row) => this.eventOf(row, language)),
    });
    return { text, changedAt: latestOf(rows.map(({ updatedAt }) => updatedAt)) };
  }

  private eventOf({ id, body, heldOn, place, isCancelled, updatedAt }: Row, language: Language): CalendarEvent {
    const agenda = `${this.site.url}/agendas/${body}/${heldOn}.pdf${language === 'en' ? '?language=en' : ''}`;
    const summary = BODIES[body][language];
    return {
      uid: `${id}@standaardenregister`,
      changedAt: updatedAt,
      day: heldOn,
      summary: isCancelled ? `${WORDS.cancelled[language]}: ${summary}` : summary,
      description: `${WORDS.agenda[language]}: ${agenda}`,
      url: agenda,
      category: WORDS.category[language],
      place: place ?? undefined,
      isCancelled,
    };
  }
}
