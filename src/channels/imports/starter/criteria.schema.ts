import { z } from 'zod';
import { ProposalKind } from '../../../domain/governance/governance.enums.js';
import { StandardKind } from '../../../domain/standards/standards.enums.js';
import { day, sourced, text } from './fields.schema.js';

const criterion = z.strictObject({
  code: z.string('a text').regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, 'capitals and digits, with single hyphens between'),
  title: text,
  titleEn: text.optional(),
  question: text,
  questionEn: text.optional(),
  publishedBy: text,
  mandatory: z.boolean(),
  /** Of which proposals it is asked, */
  proposals: z.array(z.enum(ProposalKind)).min(1, 'at least one kind of proposal'),
  /** and of standards of which kinds; of all when left out. */
  standards: z.array(z.enum(StandardKind)).min(1, 'at least one kind of standard').optional(),
  askedUntil: day.optional(),
  ...sourced,
  note: text.optional(),
});

export const criteriaFile = z.strictObject({ criteria: z.array(criterion) });

export type CriterionRecord = z.infer<typeof criterion>;
