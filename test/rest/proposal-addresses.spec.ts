import { beforeAll, describe, expect, test } from '@jest/globals';
import { anAdvice, anAnswer, aProposal, aReaction, dayAfter } from '../governance/proposals.js';
import { type Register, register } from '../support/register.js';

let on: Register;
beforeAll(async () => void (on = await register()));

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${on.url}${path}`, { headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

describe('The address of a proposal', () => {
  test('gives what everyone may know of it: the way it went, verdicts, reactions with answers, and advice', async () => {
    const made = await aProposal(on, { state: 'DECISION', title: 'Zaken verplicht' });
    await anAnswer(on.sql, await aReaction(on.sql, made.id));
    await anAdvice(on.sql, made.id, 'TASKFORCE', dayAfter(-2));
    const { status, body } = await get(`/id/proposals/${made.number}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      type: 'Proposal',
      id: made.id,
      number: made.number,
      title: 'Zaken verplicht',
      state: 'DECISION',
    });
    expect(body.history.at(-1)).toMatchObject({ from: 'CVD_ADVICE', to: 'DECISION' });
    expect(body.assessments.length).toBeGreaterThan(0);
    expect(body.consultations[0].reactions).toMatchObject([
      { organisation: 'Op persoonlijke titel', answer: 'Jazeker.' },
    ]);
    expect(body.advice.map((each: any) => each.body).sort()).toEqual(['CVD', 'TASKFORCE']);
    expect(JSON.stringify(body)).not.toContain('reporter-');
  });

  test('is answered with 304 to who has it, and answers for the moment asked', async () => {
    const { number } = await aProposal(on, { state: 'SUBMITTED' });
    const { headers } = await get(`/id/proposals/${number}`);
    expect((await get(`/id/proposals/${number}`, { 'if-none-match': headers.get('etag')! })).status).toBe(304);
    expect((await get(`/id/proposals/${number}?knownAt=2020-01-01T00:00:00Z`)).status).toBe(404);
  });

  test('is there from its first submission on: a draft has none', async () => {
    const { id, number } = await aProposal(on, { state: 'DRAFT', title: 'Nog geheim' });
    expect(number).toBe(0);
    for (const name of ['0', '-1', id, '1e1', '00', '99999999999']) {
      expect([name, (await get(`/id/proposals/${name}`)).status]).toEqual([name, 404]);
    }
  });
});
