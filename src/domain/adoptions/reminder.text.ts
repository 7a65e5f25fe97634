/** What a municipality is reminded of. */
export type About = 'CONFIRM' | 'STALE' | 'REVIEW' | 'PROPOSAL';

/** One thing to be reminded of; `dueOn` is the day, YYYY-MM-DD, by which it had to be done, or since which it waits. */
export interface Due {
  readonly about: About;
  readonly standard: string;
  readonly dueOn: string;
}

/** In the order of how much it presses. */
const CHAPTERS: readonly { readonly about: About; readonly title: string; readonly line: (due: Due) => string }[] = [
  {
    about: 'STALE',
    title: 'Niet op tijd bevestigd, en daarom nu als verouderd zichtbaar',
    line: ({ standard, dueOn }) => `${standard}, te bevestigen vóór ${dayOf(dueOn)}`,
  },
  {
    about: 'REVIEW',
    title: 'Uitleg die moet worden herzien',
    line: ({ standard, dueOn }) => `${standard}, te herzien op ${dayOf(dueOn)}`,
  },
  {
    about: 'CONFIRM',
    title: 'Binnenkort te bevestigen',
    line: ({ standard, dueOn }) => `${standard}, uiterlijk ${dayOf(dueOn)}`,
  },
  {
    about: 'PROPOSAL',
    title: 'Voorstellen die op uw antwoord wachten',
    line: ({ standard, dueOn }) => `${standard}, voorgesteld op ${dayOf(dueOn)}`,
  },
];
const MOST_LINES = 40;

/** The subject and the plain text, in Dutch, of a reminder to one municipality. */
export function reminderOf(
  municipality: string,
  due: readonly Due[],
): { readonly subject: string; readonly body: string } {
  const chapters = CHAPTERS.flatMap(({ about, title, line }) => {
    const lines = due
      .filter((each) => each.about === about)
      .sort((a, b) => compare(a.dueOn, b.dueOn) || compare(a.standard, b.standard))
      .map(line);
    return lines.length === 0 ? [] : [chapterOf(title, lines)];
  });
  const count = due.length === 1 ? '1 standaard vraagt' : `${due.length} standaarden vragen`;
  return {
    subject: `Standaardenregister: ${count} aandacht van ${oneLine(municipality)}`,
    body: [
      `Dit is een herinnering voor ${oneLine(municipality)} uit het Standaardenregister.`,
      ...chapters,
      'Is er niets veranderd, bevestig het dan; is er wel iets veranderd, meld het. U wordt aan hetzelfde maar één keer herinnerd.',
    ].join('\n\n'),
  };
}

function chapterOf(title: string, lines: readonly string[]): string {
  const left = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES).map((line) => `- ${oneLine(line)}`);
  return [`${title}:`, ...shown, ...(left > 0 ? [`- en nog ${left}`] : [])].join('\n');
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

const DAY = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const dayOf = (day: string): string => DAY.format(new Date(`${day}T00:00:00Z`));
