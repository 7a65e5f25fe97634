import { ComponentRole } from '../../../domain/architecture/architecture.enums.js';
import { Confidence } from '../../../domain/organisations/provenance.js';
import { BindingLevel, StandardRelationKind, VersionKind } from '../../../domain/standards/standards.enums.js';
import { Lifecycle, lifecycleOfStandard } from '../../../domain/standards/version.lifecycle.js';
import { type Catalogue, type StandardRecord, type VersionRecord } from './catalogue.schema.js';
import { scopeOf } from './check-references.js';
import { startOf } from './spans.js';

/** What is strange about the records, or missing from them, and was kept as it is. */
export type OddityKind =
  | 'OLDER_THAN_THE_VERSION_BEFORE'
  | 'VOID'
  | 'LEFT_OPEN'
  | 'NO_VERSION_IN_USE'
  | 'IN_USE_BEFORE_PUBLICATION'
  | 'WITHOUT_FULL_DATE'
  | 'WITHOUT_NORMATIVE_TEXT'
  | 'BINDS_A_VERSION_THAT_ENDED'
  | 'BINDS_FROM_AN_UNKNOWN_DAY'
  | 'OLD_AND_NEW_BOTH_MANDATORY'
  | 'STEWARDS_NAMED_TOGETHER'
  | 'IDENTIFIERS_TOGETHER'
  | 'IDENTIFIER_NOT_SEEN'
  | 'PUBLISHED_VERSION_DIFFERS'
  | 'LICENCE_NOT_KNOWN'
  | 'ADOPTED_FROM_AN_UNKNOWN_DAY'
  | 'REPORTED_BY_THE_MUNICIPALITY'
  | 'TERMS_WITHOUT_NORMS'
  | 'SET_BEFORE_IT_UNKNOWN'
  | 'NORMS_NOT_SEEN'
  | 'STANDARD_IN_TWO_NORMS'
  | 'NORM_WITHOUT_STANDARD'
  | 'NORM_WITHOUT_VERSION_IN_USE'
  | 'CRITERION_NOT_SEEN'
  | 'PROPOSAL_WITHOUT_CRITERION';

export interface Oddity {
  kind: OddityKind;
  /** The slug of the standard or component, followed by the label of a version where one is meant; the edition of a set, by the code of a norm. */
  subject: string;
  explanation: string;
}

type Finder = (standard: StandardRecord, on: string) => [OddityKind, string, subject?: string][];

