import { isFatal, ODDITIES, type Oddity } from './oddities.js';

/** What came of one file. */
export type Outcome = 'REGISTERED' | 'CHANGED' | 'UNCHANGED' | 'KEPT' | 'NOT_READ';
export interface FileReport {
  readonly name: string;
  /** The short name of the component it is about. */
  readonly component: string | undefined;
  readonly outcome: Outcome;
  readonly oddities: readonly Oddity[];
}
export interface PubliccodeReport {
  readonly files: readonly FileReport[];
  /** Whether the register has changed: not when it was tried only, or when nothing was new. */
  readonly isKept: boolean;
}

const OUTCOMES: Readonly<Record<Outcome, readonly [en: string, nl: string]>> = {
  REGISTERED: ['registered', 'geregistreerd'],
  CHANGED: ['changed', 'gewijzigd'],
  UNCHANGED: ['nothing new', 'niets nieuws'],
  KEPT: ['kept, not registered', 'bewaard, niet geregistreerd'],
  NOT_READ: ['not read', 'niet gelezen'],
};
const both = (en: string, nl: string): string => `${en} / ${nl}`;

export const isOdd = ({ oddities }: FileReport): boolean => oddities.length > 0;
export const wasRead = ({ oddities }: FileReport): boolean => !oddities.some(({ kind }) => isFatal(kind));

/** Every file about which there is something to say, and what, for people: a line for the file, and one for each thing. */
export function* linesOf({ files }: PubliccodeReport): Generator<string> {
  for (const file of files.filter(isOdd)) {
    const [en, nl] = OUTCOMES[file.outcome];
    yield `${file.name}${file.component === undefined ? '' : ` (${file.component})`}: ${both(en, nl)}`;
    for (const { kind, field, found } of file.oddities) {
      const behind = found === '' ? '' : `: ${found}`;
      const { en: what, nl: wat } = ODDITIES[kind];
      yield `  ${kind} ${field === '' ? '' : `${field} – `}${both(what, wat)}${behind}`;
    }
  }
}

/** The figures of the whole. */
export function summaryOf({ files, isKept }: PubliccodeReport, isTrial: boolean): string[] {
  const count = (outcome: Outcome) => files.filter((file) => file.outcome === outcome).length;
  const figures = (Object.keys(OUTCOMES) as Outcome[]).filter((outcome) => count(outcome) > 0);
  const list = (language: 0 | 1) =>
    figures.map((outcome) => `${count(outcome)} ${OUTCOMES[outcome][language]}`).join(', ');
  const odd = files.filter(isOdd).length;
  return [
    both(
      `${files.length} files: ${list(0) || 'none'}; ${odd} odd.`,
      `${files.length} bestanden: ${list(1) || 'geen'}; ${odd} met bijzonderheden.`,
    ),
    ...(isTrial ? [both('Tried only: nothing was changed.', 'Alleen geprobeerd: er is niets gewijzigd.')] : []),
    ...(!isTrial && !isKept && files.length > 0
      ? [both('The register had all of it already.', 'Het register had alles al.')]
      : []),
  ];
}
