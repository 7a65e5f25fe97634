import {
  connection,
  contribute,
  many,
  one,
  projection,
  queries,
  type Env,
  type Row,
  rowOf,
  value,
} from '../../platform/reading/projection.js';
import { asc, desc, sql } from '../../platform/reading/sql.js';
import { PageArgs } from '../../platform/graphql/page.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { Project } from '../programmes/project.entity.js';
import { Standard } from '../standards/standard.entity.js';
import { StandardVersion } from '../standards/version.entity.js';
import { BindingLevel } from '../standards/standards.enums.js';
import { GovernanceBody } from '../decisions/decisions.enums.js';
import { ProposalState } from './governance.enums.js';
import { decidingBody, decidingLevel, NOW } from './proposal.deciding.js';
import { ProposalArgs, ProposalsArgs } from './proposals.inputs.js';
import { Proposal, ProposalStep, ProposalSupport, ProposalTransition } from './proposal.entity.js';
import { CLOSED } from './proposal.lifecycle.js';
import { waysFrom } from './proposal.ways.js';

const step: Row<ProposalStep> = rowOf(ProposalStep, 'step');
const support: Row<ProposalSupport> = rowOf(ProposalSupport, 'su');
const later: Row<ProposalSupport> = rowOf(ProposalSupport, 'later');

/** Taken by the moment asked. */
const isTaken = ({ at }: Row<{ at: Date }>, env: Env<unknown>) =>
  env.at.knownAt === undefined ? sql`true` : sql`${at} <= ${env.at.knownAt}`;

/** The state at the moment asked; a draft is what was not submitted yet. */
const stateOf = (proposal: Row<Proposal>, env: Env<unknown>) =>
  env.at.knownAt === undefined
    ? sql`${proposal.state}`
    : sql`coalesce((select ${step.toState} from proposal_step step where ${step.proposalId} = ${proposal.id} and ${isTaken(step, env)}
        order by ${step.position} desc limit 1), 'DRAFT')`;

/** Of what was not submitted, its owners, the office and who audits it know. */
export const isSeen = (proposal: Row<Proposal>, { at, actor }: Env<unknown>) => {
  const isSubmitted =
    at.knownAt === undefined ? sql`${proposal.submittedAt} is not null` : sql`${proposal.submittedAt} <= ${at.knownAt}`;
  if (actor.proposerIds === undefined) return isSubmitted;
  return sql`(${isSubmitted} or ${actor.isRegistrar} or ${actor.isAuditor ?? sql`false`} or ${proposal.submittedBy} = any(${actor.proposerIds}))`;
};

const isOpen = ({ state }: Row<Proposal>) => sql`${state} <> all(string_to_array(${CLOSED.join(',')}, ','))`;

const newestFirst = (proposal: Row<Proposal>) => [desc(proposal.number), asc(proposal.id)];

