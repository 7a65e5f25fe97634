import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { aStandard, anAdoption } from '../support/builders.js';
import { placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { day, municipalityId, Reporter } from './reporting.js';

let on: Register;
let amsterdam: Reporter;
beforeAll(async () => {
  on = await register();
  amsterdam = await Reporter.of(on, 'reporter-gm0363');
});

/** What was said long ago, and not since. */
const longAgo = async (more: Record<string, unknown> = {}) => {
  const { id: standardId } = await aStandard(on.sql);
  const said = { status: 'APPLIED', valid_from: '2024-01-01', confirm_by: '2025-01-01', ...more };
  const { id } = await anAdoption(on.sql, { municipalityId: amsterdam.municipalityId, standardId, ...said });
  return { id, standardId };
};

test('What is not confirmed in time is stale from the day after', async () => {
  const { standardId } = await longAgo();
  const freshness = async (asOf: string) =>
    (await amsterdam.record(standardId, 'freshness', `asOf: "${asOf}"`)).freshness;
  expect(await freshness('2025-01-01')).toBe('CURRENT');
  expect(await freshness('2025-01-02')).toBe('STALE');
  expect(await freshness(day())).toBe('STALE');
});

describe('Confirming', () => {
  test('makes it current for a year, from the same day on and with the same words', async () => {
    const { id, standardId } = await longAgo({ reason: 'Sinds de livegang.' });
    const [confirmed] = await amsterdam.confirms(id);
    expect(confirmed).toMatchObject({
      ...{
        id,
        status: 'APPLIED',
        since: '2024-01-01',
        freshness: 'CURRENT',
        revision: 2,
        reason: 'Sinds de livegang.',
      },
      confirmBy: `${Number(day().slice(0, 4)) + 1}${day().slice(4)}`,
    });
    const { history } = await amsterdam.record(
      standardId,
      'history { nodes { from to validFrom recordedBy { name } } }',
    );
    expect(history.nodes).toEqual([
      { from: 'APPLIED', to: 'APPLIED', validFrom: '2024-01-01', recordedBy: { name: 'Amsterdam' } },
      { from: null, to: 'APPLIED', validFrom: '2024-01-01', recordedBy: null },
    ]);
  });

  test.each(['INHERITED', 'DERIVED'])('makes what is %s the word of the municipality', async (origin) => {
    const { id } = await longAgo({ origin });
    expect(await amsterdam.confirms(id)).toMatchObject([{ origin: 'REPORTED', status: 'APPLIED' }]);
    const { id: other } = await longAgo({ origin });
    const approver = await Reporter.of(on, 'approver-gm0363');
    expect(await approver.confirms(other)).toMatchObject([{ origin: 'APPROVED' }]);
  });

  test('leaves signed off what was signed off', async () => {
    const { id } = await longAgo({ origin: 'APPROVED' });
    expect(await amsterdam.confirms(id)).toMatchObject([{ origin: 'APPROVED', freshness: 'CURRENT' }]);
  });

  test('leaves alone what is known for a later day', async () => {
    const { id, standardId } = await longAgo();
    await amsterdam.reports({ standardId, status: 'PHASED_OUT', validFrom: day(30) });
    await amsterdam.confirms(id);
    expect(await amsterdam.record(standardId, 'status', `asOf: "${day(30)}"`)).toEqual({ status: 'PHASED_OUT' });
    expect(await amsterdam.record(standardId, 'status freshness')).toEqual({ status: 'APPLIED', freshness: 'CURRENT' });
  });

  test('does all, or nothing', async () => {
    const { id } = await longAgo();
    const { id: other } = await longAgo();
    const unknown = newId('adp');
    const { errors, adoptions } = await amsterdam.triesToConfirm(id, unknown, other, id);
    expect(adoptions).toBeNull();
    expect(placesOf(errors)).toEqual(['InvalidInputError input.adoptionIds.3', 'NotFoundError input.adoptionIds.1']);
    expect(await on.sql('select from adoption where id = any($1)', [[id, other]])).toHaveLength(2);
  });

  test('takes 1 to 100 records', async () => {
    expect(placesOf((await amsterdam.triesToConfirm()).errors)).toEqual(['InvalidInputError input.adoptionIds']);
    const many = Array.from({ length: 101 }, () => newId('adp'));
    expect(placesOf((await amsterdam.triesToConfirm(...many)).errors)).toEqual(['InvalidInputError input.adoptionIds']);
  });

  test('is not for the records of another municipality: they are not there', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const utrecht = await municipalityId(on.sql, 'GM0344');
    const { id } = await anAdoption(on.sql, { municipalityId: utrecht, standardId });
    const [foreign, none] = [await amsterdam.triesToConfirm(id), await amsterdam.triesToConfirm(newId('adp'))];
    expect(placesOf(foreign.errors)).toEqual(['NotFoundError input.adoptionIds.0']);
    expect(foreign).toEqual(none);
  });
});
