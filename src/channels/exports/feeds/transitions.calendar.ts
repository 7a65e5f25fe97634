import { Injectable, NotFoundException } from '@nestjs/common';
import { type BindingLevel } from '../../../domain/standards/standards.enums.js';
import { type Lifecycle } from '../../../domain/standards/version.lifecycle.js';
import { Site } from '../../../platform/config/site.js';
import { Database } from '../../../platform/database/database.js';
import { both, type BothLanguages, dayIn, type Language, LEVELS, LIFECYCLES } from '../agenda/governance.words.js';
import { calendar, type CalendarEvent } from './calendar.js';
import { type Feed } from './feed.answers.js';

/** So many months ahead a change is told of, and on its day. */
const MONTHS_AHEAD = [18, 12, 6, 0] as const;

/** The first to come; more than that nobody plans by. */
const MOST_CHANGES = 2_000;

interface Row {
  /** What changes, for good: of one change there is one. */
  readonly key: string;
  readonly slug: string;
  readonly name: string;
  /** The version that comes to another stage, or to which an obligation is limited. */
  readonly label: string | null;
  readonly path: string | null;
  readonly lifecycle: Lifecycle | null;
  readonly successor: string | null;
  /** Null where an obligation ends. */
  readonly level: BindingLevel | null;
  readonly day: string;
  readonly recordedOn: string;
  readonly recordedAt: Date;
  readonly decision: string | null;
  /** The days on which it is so many months ahead, in the order of `MONTHS_AHEAD`. */
  readonly daysAhead: readonly string[];
}

/** Versions that come to another stage. Of versions that were not announced nobody learns. */
const STAGES = `
  select f.version_id || '-' || f.lifecycle || case when f.nth > 1 then '-' || f.nth else '' end as key,
    v.standard_id, v.label, v.label_path as path, f.lifecycle, s.label as successor, null::text as level,
    f.valid_from as day, f.known_from as recorded_at, f.decision_id
  from (
    select p.*, lag(p.lifecycle) over (partition by p.version_id order by p.valid_from) as before,
      row_number() over (partition by p.version_id, p.lifecycle order by p.valid_from) as nth
    from version_phase p where p.known_to = 'infinity'
  ) f
  join standard_version v on v.id = f.version_id and v.announced_at is not null
  left join standard_version s on s.id = f.successor_id and s.announced_at is not null
  where f.valid_from >= $1 and f.is_from_known and f.lifecycle is distinct from f.before`;

/** Obligations that begin, come to another level, or end. */
const BINDING = `
  select c.id || '-' || coalesce(c.level, 'END') || case when c.nth > 1 then '-' || c.nth else '' end as key,
    c.standard_id, r.labels as label, null::text as path, null::text as lifecycle, null::text as successor, c.level, c.day, c.known_from as recorded_at,
    c.decision_id
  from (
    select c.*, row_number() over (partition by c.id, c.level order by c.day) as nth from (
      select o.id, o.standard_id, o.level, o.valid_from as day, o.known_from, o.decision_id
      from obligation o where o.known_to = 'infinity' and o.is_from_known and not exists (
        select from obligation b where b.id = o.id and b.known_to = 'infinity' and b.valid_to = o.valid_from and b.level = o.level)
      union all
      select o.id, o.standard_id, null, o.valid_to, o.known_from, o.decision_id
      from obligation o where o.known_to = 'infinity' and o.valid_to <> 'infinity' and not exists (
        select from obligation n where n.id = o.id and n.known_to = 'infinity' and n.valid_from = o.valid_to)
    ) c
  ) c
  left join lateral (
    select string_agg(v.label, ', ' order by v.position) as labels from obligation_version l
    join standard_version v on v.id = l.version_id and v.announced_at is not null where l.obligation_id = c.id
  ) r on true
  where c.day >= $1`;

const QUESTION = `
  select c.key, s.slug, case when $3 = 'en' then coalesce(s.name_en, s.name_nl) else s.name_nl end as name, c.label, c.path, c.lifecycle,
    c.successor, c.level, c.day::text, (c.recorded_at at time zone 'Europe/Amsterdam')::date::text as "recordedOn",
    c.recorded_at as "recordedAt", d.slug as decision,
    array(select (c.day - make_interval(months => m))::date::text from unnest($4::int[]) with ordinality t(m, i) order by i) as "daysAhead"
  from (${STAGES} union all ${BINDING}) c
  join standard s on s.id = c.standard_id
  left join decision d on d.id = c.decision_id
  where $2::text is null or s.slug = $2
  order by c.day, c.key limit ${MOST_CHANGES}`;

