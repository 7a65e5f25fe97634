import { Confidence } from '../../../domain/organisations/provenance.js';
import { LONG_AGO } from '../starter/spans.js';
import { type Held, type HeldDependency } from './held.js';
import { type Dependency, type Facts } from './mapping.js';
import { type Oddities } from './oddities.js';

export type FactTable = 'component_support' | 'component_dependency' | 'component_filling' | 'involvement';
/** Columns of a fact without its id and its periods. */
export type Columns = Readonly<Record<string, unknown>>;
/** A fact to be written, from a day on. Under the id that it had, where it had one. */
export interface Written {
  readonly id: string | undefined;
  readonly columns: Columns;
  readonly from: string;
  readonly isFromKnown: boolean;
}
/** What has to be done for one table to hold what a file says. */
export interface Changes {
  readonly table: FactTable;
  readonly written: readonly Written[];
  /** Facts that end, from the day on that is named. */
  readonly ended: readonly { readonly id: string; readonly from: string }[];
  /** In words, for the log. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}
export interface Occasion {
  readonly componentId: string;
  /** What facts of this file carry: what carries it and is said no longer, ends. */
  readonly provenance: string;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly odd: Oddities;
}
interface Period {
  readonly id: string;
  readonly validFrom: string;
  readonly validTo: string;
}

export const stillHeld = <T extends Period>(facts: readonly T[], today: string): T[] =>
  facts.filter(({ validTo }) => validTo > today);
export const endOf = ({ id, validFrom }: Period, today: string) => ({
  id,
  from: validFrom > today ? validFrom : today,
});
/** A fact that is new holds from the earliest day it can have; one that was there before, again from today. */
export const begin = (
  past: Period | undefined,
  today: string,
  notBefore: string | null = null,
): Pick<Written, 'id' | 'from' | 'isFromKnown'> =>
  past
    ? { id: past.id, from: today, isFromKnown: true }
    : { id: undefined, from: notBefore ?? LONG_AGO, isFromKnown: false };

export const labelOf = ({ label }: { label: string }): string => label;

/** What it needs to run. `components` are those of the register, by the name that a dependency gives. */
export function dependencyChanges(
  all: Held['dependencies'],
  said: readonly Dependency[],
  componentNamed: (name: string) => string | undefined,
  { componentId, provenance, today, odd }: Occasion,
): Changes {
  const held = stillHeld(all, today);
  const keyOf = ({ kind, name }: Pick<Dependency, 'kind' | 'name'>) => `${kind} ${name.toLowerCase()}`;
  const written: Written[] = [];
  for (const each of said) {
    const named = componentNamed(each.name);
    const onComponentId = named === componentId ? null : (named ?? null);
    const columns = dependencyColumns({ ...each, onComponentId }, componentId, provenance);
    const exact = held.find((h) => keyOf(h) === keyOf(each));
    if (!exact) {
      written.push({
        columns,
        ...begin(
          all.find((h) => keyOf(h) === keyOf(each)),
          today,
        ),
      });
    } else if (JSON.stringify(columns) !== JSON.stringify(dependencyColumns(exact, componentId, provenance))) {
      written.push({
        id: exact.id,
        columns,
        from: exact.validFrom > today ? exact.validFrom : today,
        isFromKnown: true,
      });
    }
  }
  const keys = new Set(said.map(keyOf));
  const gone = held.filter((h) => !keys.has(keyOf(h)));
  for (const { name } of gone) odd.note('NO_LONGER_SAID', 'dependsOn', name);
  const [before, after] = [held.map(inWords), said.map(inWords)];
  return { table: 'component_dependency', written, ended: gone.map((each) => endOf(each, today)), before, after };
}

const dependencyColumns = (
  {
    kind,
    name,
    version,
    versionMin,
    versionMax,
    isOptional,
    standardId,
    versionId,
    onComponentId,
  }: Dependency & Pick<HeldDependency, 'onComponentId'>,
  componentId: string,
  provenance: string,
): Columns => ({
  component_id: componentId,
  kind,
  name,
  version,
  version_min: versionMin,
  version_max: versionMax,
  is_optional: isOptional,
  on_component_id: onComponentId,
  on_standard_id: standardId,
  on_version_id: versionId,
  confidence: Confidence.SEEN,
  provenance,
});

const inWords = ({ name, version, versionMin, versionMax, isOptional }: Dependency): string =>
  [name, version, versionMin && `>= ${versionMin}`, versionMax && `<= ${versionMax}`, isOptional && '(optional)']
    .filter(Boolean)
    .join(' ');

/** Which reference components it fills in. */
export function fillingChanges(all: Held['fillings'], said: Facts['referenceComponents'], on: Occasion): Changes {
  return pairChanges('component_filling', 'nl/gemma', {
    all: all.map((each) => ({ ...each, about: each.referenceComponentId, label: each.slug })),
    said: [...said].map(([about, { slug, confidence }]) => ({ about, label: slug, confidence })),
    columns: (about) => ({ component_id: on.componentId, reference_component_id: about }),
    on,
  });
}

/** Who runs it. */
export function useChanges(all: Held['uses'], said: Facts['users'], on: Occasion): Changes {
  return pairChanges('involvement', 'usedBy', {
    all: all.map((each) => ({ ...each, about: each.organisationId, label: each.name })),
    said: [...said].map(([about, label]) => ({ about, label, confidence: Confidence.SEEN })),
    columns: (about) => ({ component_id: on.componentId, organisation_id: about, role: 'USER' }),
    on,
  });
}

interface Pair {
  readonly about: string;
  readonly label: string;
  readonly confidence: Confidence;
}
function pairChanges(
  table: FactTable,
  field: string,
  {
    all,
    said,
    columns,
    on: { provenance, today, odd },
  }: {
    readonly all: readonly (Pair & Period & { provenance: string | null; isFromKnown: boolean })[];
    readonly said: readonly Pair[];
    readonly columns: (about: string) => Columns;
    readonly on: Occasion;
  },
): Changes {
  const held = stillHeld(all, today);
  const wanted = new Map(said.map((each) => [each.about, each]));
  const isSurer = (each: Pair, than: Pair) =>
    each.confidence === Confidence.SEEN && than.confidence !== Confidence.SEEN;
  const written = said.flatMap((each): Written[] => {
    const full = { ...columns(each.about), confidence: each.confidence, provenance };
    const exact = held.find(({ about }) => about === each.about);
    if (exact && !isSurer(each, exact)) return [];
    if (exact) return [{ id: exact.id, columns: full, from: exact.validFrom, isFromKnown: exact.isFromKnown }];
    return [
      {
        columns: full,
        ...begin(
          all.find(({ about }) => about === each.about),
          today,
        ),
      },
    ];
  });
  const gone = held.filter((each) => each.provenance === provenance && !wanted.has(each.about));
  for (const { label } of gone) odd.note('NO_LONGER_SAID', field, label);
  const kept = held.filter((each) => !gone.includes(each)).map(labelOf);
  const added = said.filter(({ about }) => !held.some((h) => h.about === about)).map(labelOf);
  return {
    table,
    written,
    ended: gone.map((each) => endOf(each, today)),
    before: held.map(labelOf),
    after: [...kept, ...added],
  };
}
