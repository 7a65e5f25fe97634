import {
  contribute,
  many,
  one,
  projection,
  type Env,
  type Row,
  rowOf,
  value,
} from '../../platform/reading/projection.js';
import { desc, sql } from '../../platform/reading/sql.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { Advice } from './advice.entity.js';
import { AdvicePosition } from './governance.enums.js';
import { Proposal } from './proposal.entity.js';

const later: Row<Advice> = rowOf(Advice, 'later');

/** Recorded by the moment asked. */
export const isTold = ({ recordedAt }: Row<{ recordedAt: Date }>, { at }: Env<unknown>) =>
  at.knownAt === undefined ? sql`true` : sql`${recordedAt} <= ${at.knownAt}`;

// Of what is not submitted there is none: a proposal on which was advised is there for everyone.
projection(Advice, {
  id: 'adv',
  visible: (advice, env) => [isTold(advice, env)],
  fields: {
    position: value(
      () => AdvicePosition,
      (advice) => advice.advicePosition,
      { description: 'What it advises. (Advies)' },
    ),
    isLatest: value(
      () => Boolean,
      (advice, env) => sql`not exists (select from advice later where ${later.proposalId} = ${advice.proposalId}
        and ${later.body} = ${advice.body} and (${later.recordedAt}, ${later.id}) > (${advice.recordedAt}, ${advice.id}) and ${isTold(later, env)})`,
      { description: 'Whether it is what the body recorded last on the proposal, which counts. (Laatste advies)' },
    ),
    by: one(() => Organisation, {
      nullable: true,
      description: 'The secretariat that recorded it. (Vastgelegd door)',
      where: (organisation, advice) => sql`${organisation.id} = ${advice.byId}`,
    }),
    proposal: one(() => Proposal, {
      description: 'On which proposal. (Voorstel)',
      where: (proposal, advice) => sql`${proposal.id} = ${advice.proposalId}`,
    }),
  },
});

contribute(Proposal, {
  advice: many(() => Advice, {
    size: 3,
    description: 'What bodies advised, the last recorded first. (Adviezen)',
    where: (advice, proposal) => sql`${advice.proposalId} = ${proposal.id}`,
    order: (advice) => [desc(advice.recordedAt), desc(advice.id)],
  }),
});