const WORDS = {
  name: both('Standaarden: wat er verandert', 'Standards: what changes'),
  description: both(
    'Versies die van levensfase veranderen en verplichtingen die ingaan of eindigen: op de dag zelf, en 18, 12 en 6 maanden ervoor.',
    'Versions that come to another stage and obligations that begin or end: on the day, and 18, 12 and 6 months ahead.',
  ),
  on: both('Op', 'On'),
  ends: both('verplichting eindigt', 'no longer binds'),
  successor: both('Opvolger', 'Successor'),
  decision: both('Besluit', 'Decision'),
  planned: both('Vastgelegd op', 'Recorded on'),
  category: both('Standaarden', 'Standards'),
};
const ahead = (months: number): BothLanguages => both(`Over ${months} maanden`, `In ${months} months`);

/** What is going to change, as a calendar. */
@Injectable()
export class TransitionsCalendar {
  constructor(
    private readonly database: Database,
    private readonly site: Site,
  ) {}

  /**
   * @param asked the slug of the standard, for its changes alone; today as YYYY-MM-DD
   * @throws NotFoundException when there is no such standard
   */
  async make(asked: { standard: string | undefined; language: Language; today: string }): Promise<Feed> {
    const { standard, language, today } = asked;
    if (standard !== undefined) await this.checkStandard(standard);
    const { rows } = await this.database.reads.query<Row>(QUESTION, [today, standard ?? null, language, MONTHS_AHEAD]);
    const text = calendar({
      name: WORDS.name[language] + (standard === undefined ? '' : ` – ${rows[0]?.name ?? standard}`),
      description: WORDS.description[language],
      language,
      events: rows.flatMap((row) => this.eventsOf(row, language)),
    });
    return { text, changedAt: latestOf(rows.map(({ recordedAt }) => recordedAt)) };
  }

  private async checkStandard(slug: string): Promise<void> {
    const isName = /^[a-z0-9-]+$/.test(slug);
    if (!isName || (await this.database.reads.query('select from standard where slug = $1', [slug])).rowCount !== 1) {
      throw new NotFoundException('"standard" is the slug of a standard, and there is none of this name.');
    }
  }

  /** On its day, and ahead of it; not on a day on which nobody knew of it yet. */
  private eventsOf(row: Row, language: Language): CalendarEvent[] {
    const standard = `${this.site.url}/id/standards/${row.slug}`;
    const what = changeIn(row, language);
    const description = [
      `${WORDS.on[language]} ${dayIn(row.day, language)}: ${what}.`,
      ...(row.successor === null ? [] : [`${WORDS.successor[language]}: ${row.successor}.`]),
      ...(row.decision === null ? [] : [`${WORDS.decision[language]}: ${this.site.url}/id/decisions/${row.decision}`]),
      `${WORDS.planned[language]} ${dayIn(row.recordedOn, language)}.`,
    ].join('\n');
    return MONTHS_AHEAD.flatMap((months, i) => {
      const day = row.daysAhead[i] ?? row.day;
      if (months > 0 && day < row.recordedOn) return [];
      return {
        uid: `${row.key}-${months}@standaardenregister`,
        changedAt: row.recordedAt,
        day,
        summary: months === 0 ? what : `${ahead(months)[language]}: ${what}`,
        description,
        url: row.path === null ? standard : `${standard}/versions/${row.path}`,
        category: WORDS.category[language],
      };
    });
  }
}

/** Such as: Zaken-API 1.5: in gebruik. */
function changeIn({ name, label, lifecycle, level }: Row, language: Language): string {
  const subject = label === null ? name : `${name} ${label}`;
  if (lifecycle !== null) return `${subject}: ${LIFECYCLES[lifecycle][language]}`;
  return `${subject}: ${level === null ? WORDS.ends[language] : LEVELS[level][language]}`;
}

/** The last of some moments. */
export const latestOf = (moments: readonly Date[]): Date | undefined =>
  moments.length === 0 ? undefined : new Date(Math.max(...moments.map((moment) => moment.getTime())));
