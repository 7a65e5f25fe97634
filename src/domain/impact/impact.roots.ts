/** Where an impact is asked: of a change to a version, and of a proposal. */
import { contribute, type Env, one, queries, type Row } from '../../platform/reading/projection.js';
import { asc, sql, type Sql } from '../../platform/reading/sql.js';
import { Proposal } from '../governance/proposal.entity.js';
import { Lifecycle } from '../standards/version.lifecycle.js';
import { ImpactArgs } from './impact.inputs.js';
import { impactOf } from './impact.sql.js';
import { Impact } from './impact.types.js';

/** In these stages nobody can lean on a version any more. */
const ENDED: readonly Lifecycle[] = [Lifecycle.END_OF_SUPPORT, Lifecycle.WITHDRAWN, Lifecycle.VOID];

const NONE = sql`null::text`;
const MISSING = sql`refuse('There is no such version of a standard at the moment asked: "versionId" takes the id of one, as "standard" gives it.')`;

const BY_ID = (impact: Row<Impact>) => [asc(impact.id, 'text')];

const proposed = (proposal: Row<Proposal>): Sql =>
  sql`(case when ${proposal.kind} = 'PHASE_OUT' then 'LEAVE' when ${proposal.kind} = 'SCOPE_CHANGE' then 'NOTHING' else 'FOLLOW' end)`;

contribute(Proposal, {
  impact: one<Impact, Proposal>(() => Impact, {
    cost: 2,
    description: 'Whom and what it would touch, on the date asked. (Gevolgen)',
    from: (proposal, env) =>
      impactOf(
        {
          asks: proposed(proposal),
          versionId: proposal.versionId,
          standardId: proposal.standardId,
          on: proposal.endOfSupportOn,
          proposedId: proposal.successorId,
          isAnnouncedOnly: true,
        },
        env,
      ),
    where: () => true,
    order: BY_ID,
  }),
});

const changed = (of: Env<ImpactArgs>['args']['of'], env: Env): Sql => {
  const { versionId, lifecycle, on } = of;
  return impactOf(
    {
      asks: ENDED.includes(lifecycle) ? sql`'LEAVE'` : sql`'NOTHING'`,
      ...{ versionId, on, standardId: NONE, proposedId: NONE },
      isAnnouncedOnly: env.actor.isRegistrar !== true,
      unless: sql`v.id is not null or ${MISSING} is null`,
    },
    env,
  );
};

queries('anyone', {
  impact: one<Impact, {}, ImpactArgs>(() => Impact, {
    args: ImpactArgs,
    cost: 2,
    description: 'Whom and what it would touch if a version came to a stage on a day. (Wat breekt er?)',
    from: (_, env) => changed(env.args.of, env),
    where: () => true,
    order: BY_ID,
  }),
});
