/** Something strange about a file: what was done about it is told with its kind. */
export interface Oddity {
  readonly kind: OddityKind;
  /** Where in the file, such as `legal/license`; empty for the file as a whole. */
  readonly field: string;
  /** What was found there, or what it is about. */
  readonly found: string;
}

interface Told {
  readonly en: string;
  readonly nl: string;
  /** The file could not be read at all. */
  readonly isFatal?: true;
}

/** Every kind, in words for who keeps the file. What was found stands behind them. */
export const ODDITIES = {
  UNREADABLE: { en: 'The file cannot be opened', nl: 'Het bestand is niet te openen', isFatal: true },
  TOO_LARGE: { en: 'Larger than a publiccode.yml may be', nl: 'Groter dan een publiccode.yml mag zijn', isFatal: true },
  NOT_TEXT: { en: 'No text', nl: 'Geen tekst', isFatal: true },
  NOT_YAML: { en: 'No YAML', nl: 'Geen YAML', isFatal: true },
  TOO_COMPLEX: {
    en: 'Refers to itself too often, or is too deep, to be read safely',
    nl: 'Verwijst te vaak naar zichzelf, of is te diep, om veilig te lezen',
    isFatal: true,
  },
  NOT_A_RECORD: {
    en: 'Holds no keys with values',
    nl: 'Bevat geen sleutels met waarden',
    isFatal: true,
  },
  ENCODING: { en: 'Not in UTF-8; read as', nl: 'Niet in UTF-8; gelezen als' },
  SEVERAL_DOCUMENTS: {
    en: 'Several documents in one file; the first was read',
    nl: 'Meer documenten in één bestand; het eerste is gelezen',
  },
  DUPLICATE_KEY: {
    en: 'A key stands here twice; the last counts',
    nl: 'Een sleutel staat er twee keer; de laatste telt',
  },
  WRONG_TYPE: { en: 'Something else than belongs here, and left out', nl: 'Iets anders dan hier hoort; weggelaten' },
  TOO_LONG: { en: 'Too long, and cut off', nl: 'Te lang, en afgekapt' },
  OLD_FORM: {
    en: 'Written as it was before, or as it never was, and understood',
    nl: 'Geschreven zoals vroeger, of zoals nooit bedoeld, en begrepen',
  },
  NOT_UNDERSTOOD: { en: 'Not understood; kept with the file', nl: 'Niet begrepen; bewaard bij het bestand' },
  FORMAT_NOT_KNOWN: {
    en: 'The version of publiccode.yml is missing or not one that is known; read all the same',
    nl: 'De versie van publiccode.yml ontbreekt of is niet bekend; toch gelezen',
  },
  NO_ADDRESS: {
    en: 'No address of a repository, so nothing can be registered; the file is kept',
    nl: 'Geen adres van een repository, dus er is niets te registreren; het bestand is bewaard',
  },
  ADDRESS_FROM_PATH: {
    en: 'No address of a repository; taken from the folders it lies in',
    nl: 'Geen adres van een repository; overgenomen van de mappen waarin het ligt',
  },
  DUPLICATE_ADDRESS: {
    en: 'Another file in this import is of the same repository, and was read instead',
    nl: 'Een ander bestand in deze import is van dezelfde repository, en is gelezen in plaats van dit',
  },
  OLDER: {
    en: 'Of an older release than the file that was read before; kept, and nothing of it is taken',
    nl: 'Van een oudere versie dan het bestand dat eerder is gelezen; bewaard, en niets ervan is overgenomen',
  },
  NO_LAYER: {
    en: 'Nothing tells the layer of Common Ground, so nothing is registered; the file is kept. Give --layer to register it',
    nl: 'Niets zegt in welke laag van Common Ground het hoort, dus er is niets geregistreerd; het bestand is bewaard. Geef --layer op om het te registreren',
  },
  LAYER_JUDGED: {
    en: 'Names no layer of Common Ground; judged by its kind',
    nl: 'Noemt geen laag van Common Ground; beoordeeld naar zijn soort',
  },
  LAYER_NOT_KNOWN: { en: 'Not a layer of Common Ground', nl: 'Geen laag van Common Ground' },
  NO_NAME: { en: 'No name; that of the repository is taken', nl: 'Geen naam; die van de repository is genomen' },
  NO_SUMMARY: { en: 'No short description', nl: 'Geen korte omschrijving' },
  AHEAD: { en: 'A day that is still to come', nl: 'Een dag die nog moet komen' },
  BAD_DATE: { en: 'Not a day such as 2026-03-31', nl: 'Geen dag zoals 2026-03-31' },
  BAD_ADDRESS: {
    en: 'Not an address that begins with https:// or http://',
    nl: 'Geen adres dat begint met https:// of http://',
  },
  NO_LICENCE: { en: 'Names no licence', nl: 'Noemt geen licentie' },
  LICENCE_NOT_KNOWN: {
    en: 'Not a licence that the register knows by SPDX; kept as text',
    nl: 'Geen licentie die het register kent uit SPDX; bewaard als tekst',
  },
  STATUS_NOT_KNOWN: {
    en: 'Not one of concept, development, beta, stable, obsolete; kept as text',
    nl: 'Niet een van concept, development, beta, stable, obsolete; bewaard als tekst',
  },
  STANDARD_NOT_KNOWN: { en: 'No standard of the register', nl: 'Geen standaard in het register' },
  VERSION_NOT_KNOWN: {
    en: 'No version of that standard in the register; the standard is taken without one',
    nl: 'Geen versie van die standaard in het register; de standaard is zonder versie overgenomen',
  },
  AMBIGUOUS: {
    en: 'Means more than one thing in the register; none is taken',
    nl: 'Betekent meer dan één ding in het register; geen is overgenomen',
  },
  REFERENCE_COMPONENT_NOT_KNOWN: {
    en: 'No reference component of the register',
    nl: 'Geen referentiecomponent in het register',
  },
  USER_NOT_KNOWN: { en: 'No organisation of the register', nl: 'Geen organisatie in het register' },
  DIFFERS: {
    en: 'The register has it otherwise from a better source, and keeps that',
    nl: 'Het register heeft dit anders uit een betere bron, en houdt dat',
  },
  REPLACED: {
    en: 'What the register had was less sure, and is replaced',
    nl: 'Wat het register had was minder zeker, en is vervangen',
  },
  BESIDE: {
    en: 'The register has another version from another source; both stand',
    nl: 'Het register heeft een andere versie uit een andere bron; beide staan er',
  },
  NO_LONGER_SAID: {
    en: 'Stood in the file before and no longer does; ended in the register',
    nl: 'Stond eerder in het bestand en nu niet meer; beëindigd in het register',
  },
  MORE: { en: 'More of the same in this file', nl: 'Meer van hetzelfde in dit bestand' },
} as const satisfies Record<string, Told>;

