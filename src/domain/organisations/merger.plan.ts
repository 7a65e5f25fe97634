import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound } from '../../platform/graphql/user-errors.js';
import { dayOrNull, OPEN } from './existence.js';
import { type MergeMunicipalitiesInput, type NewMunicipalityInput, type PredecessorInput } from './merging.inputs.js';
import { SuccessionKind } from './organisations.enums.js';
import { type MunicipalityBy } from './organisations.inputs.js';

/** A municipality that the register has. */
export interface HeldMunicipality {
  readonly id: string;
  readonly organisationId: string;
  readonly code: string;
  readonly name: string;
  /** From its first day until the day on which it no longer is, or `OPEN`. */
  readonly from: string;
  readonly to: string;
  /** The newest day on which it followed another; null when it never did. */
  readonly followedOn: string | null;
}
export type Successor = HeldMunicipality | NewMunicipalityInput;
/** One municipality goes into another, wholly or in part. */
export interface Link {
  readonly predecessor: HeldMunicipality;
  readonly successor: Successor;
  readonly kind: SuccessionKind;
}

const CODE = { most: 6, pattern: /^GM\d{4}$/, expected: 'GM and four digits' };
const MOST = 100;

/**
 * What is wrong with the words of a merger, before the register is asked.
 * @throws Rejection when it names too many municipalities to look any further
 */
export function checkMerger(input: MergeMunicipalitiesInput): Checks {
  const { predecessors, newMunicipalities } = input;
  const checks = Checks.of();
  checkSize(checks, 'predecessors', predecessors, 1);
  checkSize(checks, 'newMunicipalities', newMunicipalities ?? [], 0);
  predecessors.slice(0, MOST).forEach(({ into }, i) => checkSize(checks.within('predecessors', i), 'into', into, 1));
  checks.throwIfAny();

  checks.date('on', input.on).text('reason', input.reason, { most: 2000, hasLines: true });
  newMunicipalities?.forEach(({ code, name, aliases }, i) => {
    const each = checks.within('newMunicipalities', i);
    each.text('code', code, CODE).text('name', name).texts('aliases', aliases, { count: 50 });
    if (newMunicipalities.findIndex((other) => other.code === code) < i) {
      each.refuse('code', `${code} stands in the list twice.`);
    }
  });
  return checks;
}

function checkSize(checks: Checks, name: string, { length }: readonly unknown[], least: number): void {
  if (length < least || length > MOST) checks.refuse(name, `"${name}" names ${least} to ${MOST} municipalities.`);
}

/**
 * Who goes into whom. Pure: what the register holds is handed in.
 * @param held every municipality that the input names, as far as there is one
 * @param checks where everything that cannot be is refused
 */
export function planMerger(input: MergeMunicipalitiesInput, held: readonly HeldMunicipality[], checks: Checks): Link[] {
  const newcomers = input.newMunicipalities ?? [];
  checkNewcomers(newcomers, held, checks);
  const find = (by: MunicipalityBy) => held.find(({ id, code }) => id === by.id || code === by.code);
  const ending = input.predecessors.map(({ municipality }) => find(municipality));
  const links = input.predecessors.flatMap((entry, i): Link[] => {
    const own = checks.within('predecessors', i);
    const predecessor = ending[i];
    if (!predecessor) {
      own.add(notFound('There is no such municipality.', own.pathOf('municipality')));
      return [];
    }
    if (ending.indexOf(predecessor) < i) own.refuse('municipality', `${predecessor.code} ends twice.`);
    checkEnding(predecessor, input.on, own);
    return entry.into.flatMap((by, at): Link[] => {
      const successor = newcomers.find(({ code }) => code === by.code) ?? find(by);
      const place = own.within('into', at);
      if (!successor) {
        place.add(notFound('There is no such municipality, and none of that code begins.', place.pathOf('')));
        return [];
      }
      checkSuccessor(successor, { predecessor, ending, entry, at, on: input.on, find }, place);
      return [{ predecessor, successor, kind: kindOf(entry, successor) }];
    });
  });
  newcomers.forEach(({ code }, i) => {
    const isFollowed = input.predecessors.some(({ into }) => into.some((by) => by.code === code));
    if (!isFollowed) checks.within('newMunicipalities', i).refuse('', `No predecessor goes into ${code}.`);
  });
  return links;
}

const isHeld = (successor: Successor): successor is HeldMunicipality => 'id' in successor;

function kindOf({ into }: PredecessorInput, successor: Successor): SuccessionKind {
  if (into.length > 1) return SuccessionKind.SPLIT;
  return isHeld(successor) ? SuccessionKind.ABSORPTION : SuccessionKind.MERGER;
}

function checkNewcomers(
  newcomers: readonly NewMunicipalityInput[],
  held: readonly HeldMunicipality[],
  checks: Checks,
): void {
  newcomers.forEach(({ code }, i) => {
    const other = held.find((each) => each.code === code);
    const path = checks.within('newMunicipalities', i).pathOf('code');
    if (other) checks.add(conflict(`${code} is the code of ${other.name}, and is never used again.`, path, other.id));
  });
}

function checkEnding({ id, code, name, from, to, followedOn }: HeldMunicipality, on: string, checks: Checks): void {
  const path = checks.pathOf('municipality');
  if (on <= from) checks.refuse('municipality', `${code} ${name} begins on ${from}; it cannot have ended on ${on}.`);
  else if (to !== OPEN) checks.add(conflict(`${code} ${name} ends on ${to} already.`, path, id));
  else if (followedOn !== null && followedOn >= on) {
    checks.add(conflict(`${code} ${name} still follows another on ${followedOn}; it ends after that.`, path, id));
  }
}

function checkSuccessor(
  successor: Successor,
  {
    predecessor,
    ending,
    entry,
    at,
    on,
    find,
  }: {
    predecessor: HeldMunicipality;
    ending: readonly (HeldMunicipality | undefined)[];
    entry: PredecessorInput;
    at: number;
    on: string;
    find: (by: MunicipalityBy) => HeldMunicipality | undefined;
  },
  checks: Checks,
): void {
  const { code } = successor;
  const isNamedBefore = entry.into.slice(0, at).some((by) => by.code === code || find(by)?.code === code);
  if (isNamedBefore) checks.refuse('', `${code} stands in the list twice.`);
  if (!isHeld(successor)) return;
  const { id, name, from, to } = successor;
  if (successor === predecessor) checks.refuse('', `${code} cannot go into itself.`);
  else if (ending.includes(successor)) checks.refuse('', `${code} ${name} ends on that day itself.`);
  else if (from > on) checks.refuse('', `${code} ${name} begins on ${from}; nothing can go into it on ${on}.`);
  else if (to <= on) {
    checks.add(
      conflict(`${code} ${name} ended on ${dayOrNull(to) ?? on}; nothing can go into it.`, checks.pathOf(''), id),
    );
  }
}
