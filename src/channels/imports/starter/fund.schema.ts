import { z } from 'zod';
import { day, slug, sourced, text } from './fields.schema.js';

/** Whole cents as text, of euros with or without cents: a fraction that is counted in twos would not be what the source prints. */
const euros = z
  .string('a text')
  .regex(/^\d{1,12}(\.\d{2})?$/, "euros in quotes, such as '52300000' or '52300000.50'")
  .transform((amount) => {
    const [whole = '', cents = '00'] = amount.split('.');
    return (whole + cents).replace(/^0+(?=\d)/, '');
  });

const year = z.strictObject({
  year: z.int().min(2000).max(2199),
  /** 1 January of the year when left out. */
  referenceDate: day.optional(),
  withVat: euros.optional(),
  withoutVat: euros.optional(),
  printedPerInhabitant: euros.optional(),
  plannedWithoutVat: euros.optional(),
  otherWithoutVat: euros.optional(),
  decision: slug.optional(),
  ...sourced,
  note: text.optional(),
});

export const fundFile = z.strictObject({ years: z.array(year) });

export type FundYearRecord = z.infer<typeof year>;