export type OddityKind = keyof typeof ODDITIES;

/** Whether a file with this oddity was not read at all. */
export const isFatal = (kind: OddityKind): boolean => 'isFatal' in ODDITIES[kind];

/** So many of one kind are told of one file; of the others, how many there are. */
const TOLD_OF_A_KIND = 20;

/** Takes down what is odd about one file. */
export class Oddities {
  private readonly noted: Oddity[] = [];
  private readonly seen = new Set<string>();
  private readonly counts = new Map<OddityKind, number>();

  note(kind: OddityKind, field = '', found = ''): void {
    const oddity = { kind, field: onOneLine(field), found: onOneLine(found) };
    const key = JSON.stringify(oddity);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count <= TOLD_OF_A_KIND) this.noted.push(oddity);
  }

  get all(): readonly Oddity[] {
    const more = [...this.counts].filter(([, count]) => count > TOLD_OF_A_KIND);
    return [
      ...this.noted,
      ...more.map(([kind, count]) => ({
        kind: 'MORE' as const,
        field: '',
        found: `${kind} + ${count - TOLD_OF_A_KIND}`,
      })),
    ];
  }
}

const SHOWN = 160;

/** A line of it, and text: nothing in a file, nor its name, gets to move the cursor of who reads the report. */
export function onOneLine(text: string, longest = SHOWN): string {
  const line = text
    .slice(0, longest * 2)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
  const cut = line.length > longest ? `${line.slice(0, longest)}…` : line;
  return cut.replace(/\p{Surrogate}/gu, '\ufffd');
}
