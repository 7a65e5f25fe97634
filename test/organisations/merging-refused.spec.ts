import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking, placesOf } from '../support/persona.js';
import { signIn } from '../support/actors.js';
import { type OwnRegister, startService } from '../support/register.js';
import { begins, goes, merge } from './mergers.js';

let on: OwnRegister;
let registrar: Asking;
beforeAll(async () => {
  on = await startService();
  registrar = asking(on, 'registrar');
});
afterAll(() => on?.stop());

const ENDS = 'input.predecessors.0.municipality';
const INTO = 'input.predecessors.0.into';

describe('No merger', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['of a municipality that does not exist', { predecessors: [goes('GM9998', 'GM0344')] }, [`NotFoundError ${ENDS}`]],
    ['of one that ended', { predecessors: [goes('GM0788', 'GM0344')] }, [`ConflictError ${ENDS}`]],
    [
      'of one that had yet to begin',
      { on: '2020-01-01', predecessors: [goes('GM1992', 'GM0344')] },
      [`InvalidInputError ${ENDS}`],
    ],
    [
      'on the very day on which one begins',
      { on: '2023-01-01', predecessors: [goes('GM1992', 'GM0344')] },
      [`InvalidInputError ${ENDS}`],
    ],
    [
      'before something else went into it',
      { on: '2022-03-24', predecessors: [goes('GM0363', 'GM0344')] },
      [`ConflictError ${ENDS}`],
    ],
    ['with itself', { predecessors: [goes('GM0344', 'GM0344')] }, [`InvalidInputError ${INTO}.0`]],
    [
      'into one that ends on the day itself',
      { predecessors: [goes('GM0363', 'GM0344'), goes('GM0344', 'GM0307')] },
      [`InvalidInputError ${INTO}.0`],
    ],
    ['into one that ended', { predecessors: [goes('GM0363', 'GM0788')] }, [`ConflictError ${INTO}.0`]],
    [
      'into one that has yet to begin',
      { on: '2022-06-01', predecessors: [goes('GM0344', 'GM1992')] },
      [`InvalidInputError ${INTO}.0`],
    ],
    ['into one that does not exist', { predecessors: [goes('GM0363', 'GM9998')] }, [`NotFoundError ${INTO}.0`]],
    ['into one twice', { predecessors: [goes('GM0363', 'GM0344', 'GM0344')] }, [`InvalidInputError ${INTO}.1`]],
    ['into nothing', { predecessors: [goes('GM0363')] }, [`InvalidInputError ${INTO}`]],
    ['of nothing', { predecessors: [] }, ['InvalidInputError input.predecessors']],
    [
      'of one municipality twice',
      { predecessors: [goes('GM0363', 'GM0344'), goes('GM0363', 'GM0307')] },
      ['InvalidInputError input.predecessors.1.municipality'],
    ],
    [
      'under a code that is in use',
      { predecessors: [goes('GM0363', 'GM0344')], newMunicipalities: [begins('GM0344', 'Nieuw')] },
      ['ConflictError input.newMunicipalities.0.code'],
    ],
    [
      'under a code that was in use once',
      { predecessors: [goes('GM0363', 'GM0788')], newMunicipalities: [begins('GM0788', 'Haaren weer')] },
      ['ConflictError input.newMunicipalities.0.code'],
    ],
    [
      'with a new municipality into which nothing goes',
      { predecessors: [goes('GM0363', 'GM0344')], newMunicipalities: [begins('GM2001', 'Leeg')] },
      ['InvalidInputError input.newMunicipalities.0'],
    ],
    [
      'with one code for two new municipalities',
      {
        predecessors: [goes('GM0363', 'GM2001')],
        newMunicipalities: [begins('GM2001', 'Een'), begins('GM2001', 'Twee')],
      },
      ['InvalidInputError input.newMunicipalities.1.code'],
    ],
    [
      'without a decision that was named',
      { predecessors: [goes('GM0363', 'GM0344')], decisionId: 'dec_00000000000000000000000000' },
      ['NotFoundError input.decisionId'],
    ],
    ['without a reason', { predecessors: [goes('GM0363', 'GM0344')], reason: '' }, ['InvalidInputError input.reason']],
    ['in another age', { on: '2500-01-01', predecessors: [goes('GM0363', 'GM0344')] }, ['InvalidInputError input.on']],
  ])('%s', async (_, input, places) => {
    const answer = await merge(registrar, { on: '2027-01-01', reason: 'Kan niet', ...input });
    expect(placesOf(answer.errors)).toEqual(places);
    expect(answer).toMatchObject({ predecessors: null, successors: null, on: null });
  });

  test('is left half done, and everything that is wrong with it comes back at once', async () => {
    const { errors } = await merge(registrar, {
      on: '2027-01-01',
      predecessors: [goes('GM0310', 'GM2001'), goes('GM0788', 'GM2001'), goes('GM0363', 'GM0363')],
      newMunicipalities: [begins('GM2001', 'Half'), begins('XX', ' ')],
      reason: ' ',
    });
    expect(placesOf(errors)).toEqual([
      'ConflictError input.predecessors.1.municipality',
      'InvalidInputError input.newMunicipalities.1',
      'InvalidInputError input.newMunicipalities.1.code',
      'InvalidInputError input.newMunicipalities.1.name',
      'InvalidInputError input.predecessors.2.into.0',
      'InvalidInputError input.reason',
    ]);
    const [held] = await on.sql(
      `select (select count(*)::int from municipality where code = 'GM2001') as begun,
        (select count(*)::int from audit_event where action = 'mergeMunicipalities') as events`,
    );
    expect(held).toEqual({ begun: 0, events: 0 });
  });

  test.each(['secretary', 'assessor', 'auditor', 'partnership', 'approver-gm0363', 'supplier-a'])(
    'is for %s',
    async (persona) => {
      const document = `mutation { mergeMunicipalities(input: { on: "2027-01-01", reason: "x", predecessors: [] }) { errors { message } } }`;
      const { body } = await on.graphql(document, {}, await signIn(persona, on));
      expect(body.errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    },
  );
});
