import { connection, projection, queries } from '../../platform/reading/projection.js';
import { asc, sql } from '../../platform/reading/sql.js';
import { registered } from '../../platform/temporal/temporal.js';
import { Meeting } from './meeting.entity.js';
import { MeetingsArgs } from './meetings.inputs.js';

projection(Meeting, { id: 'mtg', visible: (meeting, env) => [registered(meeting, env)] });

queries('anyone', {
  meetings: connection<Meeting, object, MeetingsArgs>(() => Meeting, {
    args: MeetingsArgs,
    description: 'When bodies meet, from today on unless asked otherwise, the first one first. (Vergaderingen)',
    where: (meeting, _, { args, at }) => [
      args.bodies && sql`${meeting.body} = any(${args.bodies})`,
      sql`${meeting.heldOn} >= ${args.from ?? at.asOf}`,
      args.to && sql`${meeting.heldOn} < ${args.to}`,
    ],
    order: (meeting) => [asc(meeting.heldOn), asc(meeting.id)],
  }),
});
