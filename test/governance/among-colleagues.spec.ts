import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TRIAL_ISSUER } from '../../src/platform/auth/trial/personas.js';
import { newId } from '../../src/platform/database/id.js';
import { until } from '../audit/events.js';
import { appoint } from '../conformance/judging.js';
import { signIn } from '../support/actors.js';
import { asking } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { organisationOf } from '../suppliers/market.js';
import { step, submit } from './acting.js';
import { adopted, adoptedByBoard, recordDecision } from './decisions.js';
import { aProposal } from './proposals.js';

let on: OwnRegister;
let vng: string;
beforeAll(async () => {
  on = await startService();
  await signIn('registrar', on); // the organisations of the trial are there from then on
  vng = await organisationOf(on.sql, 'vng');
});
afterAll(() => on?.stop());

const eventsFor = async (persona: string, id: string): Promise<number> =>
  (await asking(on, persona)('query ($id: ID!) { auditEvents(subjectId: $id) { totalCount } }', { id })).auditEvents
    .totalCount as number;
const logged = (id: string) =>
  until(
    () => eventsFor('auditor', id),
    (count) => count > 0,
  );

describe('The log tells colleagues in another role', () => {
  test('nothing of a draft that they do not see', async () => {
    const partnership = await organisationOf(on.sql, 'proef-samenwerking');
    await appoint(on.sql, 'assessor', partnership);
    const draft = { title: 'Nog geheim', kind: 'NEW_STANDARD', motivation: 'Daarom.', draft: true };
    const { proposal } = await submit(asking(on, 'partnership'), { ...draft, onBehalfOfId: partnership });
    await logged(proposal.id);
    expect(await eventsFor('partnership', proposal.id)).toBe(1);
    expect(await eventsFor('assessor', proposal.id)).toBe(0);
  });

  test('nothing of a decision that waits for the secretaries', async () => {
    await appoint(on.sql, 'assessor', vng);
    const made = await aProposal(on, { state: 'DECISION' });
    const { pendingDecision } = await recordDecision(asking(on, 'secretary'), adopted(made));
    await logged(pendingDecision.id);
    expect(await eventsFor('secretary', pendingDecision.id)).toBe(1);
    expect(await eventsFor('assessor', pendingDecision.id)).toBe(0);
  });
});

describe('A decision that waits', () => {
  test('is told to no secretary of another body', async () => {
    const ibd = await organisationOf(on.sql, 'ibd');
    await on.sql(`delete from body_service where organisation_id = $1 and body = 'VNG_BOARD'`, [ibd]);
    const [waiting, other] = [
      await aProposal(on, { state: 'DECISION', aimedLevel: 'COMPLY_OR_EXPLAIN' }),
      await aProposal(on, { state: 'DECISION', aimedLevel: 'COMPLY_OR_EXPLAIN' }),
    ];
    expect((await recordDecision(asking(on, 'secretary'), adoptedByBoard(waiting))).errors).toEqual([]);
    const told = async (made: typeof other) => (await recordDecision(asking(on, 'secretary-2'), adopted(made))).errors;
    expect(await told(waiting)).toEqual(await told(other));
    expect(await told(other)).toMatchObject([{ __typename: 'IllegalTransitionError' }]);
  });
});

describe('Whoever submitted a proposal for a colleague', () => {
  test('does not decide on it, also when he has gone to the secretariat since', async () => {
    const [amsterdam, mover] = [await organisationOf(on.sql, 'gm0363'), 'supplier-b'];
    const held = { id: newId('mbr'), issuer: TRIAL_ISSUER, subject: mover, organisation_id: amsterdam };
    const put = (clear: boolean) =>
      on.sql('select membership_put(jsonb_populate_record(null::membership, $1::jsonb), $2)', [
        JSON.stringify({ ...held, role: 'REPORTER', valid_from: '2020-01-01' }),
        clear,
      ]);
    await put(false);
    const said = { title: 'Van ons', kind: 'NEW_STANDARD', motivation: 'Daarom.', aimedLevel: 'RECOMMENDED' };
    const writer = asking(on, 'reporter-gm0363');
    const { proposal } = await submit(writer, { ...said, onBehalfOfId: amsterdam, draft: true });
    expect((await step(asking(on, mover), proposal.id, 'SUBMITTED')).errors).toEqual([]);
    await put(true);
    await appoint(on.sql, mover, vng, 'SECRETARY');
    const refused = async (persona: string) =>
      (await recordDecision(asking(on, persona), adopted(proposal))).errors.map(({ message }: any) => message);
    expect(await refused(mover)).toEqual([
      expect.stringMatching(/^Whoever submitted a proposal does not decide on it/),
    ]);
    expect(await refused('secretary')).toEqual(['It is in SUBMITTED: it is decided on in DECISION.']);
  });
});
