/** What can be wrong with an exported log, in words. */
const several = (from: number, to: number): [en: string, nl: string] =>
  from === to ? [`record ${from}`, `record ${from}`] : [`records ${from} to ${to}`, `records ${from} tot en met ${to}`];

type Told = readonly [en: string, nl: string];

/** Each by what it says, in English and in Dutch. */
export const FINDINGS = {
  unreadable: (record: number): Told => [
    `this is no line of an audit log; record ${record} or the head before it was expected here`,
    `dit is geen regel van een logboek; hier hoort record ${record} of de stand ervoor`,
  ],
  rewritten: (what: string): Told => [
    `${what} was changed: it is not written as the register writes it`,
    `${what} is gewijzigd: zo schrijft het register het niet`,
  ],
  header: (): Told => ['the log does not begin with its header', 'het logboek begint niet met zijn kopregel'],
  secondHeader: (): Told => ['a second header was added', 'een tweede kopregel is toegevoegd'],
  changed: (record: number): Told => [
    `record ${record} was changed: its text and its hash do not belong together`,
    `record ${record} is gewijzigd: tekst en controlegetal horen niet bij elkaar`,
  ],
  missing: (from: number, to: number): Told => {
    const [en, nl] = several(from, to);
    return [`${en} ${from === to ? 'is' : 'are'} missing`, `${nl} ${from === to ? 'ontbreekt' : 'ontbreken'}`];
  },
  moved: (record: number, after: number): Told => [
    `record ${record} is out of order: it stands after record ${after}`,
    `record ${record} staat niet op zijn plaats: het staat na record ${after}`,
  ],
  doubled: (record: number): Told => [`record ${record} stands here again`, `record ${record} staat hier nog eens`],
  cutOff: (last: number, records: number): Told => [
    `the log is cut off after record ${last}, and began as one of ${records} records`,
    `het logboek is afgebroken na record ${last}, en begon als een van ${records} records`,
  ],
  added: (record: number, records: number): Told => [
    `record ${record} was added: the log has ${records}`,
    `record ${record} is toegevoegd: het logboek heeft er ${records}`,
  ],
  unended: (): Told => ['the last line is cut off', 'de laatste regel is afgebroken'],
  tooLong: (): Told => ['this line is too long to be one of a log', 'deze regel is te lang voor een logboek'],
  signature: (head: number): Told => [
    `head ${head} was changed: its signature does not fit`,
    `stand ${head} is gewijzigd: de handtekening klopt niet`,
  ],
  strangeKey: (head: number, keyId: string): Told => [
    `head ${head} was signed with key ${keyId}, which is none of those you gave`,
    `stand ${head} is ondertekend met sleutel ${keyId}, die u niet opgaf`,
  ],
  root: (head: number, from: number, to: number): Told => {
    const [en, nl] = several(from, to);
    return [
      `head ${head} does not fit: ${from === to ? en : `one of ${en}`} is not what was sealed`,
      `stand ${head} past niet: ${from === to ? nl : `een van ${nl}`} is niet wat verzegeld werd`,
    ];
  },
  headOrder: (head: number, expected: number): Told => [
    `head ${head} stands where head ${expected} belongs`,
    `stand ${head} staat waar stand ${expected} hoort`,
  ],
  headPlace: (head: number, treeSize: number, record: number): Told => [
    `head ${head} is out of place: it is of ${treeSize} records, and stands after record ${record}`,
    `stand ${head} staat niet op zijn plaats: hij gaat over ${treeSize} records en staat na record ${record}`,
  ],
  headsMissing: (found: number, heads: number): Told => [
    `the log has ${found} heads, and began with ${heads}`,
    `het logboek heeft ${found} standen en begon met ${heads}`,
  ],
  unsealed: (from: number, to: number): Told => [
    `no head covers ${several(from, to)[0]}`,
    `geen stand dekt ${several(from, to)[1]}`,
  ],
  keptHead: (): Told => [
    'the head you kept is not good itself: its signature does not fit',
    'de bewaarde stand deugt zelf niet: de handtekening klopt niet',
  ],
  shorterThanKept: (records: number, kept: number): Told => [
    `the log is cut off: it has ${records} records, and the head you kept has ${kept}`,
    `het logboek is afgebroken: het heeft ${records} records en de bewaarde stand ${kept}`,
  ],
  history: (kept: number): Told => [
    `history was rewritten: records 1 to ${kept} are not those of the head you kept`,
    `de geschiedenis is herschreven: records 1 tot en met ${kept} zijn niet die van de bewaarde stand`,
  ],
  notCompared: (): Told => [
    'what follows here could not be compared with the signed heads, because of the above',
    'wat hierop volgt kon niet met de ondertekende standen worden vergeleken, vanwege het bovenstaande',
  ],
} as const;

export interface Finding {
  readonly kind: keyof typeof FINDINGS;
  /** From 1 on; 0 when it is not about one line. */
  readonly line: number;
  readonly en: string;
  readonly nl: string;
}

/** One line for people, in both languages. */
export function sentenceOf({ line, en, nl }: Finding): string {
  return line === 0 ? `${en} / ${nl}` : `line ${line}: ${en} / regel ${line}: ${nl}`;
}
