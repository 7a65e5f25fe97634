/** Writes what follows from software in use, where municipalities said nothing themselves. */
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { type AdoptionRow, newAdoptionId, putAdoptions } from '../adoptions/adoption.record.js';
import { AdoptionStatus } from '../adoptions/adoption.statuses.js';
import { AdoptionOrigin } from '../adoptions/adoptions.enums.js';
import { grouped, lockAdoptions } from '../adoptions/adoptions.held.js';
import { Confidence } from '../organisations/provenance.js';
import { STANDING } from './conformance.enums.js';
import { type Derived, derivedFrom, type Held, type Support } from './derivation.rule.js';

/** A municipality and a standard. */
interface Pair {
  readonly municipalityId: string;
  readonly standardId: string;
}

/**
 * Brings what is derived for every one of the municipalities and standards up to date with what is in use and declared now.
 * Takes part in the caller's transaction. The event is the caller's too: one, however many rows were written, because anyone
 * can see how many events the log has.
 * @returns what was written, for that event
 */
export async function derive(
  tx: Transaction,
  municipalityIds: readonly string[],
  standardIds: readonly string[],
): Promise<object[]> {
  await lockAdoptions(tx, municipalityIds);
  const pairOf = ({ municipalityId, standardId }: Pair) => `${municipalityId} ${standardId}`;
  const supports = grouped(await supportsOf(tx, municipalityIds, standardIds), pairOf);
  const held = grouped(await heldOf(tx, municipalityIds, standardIds), pairOf);
  const ids = new Map((await keysOf(tx, municipalityIds, standardIds)).map((key) => [pairOf(key), key.id]));
  const rows = [...new Set([...supports.keys(), ...held.keys()])].flatMap((pair) => {
    const [municipalityId = '', standardId = ''] = pair.split(' ');
    const id = ids.get(pair) ?? newAdoptionId();
    return derivedFrom(supports.get(pair) ?? [], held.get(pair) ?? []).map((each) =>
      rowOf(each, { id, municipalityId, standardId }),
    );
  });
  const recorded = rows.length === 0 ? [] : await putAdoptions(tx, rows);
  const written = new Set(recorded.map(({ changeId }) => changeId));
  return rows.filter(({ change_id }) => written.has(change_id)).map(wordsOf);
}

const rowOf = (
  { from, by }: Derived,
  { id, municipalityId, standardId }: Pair & { readonly id: string },
): AdoptionRow => ({
  id,
  municipality_id: municipalityId,
  standard_id: standardId,
  version_id: by?.versionId ?? null,
  status: by ? AdoptionStatus.APPLIED : AdoptionStatus.UNKNOWN,
  origin: AdoptionOrigin.DERIVED,
  planned_for: null,
  explain_reason: null,
  motivation: null,
  review_on: null,
  is_confidential: false,
  product_version_id: by?.productVersionId ?? null,
  confirm_by: null,
  reason: null,
  recorded_by: null,
  confidence: Confidence.INFERRED,
  change_id: newId('adc'),
  is_correction: false,
  valid_from: from,
});

const wordsOf = (row: AdoptionRow): object => ({
  adoption: row.id,
  municipality: row.municipality_id,
  standard: row.standard_id,
  version: row.version_id,
  status: row.status,
  since: row.valid_from,
  productVersion: row.product_version_id,
});

/** Each use of software that is declared to support a version of the standards, while the municipality exists. */
const supportsOf = (tx: Transaction, municipalityIds: readonly string[], standardIds: readonly string[]) =>
  tx.query<Support & Pair>(
    `select u.municipality_id as "municipalityId", v.standard_id as "standardId", v.id as "versionId", v.position,
       u.product_version_id as "productVersionId", s.from, s.to
     from product_use u
     join conformance_declaration d on d.product_version_id = u.product_version_id
     join declaration_phase ph on ph.declaration_id = d.id and ph.known_to = 'infinity' and ph.state = any($3)
     join standard_version v on v.id = d.standard_version_id and v.announced_at is not null
     join municipality m on m.id = u.municipality_id
     join organisation_profile o on o.organisation_id = m.organisation_id and o.known_to = 'infinity'
     cross join lateral (select greatest(u.valid_from, ph.valid_from, o.valid_from) as from, least(u.valid_to, ph.valid_to, o.valid_to) as to) s
     where u.municipality_id = any($1) and u.known_to = 'infinity' and v.standard_id = any($2) and s.from < s.to`,
    [municipalityIds, standardIds, STANDING],
  );

const heldOf = (tx: Transaction, municipalityIds: readonly string[], standardIds: readonly string[]) =>
  tx.query<Held & Pair>(
    `select municipality_id as "municipalityId", standard_id as "standardId", valid_from as from, valid_to as to, origin = 'DERIVED' as "isDerived"
     from adoption where municipality_id = any($1) and standard_id = any($2) and known_to = 'infinity' order by valid_from`,
    [municipalityIds, standardIds],
  );

const keysOf = (tx: Transaction, municipalityIds: readonly string[], standardIds: readonly string[]) =>
  tx.query<Pair & { id: string }>(
    `select id, municipality_id as "municipalityId", standard_id as "standardId" from adoption_key
     where municipality_id = any($1) and standard_id = any($2)`,
    [municipalityIds, standardIds],
  );
