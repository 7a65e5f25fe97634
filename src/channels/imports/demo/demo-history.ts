/** What a made-up municipality could have reported of a standard: pure, and the same each time for the same day. */
import { bindingOn, type Binding, type Said } from '../../../domain/adoptions/adoption.guards.js';
import { AdoptionStatus } from '../../../domain/adoptions/adoption.statuses.js';
import { ExplainReason } from '../../../domain/adoptions/adoptions.enums.js';
import { BindingLevel } from '../../../domain/standards/standards.enums.js';
import { daysAfter } from '../../../platform/graphql/today.js';
import { Chance } from './chance.js';

const { PLANNED, IMPLEMENTING, APPLIED, PHASED_OUT, NOT_APPLICABLE, EXPLAINED } = AdoptionStatus;

/** Days are YYYY-MM-DD, and `infinity` where there is no end. */
export interface DemoMunicipality {
  readonly code: string;
  /** From 1, the smallest, to 5; 0 when not known. */
  readonly populationClass: number;
  readonly from: string;
  readonly to: string;
}
export interface DemoStandard {
  readonly slug: string;
  /** Those that are or were in use, in the order in which they came to be. */
  readonly versions: readonly { readonly id: string; readonly from: string }[];
  readonly bindings: readonly Binding[];
}

/** Nobody reported before there was a register of this kind. */
const FIRST_DAY = '2018-01-01';
const MOTIVATIONS: readonly [string, ...string[]] = [
  'De leverancier levert de koppeling pas met de volgende hoofdversie.',
  'Het contract loopt af; bij de nieuwe aanbesteding wordt de standaard gevraagd.',
  'De kosten wegen dit jaar niet op tegen wat het oplevert.',
];
const NOT_HERE: readonly [string, ...string[]] = [
  'De taak is belegd bij een gemeenschappelijke regeling.',
  'Dit proces komt in onze gemeente niet voor.',
];

/** What was reported, in the order of days, none after today. */
export function historyOf(municipality: DemoMunicipality, standard: DemoStandard, today: string): Said[] {
  const chance = new Chance(`${municipality.code} ${standard.slug}`);
  const start = beginningOf(municipality, standard, chance);
  const said = isTaker(municipality, standard, chance)
    ? adopting(start, standard, chance, today)
    : holdingOff(start, standard, chance, today);
  return said.filter(
    ({ validFrom }) => validFrom >= municipality.from && validFrom < municipality.to && validFrom <= today,
  );
}

/** Some standards are for everyone, and some municipalities are eager; larger ones are earlier. */
function beginningOf(
  { code, populationClass, from }: DemoMunicipality,
  { slug, versions, bindings }: DemoStandard,
  chance: Chance,
): string {
  const known = [...versions.map((version) => version.from), ...bindings.map((binding) => binding.from)];
  const there =
    [FIRST_DAY, from, known.filter((day) => day > FIRST_DAY).sort()[0] ?? FIRST_DAY].sort().at(-1) ?? FIRST_DAY;
  const eagerness = new Chance(code).whole(0, 500) + new Chance(slug).whole(0, 900);
  return daysAfter(there, eagerness + (5 - populationClass) * 110 + chance.whole(0, 500));
}

function isTaker({ populationClass }: DemoMunicipality, { slug, bindings }: DemoStandard, chance: Chance): boolean {
  if (bindings.some(({ level }) => level === BindingLevel.MANDATORY)) return chance.is(0.94);
  const popularity = 0.15 + new Chance(`popularity ${slug}`).next() * 0.65;
  return chance.is(popularity + populationClass * 0.03);
}

function adopting(start: string, { versions }: DemoStandard, chance: Chance, today: string): Said[] {
  const steps: Said[] = [];
  const implementing = daysAfter(start, chance.whole(60, 300));
  const applied = daysAfter(implementing, chance.whole(60, 400));
  const isPrecise = chance.is(0.7);
  const versionOn = (day: string) => (isPrecise ? (versions.findLast(({ from }) => from <= day)?.id ?? null) : null);
  if (chance.is(0.6)) steps.push(say(PLANNED, start, { versionId: versionOn(start), plannedFor: applied }));
  if (chance.is(0.7)) steps.push(say(IMPLEMENTING, implementing, { versionId: versionOn(implementing) }));
  steps.push(say(APPLIED, applied, { versionId: versionOn(applied) }));
  let last = applied;
  for (const { id, from } of isPrecise ? versions : []) {
    const day = daysAfter(from, chance.whole(60, 700));
    if (from <= last || day <= last || !chance.is(0.6)) continue;
    steps.push(say(APPLIED, (last = day), { versionId: id }));
  }
  const end = daysAfter(last, chance.whole(400, 2000));
  if (chance.is(0.04) && end <= today) steps.push(say(PHASED_OUT, end, { versionId: versionOn(end) }));
  return steps;
}

function holdingOff(start: string, { bindings }: DemoStandard, chance: Chance, today: string): Said[] {
  const way = chance.next();
  if (way < 0.2)
    return [say(PLANNED, start, { plannedFor: daysAfter(start > today ? start : today, chance.whole(30, 900)) })];
  if (way < 0.35) return [say(IMPLEMENTING, start)];
  if (way < 0.45) return [say(NOT_APPLICABLE, start, { reason: chance.one(NOT_HERE) })];
  if (way < 0.7) return explaining(bindings, chance, today);
  return [];
}

/** An explanation is of the past year: older ones were reviewed since. */
function explaining(bindings: readonly Binding[], chance: Chance, today: string): Said[] {
  const day = daysAfter(today, -chance.whole(10, 360));
  const levels = bindingOn(bindings, day, null);
  if (levels.includes(BindingLevel.MANDATORY) || !levels.includes(BindingLevel.COMPLY_OR_EXPLAIN)) return [];
  const reason = chance.one([ExplainReason.COSTS, ExplainReason.NO_SUPPLIER_SUPPORT, ExplainReason.IN_PROGRESS]);
  const explanation = {
    ...{ reason, motivation: chance.one(MOTIVATIONS) },
    ...{ reviewOn: daysAfter(day, chance.whole(240, 364)), confidential: chance.is(0.15) },
  };
  return [say(EXPLAINED, day, { explanation })];
}

const say = (status: AdoptionStatus, validFrom: string, more: Partial<Said> = {}): Said => ({
  ...{ status, validFrom, versionId: null, plannedFor: null, explanation: null, reason: null, isCorrection: false },
  ...more,
});

/** When it was last said or confirmed: mostly in the past year, for some long ago. */
export function lastConfirmedOn(
  municipality: DemoMunicipality,
  { slug }: DemoStandard,
  validFrom: string,
  today: string,
): string {
  const day = daysAfter(today, -new Chance(`confirmed ${municipality.code} ${slug}`).whole(0, 420));
  return day > validFrom ? day : validFrom;
}
