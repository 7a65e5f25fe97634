import { InterfaceRole } from '../../../domain/architecture/architecture.enums.js';
import { type DependencyKind } from '../../../domain/components/components.enums.js';
import { Confidence } from '../../../domain/organisations/provenance.js';
import { type KnownThings } from './catalogue.js';
import { type Named } from './dutch-part.js';
import { AMBIGUOUS, organisationKey, referenceSlugIn, type SpokenOf } from './lexicon.js';
import { type Oddities } from './oddities.js';
import { type Reading, type SaidDependency } from './reading.js';

export interface Support {
  readonly standardId: string;
  readonly versionId: string | null;
  readonly role: InterfaceRole;
  readonly confidence: Confidence;
  readonly evidence: string | null;
  /** In words, for the log and the report. */
  readonly label: string;
  /** Before its version was published it cannot have been spoken. */
  readonly notBefore: string | null;
}
export interface Dependency {
  readonly kind: DependencyKind;
  readonly name: string;
  readonly version: string | null;
  readonly versionMin: string | null;
  readonly versionMax: string | null;
  readonly isOptional: boolean;
  readonly standardId: string | null;
  readonly versionId: string | null;
}
/** What a file says, in things of the register. */
export interface Facts {
  readonly supports: readonly Support[];
  readonly dependencies: readonly Dependency[];
  readonly referenceComponents: ReadonlyMap<string, { slug: string; confidence: Confidence }>;
  /** Names by the id of the organisation. */
  readonly users: ReadonlyMap<string, string>;
}

/** Looks up what a file says. What cannot be found is noted, unless it was a hint only. */
export function mapped(reading: Reading, known: KnownThings, odd: Oddities): Facts {
  const dependencies = reading.dependencies.map((each) => ({ each, spoken: standardNamed(each, known) }));
  return {
    supports: supportsIn(reading, dependencies, known, odd),
    dependencies: dependencies.map(({ each, spoken }) => ({
      kind: each.kind,
      name: each.name,
      version: each.version ?? null,
      versionMin: each.versionMin ?? null,
      versionMax: each.versionMax ?? null,
      isOptional: each.isOptional,
      standardId: spoken?.standard.id ?? null,
      versionId: spoken?.version?.id ?? null,
    })),
    referenceComponents: referencesIn(reading.referenceComponents, known, odd),
    users: usersIn(reading.usedBy, known, odd),
  };
}

/** A dependency that goes by the name of a standard is one on whatever speaks it. Products go by names of standards too: then it is none. */
function standardNamed({ name, version, versionMin }: SaidDependency, known: KnownThings): SpokenOf | undefined {
  const found = known.standards.find(name, version ?? versionMin);
  return found === AMBIGUOUS ? undefined : found;
}

function supportsIn(
  reading: Reading,
  dependencies: readonly { each: SaidDependency; spoken: SpokenOf | undefined }[],
  known: KnownThings,
  odd: Oddities,
): Support[] {
  const found: Support[] = [];
  for (const named of reading.supports) {
    const spoken = known.standards.find(named.text, named.version);
    if (spoken === AMBIGUOUS || !spoken) {
      if (!named.isHint) odd.note(spoken ? 'AMBIGUOUS' : 'STANDARD_NOT_KNOWN', named.field, named.text);
    } else {
      if (spoken.unknownVersion)
        odd.note('VERSION_NOT_KNOWN', named.field, `${spoken.standard.slug} ${spoken.unknownVersion}`);
      found.push(supportOf(spoken, InterfaceRole.UNSPECIFIED, named));
    }
  }
  for (const { each, spoken } of dependencies) {
    if (spoken)
      found.push(supportOf(spoken, InterfaceRole.CONSUMER, { text: each.name, field: each.field, isHint: true }));
  }
  return withoutLesser(found);
}

function supportOf({ standard, version, isCertain }: SpokenOf, role: InterfaceRole, { text, isHint }: Named): Support {
  return {
    standardId: standard.id,
    versionId: version?.id ?? null,
    role,
    confidence: isHint || !isCertain ? Confidence.INFERRED : Confidence.SEEN,
    evidence: isHint && /^https?:/i.test(text) && URL.canParse(text) ? new URL(text).href : null,
    label: [standard.slug, version?.label].filter(Boolean).join(' '),
    notBefore: version?.publishedOn ?? null,
  };
}

/** Of what is said twice, the more certain; and the standard alone only where no version of it is named. */
function withoutLesser(found: readonly Support[]): Support[] {
  const best = new Map<string, Support>();
  for (const each of found) {
    const key = `${each.standardId} ${each.versionId} ${each.role}`;
    if (best.get(key)?.confidence !== Confidence.SEEN) best.set(key, each);
  }
  const all = [...best.values()];
  return all.filter(
    ({ standardId, versionId, confidence }) =>
      !all.some(
        (other) =>
          other.standardId === standardId &&
          ((versionId === null && other.versionId !== null) ||
            (confidence !== Confidence.SEEN && other.confidence === Confidence.SEEN)),
      ),
  );
}

function referencesIn(
  named: readonly Named[],
  { referenceComponents }: KnownThings,
  odd: Oddities,
): Facts['referenceComponents'] {
  const found = new Map<string, { slug: string; confidence: Confidence }>();
  for (const { text, field, isHint } of named) {
    const slug = referenceSlugIn(text);
    const entry = slug === undefined ? referenceComponents.find(text) : referenceComponents.slug(slug);
    if (entry !== AMBIGUOUS && entry) {
      const confidence = isHint ? Confidence.INFERRED : Confidence.SEEN;
      if (found.get(entry.id)?.confidence !== Confidence.SEEN) found.set(entry.id, { slug: entry.slug, confidence });
    } else if (!isHint) odd.note(entry ? 'AMBIGUOUS' : 'REFERENCE_COMPONENT_NOT_KNOWN', field, text);
  }
  return found;
}

function usersIn(names: readonly string[], { organisations }: KnownThings, odd: Oddities): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of names) {
    const organisation = organisations.get(organisationKey(name));
    if (organisation) found.set(organisation.id, organisation.name);
    else odd.note(organisation === null ? 'AMBIGUOUS' : 'USER_NOT_KNOWN', 'usedBy', name);
  }
  return found;
}
