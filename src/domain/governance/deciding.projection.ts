import {
  connection,
  contribute,
  embed,
  many,
  one,
  projection,
  type Env,
  type Row,
  rowOf,
  value,
} from '../../platform/reading/projection.js';
import { asc, desc, sql } from '../../platform/reading/sql.js';
import { PageArgs } from '../../platform/graphql/page.js';
import { Period } from '../../platform/temporal/period.js';
import { known, registered } from '../../platform/temporal/temporal.js';
import { Decision, Vote } from '../decisions/decision.entity.js';
import { Obligation } from '../standards/relation.entity.js';
import { StandardScope } from '../standards/scope.entity.js';
import { Standard } from '../standards/standard.entity.js';
import { LifecyclePhase, StandardVersion } from '../standards/version.entity.js';
import { Advice, PendingDecision, ProposalDecision } from './advice.entity.js';
import { isSecretaryOf } from './bodies.js';
import { DecisionEffect } from './decision-effect.entity.js';
import { Proposal } from './proposal.entity.js';

const link: Row<ProposalDecision> = rowOf(ProposalDecision, 'pd');
const said: Row<PendingDecision> = rowOf(PendingDecision, 'said');
const later: Row<Advice> = rowOf(Advice, 'later');
const binding: Row<Obligation> = rowOf(Obligation, 'bo');
const stage: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'bp');
const staged: Row<StandardVersion> = rowOf(StandardVersion, 'bv');
const scope: Row<StandardScope> = rowOf(StandardScope, 'bs');
const about: Row<Proposal> = rowOf(Proposal, 'bq');

const newestFirst = (decision: Row<Decision>) => [desc(decision.decidedOn), asc(decision.id)];

/** Whether an advice is the last of its body that was given by the day of a decision, and recorded before it was. */
const isAdvisedBy = (advice: Row<Advice>, decision: Row<Decision>) =>
  sql`${advice.givenOn} <= ${decision.decidedOn} and ${advice.recordedAt} <= ${decision.recordedAt}`;

contribute(Decision, {
  proposal: one(() => Proposal, {
    nullable: true,
    description: 'The proposal that was decided on; null for what was decided before there were any. (Voorstel)',
    where: (proposal, decision) =>
      sql`exists (select from proposal_decision pd where ${link.decisionId} = ${decision.id} and ${link.proposalId} = ${proposal.id})`,
    order: (proposal) => [asc(proposal.id)],
  }),
  advice: many(() => Advice, {
    size: 2,
    description: 'What each body had advised by the day of the decision. (Adviezen)',
    where: (advice, decision) => [
      sql`exists (select from proposal_decision pd where ${link.proposalId} = ${advice.proposalId} and ${link.decisionId} = ${decision.id})`,
      isAdvisedBy(advice, decision),
      sql`not exists (select from advice later where ${later.proposalId} = ${advice.proposalId} and ${later.body} = ${advice.body}
        and (${later.recordedAt}, ${later.id}) > (${advice.recordedAt}, ${advice.id}) and ${isAdvisedBy(later, decision)})`,
    ],
    order: (advice) => [desc(advice.recordedAt), desc(advice.id)],
  }),
  membersConsulted: value(
    () => Boolean,
    (decision) =>
      sql`(select ${link.membersConsulted} from proposal_decision pd where ${link.decisionId} = ${decision.id})`,
    {
      nullable: true,
      description: 'Whether the members were consulted; null when it is about no proposal. (Leden geraadpleegd)',
    },
  ),
  reason: value(
    () => String,
    (decision) => sql`(select ${said.reason} from pending_decision said where ${said.decisionId} = ${decision.id})`,
    {
      nullable: true,
      description:
        'Why it was decided so; of a correction, why the earlier one is corrected. Null when none was given. (Reden)',
    },
  ),
  obligations: many(() => Obligation, {
    size: 1,
    description: 'What binds by it on the date asked. (Verplichtingen)',
    where: (obligation, decision) => sql`${obligation.decisionId} = ${decision.id}`,
    order: (obligation) => [asc(obligation.standardId), asc(obligation.id)],
  }),
  effects: many(() => DecisionEffect, {
    size: 2,
    description:
      'What it wrote in the catalogue, also for later; of a decision that was corrected, what it wrote until then. (Gevolgen)',
    where: (effect, decision) => sql`${effect.decisionId} = ${decision.id}`,
    order: (effect) => [asc(effect.position)],
  }),
});

