import { z } from 'zod';
import { Confidence } from '../../../domain/organisations/provenance.js';

// Strict everywhere: a field that the loader does not know is a fault, or what it says would be lost without anyone noticing.
export const text = z.string('a text').trim().min(1, 'may not be empty');
export const slug = z
  .string('a text')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters and digits, with single hyphens between');
export const code = z.string('a text').regex(/^GM\d{4}$/, 'GM and four digits');
export const day = z.iso.date('a day such as 2021-04-01');
export const url = z.url({ protocol: /^https?$/, message: 'an address that begins with https:// or http://' });
export const texts = z.array(text).default([]);
export const sourced = { source: text, confidence: z.enum(Confidence) };
/** A known first day, or the earliest it can have been; neither when nothing is known. */
export const since = { from: day.optional(), notBefore: day.optional() };

/** A cell that is empty says nothing. */
export const cell = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);
