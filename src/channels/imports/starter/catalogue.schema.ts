import { z } from 'zod';
import { ComponentRole, InterfaceRole } from '../../../domain/architecture/architecture.enums.js';
import { DecisionOutcome, GovernanceBody } from '../../../domain/decisions/decisions.enums.js';
import { OrganisationKind, Province, SuccessionKind } from '../../../domain/organisations/organisations.enums.js';
import { Confidence } from '../../../domain/organisations/provenance.js';
import {
  ArtifactKind,
  BindingLevel,
  ObligationSource,
  StandardKind,
  StandardRelationKind,
  VersionKind,
} from '../../../domain/standards/standards.enums.js';
import { Lifecycle } from '../../../domain/standards/version.lifecycle.js';
import { type AdoptionFact, type CommonGroundComponent, type InvolvementFact } from './common-ground.schema.js';
import { type CriterionRecord } from './criteria.schema.js';
import { cell, code, day, slug, since, sourced, text, texts, url } from './fields.schema.js';
import { type FundYearRecord } from './fund.schema.js';
import { type NormSetRecord, type TermsRecord } from './gibit.schema.js';
import { type ProgrammeRecord } from './programmes.schema.js';

const identifier = z.strictObject({ register: text, identifier: text, url: url.optional(), name: text.optional() });
const organisation = z.strictObject({
  slug,
  name: text,
  kind: z.enum(OrganisationKind),
  aliases: texts,
  oin: z
    .string()
    .regex(/^\d{20}$/, '20 digits')
    .optional(),
  uri: url.optional(),
  website: url.optional(),
  /** The bodies that it is the secretariat of. */
  serves: z.array(z.enum(GovernanceBody)).optional(),
  ...sourced,
});

const decision = z.strictObject({
  slug,
  body: z.enum(GovernanceBody),
  outcome: z.enum(DecisionOutcome),
  decidedOn: day,
  effectiveFrom: day.optional(),
  title: text,
  reference: text.optional(),
  document: url.optional(),
  ...sourced,
  note: text.optional(),
});

const phase = z.strictObject({
  lifecycle: z.enum(Lifecycle),
  ...since,
  replacement: text.optional(),
  decision: slug.optional(),
  reason: text.optional(),
  confidence: z.enum(Confidence).optional(),
});
const artifact = z.strictObject({
  kind: z.enum(ArtifactKind),
  title: text,
  url,
  mediaType: text.optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')
    .optional(),
  normative: z.boolean().default(false),
});
const version = z.strictObject({
  label: text,
  position: z.int().positive(),
  kind: z.enum(VersionKind),
  line: text.optional(),
  publishedOn: day.optional(),
  publishedText: text.optional(),
  phases: z.array(phase).min(1, 'at least one phase'),
  changes: z.strictObject({ nl: text, en: text }).optional(),
  url: url.optional(),
  artifacts: z.array(artifact).default([]),
  sourceStatus: text.optional(),
  ...sourced,
});
const obligation = z.strictObject({
  level: z.enum(BindingLevel),
  imposedBy: z.enum(ObligationSource),
  ...since,
  versions: texts,
  audience: text.optional(),
  decision: slug.optional(),
  url: url.optional(),
  basis: text,
  note: text.optional(),
  ...sourced,
});
const relation = z.strictObject({
  kind: z.enum(StandardRelationKind),
  standard: slug,
  ...since,
  note: text.optional(),
  ...sourced,
});

const standard = z.strictObject({
  slug,
  nameNl: text,
  nameEn: text.optional(),
  abbreviation: text.optional(),
  synonyms: texts,
  formerNames: texts,
  summaryNl: text,
  summaryEn: text.optional(),
  kind: z.enum(StandardKind),
  sourceKind: text.optional(),
  kindNote: text.optional(),
  steward: slug,
  coStewards: z.array(slug).default([]),
  stewardText: text.optional(),
  url: url.optional(),
  functionalScope: text.optional(),
  organisationalScope: text.optional(),
  legalBasis: text.optional(),
  statedObligation: text.optional(),
  ...sourced,
  identifiers: z.array(identifier.extend(sourced)).default([]),
  obligations: z.array(obligation).default([]),
  relations: z.array(relation).default([]),
  versions: z.array(version).default([]),
});

const referenceComponent = z.strictObject({
  slug,
  name: text,
  synonyms: texts,
  summary: text,
  ...sourced,
  identifiers: z.array(identifier).default([]),
  requirements: z
    .array(
      z.strictObject({
        standard: slug,
        role: z.enum(ComponentRole),
        interfaceRole: z.enum(InterfaceRole),
        ...since,
        note: text.optional(),
      }),
    )
    .default([]),
});

/** One file of the folder `standards`: a theme with its standards. */
export const themeFile = z.strictObject({
  theme: z.strictObject({ slug, nl: text, en: text }),
  standards: z.array(standard),
});
export const organisationsFile = z.strictObject({ organisations: z.array(organisation) });
export const decisionsFile = z.strictObject({ decisions: z.array(decision) });
export const componentsFile = z.strictObject({ components: z.array(referenceComponent) });

const number = z.string().regex(/^\d+$/, 'a whole number').transform(Number);

export const municipalityRow = z.strictObject({
  code,
  name: text,
  /** Separated by a bar. */
  aliases: z.string().transform((names) => names.split('|').filter(Boolean)),
  province: z.enum(Province),
  exists_from: cell(day.optional()),
  exists_until: cell(day.optional()),
  ...sourced,
});
export const successionRow = z.strictObject({
  date: day,
  predecessor: code,
  successor: code,
  kind: z.enum(SuccessionKind),
  ...sourced,
});
export const populationRow = z.strictObject({ code, year: number, inhabitants: number, ...sourced });
export const synonymRow = z.strictObject({
  term: text,
  means: text,
  both_ways: z.enum(['true', 'false']).transform((word) => word === 'true'),
});

/** With the theme of its file, and the file itself so that a fault can name it. */
export type StandardRecord = z.infer<typeof standard> & { theme: string; file: string };
export type VersionRecord = z.infer<typeof version>;
export type ComponentRecord = z.infer<typeof referenceComponent>;

/** Everything in the files, checked one by one and against each other. */
export interface Catalogue {
  organisations: z.infer<typeof organisation>[];
  municipalities: z.infer<typeof municipalityRow>[];
  successions: z.infer<typeof successionRow>[];
  populations: z.infer<typeof populationRow>[];
  decisions: z.infer<typeof decision>[];
  standards: StandardRecord[];
  /** Reference components; those of Common Ground stand apart. */
  components: ComponentRecord[];
  commonGround: CommonGroundComponent[];
  involvements: InvolvementFact[];
  adoptions: AdoptionFact[];
  /** Of GIBIT, and the sets of quality norms that go with them. */
  terms: TermsRecord[];
  normSets: NormSetRecord[];
  /** Of joint execution, with their projects; a programme stands after the one it works out. */
  programmes: ProgrammeRecord[];
  fundYears: FundYearRecord[];
  /** On which proposals are judged, in their order. */
  criteria: CriterionRecord[];
  synonyms: z.infer<typeof synonymRow>[];
}
