import { type Catalogue } from './catalogue.schema.js';
import { type Found, inFile, twice, unknownTo } from './checking.js';
import { type Fault } from './faults.js';
import { type NormRecord, type NormSetRecord, type TermsRecord } from './gibit.schema.js';

/** What the terms of GIBIT, the sets of norms and the norms say of each other, and of standards and reference components. */
export function checkGibit(catalogue: Catalogue): Fault[] {
  const { terms, normSets } = catalogue;
  return inFile('gibit.yaml', [
    ...twice(terms.map(({ edition }) => edition)),
    ...terms.flatMap(termsThemselves),
    ...twice(normSets.map(({ edition }) => edition)),
    ...normSets.flatMap((set) => [
      ...period(set),
      ...appliesTo(set, terms),
      ...twice(set.norms.map(({ code }) => normName(set, code))),
      ...set.norms.flatMap((norm) => normItself(norm, normName(set, norm.code), catalogue)),
      ...set.norms.flatMap((norm) => articlesOf(norm, set, terms)),
    ]),
  ]);
}

const normName = ({ edition }: NormSetRecord, code: string): string => `${edition}, norms ${code}`;
export const articlesIn = ({ chapters }: TermsRecord) => chapters.flatMap(({ articles }) => articles);

const period = ({ edition, inForceFrom, inForceTo }: TermsRecord | NormSetRecord): Found[] =>
  inForceTo !== undefined && inForceTo <= inForceFrom
    ? [{ record: edition, field: 'inForceTo', message: 'is not after inForceFrom' }]
    : [];

function termsThemselves(terms: TermsRecord): Found[] {
  const numbers = articlesIn(terms).map(({ number }) => number);
  return [
    ...period(terms),
    ...twice(numbers.map((number) => `${terms.edition}, article ${number}`)),
    ...twice(terms.rules.map(({ number }) => `${terms.edition}, rules ${number}`)),
    ...terms.rules
      .filter(({ article }) => !numbers.includes(article))
      .map(({ number, article }) => ({
        record: `${terms.edition}, rules ${number}`,
        field: 'article',
        message: `${article} is not an article of ${terms.edition}`,
      })),
  ];
}

function appliesTo(set: NormSetRecord, terms: readonly TermsRecord[]): Found[] {
  return [
    ...twice(set.appliesTo.map((each) => `${set.edition}, appliesTo ${each.terms}`)),
    ...set.appliesTo.flatMap((each): Found[] => {
      const place = { record: set.edition, field: 'appliesTo' };
      const held = terms.find(({ edition }) => edition === each.terms);
      if (!held) return [{ ...place, message: `${each.terms} is not in the catalogue` }];
      return each.from < held.inForceFrom
        ? [{ ...place, message: `binds contracts under ${each.terms} before these terms were there` }]
        : [];
    }),
  ];
}

function normItself({ standards, components }: NormRecord, record: string, catalogue: Catalogue): Found[] {
  const known = new Set(catalogue.components.map(({ slug }) => slug));
  return [
    ...components.flatMap((name) => unknownTo(known, name, record, 'components')),
    ...twice(standards.map(({ standard }) => `${record}, standards ${standard}`)),
    ...standards.flatMap((each) => rangeOf(each, record, catalogue)),
  ];
}

function rangeOf({ standard: slug, from, to }: NormRecord['standards'][number], record: string, catalogue: Catalogue) {
  const standard = catalogue.standards.find((each) => each.slug === slug);
  if (!standard) return unknownTo(new Set(), slug, record, 'standards');
  const placeOf = (label: string | undefined) => standard.versions.find((v) => v.label === label)?.position;
  const [first, last] = [placeOf(from), placeOf(to)];
  const found: Found[] = [from, to].flatMap((label) =>
    label !== undefined && placeOf(label) === undefined
      ? [{ record, field: 'standards', message: `${label} is not a version of ${slug}` }]
      : [],
  );
  return first !== undefined && last !== undefined && first > last
    ? [...found, { record, field: 'standards', message: `${from} comes after ${to} among the versions of ${slug}` }]
    : found;
}

function articlesOf({ code, articles }: NormRecord, set: NormSetRecord, terms: readonly TermsRecord[]): Found[] {
  const place = { record: normName(set, code), field: 'articles' };
  return Object.entries(articles).flatMap(([edition, numbers]): Found[] => {
    const held = terms.find((each) => each.edition === edition);
    if (!held || !set.appliesTo.some((each) => each.terms === edition))
      return [{ ...place, message: `the set does not apply to the terms of ${edition}` }];
    const there = new Set(articlesIn(held).map(({ number }) => number));
    return [
      ...twice(numbers.map((number) => `${place.record}, articles ${edition} ${number}`)),
      ...numbers
        .filter((number) => !there.has(number))
        .map((number) => ({ ...place, message: `${number} is not an article of the terms of ${edition}` })),
    ];
  });
}
