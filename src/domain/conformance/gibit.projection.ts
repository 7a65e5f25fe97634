import { DateScalar } from '../../platform/graphql/scalars.js';
import { many, one, projection, queries, value } from '../../platform/reading/projection.js';
import { asc, sql, type Sql } from '../../platform/reading/sql.js';
import { QualityNorm, QualityNormSet } from '../procurement/norms.entity.js';
import { ProcurementTerms } from '../procurement/terms.entity.js';
import { Standard } from '../standards/standard.entity.js';
import { Language, LanguageArgs } from '../standards/standards.inputs.js';
import { ProductVersion } from '../suppliers/product.entity.js';
import { ConformanceDeclaration } from './declaration.entity.js';
import { GibitCheckArgs } from './gibit.inputs.js';
import { checks } from './gibit.sql.js';
import { GibitCheck, NormResult } from './gibit.types.js';
import { becauseOfCheck, becauseOfNorm } from './gibit.words.js';

/** What one check costs: the statement looks at every norm of a set and every declaration of a version. */
export const PRICE = 50;

/** The rows of results that were kept as jsonb. */
export const resultsIn = (json: Sql): Sql => sql`select r.* from jsonb_to_recordset(${json})
  as r(norm_id text, position int, place int, outcome text, ground text, characteristic text, is_verified boolean, component_ids text[], standards jsonb)`;

projection(GibitCheck, {
  fields: {
    productVersion: one(() => ProductVersion, {
      description: 'Which version of which product. (Pakketversie)',
      where: (version, check) => sql`${version.id} = ${check.productVersionId}`,
    }),
    terms: one(() => ProcurementTerms, {
      description: 'The terms of the contract. (Inkoopvoorwaarden)',
      where: (terms, check) => sql`${terms.id} = ${check.termsId}`,
    }),
    normSet: one(() => QualityNormSet, {
      description: 'The set that bound contracts under those terms on its day. (Kwaliteitsnormen)',
      where: (set, check) => sql`${set.id} = ${check.setId}`,
    }),
    asOf: value(
      () => DateScalar,
      (_, { at }) => at.asOf,
      { description: 'The day whose declarations were looked at. (Peildatum)' },
    ),
    because: value<GibitCheck, LanguageArgs>(
      () => String,
      (check, { args, at }) => becauseOfCheck(check, args.language ?? Language.NL, at.asOf),
      { args: LanguageArgs, description: 'Why, in one or two sentences with counts. (Toelichting)' },
    ),
    results: many(() => NormResult, {
      size: 30,
      description: 'Norm by norm, in the order of the set. (Uitkomst per norm)',
      from: (check) => resultsIn(check.results),
      order: (result) => [asc(result.position, 'int'), asc(result.normId, 'text')],
    }),
  },
});

projection(NormResult, {
  fields: {
    norm: one(() => QualityNorm, {
      description: 'Which norm. (Kwaliteitsnorm)',
      where: (norm, result) => sql`${norm.id} = ${result.normId}`,
    }),
    because: value<NormResult, LanguageArgs>(
      () => String,
      (result, { args }) => becauseOfNorm(result, args.language ?? Language.NL),
      { args: LanguageArgs, description: 'Why, in plain words. (Toelichting)' },
    ),
    declarations: many(() => ConformanceDeclaration, {
      size: 2,
      description: 'The declarations that count for it. (Gebruikte verklaringen)',
      // The outcome tells whether there are any, so that most norms cost no look.
      where: (declaration, { outcome, standards }) => [
        sql`${outcome} in ('DEMONSTRATED', 'SUPPORTED', 'PARTIAL')`,
        sql`${declaration.id} = any(array(select jsonb_path_query(${standards}, '$[*].declarations[*]') #>> '{}'))`,
      ],
      order: (declaration) => [asc(declaration.id)],
    }),
    missing: many(() => Standard, {
      size: 2,
      description: 'The standards for which no declaration counts. (Ontbrekende standaarden)',
      where: (standard, { outcome, standards }) => [
        sql`${outcome} in ('PARTIAL', 'MISSING')`,
        sql`${standard.id} = any(array(select jsonb_path_query(${standards}, '$[*] ? (@.level == 0).id') #>> '{}'))`,
      ],
      order: (standard) => [asc(standard.slug)],
    }),
  },
});

const MISSING = sql`'There is no such version of a product: "productVersionId" takes the id of one, as "product" and "products" give it.'`;

queries('anyone', {
  gibitCheck: one<GibitCheck, {}, GibitCheckArgs>(() => GibitCheck, {
    args: GibitCheckArgs,
    dateFrom: 'contractDate',
    cost: PRICE,
    description: 'Does this version of a product meet GIBIT on the day of the contract? (Toets aan de GIBIT)',
    from: (_, env) => checks(sql`array[${env.args.productVersionId}]`, MISSING, env),
    where: () => true,
    order: (check) => [asc(check.place, 'int')],
  }),
});
