import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import {
  connection,
  contribute,
  type Env,
  one,
  projection,
  type Row,
  value,
} from '../../platform/reading/projection.js';
import { all, desc, type Sql, sql } from '../../platform/reading/sql.js';
import { isInsider } from '../organisations/insiders.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { ProductVersion } from './product.entity.js';
import { ProductUse } from './product-use.entity.js';
import { ProductUseProposal, ProductUseProposalState } from './product-use-proposal.entity.js';
import { ProductUseProposalsArgs } from './product-use-proposals.inputs.js';
import { Supplier } from './supplier.entity.js';

type Proposal = Row<ProductUseProposal>;

const insider = (proposal: Proposal, env: Env): Sql => {
  const is = isInsider(proposal.municipalityId, env);
  return is === true ? sql`true` : is;
};

/** By the moment asked. */
const isPast = (moment: Sql, { at }: Env): Sql =>
  at.knownAt === undefined ? sql`${moment} is not null` : sql`${moment} <= ${at.knownAt}`;

/** For the municipality and the office; whoever proposed it sees the same, answered or not. */
const whenAnswered = (proposal: Proposal, column: Sql, env: Env): Sql =>
  sql`(case when ${isPast(proposal.saidAt, env)} and (${insider(proposal, env)}) then ${column} end)`;

const stateOf = (proposal: Proposal, env: Env): Sql =>
  sql`(case when not (${insider(proposal, env)}) then null when ${isPast(proposal.saidAt, env)}
    then case when ${proposal.isAccepted} then 'ACCEPTED' else 'DECLINED' end
    when ${isPast(proposal.takenBackAt, env)} then 'WITHDRAWN' else 'WAITING' end)`;

projection(ProductUseProposal, {
  id: 'upq',
  visible: (proposal, env) => [
    env.at.knownAt === undefined ? undefined : sql`${proposal.proposedAt} <= ${env.at.knownAt}`,
    env.actor.name === undefined
      ? sql`false`
      : sql`(${proposal.proposedBy} = any(${env.actor.organisationIds}) or ${insider(proposal, env)})`,
  ],
  fields: {
    municipality: one(() => Municipality, {
      description: 'Which municipality would use it. (Gemeente)',
      where: (municipality, proposal) => sql`${municipality.id} = ${proposal.municipalityId}`,
    }),
    productVersion: one(() => ProductVersion, {
      description: 'Which version of which product. (Pakketversie)',
      where: (version, proposal) => sql`${version.id} = ${proposal.productVersionId}`,
    }),
    proposedBy: one(() => Organisation, {
      description: 'The supplier that says so, as an organisation. (Voorgesteld door)',
      where: (organisation, proposal) => sql`${organisation.id} = ${proposal.proposedBy}`,
    }),
    withdrawnAt: value(
      () => DateTimeScalar,
      (proposal, env) => sql`(case when ${isPast(proposal.takenBackAt, env)} then ${proposal.takenBackAt} end)`,
      { nullable: true, description: 'When the supplier took it back. (Ingetrokken op)' },
    ),
    state: value(() => ProductUseProposalState, stateOf, {
      nullable: true,
      description:
        'What became of it, for the municipality and the office; null for anyone else, the supplier too. (Stand)',
    }),
    answeredAt: value(
      () => DateTimeScalar,
      (proposal, env) => whenAnswered(proposal, proposal.saidAt, env),
      { nullable: true, description: 'When the municipality answered; for itself and the office. (Beantwoord op)' },
    ),
    answer: value(
      () => String,
      (proposal, env) => whenAnswered(proposal, proposal.saidWhy, env),
      { nullable: true, description: 'What it said to it; for itself and the office. (Antwoord)' },
    ),
    productUse: one(() => ProductUse, {
      nullable: true,
      description: 'The use that came of it, as it is on the date asked. (Software in gebruik)',
      where: (use, proposal, env) => all([sql`${use.id} = ${proposal.useId}`, isPast(proposal.saidAt, env)]),
      unique: 'product_use_id_valid_excl',
    }),
  },
});

contribute(Municipality, {
  productUseProposals: connection<ProductUseProposal, Municipality, ProductUseProposalsArgs>(() => ProductUseProposal, {
    args: ProductUseProposalsArgs,
    description:
      'What suppliers say that it uses, as far as the viewer may see it, the newest first. (Gebruiksvoorstellen)',
    where: (proposal, municipality, env) => [
      sql`${proposal.municipalityId} = ${municipality.id}`,
      env.args.states && sql`${stateOf(proposal, env)} = any(${env.args.states})`,
    ],
    order: (proposal) => [desc(proposal.id)],
  }),
});

contribute(Supplier, {
  proposedProductUses: connection<ProductUseProposal, Supplier, ProductUseProposalsArgs>(() => ProductUseProposal, {
    args: ProductUseProposalsArgs,
    description:
      'What it said that municipalities use, as far as the viewer may see it, the newest first. (Voorgesteld gebruik)',
    where: (proposal, supplier, env) => [
      sql`${proposal.proposedBy} = ${supplier.organisationId}`,
      env.args.states && sql`${stateOf(proposal, env)} = any(${env.args.states})`,
    ],
    order: (proposal) => [desc(proposal.id)],
  }),
});
