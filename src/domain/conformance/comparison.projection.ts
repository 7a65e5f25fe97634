import { DateScalar } from '../../platform/graphql/scalars.js';
import { many, one, projection, queries, value } from '../../platform/reading/projection.js';
import { asc, sql } from '../../platform/reading/sql.js';
import { QualityNorm, QualityNormSet } from '../procurement/norms.entity.js';
import { ProcurementTerms } from '../procurement/terms.entity.js';
import { CompareProductsArgs, refuseComparison } from './gibit.inputs.js';
import { PRICE, resultsIn } from './gibit.projection.js';
import { checks } from './gibit.sql.js';
import { GibitCheck, NormComparison, NormResult, ProductComparison } from './gibit.types.js';

projection(ProductComparison, {
  fields: {
    terms: one(() => ProcurementTerms, {
      description: 'The terms of the contract. (Inkoopvoorwaarden)',
      where: (terms, comparison) => sql`${terms.id} = ${comparison.termsId}`,
    }),
    normSet: one(() => QualityNormSet, {
      description: 'The set that bound contracts under those terms on its day. (Kwaliteitsnormen)',
      where: (set, comparison) => sql`${set.id} = ${comparison.setId}`,
    }),
    asOf: value(
      () => DateScalar,
      (_, { at }) => at.asOf,
      { description: 'The day whose declarations were looked at. (Peildatum)' },
    ),
    checks: many(() => GibitCheck, {
      size: 5,
      description: 'The check of each version, in the order asked. (Toetsen)',
      from: ({
        checks: all,
      }) => sql`select c.* from jsonb_to_recordset(${all}) as c(place int, product_version_id text, terms_id text,
        set_id text, contract_date date, outcome text, results jsonb, demonstrated int, supported int, partial int, missing int,
        not_applicable int, not_judged int)`,
      order: (check) => [asc(check.place, 'int')],
    }),
    norms: many(() => NormComparison, {
      size: 30,
      description: 'Norm by norm, in the order of the set. (Normen)',
      from: ({
        checks: all,
      }) => sql`select r.norm_id, min(r.position) as position, jsonb_agg(r.item order by r.place) as results
        from (select e.item, e.item ->> 'norm_id' as norm_id, (e.item ->> 'position')::int as position, (e.item ->> 'place')::int as place
          from jsonb_path_query(${all}, '$[*].results[*]') e(item)) r group by r.norm_id`,
      order: (norm) => [asc(norm.position, 'int'), asc(norm.normId, 'text')],
    }),
  },
});

projection(NormComparison, {
  fields: {
    norm: one(() => QualityNorm, {
      description: 'Which norm. (Kwaliteitsnorm)',
      where: (norm, row) => sql`${norm.id} = ${row.normId}`,
    }),
    results: many(() => NormResult, {
      size: 5,
      description: 'Whether each version meets it, in the order in which the versions were asked. (Uitkomsten)',
      from: (row) => resultsIn(row.results),
      order: (result) => [asc(result.place, 'int')],
    }),
  },
});

const MISSING = sql`format('There is no such version of a product: number %s of "productVersionIds".', p.place)`;

queries('anyone', {
  compareProducts: one<ProductComparison, {}, CompareProductsArgs>(() => ProductComparison, {
    args: CompareProductsArgs,
    refuse: refuseComparison,
    dateFrom: 'contractDate',
    cost: PRICE * 5,
    description:
      'Versions of products side by side, under the terms and on the day of one contract. (Pakketten vergelijken)',
    from: (
      _,
      env,
    ) => sql`select k.terms_id, k.set_id, k.contract_date, jsonb_agg(to_jsonb(k) order by k.place) as checks
      from (${checks(sql`${env.args.productVersionIds}`, MISSING, env)}) k group by k.terms_id, k.set_id, k.contract_date`,
    where: () => true,
    order: (comparison) => [asc(comparison.setId, 'text')],
  }),
});
