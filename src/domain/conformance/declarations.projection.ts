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
  type Row,
} from '../../platform/reading/projection.js';
import { asc, sql } from '../../platform/reading/sql.js';
import { Period } from '../../platform/temporal/period.js';
import { current, registered } from '../../platform/temporal/temporal.js';
import { LifecyclePhase, StandardVersion } from '../standards/version.entity.js';
import { ProductVersion } from '../suppliers/product.entity.js';
import { ConformanceLevel, DeclarationState } from './conformance.enums.js';
import { DeclarationsArgs } from './conformance.inputs.js';
import { ConformanceDeclaration, DeclarationPhase, Evidence } from './declaration.entity.js';

const stage: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'stage');

projection(Evidence, {
  visible: (each, { at }) => (at.knownAt === undefined ? true : sql`${each.recordedAt} <= ${at.knownAt}`),
});

projection(DeclarationPhase);

projection(ConformanceDeclaration, {
  id: 'dcl',
  // As is the version it is about, which has its own days.
  visible: (each, env) => [
    registered(each, env),
    sql`exists (select from version_phase stage where ${stage.versionId} = ${each.standardVersionId} and ${current(stage, env)})`,
  ],
  // A declaration is there from its first phase on.
  beside: beside(
    () => DeclarationPhase,
    ['state', 'level', 'since', 'until', 'reason'],
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
      (each) => each.level,
      { description: 'How strongly it is established. (Niveau)' },
    ),
    state: value(
      () => DeclarationState,
      (each) => each.state,
      { description: 'What became of it, on the date asked. (Stand)' },
    ),
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
    where: (each, of, { args }) => [
      sql`${each.standardVersionId} = ${of.id}`,
      args.level && sql`${each.level} = ${args.level}`,
    ],
    order: (each) => [asc(each.id)],
  }),
});
