/** What can be wrong with the file of a report, in words. */
type Told = readonly [en: string, nl: string];

/** Each by what it says, in English and in Dutch. */
export const FINDINGS = {
  noReport: (): Told => [
    'this is no conformance report of a register, or it was changed so that it no longer looks like one',
    'dit is geen conformiteitsrapport van een register, of het is zo gewijzigd dat het er niet meer op lijkt',
  ],
  newer: (version: number): Told => [
    `this report is written in version ${version} of the format, which is newer than this program knows`,
    `dit rapport is geschreven in versie ${version} van het formaat, die nieuwer is dan dit programma kent`,
  ],
  rewritten: (): Told => [
    'the signed report was changed: it is not written as the register writes it',
    'het ondertekende rapport is gewijzigd: zo schrijft het register het niet',
  ],
  signature: (): Told => [
    'the signed report was changed after it was signed: the signature does not fit',
    'het ondertekende rapport is na de ondertekening gewijzigd: de handtekening klopt niet',
  ],
  strangeKey: (kid: string): Told => [
    `the report was signed with key ${kid}, which is none of those you gave`,
    `het rapport is ondertekend met sleutel ${kid}, die u niet opgaf`,
  ],
  otherFile: (found: string, address: string): Told => [
    `the file was changed, or is of another report: its SHA-256 is ${found}, and ${address} vouches for no such file`,
    `het bestand is gewijzigd, of hoort bij een ander rapport: zijn SHA-256 is ${found}, en ${address} staat voor zo'n bestand niet in`,
  ],
} as const;

export interface Finding {
  readonly kind: keyof typeof FINDINGS;
  readonly en: string;
  readonly nl: string;
}