/** Everything odd in a catalogue, on a day, by kind and subject. */
export function odditiesIn(catalogue: Catalogue, on: string): Oddity[] {
  const found = catalogue.standards.flatMap((standard) =>
    FINDERS.flatMap((find) =>
      find(standard, on).map(([kind, explanation, label]) => ({
        kind,
        subject: label === undefined ? standard.slug : `${standard.slug} ${label}`,
        explanation,
      })),
    ),
  );
  return [
    ...found,
    ...withoutVersionInUse(catalogue, on),
    ...bothMandatory(catalogue),
    ...commonGround(catalogue),
  ].sort((a, b) => compare(a.kind, b.kind) || compare(a.subject, b.subject) || compare(a.explanation, b.explanation));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const ordered = ({ versions }: StandardRecord): VersionRecord[] =>
  [...versions].sort((a, b) => a.position - b.position);
/** A partial date counts from its first day. */
const dateOf = (version: VersionRecord): string | undefined =>
  version.publishedOn ?? version.publishedText?.concat('-01-01').slice(0, 10);
const phaseOn = ({ phases }: VersionRecord, on: string) => phases.filter((phase) => startOf(phase) <= on).at(-1);
const stageOn = (version: VersionRecord, on: string): Lifecycle | undefined => phaseOn(version, on)?.lifecycle;
const stagesOn = ({ versions }: StandardRecord, on: string): Lifecycle[] =>
  versions.flatMap((version) => stageOn(version, on) ?? []);
const ENDED = [Lifecycle.END_OF_SUPPORT, Lifecycle.WITHDRAWN, Lifecycle.VOID];
const UNFINISHED = [Lifecycle.IN_DEVELOPMENT, Lifecycle.CONSULTATION, Lifecycle.CANDIDATE];

const FINDERS: Finder[] = [
  function older(standard) {
    let newest: VersionRecord | undefined;
    return ordered(standard).flatMap((version): ReturnType<Finder> => {
      const [date, before] = [dateOf(version), newest && dateOf(newest)];
      if (date === undefined) return [];
      if (before === undefined || date >= before) {
        newest = version;
        return [];
      }
      const than = `dated ${version.publishedOn ?? version.publishedText}, after ${newest?.label} of ${newest?.publishedOn ?? newest?.publishedText} in the order`;
      return [['OLDER_THAN_THE_VERSION_BEFORE', than, version.label]];
    });
  },
  function lapsed(standard, on) {
    return standard.versions
      .filter((version) => stageOn(version, on) === Lifecycle.VOID)
      .map(({ label, phases }) => [
        'VOID',
        `published ${phases.at(-1)?.replacement ? `by mistake; take ${phases.at(-1)?.replacement}` : 'by mistake'}`,
        label,
      ]);
  },
  function leftOpen(standard, on) {
    const versions = ordered(standard);
    return versions.flatMap((version, i): ReturnType<Finder> => {
      const stage = stageOn(version, on);
      const later = versions.slice(i + 1).find((other) => stageOn(other, on) === Lifecycle.IN_USE);
      return stage && later && UNFINISHED.includes(stage)
        ? [['LEFT_OPEN', `still ${stage} while ${later.label} is in use`, version.label]]
        : [];
    });
  },
  function early(standard) {
    return standard.versions.flatMap(({ label, publishedOn, phases }): ReturnType<Finder> => {
      const inUse = phases.find(({ lifecycle }) => lifecycle === Lifecycle.IN_USE)?.from;
      return publishedOn && inUse && inUse < publishedOn
        ? [['IN_USE_BEFORE_PUBLICATION', `in use from ${inUse}, published on ${publishedOn}`, label]]
        : [];
    });
  },
  function undated(standard) {
    const labels = standard.versions
      .filter(({ publishedOn }) => publishedOn === undefined)
      .map(({ label, publishedText }) => (publishedText ? `${label} (${publishedText})` : label));
    return labels.length > 0 ? [['WITHOUT_FULL_DATE', labels.join(', ')]] : [];
  },
  function withoutText(standard, on) {
    const labels = standard.versions
      .filter(
        (version) =>
          stageOn(version, on) === Lifecycle.IN_USE &&
          version.kind === VersionKind.RELEASE &&
          !version.artifacts.some(({ normative }) => normative),
      )
      .map(({ label }) => label);
    return labels.length > 0 ? [['WITHOUT_NORMATIVE_TEXT', labels.join(', ')]] : [];
  },
  function bindsEnded(standard, on) {
    return standard.obligations.flatMap((obligation) =>
      standard.versions
        .filter(({ label }) => obligation.versions.includes(label))
        .flatMap((version): ReturnType<Finder> => {
          const stage = stageOn(version, on);
          return stage && ENDED.includes(stage)
            ? [['BINDS_A_VERSION_THAT_ENDED', `${obligation.level}, while the version is ${stage}`, version.label]]
            : [];
        }),
    );
  },
  function bindsSince({ obligations }) {
    return obligations
      .filter(({ from }) => from === undefined)
      .map((obligation) => [
        'BINDS_FROM_AN_UNKNOWN_DAY',
        `${obligation.level} by ${obligation.imposedBy} ${scopeOf(obligation)}`.trimEnd(),
      ]);
  },
  function stewards({ steward, coStewards, stewardText }) {
    return coStewards.length > 0
      ? [
          [
            'STEWARDS_NAMED_TOGETHER',
            `the source says "${stewardText}"; kept as ${steward}, beside ${coStewards.join(', ')}`,
          ],
        ]
      : [];
  },
  function identifiers({ identifiers }) {
    return [...new Set(identifiers.map(({ register }) => register))].flatMap((register): ReturnType<Finder> => {
      const there = identifiers.filter((identifier) => identifier.register === register);
      const unseen = there.filter(({ confidence }) => confidence !== Confidence.SEEN);
      const names = there.map(({ name, identifier }) => name ?? identifier).join(', ');
      return [
        ...(there.length > 1
          ? [['IDENTIFIERS_TOGETHER', `${register} knows it as ${names}`] as [OddityKind, string]]
          : []),
        ...unseen.map(({ identifier }): [OddityKind, string] => [
          'IDENTIFIER_NOT_SEEN',
          `${register} ${identifier} was not seen in a source, and is marked so`,
        ]),
      ];
    });
  },
];

/** Standards that bind, or that a component asks for, without a version that can be used. */
function withoutVersionInUse({ standards, components }: Catalogue, on: string): Oddity[] {
  return standards.flatMap((standard) => {
    const { slug, obligations, statedObligation } = standard;
    const stage = lifecycleOfStandard(stagesOn(standard, on));
    if (stage === Lifecycle.IN_USE) return [];
    const because = [
      ...obligations.map(({ level, imposedBy }) => `${level} by ${imposedBy}`),
      ...components.flatMap((c) =>
        c.requirements.filter((r) => r.standard === slug).map((r) => `${r.role} for ${c.slug}`),
      ),
      ...(statedObligation?.includes('in gebruik') && !statedObligation.includes('niet meer in gebruik')
        ? [`source: "${statedObligation}"`]
        : []),
    ];
    return because.length > 0
      ? [{ kind: 'NO_VERSION_IN_USE', subject: slug, explanation: `${stage}, yet ${because.join('; ')}` }]
      : [];
  });
}

/** Components, or everyone, held to two standards of which one replaces the other, itself or by what it is part of. */
function bothMandatory({ standards, components }: Catalogue): Oddity[] {
  const of = (slug: string, ...kinds: StandardRelationKind[]) =>
    standards.find((standard) => standard.slug === slug)?.relations.filter(({ kind }) => kinds.includes(kind)) ?? [];
  const followed = (slug: string) =>
    [slug, ...of(slug, StandardRelationKind.PART_OF).map(({ standard }) => standard)].flatMap((whole) =>
      of(whole, StandardRelationKind.REPLACES).map(({ standard: old }) => ({ whole, old })),
    );
  const clashes = (slugs: readonly string[]) =>
    slugs.flatMap((slug) =>
      followed(slug)
        .filter(({ old }) => slugs.includes(old))
        .map(({ whole, old }) => `${whole === slug ? slug : `${slug}, as part of ${whole},`} follows ${old}`),
    );
  const binding = standards
    .filter(({ obligations }) => obligations.some(({ level }) => level === BindingLevel.MANDATORY))
    .map(({ slug }) => slug);
  return [
    ...clashes(binding).map((clash) => ({ subject: 'obligations', clash })),
    ...components.flatMap(({ slug, requirements }) =>
      clashes(requirements.filter(({ role }) => role === ComponentRole.MANDATORY).map(({ standard }) => standard)).map(
        (clash) => ({ subject: slug, clash }),
      ),
    ),
  ].map(({ subject, clash }) => ({
    kind: 'OLD_AND_NEW_BOTH_MANDATORY',
    subject,
    explanation: `${clash}, and both are mandatory`,
  }));
}

function commonGround({ commonGround: components, adoptions }: Catalogue): Oddity[] {
  return [
    ...components
      .filter(({ licence }) => licence === 'NOASSERTION')
      .map(({ slug, licenceText }): Oddity => ({
        kind: 'LICENCE_NOT_KNOWN',
        subject: slug,
        explanation: licenceText ?? 'no source names a licence',
      })),
    ...adoptions
      .filter(({ from }) => from === undefined)
      .map(({ municipality, standard, not_before }): Oddity => ({
        kind: 'ADOPTED_FROM_AN_UNKNOWN_DAY',
        subject: `${municipality} ${standard}`,
        explanation: `not before ${not_before ?? 'anything known'}`,
      })),
  ];
}