projection(DecisionEffect, {
  fields: {
    period: embed(
      () => Period,
      (effect) => ({ from: effect.validFrom, to: sql`nullif(${effect.validTo}, 'infinity')`, isFromKnown: sql`true` }),
      {
        description: 'For which days; the last day is that of another decision that was there already. (Periode)',
      },
    ),
    standard: one(() => Standard, {
      description: 'Of which standard. (Standaard)',
      where: (standard, effect) => sql`${standard.id} = ${effect.standardId}`,
    }),
    version: one(() => StandardVersion, {
      nullable: true,
      description: 'Of which version; null when it is about the whole standard. (Versie)',
      where: (version, effect) => sql`${version.id} = ${effect.versionId}`,
    }),
    obligation: one(() => Obligation, {
      nullable: true,
      description: 'The obligation, when it binds on the date asked. (Verplichting)',
      where: (obligation, effect) => sql`${obligation.id} = ${effect.obligationId}`,
      order: (obligation) => [asc(obligation.id)],
    }),
  },
});

contribute(Proposal, {
  decisions: many(() => Decision, {
    size: 1,
    description: 'What was decided on it, the last recorded first. (Besluiten)',
    where: (decision, proposal) =>
      sql`exists (select from proposal_decision pd where ${link.proposalId} = ${proposal.id} and ${link.decisionId} = ${decision.id})`,
    order: (decision) => [desc(decision.recordedAt), desc(decision.id)],
  }),
  pendingDecision: one(() => PendingDecision, {
    nullable: true,
    description:
      'What one secretary of the body recorded and another has to confirm; only for secretaries of the body, the office and the auditor. (Te bevestigen besluit)',
    where: (pending, proposal) => [sql`${pending.proposalId} = ${proposal.id}`, sql`${pending.state} = 'WAITING'`],
    order: (pending) => [asc(pending.id)],
  }),
});

projection(PendingDecision, {
  id: 'pdc',
  visible: (pending, env) => [
    env.actor.isRegistrar || env.actor.isAuditor ? true : isSecretaryOf(pending.body, env),
    registered(pending, env),
  ],
  fields: {
    proposal: one(() => Proposal, {
      description: 'On which proposal. (Voorstel)',
      where: (proposal, pending) => sql`${proposal.id} = ${pending.proposalId}`,
    }),
    vote: embed(
      () => Vote,
      (pending) => ({
        inFavour: pending.votesInFavour,
        against: pending.votesAgainst,
        abstained: pending.votesAbstained,
      }),
      {
        nullable: true,
        present: (pending) => sql`${pending.votesInFavour} is not null`,
        description: 'How the body was divided; null when not recorded. (Stemming)',
      },
    ),
    corrects: one(() => Decision, {
      nullable: true,
      description: 'The earlier decision that it would correct. (Corrigeert)',
      where: (decision, pending) => sql`${decision.id} = ${pending.correctsId}`,
    }),
    decision: one(() => Decision, {
      nullable: true,
      description: 'The decision that it became; null until it is confirmed. (Besluit)',
      where: (decision, pending) => sql`${decision.id} = ${pending.decisionId}`,
    }),
    isRecordedByYou: value(
      () => Boolean,
      (pending, { actor }) =>
        actor.issuer === undefined
          ? sql`false`
          : sql`(${pending.recorderIssuer} = ${actor.issuer} and ${pending.recorderSubject} = ${actor.subject})`,
      { description: 'Whether you recorded it, so that another has to confirm it. (Door u vastgelegd)' },
    ),
  },
});

/** What of a standard rests on a decision, as the register holds it at the moment asked. */
const isAbout = (decision: Row<Decision>, standard: Row<Standard>, env: Env) => sql`(
  exists (select from obligation bo where ${binding.standardId} = ${standard.id} and ${binding.decisionId} = ${decision.id} and ${known(binding, env)})
  or exists (select from standard_version bv join version_phase bp on ${stage.versionId} = ${staged.id} and ${known(stage, env)}
    where ${staged.standardId} = ${standard.id} and ${stage.decisionId} = ${decision.id})
  or exists (select from standard_scope bs where ${scope.standardId} = ${standard.id} and ${scope.decisionId} = ${decision.id} and ${known(scope, env)})
  or exists (select from proposal_decision pd join proposal bq on ${about.id} = ${link.proposalId}
    where ${link.decisionId} = ${decision.id} and ${about.standardId} = ${standard.id}))`;

contribute(Standard, {
  decisions: connection<Decision, Standard, PageArgs>(() => Decision, {
    args: PageArgs,
    description: 'What was decided on it, and what of it rests on a decision, the newest first. (Besluiten)',
    where: (decision, standard, env) => isAbout(decision, standard, env as Env),
    order: newestFirst,
  }),
});
