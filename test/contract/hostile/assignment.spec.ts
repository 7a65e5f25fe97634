import { beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, type GraphQLInputObjectType, isInputObjectType } from 'graphql';
import { type Attackers, attackers } from './attackers.js';
import { askings, variablesFor } from './requests.js';
import { attackedAlone, refused } from './watch.js';

const on = attackedAlone();
let who: Attackers;
beforeAll(async () => void (who = await attackers(on())));

/** What the register decides itself: no input of a change may hold it, whatever else it holds. */
const OURS = [
  'revision',
  'confidence',
  'verified',
  'isVerified',
  'registeredAt',
  'announcedAt',
  'recordedAt',
  'changedAt',
  'occurredAt',
  'knownFrom',
  'knownTo',
  'eventId',
  'rowId',
  'actor',
  'grantedBy',
  'requestId',
  'isRegistrar',
  'position',
  'lifecycleOverride',
];
/** Names that the code or the database has, and that some inputs lack. */
const FOREIGN = [
  ...OURS,
  'id',
  'standard_id',
  'organisationIds',
  'roles',
  'xid',
  'hash',
  '__typename',
  '__proto__',
  'constructor',
  'toString',
];

const mutations = askings().filter(({ isMutation }) => isMutation);
const inputsOf = (type: GraphQLInputObjectType, seen = new Set<GraphQLInputObjectType>()): GraphQLInputObjectType[] => {
  if (seen.has(type)) return [];
  seen.add(type);
  const inner = Object.values(type.getFields()).map((field) => getNamedType(field.type));
  return [type, ...inner.filter(isInputObjectType).flatMap((each) => inputsOf(each, seen))];
};
const inputs = [
  ...new Set(mutations.flatMap(({ args }) => args.map(({ type }) => getNamedType(type)).filter(isInputObjectType))),
];

describe('What the register decides itself cannot be sent', () => {
  test('since no input of a change has a field for it', () => {
    const reached = new Set(inputs.flatMap((input) => inputsOf(input)));
    const found = [...reached].flatMap((input) =>
      Object.keys(input.getFields())
        .filter((name) => OURS.includes(name))
        .map((name) => `${input.name}.${name}`),
    );
    // The position of a body on a proposal is no place in a list.
    expect(found).toEqual(['RecordAdviceInput.position']);
    expect(reached.size).toBeGreaterThan(3);
  });

  test('nor for the id of what it makes', () => {
    const made = inputs.filter(({ name }) => /^(Register|Draft|Grant|Add)/.test(name));
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((input) => 'id' in input.getFields()).map(({ name }) => name)).toEqual([]);
  });
});

describe('A field the input does not have is refused by the contract, and nothing is changed', () => {
  test.each(mutations.map((asking) => [asking.name, asking] as const))('%s', async (_, asking) => {
    const headers = await who.whoMay(asking);
    const written = async () => (await on().sql('select count(*)::int as n from audit_event'))[0]!['n'];
    const before = await written();
    const usual = variablesFor(asking, who.known) as { input: Record<string, unknown> };
    const type = getNamedType(asking.args.find(({ name }) => name === 'input')!.type) as GraphQLInputObjectType;
    for (const name of FOREIGN.filter((each) => !Object.hasOwn(type.getFields(), each))) {
      // Written as text, since a literal __proto__ would be no field of its own.
      const input = JSON.stringify(usual.input).replace(
        /\}$/,
        `${Object.keys(usual.input).length > 0 ? ',' : ''}${JSON.stringify(name)}:"1"}`,
      );
      const answer = await on().graphql(asking.document, { input: JSON.parse(input) as unknown }, { headers });
      refused(answer, 'BAD_USER_INPUT');
      expect([name, answer.body.errors!.some(({ message }) => message.includes(name))]).toEqual([name, true]);
      const literal = `mutation { ${asking.name.split('.')[1]}(input: { ${name}: "1" }) { __typename } }`;
      refused(await on().graphql(literal, {}, { headers }), 'GRAPHQL_VALIDATION_FAILED');
    }
    expect(await written()).toBe(before);
  });
});
