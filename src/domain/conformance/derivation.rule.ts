/** What follows from software in use: pure functions over days, YYYY-MM-DD, half-open; `infinity` sorts after every day. */

/** Days on which a municipality uses a product version that supports a version of the standard. */
export interface Support {
  readonly from: string;
  readonly to: string;
  readonly versionId: string;
  /** Its place among the versions of the standard. */
  readonly position: number;
  readonly productVersionId: string;
}
/** What the register holds from a day until a day. */
export interface Held {
  readonly from: string;
  readonly to: string;
  readonly isDerived: boolean;
}
/** What follows from a day on: a version that is applied, or nothing. */
export interface Derived {
  readonly from: string;
  readonly by: Pick<Support, 'versionId' | 'productVersionId'> | null;
}

const OPEN = 'infinity';

/**
 * What follows for one municipality and one standard, where it said nothing itself: in the days before the first that is held,
 * and in those that hold what followed before. Of several versions the newest counts. Where nothing supports it any more,
 * nobody knows; before the first day on which anything did, nothing is said.
 */
export function derivedFrom(supports: readonly Support[], held: readonly Held[]): Derived[] {
  const first = held[0]?.from ?? OPEN;
  const before = supports.reduce((day, { from }) => (from < day ? from : day), first);
  const own = held.filter(({ isDerived }) => isDerived);
  return [...(before < first ? [{ from: before, to: first }] : []), ...own].flatMap((room) =>
    steps(supports, room).filter(({ by }, i, all) => i === 0 || !isSame(by, all[i - 1]?.by ?? null)),
  );
}

/** What holds from the first day of a room, and from each day in it on which a support begins or ends. */
function steps(supports: readonly Support[], { from, to }: Pick<Held, 'from' | 'to'>): Derived[] {
  const turns = supports.flatMap((each) => [each.from, each.to]).filter((day) => from < day && day < to);
  return [...new Set([from, ...turns])].sort().map((day) => ({ from: day, by: strongestOn(supports, day) }));
}

function strongestOn(supports: readonly Support[], day: string): Derived['by'] {
  const standing = supports.filter(({ from, to }) => from <= day && day < to);
  const [best] = standing.sort((a, b) => b.position - a.position || (a.productVersionId < b.productVersionId ? -1 : 1));
  return best ? { versionId: best.versionId, productVersionId: best.productVersionId } : null;
}

const isSame = (a: Derived['by'], b: Derived['by']): boolean =>
  a?.versionId === b?.versionId && a?.productVersionId === b?.productVersionId;
