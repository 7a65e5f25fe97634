import {
  contribute,
  many,
  one,
  projection,
  queries,
  type Row,
  rowOf,
  value,
} from '../../platform/reading/projection.js';
import { asc, desc, sql } from '../../platform/reading/sql.js';
import { registered } from '../../platform/temporal/temporal.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { verified } from '../organisations/provenance.js';
import { inLanguage } from '../procurement/procurement.fields.js';
import { Assessment, Criterion } from './assessment.entity.js';
import { AskedArgs, CriteriaArgs } from './assessment.inputs.js';
import { isAsked } from './assessment.sql.js';
import { Proposal } from './proposal.entity.js';
import { isRecorded } from './recorded.js';

const judged: Row<Assessment> = rowOf(Assessment, 'judged');
const later: Row<Assessment> = rowOf(Assessment, 'later');
const criterionOf: Row<Criterion> = rowOf(Criterion, 'criterion_of');

const inOrder = (criterion: Row<Criterion>) => [asc(criterion.position), asc(criterion.id)];

projection(Criterion, {
  id: 'crt',
  visible: (criterion, env) => [registered(criterion, env)],
  fields: {
    title: inLanguage((criterion) => [criterion.title, criterion.titleEn], 'What it is about. (Titel)'),
    question: inLanguage((criterion) => [criterion.question, criterion.questionEn], 'What is judged. (Vraag)'),
    mandatory: value(
      () => Boolean,
      (criterion) => criterion.isMandatory,
      { description: 'Whether nobody may judge that it asks nothing of a proposal. (Verplicht)' },
    ),
    verified: verified(),
  },
});

projection(Assessment, {
  visible: (assessment, env) => [isRecorded(assessment, env)],
  fields: {
    criterion: one(() => Criterion, {
      description: 'What is judged. (Criterium)',
      where: (criterion, assessment) => sql`${criterion.id} = ${assessment.criterionId}`,
    }),
    by: one(() => Organisation, {
      nullable: true,
      description: 'For which organisation it was judged. (Door)',
      where: (organisation, assessment) => sql`${organisation.id} = ${assessment.byId}`,
    }),
    earlier: many(() => Assessment, {
      size: 1,
      description: 'What was said of it before, the newest first; it no longer counts. (Eerdere oordelen)',
      where: (before, assessment) =>
        sql`${before.proposalId} = ${assessment.proposalId} and ${before.criterionId} = ${assessment.criterionId} and ${before.position} < ${assessment.position}`,
      order: (before) => [desc(before.position)],
    }),
  },
});

contribute(Proposal, {
  criteria: many<Criterion, Proposal, AskedArgs>(() => Criterion, {
    args: AskedArgs,
    size: 8,
    description:
      'What it is judged on, with or without a verdict yet; some criteria are asked once it is known of what kind the standard is. (Criteria)',
    where: (criterion, proposal, env) => {
      const hasVerdict = sql`exists (select from proposal_assessment judged where ${judged.proposalId} = ${proposal.id}
        and ${judged.criterionId} = ${criterion.id} and ${isRecorded(judged, env)})`;
      const { isJudged } = env.args;
      return [
        isAsked(criterion, proposal, env),
        isJudged === undefined ? undefined : isJudged ? hasVerdict : sql`not ${hasVerdict}`,
      ];
    },
    order: inOrder,
  }),
  assessments: many(() => Assessment, {
    size: 8,
    description: 'How it was judged, the last verdict on each criterion, in the order of the criteria. (Toetsing)',
    where: (assessment, proposal, env) => [
      sql`${assessment.proposalId} = ${proposal.id}`,
      sql`not exists (select from proposal_assessment later where ${later.proposalId} = ${assessment.proposalId}
        and ${later.criterionId} = ${assessment.criterionId} and ${later.position} > ${assessment.position} and ${isRecorded(later, env)})`,
    ],
    order: (assessment) => [
      asc(
        sql`(select ${criterionOf.position} from criterion criterion_of where ${criterionOf.id} = ${assessment.criterionId})`,
        'int',
      ),
      asc(assessment.criterionId),
    ],
  }),
});

queries('anyone', {
  criteria: many<Criterion, object, CriteriaArgs>(() => Criterion, {
    args: CriteriaArgs,
    size: 13,
    description: 'What proposals are judged on, on the date asked, in their order. (Criteria)',
    where: (criterion, _, { args, at }) => [
      sql`(${criterion.askedUntil} is null or ${criterion.askedUntil} > ${at.asOf})`,
      args.kind && sql`${args.kind} = any(${criterion.proposalKinds})`,
      args.standardKind &&
        sql`(${criterion.standardKinds} = '{}' or ${args.standardKind} = any(${criterion.standardKinds}))`,
    ],
    order: inOrder,
  }),
});
