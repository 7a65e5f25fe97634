import { type Actor } from '../../platform/auth/actor.js';

type Asker = Pick<Actor, 'has' | 'isRegistrar' | 'isAuditor' | 'proposerIds'>;

export const maySubmitFor = (actor: Asker, organisationId: string): boolean =>
  actor.proposerIds.includes(organisationId);

/** Drafts are there for their owners, the office, and who audits it. */
export const seesDrafts = (actor: Asker, submittedBy: string): boolean =>
  actor.isRegistrar || actor.isAuditor || maySubmitFor(actor, submittedBy);
