/** Calendars as programs read them (RFC 5545): days only, which is all that planned changes and meetings have. */

export interface CalendarEvent {
  /** Stays the same when the event moves to another day. */
  readonly uid: string;
  /** When what is said of it last changed. */
  readonly changedAt: Date;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
  readonly category: string;
  readonly place?: string | undefined;
  readonly isCancelled?: boolean;
}
export interface Calendar {
  readonly name: string;
  readonly description: string;
  readonly language: string;
  readonly events: readonly CalendarEvent[];
}

/** Octets of a line, without its end (3.1). */
const LONGEST_LINE = 75;
/** A calendar holds at least one component (3.6): one without events holds the clock that everyone knows. */
const NOTHING = [
  ...['BEGIN:VTIMEZONE', 'TZID:Etc/UTC', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
  ...['TZOFFSETFROM:+0000', 'TZOFFSETTO:+0000', 'END:STANDARD', 'END:VTIMEZONE'],
];

export function calendar({ name, description, language, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Standaardenregister//Kalender//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `DESCRIPTION:${escaped(description)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    'X-PUBLISHED-TTL:P1D',
    ...(events.length > 0 ? events.flatMap(eventLines) : NOTHING),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const eventLines = (event: CalendarEvent): string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(event.uid)}`,
  `DTSTAMP:${stamp(event.changedAt)}`,
  `LAST-MODIFIED:${stamp(event.changedAt)}`,
  `DTSTART;VALUE=DATE:${event.day.replaceAll('-', '')}`,
  `SUMMARY:${escaped(event.summary)}`,
  `DESCRIPTION:${escaped(event.description)}`,
  `URL:${event.url}`,
  `CATEGORIES:${escaped(event.category)}`,
  ...(event.place === undefined ? [] : [`LOCATION:${escaped(event.place)}`]),
  `STATUS:${event.isCancelled === true ? 'CANCELLED' : 'CONFIRMED'}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/** A moment in UTC, to the second. */
const stamp = (moment: Date): string => moment.toISOString().replace(/[-:]|\.\d+/g, '');

/** A text (3.3.11): no control characters but the ends of lines. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Surrogate}]+/gu, ' ')
    .replace(/[\\;,]/g, (found) => `\\${found}`)
    .replaceAll('\n', '\\n');

/** What is longer goes on in the next line, behind a blank; between characters, never within one. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= LONGEST_LINE) return line;
  const parts: string[] = [];
  let part = '';
  let length = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (length + size > LONGEST_LINE) {
      parts.push(part);
      [part, length] = ['', 1]; // the blank counts
    }
    part += character;
    length += size;
  }
  return [...parts, part].join('\r\n ');
}
