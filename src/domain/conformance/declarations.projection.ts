import {
  beside,
  connection,
  contribute,
  embed,
  many,
  one,
  projection,
  rowOf,
  value,
  type Env,
  type Row,
} from '../../platform/reading/projection.js';
import { asc, desc, sql, type Sql } from '../../platform/reading/sql.js';
import { Period } from '../../platform/temporal/period.js';
import { current, registered } from '../../platform/temporal/temporal.js';
import { LifecyclePhase, StandardVersion } from '../standards/version.entity.js';
import { ProductVersion } from '../suppliers/product.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { ConformanceLevel, DeclarationState, ReassessmentReason, STANDING } from './conformance.enums.js';
import { DeclarationsArgs } from './conformance.inputs.js';
import { ConformanceDeclaration, DeclarationPhase, DeclarationStep, Evidence } from './declaration.entity.js';
import { allowedTransitions, isNoDraft, isOfSupplier } from './declarations.visibility.js';
import { isDemonstrated, reassessmentReasons, stateOf } from './standing.js';

const stage: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'stage');
const about: Row<ConformanceDeclaration> = rowOf(ConformanceDeclaration, 'about');

projection(Evidence, {
  visible: (each, { at }) => (at.knownAt === undefined ? true : sql`${each.recordedAt} <= ${at.knownAt}`),
});

projection(DeclarationPhase);

projection(DeclarationStep, {
  visible: (step, env) => {
    const sees = isOfSupplier(about.productVersionId, env);
    const { at } = env;
    return [
      at.knownAt === undefined ? true : sql`${step.recordedAt} <= ${at.knownAt}`,
      sees === true
        ? true
        : sql`(${step.state} <> 'DRAFT' or exists (select from conformance_declaration about where ${about.id} = ${step.declarationId} and ${sees}))`,
    ];
  },
  fields: {
    assessedBy: one(() => Organisation, {
      nullable: true,
      description: 'The organisation that looked whether it is so. (Beoordeeld door)',
      where: (of, step) => sql`${of.id} = ${step.assessedById}`,
    }),
  },
});

projection(ConformanceDeclaration, {
  id: 'dcl',
  visible: (each, env) => [
    registered(each, env),
    isNoDraft(each, env),
    // As is the version it is about, which has its own days.
    sql`exists (select from version_phase stage where ${stage.versionId} = ${each.standardVersionId} and ${current(stage, env)})`,
  ],
  // A declaration is there from its first phase on.
  beside: beside(
    () => DeclarationPhase,
    ['state', 'level', 'since', 'until', 'reason', 'assessedById'],
    (at, each, env) => [sql`${at.declarationId} = ${each.id}`, current(at, env)],
  ),
  fields: {
    productVersion: one(() => ProductVersion, {
      description: 'Of which version of a product. (Pakketversie)',
      where: (of, each) => sql`${of.id} = ${each.productVersionId}`,
    }),
    standardVersion: one(() => StandardVersion, {
      description: 'To which version of a standard. (Standaardversie)',
      where: (to, each) => sql`${to.id} = ${each.standardVersionId}`,
    }),
    level: value(
      () => ConformanceLevel,
      (each, env) => sql`(case when ${isDemonstrated(each, env)} then 'DEMONSTRATED' else 'SUPPORTED' end)`,
      {
        description:
          'How strongly it is established on the date asked: demonstrated for as long as nothing but a newer version of the product asks for reassessment. (Niveau)',
      },
    ),
    state: value(
      () => DeclarationState,
      (each, env) => stateOf(each, env),
      { description: 'What became of it, on the date asked. (Stand)' },
    ),
    dueBecause: value(
      () => [ReassessmentReason],
      (each, env) => reassessmentReasons(each, env),
      {
        description: 'Why it is due for reassessment on the date asked; empty when it is not. (Reden voor hertoetsing)',
      },
    ),
    assessedBy: one(() => Organisation, {
      nullable: true,
      description: 'The organisation that looks whether it is so, or did so last. (Beoordeeld door)',
      where: (of, each) => sql`${of.id} = ${each.assessedById}`,
    }),
    allowedTransitions: value(
      () => [DeclarationState],
      (each, env) => allowedTransitions(each, stateOf(each, env), env),
      { description: 'What you may make of it, as far as your part in it decides that. (Toegestane overgangen)' },
    ),
    history: many(() => DeclarationStep, {
      size: 3,
      description:
        'What was done with it by the date asked, the newest first; what comes with its day, such as expiring, is no step. (Historie)',
      where: (step, each, { at }) => sql`${step.declarationId} = ${each.id} and ${step.from} <= ${at.asOf}`,
      order: (step) => [desc(step.position)],
    }),
    validity: embed(
      () => Period,
      (each) => ({ from: each.since, to: each.until, isFromKnown: sql`true` }),
      { description: 'From which day until which it is valid. (Geldigheid)' },
    ),
    reason: value(
      () => String,
      (each) => each.reason,
      { nullable: true, description: 'Why it is as it is. (Reden)' },
    ),
    evidence: many(() => Evidence, {
      size: 2,
      description: 'What it rests on, the oldest first. (Bewijs)',
      where: (piece, each) => sql`${piece.declarationId} = ${each.id}`,
      order: (piece) => [asc(piece.position)],
    }),
  },
});

function isOfLevel(each: Row<ConformanceDeclaration>, env: Env<DeclarationsArgs>): Sql | undefined {
  const { level } = env.args;
  if (!level) return undefined;
  if (level === ConformanceLevel.DEMONSTRATED) return isDemonstrated(each, env);
  return sql`${each.state} = any(string_to_array(${STANDING.join(',')}, ',')) and not ${isDemonstrated(each, env)}`;
}

contribute(ProductVersion, {
  declarations: many(() => ConformanceDeclaration, {
    size: 8,
    description: 'What is declared of it, on the date asked. (Verklaringen)',
    where: (each, of) => sql`${each.productVersionId} = ${of.id}`,
    order: (each) => [asc(each.id)],
  }),
});
contribute(StandardVersion, {
  declarations: connection(() => ConformanceDeclaration, {
    args: DeclarationsArgs,
    description: 'Which products are declared to conform to it, the oldest declaration first. (Verklaringen)',
    where: (each, of, env) => [sql`${each.standardVersionId} = ${of.id}`, isOfLevel(each, env)],
    order: (each) => [asc(each.id)],
  }),
});
