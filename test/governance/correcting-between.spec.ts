import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard } from '../support/builders.js';
import { asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { adopted, adoptedByBoard, decide, eventsOf, recordDecision } from './decisions.js';
import { aProposal, dayAfter } from './proposals.js';

let on: Register;
beforeAll(async () => {
  on = await register();
});
const heldOn = async (day: number, standardId: string | null) =>
  (
    await asking(on)(
      `{ standard(by: { id: "${standardId}" }, asOf: "${dayAfter(day)}") { functionalScope organisationalScope bindingLevel obligations { level decision { slug } } } }`,
    )
  ).standard;
const rejecting = (decision: { id: string }) => ({
  ...{ outcome: 'REJECTED', correctsId: decision.id, reason: 'Het was anders.' },
});
const scopeChange = (standardId: string, functionalScope: string | null, organisationalScope: string | null) =>
  aProposal(on, { state: 'DECISION', kind: 'SCOPE_CHANGE', standardId, functionalScope, organisationalScope });

describe('When one of several decisions on a standard is corrected', () => {
  test('nothing is held again of one that was corrected before', async () => {
    const first = await aProposal(on, { state: 'DECISION' });
    const { standardId } = first;
    const wrong = await decide(on, adopted(first));
    const second = await aProposal(on, { state: 'DECISION', standardId });
    const later = await decide(on, adopted(second, { effectiveFrom: dayAfter(5) }));
    await decide(on, adopted(first, rejecting(wrong.decision)));
    expect(await heldOn(0, standardId)).toMatchObject({ bindingLevel: null, obligations: [] });
    await decide(on, adopted(second, rejecting(later.decision)));
    expect(await heldOn(6, standardId)).toMatchObject({ bindingLevel: null, obligations: [] });
  });

  test('one that had to stop for it goes on', async () => {
    const first = await aProposal(on, { state: 'DECISION' });
    const { standardId } = first;
    const wrong = await decide(on, adopted(first, { effectiveFrom: dayAfter(10) }));
    const second = await aProposal(on, { state: 'DECISION', standardId });
    const { decision } = await decide(on, adopted(second, { effectiveFrom: dayAfter(5) }));
    await decide(on, adopted(first, rejecting(wrong.decision)));
    for (const day of [5, 9, 10, 400]) {
      const { obligations } = await heldOn(day, standardId);
      expect({ day, obligations }).toEqual({
        day,
        obligations: [{ level: 'RECOMMENDED', decision: { slug: decision.slug } }],
      });
    }
  });

  test('the directorate does not lift by it what the board decided since', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const wrong = await decide(on, adopted(made, { outcome: 'REJECTED' }));
    const since = await aProposal(on, {
      ...{ state: 'DECISION', aimedLevel: 'MANDATORY', standardId: made.standardId },
    });
    await decide(on, adoptedByBoard(since, { effectiveFrom: dayAfter(3) }));
    const correction = { correctsId: wrong.decision.id, reason: 'Het was anders.' };
    const { errors } = await recordDecision(
      asking(on, 'secretary'),
      adopted(made, { ...correction, effectiveFrom: dayAfter(3) }),
    );
    expect(errors).toMatchObject([
      { missing: ['a proposal of its own, since from that day the VNG_BOARD decides on MANDATORY'] },
    ]);
    await decide(on, adopted(made, correction));
    expect([(await heldOn(2, made.standardId)).bindingLevel, (await heldOn(3, made.standardId)).bindingLevel]).toEqual([
      'RECOMMENDED',
      'MANDATORY',
    ]);
  });
});

describe('Of the scope of a standard', () => {
  test('what is planned of one part keeps what is decided of the other', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const planned = await scopeChange(standardId, null, 'Gemeenten.');
    const later = await decide(on, adopted(planned, { effectiveFrom: dayAfter(5) }));
    await decide(on, adopted(await scopeChange(standardId, 'Zaken.', null)));
    expect(await heldOn(4, standardId)).toMatchObject({ functionalScope: 'Zaken.', organisationalScope: null });
    expect(await heldOn(5, standardId)).toMatchObject({ functionalScope: 'Zaken.', organisationalScope: 'Gemeenten.' });
    const events = await eventsOf(on.sql, standardId);
    expect(events.map(({ changes }) => changes.map(({ field }: any) => field))).toContainEqual(['scopes']);
    await decide(on, adopted(planned, rejecting(later.decision)));
    expect(await heldOn(5, standardId)).toMatchObject({ functionalScope: 'Zaken.', organisationalScope: null });
  });

  test('what one decision took over of another goes when that is corrected', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const wrong = await scopeChange(standardId, null, 'Gemeenten.');
    const { decision } = await decide(on, adopted(wrong));
    await decide(on, adopted(await scopeChange(standardId, 'Zaken.', null)));
    expect(await heldOn(1, standardId)).toMatchObject({ functionalScope: 'Zaken.', organisationalScope: 'Gemeenten.' });
    await decide(on, adopted(wrong, rejecting(decision)));
    expect(await heldOn(1, standardId)).toMatchObject({ functionalScope: 'Zaken.', organisationalScope: null });
  });
});
