import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, getNamedType, type GraphQLObjectType, isScalarType, isEnumType } from 'graphql';
import { projectRoot } from '../../src/platform/config/project-root.js';
import { signIn } from '../support/actors.js';
import { type Register, register } from '../support/register.js';
import { type Persona, PERSONAS, type Place, PLACES, type Scene, WRITES } from './access-rules.js';

const schema = buildSchema(readFileSync(join(projectRoot, 'schema.graphql'), 'utf8'));
const mutations = Object.values(schema.getMutationType()!.getFields());

let on: Register;
beforeAll(async () => {
  on = await register();
  await signIn('registrar'); // the trial has begun, so every persona has its role
});

/** The organisation of a persona and its role there, or another organisation of the same kind and a role that fits it. */
async function sceneOf(persona: Persona, place: Place): Promise<Scene> {
  const [held] = await on.sql<{ id: string; role: string; kind: string }>(
    `select o.id, m.role, o.kind from membership m join organisation o on o.id = m.organisation_id
     where m.subject = $1 and m.known_to = 'infinity' order by m.row_id limit 1`,
    [persona],
  );
  if (!held) throw new Error(`${persona} has no role.`);
  const { id, role, kind } = held;
  if (place === 'own') return { sql: on.sql, organisationId: id, role };
  // A registrar gives every role there is; he tries one that is not his own to give by delegation.
  const foreignKind = persona === 'registrar' ? 'SUPPLIER' : kind;
  const [foreign] = await on.sql<{ id: string }>(
    `select id from organisation where kind = $1 and id <> $2 order by (slug = 'gm0344') desc, slug limit 1`,
    [foreignKind, id],
  );
  // There may be but one partnership; then any organisation is as foreign as another.
  const [any] = await on.sql<{ id: string }>(`select id from organisation where slug = 'gm0344'`);
  return {
    sql: on.sql,
    organisationId: foreign?.id ?? any!.id,
    role: persona === 'registrar' ? 'SUPPLIER_EDITOR' : role,
  };
}

interface Outcome {
  /** DONE, REFUSED by the domain, or the code of the error. */
  readonly told: string;
  readonly events: readonly { body: string }[];
  readonly text: string;
}

async function attempt(field: string, persona: Persona | 'anonymous', scene: Scene): Promise<Outcome> {
  const input = await WRITES[field]!.input(scene);
  const requestId = randomUUID();
  const signedIn = persona === 'anonymous' ? { headers: {} } : await signIn(persona);
  const inputType = mutations.find(({ name }) => name === field)!.args.find(({ name }) => name === 'input')!.type;
  const answer = await on.graphql(
    `mutation ($input: ${String(inputType)}!) { done: ${field}(input: $input) { errors { __typename message } } }`.replace(
      '!!',
      '!',
    ),
    { input },
    { headers: { ...signedIn.headers, 'x-request-id': requestId } },
  );
  const events = await on.sql<{ body: string }>('select body from audit_event where request_id = $1', [requestId]);
  const [error] = answer.body.errors ?? [];
  const told = error?.extensions.code ?? (answer.body.data.done.errors.length > 0 ? 'REFUSED' : 'DONE');
  return { told, events, text: answer.text };
}

test('Every mutation has its row, and every row its mutation', () => {
  expect(mutations.map(({ name }) => name).sort()).toEqual(Object.keys(WRITES).sort());
});

describe.each(Object.keys(WRITES).sort())('%s', (field) => {
  const { access, done } = WRITES[field]!;

  test('is not for who has not signed in', async () => {
    const { told, events, text } = await attempt(field, 'anonymous', await sceneOf('registrar', 'own'));
    expect({ told, text }).toEqual({ told: 'UNAUTHENTICATED', text });
    expect(events).toEqual([]);
  });

  test.each(PERSONAS.flatMap((persona) => PLACES.map((place) => [persona, place] as const)))(
    'by %s, for an organisation that is %s',
    async (persona, place) => {
      const scene = await sceneOf(persona, place);
      const [{ role } = { role: '' }] = await on.sql<{ role: string }>(
        `select role from membership where subject = $1 and known_to = 'infinity' order by row_id limit 1`,
        [persona],
      );
      const comesThrough = access === 'signed in' || access.includes(role);
      const expected = done[persona]?.includes(place) ? 'DONE' : comesThrough ? 'REFUSED' : 'FORBIDDEN';
      const { told, events, text } = await attempt(field, persona, scene);
      expect({ told, text }).toEqual({ told: expected, text });
      const isKept = told === 'DONE' && field !== 'mergeMunicipalities'; // which is tried only
      expect(events.length > 0).toBe(isKept);
      for (const { body } of events) {
        expect(JSON.parse(body)).toMatchObject({ action: field, actor: { subject: persona } });
      }
    },
  );
});

test('The payload of every mutation can be empty, and tells its errors', () => {
  for (const { type } of mutations) {
    const payload = getNamedType(type) as GraphQLObjectType;
    const { errors, ...objects } = payload.getFields();
    expect(String(errors?.type)).toBe('[UserError!]!');
    for (const { name, type: inner } of Object.values(objects)) {
      const isPlain = isScalarType(getNamedType(inner)) || isEnumType(getNamedType(inner));
      expect([payload.name, name, isPlain || !String(inner).endsWith('!')]).toEqual([payload.name, name, true]);
    }
  }
});
