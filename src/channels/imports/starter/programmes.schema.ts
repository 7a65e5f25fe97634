import { z } from 'zod';
import { Confidence } from '../../../domain/organisations/provenance.js';
import { ProgrammeKind, ProjectActivity, ProjectStage } from '../../../domain/programmes/programmes.enums.js';
import { day, slug, sourced, text, url } from './fields.schema.js';

const slugs = z.array(slug).default([]);
const year = z.int('a year').min(2000).max(2199);

const project = z.strictObject({
  slug,
  name: text,
  nameEn: text.optional(),
  summary: text,
  summaryEn: text.optional(),
  activity: z.enum(ProjectActivity),
  years: z.array(year).min(1, 'at least one year'),
  standards: slugs,
  components: slugs,
  decisions: slugs,
  /** No source names a stage: `note` says what it follows from. */
  stage: z.strictObject({ stage: z.enum(ProjectStage), confidence: z.enum(Confidence), note: text }).optional(),
  ...sourced,
  note: text.optional(),
});

const programme = z.strictObject({
  slug,
  name: text,
  nameEn: text.optional(),
  kind: z.enum(ProgrammeKind),
  from: day,
  to: day.optional(),
  partOf: slug.optional(),
  decision: slug.optional(),
  url: url.optional(),
  ...sourced,
  note: text.optional(),
  projects: z.array(project).default([]),
});

export const programmesFile = z.strictObject({ programmes: z.array(programme) });

export type ProgrammeRecord = z.infer<typeof programme>;
export type ProjectRecord = z.infer<typeof project>;
