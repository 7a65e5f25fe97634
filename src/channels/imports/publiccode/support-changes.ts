import { Confidence } from '../../../domain/organisations/provenance.js';
import {
  begin,
  type Changes,
  type Columns,
  endOf,
  labelOf,
  type Occasion,
  stillHeld,
  type Written,
} from './changes.js';
import { type Held, type HeldSupport } from './held.js';
import { type Support } from './mapping.js';

/** What a component speaks. What others know for certain is not made less certain, nor less precise. */
export function supportChanges(all: Held['supports'], said: readonly Support[], on: Occasion): Changes {
  const { today, provenance, odd, componentId } = on;
  const held = stillHeld(all, today);
  const kept = new Set<HeldSupport>(held.filter((each) => each.provenance !== provenance));
  const written: Written[] = [];
  const added: string[] = [];
  const ended: { id: string; from: string }[] = [];
  for (const each of said) {
    const isSame = (h: HeldSupport) =>
      h.standardId === each.standardId && h.versionId === each.versionId && h.role === each.role;
    const columns = columnsOf(each, componentId, provenance);
    const exact = held.find(isSame);
    if (exact) {
      kept.add(exact);
      const isOurs = exact.provenance === provenance;
      const isSurer = each.confidence === Confidence.SEEN && exact.confidence !== Confidence.SEEN;
      if (!isSurer && !(isOurs && exact.confidence !== each.confidence)) continue;
      if (!isOurs) odd.note('REPLACED', 'supports', exact.label);
      written.push({ id: exact.id, columns, from: exact.validFrom, isFromKnown: exact.isFromKnown });
      continue;
    }
    const elsewhere = held.filter((h) => h.standardId === each.standardId && h.provenance !== provenance);
    if (saysLess(each, elsewhere)) continue;
    for (const other of elsewhere) {
      if (other.confidence !== Confidence.SEEN && other.versionId === null && each.confidence === Confidence.SEEN) {
        ended.push({ id: other.id, from: other.validFrom });
        kept.delete(other);
        odd.note('REPLACED', 'supports', `${other.label} / ${each.label}`);
      } else odd.note('BESIDE', 'supports', `${other.label} / ${each.label}`);
    }
    written.push({ columns, ...begin(all.find(isSame), today, each.notBefore) });
    added.push(each.label);
  }
  for (const gone of held.filter((h) => !kept.has(h) && h.provenance === provenance)) {
    ended.push(endOf(gone, today));
    odd.note('NO_LONGER_SAID', 'supports', gone.label);
  }
  return {
    table: 'component_support',
    written,
    ended,
    before: held.map(labelOf),
    after: [...[...kept].map(labelOf), ...added],
  };
}

function saysLess({ confidence, versionId }: Support, elsewhere: readonly HeldSupport[]): boolean {
  const isCertain = elsewhere.some((other) => other.confidence === Confidence.SEEN);
  if (confidence === Confidence.SEEN) return versionId === null && isCertain;
  return isCertain || (versionId === null && elsewhere.length > 0);
}

const columnsOf = (each: Support, componentId: string, provenance: string): Columns => ({
  component_id: componentId,
  standard_id: each.standardId,
  version_id: each.versionId,
  role: each.role,
  evidence: each.evidence,
  confidence: each.confidence,
  provenance,
});
