import { z } from 'zod';
import { AdoptionStatus } from '../../../domain/adoptions/adoption.statuses.js';
import { InterfaceRole } from '../../../domain/architecture/architecture.enums.js';
import { CommonGroundLayer, InvolvementRole, Maturity } from '../../../domain/components/components.enums.js';
import { Confidence } from '../../../domain/organisations/provenance.js';
import { cell, code, day, since, slug, sourced, text, url } from './fields.schema.js';

const support = z.strictObject({
  standard: slug,
  version: text.optional(),
  role: z.enum(InterfaceRole).default(InterfaceRole.UNSPECIFIED),
  evidence: url.optional(),
  ...since,
  confidence: z.enum(Confidence),
});

const component = z.strictObject({
  slug,
  name: text,
  summaryNl: text,
  summaryEn: text.optional(),
  layer: z.enum(CommonGroundLayer),
  repositoryUrl: url,
  licence: z
    .string('a text')
    .regex(/^[A-Za-z0-9.+()-]+( (AND|OR|WITH) [A-Za-z0-9.+()-]+)*$/, 'an SPDX expression, or NOASSERTION'),
  licenceText: text.optional(),
  maintainer: text.optional(),
  maturity: z.enum(Maturity).optional(),
  maturityText: text.optional(),
  latestVersion: text.optional(),
  latestReleasedOn: day.optional(),
  ...sourced,
  parts: z.array(slug).default([]),
  supports: z.array(support).default([]),
});

export const commonGroundFile = z.strictObject({ components: z.array(component) });

const dated = { from: cell(day.optional()), not_before: cell(day.optional()) };
const note = cell(text.optional());

export const involvementRow = z.strictObject({
  municipality: code,
  component: slug,
  role: z.enum(InvolvementRole),
  ...dated,
  until: cell(day.optional()),
  note,
  ...sourced,
});

/** What a source can tell without the municipality: plans and explanations are its own to report. */
const STATUSES = [AdoptionStatus.IMPLEMENTING, AdoptionStatus.APPLIED, AdoptionStatus.PHASED_OUT] as const;
export const adoptionRow = z.strictObject({
  municipality: code,
  standard: slug,
  version: cell(text.optional()),
  status: z.enum(STATUSES),
  ...dated,
  note,
  ...sourced,
});

export type CommonGroundComponent = z.infer<typeof component>;
export type SupportFact = z.infer<typeof support>;
export type InvolvementFact = z.infer<typeof involvementRow>;
export type AdoptionFact = z.infer<typeof adoptionRow>;
