import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import {
  connection,
  contribute,
  embed,
  type Env,
  one,
  projection,
  type Row,
  rowOf,
  value,
} from '../../platform/reading/projection.js';
import { desc, type Sql, sql, type Where } from '../../platform/reading/sql.js';
import { current } from '../../platform/temporal/temporal.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { Standard } from '../standards/standard.entity.js';
import { StandardVersion } from '../standards/version.entity.js';
import { AdoptionChange } from './adoption-change.entity.js';
import { Adoption, AdoptionKey, Explanation } from './adoption.entity.js';
import { isInsider } from '../organisations/insiders.js';
import { AdoptionProposal, AdoptionProposalState, AdoptionSignOff } from './proposal.entity.js';
import { AdoptionProposalsArgs } from './proposals.inputs.js';

const key: Row<AdoptionKey> = rowOf(AdoptionKey, 'key');
const signOff: Row<AdoptionSignOff> = rowOf(AdoptionSignOff, 'sign_off');

/** The municipality, who proposed it, and the office. */
function maySee(proposal: Row<AdoptionProposal>, env: Env): Where {
  const insider = isInsider(proposal.municipalityId, env);
  if (insider === true) return true;
  return env.actor.name === undefined
    ? sql`false`
    : sql`${proposal.proposedBy} = any(${env.actor.organisationIds}) or (${insider})`;
}

const isAnswered = (proposal: Row<AdoptionProposal>, { at }: Env): Sql =>
  at.knownAt === undefined
    ? sql`${proposal.lastAnsweredAt} is not null`
    : sql`${proposal.lastAnsweredAt} <= ${at.knownAt}`;

const whenAnswered = (proposal: Row<AdoptionProposal>, column: Sql, env: Env): Sql =>
  sql`case when ${isAnswered(proposal, env)} then ${column} end`;

const stateOf = (proposal: Row<AdoptionProposal>, env: Env): Sql =>
  sql`case when ${isAnswered(proposal, env)} then ${proposal.newestState} else 'WAITING' end`;

projection(AdoptionProposal, {
  id: 'adq',
  visible: (proposal, env) => [
    env.at.knownAt === undefined ? undefined : sql`${proposal.proposedAt} <= ${env.at.knownAt}`,
    ...[maySee(proposal, env)].flat(),
  ],
  fields: {
    municipality: one(() => Municipality, {
      description: 'For which municipality. (Gemeente)',
      where: (municipality, proposal) => sql`${municipality.id} = ${proposal.municipalityId}`,
    }),
    standard: one(() => Standard, {
      description: 'Of which standard. (Standaard)',
      where: (standard, proposal) => sql`${standard.id} = ${proposal.standardId}`,
    }),
    version: one(() => StandardVersion, {
      nullable: true,
      description: 'Which version, where it is known. (Versie)',
      where: (version, proposal) => sql`${version.id} = ${proposal.versionId}`,
    }),
    explanation: embed(
      () => Explanation,
      (proposal) => ({
        reason: proposal.explainReason,
        motivation: proposal.motivation,
        reviewOn: proposal.reviewOn,
        confidential: proposal.isConfidential,
      }),
      {
        nullable: true,
        present: (proposal) => sql`${proposal.explainReason} is not null`,
        description: 'Why not, for EXPLAINED. (Uitleg)',
      },
    ),
    correction: value(
      () => Boolean,
      (proposal) => proposal.isCorrection,
      { description: 'Whether it would set right what was reported before. (Correctie)' },
    ),
    proposedBy: one(() => Organisation, {
      description: 'Who says so: a partnership, a supplier, or the municipality itself. (Voorgesteld door)',
      where: (organisation, proposal) => sql`${organisation.id} = ${proposal.proposedBy}`,
    }),
    state: value(() => AdoptionProposalState, stateOf, { description: 'What became of it. (Stand)' }),
    answeredAt: value(
      () => DateTimeScalar,
      (proposal, env) => whenAnswered(proposal, proposal.lastAnsweredAt, env),
      { nullable: true, description: 'When it was answered or withdrawn. (Beantwoord op)' },
    ),
    answer: value(
      () => String,
      (proposal, env) => whenAnswered(proposal, proposal.newestAnswer, env),
      { nullable: true, description: 'The reason that was given with it. (Antwoord)' },
    ),
    adoption: one(() => Adoption, {
      nullable: true,
      description: 'What the register holds of the municipality and the standard on the date asked. (Adoptie)',
      where: (adoption, proposal) => sql`${adoption.id} = (select ${key.id} from adoption_key key
        where ${key.municipalityId} = ${proposal.municipalityId} and ${key.standardId} = ${proposal.standardId})`,
      unique: 'adoption_id_valid_excl',
    }),
  },
});

contribute(Municipality, {
  signOffRequired: value(
    () => Boolean,
    (municipality, env) => sql`exists (select from adoption_sign_off sign_off
      where ${signOff.municipalityId} = ${municipality.id} and ${signOff.isRequired} and ${current(signOff, env)})`,
    { description: 'Whether what its reporters say waits for an approver. (Accordering vereist)' },
  ),
  adoptionProposals: connection<AdoptionProposal, Municipality, AdoptionProposalsArgs>(() => AdoptionProposal, {
    args: AdoptionProposalsArgs,
    description: 'What was proposed for it, as far as the viewer may see it, the newest first. (Adoptievoorstellen)',
    where: (proposal, municipality, env) => [
      sql`${proposal.municipalityId} = ${municipality.id}`,
      env.args.states && sql`${stateOf(proposal, env)} = any(${env.args.states})`,
    ],
    order: (proposal) => [desc(proposal.id)],
  }),
});

contribute(Organisation, {
  proposedAdoptions: connection<AdoptionProposal, Organisation, AdoptionProposalsArgs>(() => AdoptionProposal, {
    args: AdoptionProposalsArgs,
    description:
      'What it proposed for municipalities, as far as the viewer may see it, the newest first. (Voorgestelde adopties)',
    where: (proposal, organisation, env) => [
      sql`${proposal.proposedBy} = ${organisation.id}`,
      env.args.states && sql`${stateOf(proposal, env)} = any(${env.args.states})`,
    ],
    order: (proposal) => [desc(proposal.id)],
  }),
});

contribute(AdoptionChange, {
  proposal: one(() => AdoptionProposal, {
    nullable: true,
    description: 'The proposal that it came of, for those who may see that; it names who proposed it. (Voorstel)',
    where: (proposal, change) => sql`${proposal.changeId} = ${change.id}`,
  }),
});
