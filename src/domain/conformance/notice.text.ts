import { type ReassessmentReason } from './conformance.enums.js';

/** What the owners of a declaration are told of. */
export type About = 'EXPIRED' | `${ReassessmentReason}`;

/** One thing that came of a declaration; `until` is the day, YYYY-MM-DD, on which it was no longer valid. */
export interface Told {
  readonly about: About;
  /** Name and version of the product, and of the standard. */
  readonly product: string;
  readonly standard: string;
  readonly until: string | null;
}

/** In the order of how much it presses. */
const CHAPTERS: readonly (readonly [about: About, title: string])[] = [
  ['EXPIRED', 'Verlopen, en daarom niet meer geldig'],
  ['ASSESSOR_ASKS', 'Hertoetsing nodig, omdat de toetser erom vraagt'],
  ['EVIDENCE_EXPIRED', 'Hertoetsing nodig, omdat het bewijs is verlopen'],
  ['STANDARD_OUT_OF_SUPPORT', 'Hertoetsing nodig, omdat de versie van de standaard niet meer wordt ondersteund'],
  ['PRODUCT_OUT_OF_SUPPORT', 'Hertoetsing nodig, omdat de versie van het pakket niet meer wordt ondersteund'],
  [
    'NEWER_PRODUCT_VERSION',
    'Er is een nieuwere versie van het pakket; voor de versie die is getoetst blijft gelden wat is aangetoond',
  ],
];
const MOST_LINES = 40;

/** The subject and the plain text, in Dutch, of a notice to one organisation. */
export function noticeOf(
  organisation: string,
  told: readonly Told[],
): { readonly subject: string; readonly body: string } {
  const chapters = CHAPTERS.flatMap(([about, title]) => {
    // One for each role on the interface is still one line.
    const lines = [...new Set(told.filter((each) => each.about === about).map(lineOf))];
    return lines.length === 0 ? [] : [chapterOf(title, lines)];
  });
  const count = new Set(told.map(({ product, standard }) => `${product}: ${standard}`)).size;
  const what = count === 1 ? '1 conformiteitsverklaring vraagt' : `${count} conformiteitsverklaringen vragen`;
  return {
    subject: `Standaardenregister: ${what} aandacht van ${oneLine(organisation)}`,
    body: [
      `Dit is een bericht voor ${oneLine(organisation)} uit het Standaardenregister.`,
      ...chapters,
      'U krijgt dit bericht als leverancier, of als toetser. Over hetzelfde wordt u één keer bericht.',
    ].join('\n\n'),
  };
}

const lineOf = ({ about, product, standard, until }: Told): string =>
  `${product}: ${standard}${about === 'EXPIRED' && until !== null ? `, geldig tot ${dayOf(until)}` : ''}`;

function chapterOf(title: string, lines: readonly string[]): string {
  const left = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES).map((line) => `- ${oneLine(line)}`);
  return [`${title}:`, ...shown, ...(left > 0 ? [`- en nog ${left}`] : [])].join('\n');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

const DAY = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const dayOf = (day: string): string => DAY.format(new Date(`${day}T00:00:00Z`));
