import { Confidence } from '../../../domain/organisations/provenance.js';
import { Lifecycle } from '../../../domain/standards/version.lifecycle.js';
import { type Catalogue } from './catalogue.schema.js';
import { type NormSetRecord } from './gibit.schema.js';
import { type Oddity } from './oddities.js';
import { startOf } from './spans.js';

/** What is strange about the terms of GIBIT and the norms, or missing from them, and was kept as it is. */
export function gibitOddities(catalogue: Catalogue): Oddity[] {
  return [
    ...termsWithoutNorms(catalogue),
    ...skippedSets(catalogue),
    ...catalogue.normSets.flatMap((set) => [
      ...unreadSet(set),
      ...inTwoNorms(set),
      ...withoutStandard(set),
      ...withoutVersionInUse(set, catalogue),
    ]),
  ];
}

/** A contract of those days is bound by no norms, as far as is known. */
function termsWithoutNorms({ terms, normSets }: Catalogue): Oddity[] {
  return terms.flatMap(({ edition, inForceFrom }): Oddity[] => {
    const [first] = normSets
      .flatMap(({ appliesTo }) => appliesTo.filter((each) => each.terms === edition).map(({ from }) => from))
      .sort();
    if (first !== undefined && first <= inForceFrom) return [];
    const until = first === undefined ? 'no set of norms applies to them' : `no set of norms applies before ${first}`;
    return [
      {
        kind: 'TERMS_WITHOUT_NORMS',
        subject: `gibit ${edition}`,
        explanation: `in force from ${inForceFrom}; ${until}`,
      },
    ];
  });
}

/** Sets are numbered within their year: a number other than the first tells of one that nothing is known of. */
function skippedSets({ normSets }: Catalogue): Oddity[] {
  const known = new Set(normSets.map(({ edition }) => edition));
  return normSets.flatMap(({ edition }): Oddity[] => {
    const [year, number] = edition.split('-');
    const missing = Array.from({ length: Number(number) - 1 }, (_, i) => `${year}-${i + 1}`).filter(
      (e) => !known.has(e),
    );
    return missing.length > 0
      ? [{ kind: 'SET_BEFORE_IT_UNKNOWN', subject: edition, explanation: `nothing is known of ${missing.join(', ')}` }]
      : [];
  });
}

function unreadSet({ edition, norms }: NormSetRecord): Oddity[] {
  const unseen = norms.filter(({ confidence }) => confidence !== Confidence.SEEN);
  return unseen.length > 0
    ? [{ kind: 'NORMS_NOT_SEEN', subject: edition, explanation: `${unseen.length} of its ${norms.length} norms` }]
    : [];
}

function inTwoNorms({ edition, norms }: NormSetRecord): Oddity[] {
  const codesOf = new Map<string, string[]>();
  for (const { code, standards } of norms) {
    for (const { standard } of standards) codesOf.set(standard, [...(codesOf.get(standard) ?? []), code]);
  }
  return [...codesOf]
    .filter(([, codes]) => codes.length > 1)
    .map(([standard, codes]) => ({
      kind: 'STANDARD_IN_TWO_NORMS',
      subject: `${edition} ${standard}`,
      explanation: codes.join(' and '),
    }));
}

const withoutStandard = ({ edition, norms }: NormSetRecord): Oddity[] =>
  norms
    .filter(({ standards }) => standards.length === 0)
    .map(({ code, nl }) => ({ kind: 'NORM_WITHOUT_STANDARD', subject: `${edition} ${code}`, explanation: nl }));

/** On the first day of the set: what was not in use then did not bind, though the set asks it. */
function withoutVersionInUse({ edition, inForceFrom, norms }: NormSetRecord, { standards }: Catalogue): Oddity[] {
  return norms.flatMap(({ code, standards: asked }) =>
    asked.flatMap(({ standard: slug }): Oddity[] => {
      const versions = standards.find((each) => each.slug === slug)?.versions ?? [];
      const isInUse = versions.some(
        ({ phases }) => phases.filter((phase) => startOf(phase) <= inForceFrom).at(-1)?.lifecycle === Lifecycle.IN_USE,
      );
      if (isInUse) return [];
      const explanation = `no version of ${slug} was in use on ${inForceFrom}, as far as is known`;
      return [{ kind: 'NORM_WITHOUT_VERSION_IN_USE', subject: `${edition} ${code}`, explanation }];
    }),
  );
}