projection(Proposal, {
  id: 'prp',
  visible: (proposal, env) => [
    isSeen(proposal, env),
    env.at.knownAt && sql`${proposal.registeredAt} <= ${env.at.knownAt}`,
  ],
  fields: {
    state: value(() => ProposalState, stateOf, { description: 'How far it is. (Stand)' }),
    standard: one(() => Standard, {
      nullable: true,
      description: 'The standard it is about; null while a new one is not in the register. (Standaard)',
      where: (standard, proposal) => sql`${standard.id} = ${proposal.standardId}`,
    }),
    version: one(() => StandardVersion, {
      nullable: true,
      description: 'The version it is about; null when it is about the whole standard. (Versie)',
      where: (version, proposal) => sql`${version.id} = ${proposal.versionId}`,
    }),
    successor: one(() => StandardVersion, {
      nullable: true,
      description:
        'What would take the place of the version; null when that was not said, or there is none. (Opvolger)',
      where: (version, proposal) => sql`${version.id} = ${proposal.successorId}`,
    }),
    project: one(() => Project, {
      nullable: true,
      description: 'The joint project that it came of. (Project)',
      where: (project, proposal) => sql`${project.id} = ${proposal.projectId}`,
    }),
    submittedBy: one(() => Organisation, {
      description: 'Who submits it. (Indiener)',
      where: (organisation, proposal) => sql`${organisation.id} = ${proposal.submittedBy}`,
    }),
    supportedBy: many(() => Organisation, {
      size: 3,
      description: 'Municipalities and public bodies that support it, beside who submits it. (Steun)',
      where: (organisation, proposal, env) => sql`exists (select from proposal_support su
        where ${support.proposalId} = ${proposal.id} and ${support.organisationId} = ${organisation.id} and ${support.isGiven} and ${isTaken(support, env)}
          and not exists (select from proposal_support later where ${later.proposalId} = ${support.proposalId}
            and ${later.organisationId} = ${support.organisationId} and ${later.position} > ${support.position} and ${isTaken(later, env)}))`,
      order: (organisation) => [asc(organisation.id)],
    }),
    decidingLevel: value(
      () => BindingLevel,
      (proposal) => sql`case when ${isOpen(proposal)} then ${decidingLevel(proposal, NOW)} end`,
      {
        nullable: true,
        description:
          'By which level it is decided today: the highest of what it aims at and of what binds by decision of VNG, today or from a later day on; null once nothing becomes of it any more. (Beslisniveau)',
      },
    ),
    decidedBy: value(
      () => GovernanceBody,
      (proposal) => sql`case when ${isOpen(proposal)} then ${decidingBody(proposal, NOW)} end`,
      {
        nullable: true,
        description:
          'The body that decides on it by that level; null once nothing becomes of it any more. (Beslissend orgaan)',
      },
    ),
    allowedTransitions: value(
      () => [ProposalState],
      (proposal, { actor }) =>
        sql`array(select way.to_state from (${waysFrom(proposal, actor)}) way where way.is_allowed order by way.place)`,
      { description: 'What you may make of it now, whatever moment is asked. (Toegestane overgangen)' },
    ),
    transitions: many(() => ProposalTransition, {
      size: 3,
      description: 'The steps that the state it is in now knows, and for each what is in its way for you. (Overgangen)',
      from: (proposal, { actor }) => waysFrom(proposal, actor),
      order: (way) => [asc(way.place, 'int')],
    }),
    history: many(() => ProposalStep, {
      size: 5,
      description: 'The way it went until now. (Verloop)',
      where: (each, proposal) => sql`${each.proposalId} = ${proposal.id}`,
      order: (each) => [asc(each.position)],
    }),
  },
});

projection(ProposalTransition, {
  fields: {
    to: value(
      () => ProposalState,
      (way) => sql`${way.toState}`,
      { description: 'To which state. (Naar)' },
    ),
  },
});

projection(ProposalStep, {
  visible: (each, env) => [isTaken(each, env)],
  fields: {
    from: value(
      () => ProposalState,
      (each) => sql`${each.fromState}`,
      {
        nullable: true,
        description: 'From which state; null at the beginning. (Van)',
      },
    ),
    to: value(
      () => ProposalState,
      (each) => sql`${each.toState}`,
      { description: 'To which. (Naar)' },
    ),
    by: one(() => Organisation, {
      nullable: true,
      description: 'For which organisation the step was taken. (Door)',
      where: (organisation, each) => sql`${organisation.id} = ${each.byId}`,
    }),
  },
});

contribute(Standard, {
  proposals: connection(() => Proposal, {
    args: PageArgs,
    description: 'What is or was proposed about it, the newest first. (Voorstellen)',
    where: (proposal, standard) => sql`${proposal.standardId} = ${standard.id}`,
    order: newestFirst,
  }),
});

contribute(Project, {
  proposals: connection(() => Proposal, {
    args: PageArgs,
    description: 'What was proposed for all municipalities out of it, the newest first. (Voorstellen)',
    where: (proposal, project) => sql`${proposal.projectId} = ${project.id}`,
    order: newestFirst,
  }),
});

queries('anyone', {
  proposal: one<Proposal, object, ProposalArgs>(() => Proposal, {
    args: ProposalArgs,
    nullable: true,
    description: 'The proposal with this number. (Voorstel)',
    where: (proposal, _, { args }) => sql`${proposal.number} = ${args.number} and ${proposal.number} > 0`,
    unique: 'proposal_number_key',
    order: (proposal) => [asc(proposal.id)],
  }),
  proposals: connection<Proposal, object, ProposalsArgs>(() => Proposal, {
    args: ProposalsArgs,
    description: 'What is or was proposed, the newest first; drafts are there for their owners. (Voorstellen)',
    where: (proposal, _, env) => [
      env.args.states && sql`${stateOf(proposal, env)} = any(${env.args.states})`,
      env.args.kinds && sql`${proposal.kind} = any(${env.args.kinds})`,
    ],
    order: newestFirst,
  }),
});
