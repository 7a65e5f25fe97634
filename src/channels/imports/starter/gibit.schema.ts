import { z } from 'zod';
import { NormCondition, NormTheme, ProductCharacteristic } from '../../../domain/procurement/procurement.enums.js';
import { day, slug, sourced, text, url } from './fields.schema.js';

const inForce = { inForceFrom: day, inForceTo: day.optional() };
const both = { nl: text, en: text.optional() };

const terms = z.strictObject({
  edition: text,
  name: text,
  adoptedOn: day,
  ...inForce,
  url: url.optional(),
  ...sourced,
  note: text.optional(),
  chapters: z
    .array(
      z.strictObject({
        number: text,
        ...both,
        articles: z.array(z.strictObject({ number: text, ...both })).min(1, 'at least one article'),
      }),
    )
    .min(1, 'at least one chapter'),
  rules: z.array(z.strictObject({ number: text, article: text, ...both })).default([]),
});

const norm = z
  .strictObject({
    code: z.string('a text').regex(/^[A-Z]{3}-\d{2}$/, 'three capitals, a hyphen and two digits'),
    ...both,
    theme: z.enum(NormTheme),
    condition: z.enum(NormCondition),
    characteristic: z.enum(ProductCharacteristic).optional(),
    components: z.array(slug).default([]),
    appliesWhen: z.strictObject(both).optional(),
    standards: z.array(z.strictObject({ standard: slug, from: text.optional(), to: text.optional() })).default([]),
    articles: z.record(text, z.array(text)).default({}),
    ...sourced,
    note: text.optional(),
  })
  .refine((each) => (each.condition === NormCondition.CHARACTERISTIC) === (each.characteristic !== undefined), {
    path: ['characteristic'],
    message: 'is named where it is the condition, and only there',
  })
  .refine((each) => (each.condition === NormCondition.REFERENCE_COMPONENT) === each.components.length > 0, {
    path: ['components'],
    message: 'are named where they are the condition, and only there',
  });

const set = z.strictObject({
  edition: text,
  ...inForce,
  url: url.optional(),
  appliesTo: z.array(z.strictObject({ terms: text, from: day })).min(1, 'at least one edition of the terms'),
  ...sourced,
  note: text.optional(),
  /** Said of every norm of the set. */
  aboutNorms: text.optional(),
  norms: z.array(norm).default([]),
});

export const gibitFile = z.strictObject({ terms: z.array(terms), sets: z.array(set) });

export type TermsRecord = z.infer<typeof terms>;
export type NormSetRecord = z.infer<typeof set>;
export type NormRecord = z.infer<typeof norm>;
