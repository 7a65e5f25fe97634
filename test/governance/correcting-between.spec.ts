import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, phase } from '../support/builders.js';
import { asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { adopted, adoptedByBoard, decide, eventsOf, recordDecision } from './decisions.js';
import { aCandidate, aProposal, dayAfter } from './proposals.js';

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

describe('Of the life of a version', () => {
  const stageOn = async (day: number, standardId: string) => {
    const { standard } = await asking(on)(
      `{ standard(by: { id: "${standardId}" }, asOf: "${dayAfter(day)}") { bindingLevel version(label: "2.0") { lifecycle } } }`,
    );
    return [standard.version.lifecycle, standard.bindingLevel];
  };

  test('a stage by a decision that was corrected does not come back with the next correction', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const versionId = await aCandidate(on.sql, standardId);
    await phase(on.sql, versionId, 'IN_DEVELOPMENT', '2026-01-01');
    const about = { state: 'DECISION', standardId, versionId } as const;
    const begun = await aProposal(on, { ...about, kind: 'NEW_VERSION', aimedLevel: 'RECOMMENDED' });
    const use = await decide(on, adopted(begun));
    const ended = await aProposal(on, { ...about, kind: 'PHASE_OUT', endOfSupportOn: dayAfter(10) });
    const end = await decide(on, adopted(ended));
    expect([await stageOn(9, standardId), await stageOn(10, standardId)]).toEqual([
      ['IN_USE', 'RECOMMENDED'],
      ['END_OF_SUPPORT', null],
    ]);
    await decide(on, adopted(begun, rejecting(use.decision)));
    await decide(on, adopted(ended, rejecting(end.decision)));
    for (const day of [0, 9, 10]) expect(await stageOn(day, standardId)).toEqual(['IN_DEVELOPMENT', null]);
  });

  test('it may be adopted and rejected to and fro', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const versionId = await aCandidate(on.sql, standardId);
    const made = await aProposal(on, {
      ...{ state: 'DECISION', kind: 'NEW_VERSION', standardId, versionId, aimedLevel: 'RECOMMENDED' },
    });
    let { decision } = await decide(on, adopted(made));
    for (const day of [1, 2]) {
      ({ decision } = await decide(on, adopted(made, rejecting(decision))));
      expect(await stageOn(day, standardId)).toEqual(['CANDIDATE', null]);
      const anew = { correctsId: decision.id, reason: 'Toch wel.', effectiveFrom: dayAfter(day) };
      ({ decision } = await decide(on, adopted(made, anew)));
      expect(await stageOn(day - 1, standardId)).toEqual(['CANDIDATE', null]);
      expect(await stageOn(day, standardId)).toEqual(['IN_USE', 'RECOMMENDED']);
    }
  });
});
