import { connection, embed, one, projection, queries } from '../../platform/reading/projection.js';
import { asc, desc, sql } from '../../platform/reading/sql.js';
import { verified } from '../organisations/provenance.js';
import { Decision, Vote } from './decision.entity.js';
import { DecisionArgs, DecisionsArgs } from './decisions.inputs.js';

projection(Decision, {
  id: 'dec',
  visible: (decision, { at }) => [at.knownAt && sql`${decision.recordedAt} <= ${at.knownAt}`],
  fields: {
    verified: verified(),
    vote: embed(
      () => Vote,
      (decision) => ({
        inFavour: decision.votesInFavour,
        against: decision.votesAgainst,
        abstained: decision.votesAbstained,
      }),
      {
        nullable: true,
        present: (decision) => sql`${decision.votesInFavour} is not null`,
        description: 'How the body was divided; null when not recorded. (Stemming)',
      },
    ),
    corrects: one(() => Decision, {
      nullable: true,
      description: 'The earlier decision that this one corrects. (Corrigeert)',
      where: (earlier, decision) => sql`${earlier.id} = ${decision.correctsId}`,
    }),
    correctedBy: one(() => Decision, {
      nullable: true,
      description:
        'The later decision that corrects this one; what this one wrote does not hold then. (Gecorrigeerd door)',
      where: (later, decision) => sql`${later.correctsId} = ${decision.id}`,
      unique: 'decision_corrects_id_key',
    }),
  },
});

queries('anyone', {
  decision: one(() => Decision, {
    args: DecisionArgs,
    nullable: true,
    description: 'One decision. (Besluit)',
    where: (decision, _, { args }) => sql`${decision.slug} = ${args.slug}`,
  }),
  decisions: connection(() => Decision, {
    args: DecisionsArgs,
    description: 'Decisions on standards and the programme, newest first. (Besluiten)',
    where: (decision, _, { args }) => [
      args.bodies && sql`${decision.body} = any(${args.bodies})`,
      args.outcomes && sql`${decision.outcome} = any(${args.outcomes})`,
      args.text &&
        sql`position(lower(${args.text}) in lower(${decision.title} || ' ' || coalesce(${decision.reference}, ''))) > 0`,
      args.from && sql`${decision.decidedOn} >= ${args.from}`,
      args.to && sql`${decision.decidedOn} < ${args.to}`,
    ],
    order: (decision) => [desc(decision.decidedOn), asc(decision.id)],
  }),
});
