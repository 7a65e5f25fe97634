import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { aStandard } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProposal, dayAfter, TODAY } from './proposals.js';

const FORUM = ['FORUM-OPEN-PROCES', 'FORUM-TOEGEVOEGDE-WAARDE', 'FORUM-DRAAGVLAK', 'FORUM-BEVORDERT-ADOPTIE'];
let on: Register;
let ask: Asking;
beforeAll(async () => {
  on = await register();
  ask = asking(on);
});
const ours = (codes: string[]) => codes.filter((code) => !code.startsWith('TEST-'));
const codesFor = async (args: string) =>
  ours((await ask(`{ criteria${args} { code } }`)).criteria.map((each: any) => each.code));
const askedOf = async (id: string, moments = '') =>
  (await ask(`{ node(id: "${id}") { ... on Proposal { criteria${moments} { code } } } }`)).node.criteria.map(
    (each: any) => each.code,
  );

/** A criterion of our own, of documents only, so that nobody else is asked for it. */
async function aCriterion(askedUntil: string | null = null): Promise<string> {
  const code = `TEST-${newId('crt').slice(-10).toUpperCase()}`;
  await on.sql(
    `insert into criterion (id, code, position, title, question, is_mandatory, source, proposal_kinds, standard_kinds, asked_until, confidence)
     values ($1, $2, 99, 'Proef', 'Om te proberen?', false, 'Proef', '{NEW_STANDARD}', '{DOCUMENT_FORMAT}', $3, 'SEEN')`,
    [newId('crt'), code, askedUntil],
  );
  return code;
}

describe('The criteria on which proposals are judged', () => {
  test('are there for everyone, with whose they are and how sure that is', async () => {
    const fields = 'code title question(language: EN) mandatory source verified provenance proposalKinds standardKinds';
    const { criteria } = await ask(`{ criteria { ${fields} } }`);
    expect(criteria.find(({ code }: any) => code === 'FORUM-DRAAGVLAK')).toEqual({
      code: 'FORUM-DRAAGVLAK',
      title: 'Draagvlak',
      question: expect.stringMatching(/^Do municipalities and suppliers want this/),
      mandatory: true,
      source: 'Forum Standaardisatie, toetsingscriteria voor de lijsten met open standaarden',
      verified: false,
      provenance: expect.stringContaining('SIKB0101'),
      proposalKinds: ['NEW_STANDARD', 'NEW_VERSION', 'SCOPE_CHANGE', 'BINDING_CHANGE', 'PHASE_OUT'],
      standardKinds: [],
    });
    expect(criteria.find(({ code }: any) => code === 'VNG-SPECIFICATIE')).toMatchObject({
      ...{ mandatory: false, verified: true, standardKinds: ['INTERFACE'] },
    });
  });

  test('are the four of the Forum for any standard, and those of VNG beside them for an interface', async () => {
    expect(await codesFor('(kind: NEW_STANDARD, standardKind: SECURITY_NORM)')).toEqual(FORUM);
    const forInterface = await codesFor('(kind: NEW_STANDARD, standardKind: INTERFACE)');
    expect(forInterface.slice(0, 4)).toEqual(FORUM);
    expect(forInterface.slice(4).every((code) => code.startsWith('VNG-'))).toBe(true);
    expect(forInterface).toHaveLength(12);
    expect(await codesFor('(kind: PHASE_OUT)')).toEqual(['FORUM-TOEGEVOEGDE-WAARDE', 'FORUM-DRAAGVLAK']);
    expect(await codesFor('')).toHaveLength(12);
  });

  test('were not in the register before they came there', async () => {
    expect(await codesFor('(knownAt: "2020-01-01T00:00:00Z")')).toEqual([]);
  });
});

describe('On what a proposal is judged', () => {
  test('depends on its kind, and on the kind of its standard', async () => {
    const { id: norm } = await aStandard(on.sql, { kind: 'SECURITY_NORM' });
    const phaseOut = await aProposal(on, { kind: 'PHASE_OUT', standardId: norm });
    expect(await askedOf(phaseOut.id)).toEqual(['FORUM-TOEGEVOEGDE-WAARDE', 'FORUM-DRAAGVLAK']);
    const { id: standardId } = await aStandard(on.sql, { kind: 'INTERFACE' });
    const binding = await aProposal(on, { kind: 'BINDING_CHANGE', standardId });
    expect(await askedOf(binding.id)).toEqual([...FORUM, 'VNG-TOETSBAARHEID', 'VNG-BEHEER']);
  });

  test('is what any standard is judged on while it is not known which one it is', async () => {
    const unknown = await aProposal(on, { kind: 'NEW_STANDARD', standardId: null });
    expect(await askedOf(unknown.id)).toEqual(FORUM);
    const { id: standardId } = await aStandard(on.sql, { kind: 'INTERFACE' });
    await on.sql('update proposal set standard_id = $2 where id = $1', [unknown.id, standardId]);
    expect(await askedOf(unknown.id)).toHaveLength(12);
  });

  test('is no longer what was asked until a day', async () => {
    const { id: standardId } = await aStandard(on.sql, { kind: 'DOCUMENT_FORMAT' });
    const { id } = await aProposal(on, { kind: 'NEW_STANDARD', standardId });
    const [ended, ending] = [await aCriterion(TODAY), await aCriterion(dayAfter(1))];
    const asked = await askedOf(id);
    expect([asked.includes(ended), asked.includes(ending)]).toEqual([false, true]);
    const { criteria } = await ask(`{ criteria(asOf: "${dayAfter(1)}") { code } }`);
    expect(criteria.map(({ code }: any) => code)).not.toContain(ending);
  });

  test('is not what came into the register after it went on to the bodies that advise', async () => {
    const { id: standardId } = await aStandard(on.sql, { kind: 'DOCUMENT_FORMAT' });
    const advised = await aProposal(on, { kind: 'NEW_STANDARD', standardId, state: 'CVD_ADVICE' });
    const judged = await aProposal(on, { kind: 'NEW_STANDARD', standardId, state: 'IN_ASSESSMENT' });
    const code = await aCriterion(dayAfter(1));
    expect(await askedOf(advised.id)).not.toContain(code);
    expect(await askedOf(judged.id)).toContain(code);
  });
});
