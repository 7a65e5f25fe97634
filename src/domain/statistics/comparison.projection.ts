import { contribute, many, one, projection, value } from '../../platform/reading/projection.js';
import { asc, sql } from '../../platform/reading/sql.js';
import { Adoption } from '../adoptions/adoption.entity.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { Standard } from '../standards/standard.entity.js';
import { ComparisonArgs, priceOf, PRICES } from './statistics.inputs.js';
import { isOffice, moment, shares } from './statistics.projection.js';
import { AdoptionComparison } from './statistics.types.js';

projection(AdoptionComparison, {
  fields: {
    group: value(
      () => String,
      (comparison) => comparison.grp,
      {
        nullable: true,
        description: 'Which group: a province or a class of inhabitants; null when not known. (Groep)',
      },
    ),
    standard: one(() => Standard, {
      description: 'Which standard. (Standaard)',
      where: (standard, comparison) => sql`${standard.id} = ${comparison.standardId}`,
    }),
    own: one(() => Adoption, {
      nullable: true,
      description: 'What the municipality itself does, on the date asked. (Eigen stand)',
      where: (adoption, { municipalityId, standardId }) =>
        sql`${adoption.municipalityId} = ${municipalityId} and ${adoption.standardId} = ${standardId}`,
      order: (adoption) => [asc(adoption.validFrom)],
    }),
    ...shares<AdoptionComparison>((comparison) => comparison.municipalities),
  },
});

contribute(Municipality, {
  comparison: many<AdoptionComparison, Municipality, ComparisonArgs>(() => AdoptionComparison, {
    args: ComparisonArgs,
    size: 50,
    cost: ({ args, at }) => priceOf(PRICES.comparison, args.standardId !== undefined, at.knownAt !== undefined),
    description:
      'How far municipalities like this one are, for each standard by its short name; empty when it does not exist in that month. Figures of security norms are rounded to five. (Vergelijking)',
    from: (municipality, env) =>
      sql`select ${municipality.id} as municipality_id, c.* from municipal_comparison(${municipality.id}, ${env.at.asOf}, ${
        env.args.peers ?? 'POPULATION_CLASS'
      }, ${env.args.standardId ?? sql`null::text`}, ${isOffice(env)}, ${moment(env)}) c`,
    order: (comparison) => [asc(comparison.slug, 'text')],
  }),
});
