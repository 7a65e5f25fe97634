/** Judges what a file says of one municipality and one standard, by the rules that hold for every report. */
import { type Fault, faultsOf, type Said } from '../../../domain/adoptions/adoption.guards.js';
import { type AdoptionRow, newAdoptionId, rowOf } from '../../../domain/adoptions/adoption.record.js';
import { confirmBy } from '../../../domain/adoptions/adoption.statuses.js';
import { AdoptionOrigin } from '../../../domain/adoptions/adoptions.enums.js';
import { unknownUntil } from '../../../domain/adoptions/adoptions.writing.js';
import { type HeldAdoption, type HeldMunicipality } from '../../../domain/adoptions/adoptions.held.js';
import { fieldOf } from './columns.js';
import { type HeldRecord } from './held-records.js';
import { type KnownStandard } from './known.js';
import { type FaultyRow, type RowFault } from './report-row.js';
import { MOST_OF_A_RECORD, type StagedRecord } from './staging.js';

/** In whose name a file is read. */
export interface Voice {
  readonly origin: AdoptionOrigin;
  /** The organisation that records it; null for the register itself. */
  readonly recordedBy: string | null;
}
export interface Judgement {
  /** To be written, the earliest day first. */
  readonly rows: readonly AdoptionRow[];
  /** How many reports say what the register holds already. */
  readonly unchanged: number;
  readonly faulty: readonly FaultyRow[];
  /** What was held before. */
  readonly timeline: readonly HeldAdoption[];
}
interface Around {
  readonly municipality: HeldMunicipality;
  readonly standard: KnownStandard;
  readonly held: HeldRecord | undefined;
  readonly voice: Voice;
  readonly today: string;
}

/** What is known of a day, and what of it is said in a file. */
interface Stretch {
  readonly from: string;
  readonly origin: AdoptionOrigin;
  readonly status: Said['status'];
  readonly content: string;
  readonly productVersionId: string | null;
}

/** All that a report says but for why, to see whether two say the same. */
const contentOf = ({ status, versionId, plannedFor, explanation }: Omit<Said, 'reason' | 'isCorrection'>): string =>
  JSON.stringify([
    status,
    versionId,
    plannedFor,
    explanation && [
      explanation.reason,
      explanation.motivation.replace(/\r\n?/g, '\n'),
      explanation.reviewOn,
      explanation.confidential,
    ],
  ]);

const stretchOf = (held: HeldAdoption): Stretch => {
  const { explainReason: reason, motivation, reviewOn, isConfidential: confidential } = held;
  const explanation =
    reason !== null && motivation !== null && reviewOn !== null ? { reason, motivation, reviewOn, confidential } : null;
  const { from, origin, status, productVersionId, versionId, plannedFor } = held;
  const content = contentOf({ status, versionId, plannedFor, explanation, validFrom: from });
  return { from, origin, status, productVersionId, content };
};

/** What was derived was never said by the municipality, so the same said by it is new. */
const isHeld = (stretch: Stretch | undefined, said: Said): boolean =>
  stretch !== undefined && stretch.origin !== AdoptionOrigin.DERIVED && stretch.content === contentOf(said);

/** Judges the reports of a record one after the other, each with those before it taken as said. */
export function judgeRecord(record: StagedRecord, around: Around): Judgement {
  const { municipality, standard, held, voice, today } = around;
  const faulty: FaultyRow[] = record.beyond.map((line) => ({ line, faults: [TOO_MANY] }));
  const rows: AdoptionRow[] = [];
  let timeline = (held?.timeline ?? []).map(stretchOf);
  let unchanged = 0;
  let before: Said | undefined;
  const id = held?.id ?? newAdoptionId();
  for (const { line, said } of record.reports) {
    const there = timeline.findLast(({ from }) => from <= said.validFrom);
    const isTwice = before?.validFrom === said.validFrom;
    before = said;
    if (isTwice) faulty.push({ line, faults: [TWICE] });
    else if (isHeld(there, said)) unchanged++;
    else {
      const { existence } = municipality;
      const { bindings, versionIds } = standard;
      const faults = faultsOf(said, { existence, timeline, bindings, versionIds });
      if (faults.length > 0) faulty.push({ line, faults: faults.map(inColumn) });
      const productVersionId = there?.productVersionId ?? null; // a file says nothing of software, so what is held stays
      timeline = [
        ...timeline.filter(({ from }) => from !== said.validFrom),
        { from: said.validFrom, origin: voice.origin, status: said.status, content: contentOf(said), productVersionId },
      ].sort((a, b) => (a.from < b.from ? -1 : 1));
      rows.push(
        rowOf(
          { ...said, productVersionId },
          {
            id,
            municipality_id: municipality.id,
            standard_id: standard.id,
            origin: voice.origin,
            recorded_by: voice.recordedBy,
            confirm_by: confirmBy({ ...said, reviewOn: said.explanation?.reviewOn ?? null, today }),
          },
        ),
      );
    }
  }
  const unknown = unknownUntil(rows, new Map([[standard.id, held?.timeline ?? []]]), today);
  return { rows: [...unknown, ...rows], unchanged, faulty, timeline: held?.timeline ?? [] };
}

const inColumn = ({ field, en, nl }: Fault): RowFault => ({ field: fieldOf(field), en, nl });

const TWICE: RowFault = {
  field: 'validFrom',
  en: 'Two rows speak of the same municipality and standard from the same day on.',
  nl: 'Twee rijen gaan over dezelfde gemeente en standaard vanaf dezelfde dag.',
};
const TOO_MANY: RowFault = {
  field: 'standard',
  en: `More than ${MOST_OF_A_RECORD} rows speak of the same municipality and standard.`,
  nl: `Meer dan ${MOST_OF_A_RECORD} rijen gaan over dezelfde gemeente en standaard.`,
};
