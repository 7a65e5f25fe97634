import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
  print,
  type TypeDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import { projectRoot } from '../../src/platform/config/project-root.js';
import { register } from '../support/register.js';

const read = (...path: string[]): string => readFileSync(join(projectRoot, ...path), 'utf8');
const contract = read('schema.graphql');

const typesIn = (document: DocumentNode): Map<string, TypeDefinitionNode> =>
  new Map(
    document.definitions.flatMap((each) =>
      'name' in each && each.name ? [[each.name.value, each as TypeDefinitionNode]] : [],
    ),
  );

interface Described {
  place: string;
  description: string | undefined;
}

/** Every type, field, argument, input field and enum value, with what is said of it. */
function described(type: TypeDefinitionNode): Described[] {
  const at = (place: string, { description }: { description?: { value: string } | undefined }): Described => ({
    place,
    description: description?.value,
  });
  const name = type.name.value;
  const members = 'fields' in type ? (type.fields ?? []) : 'values' in type ? (type.values ?? []) : [];
  return [
    at(name, type),
    ...members.flatMap((member) => {
      const place = `${name}.${member.name.value}`;
      const args = 'arguments' in member ? (member.arguments ?? []) : [];
      return [at(place, member), ...args.map((arg) => at(`${place}(${arg.name.value}:)`, arg))];
    }),
  ];
}

describe('The contract', () => {
  test('that is committed is the one that is served', async () => {
    const { url } = await register();
    expect(await (await fetch(`${url}/schema.graphql`)).text()).toBe(contract);
  });

  test('describes every type, field, argument, input field and enum value', () => {
    const all = [...typesIn(parse(contract)).values()].flatMap(described);
    expect(all.length).toBeGreaterThan(400);
    expect(all.filter(({ description }) => !description?.trim()).map(({ place }) => place)).toEqual([]);
  });

  test('gives the Dutch term with every type and field', () => {
    const places = [...typesIn(parse(contract)).values()].flatMap(described);
    const without = places.filter(({ description }) => !/\([^)]+\)\s*$/.test(description ?? ''));
    // A province has no other name than its own.
    expect(without.map(({ place }) => place).filter((place) => !place.startsWith('Province.'))).toEqual([]);
  });

  test('holds no type that nothing leads to', () => {
    const types = typesIn(parse(contract));
    const namesIn = (name: string): string[] => {
      const type = types.get(name);
      const implementing = [...types.values()].filter(
        (each) => 'interfaces' in each && each.interfaces?.some((one) => one.name.value === name),
      );
      // Whatever a printed type mentions outside its descriptions.
      const mentioned = type
        ? print(type)
            .replaceAll(/"[^"]*"/g, '')
            .match(/[A-Z]\w+/g)
        : [];
      return [...(mentioned ?? []), ...implementing.map((each) => each.name.value)];
    };
    const reached = new Set(['Query', 'Mutation']);
    for (const name of reached) for (const next of namesIn(name)) reached.add(next);
    expect([...types.keys()].filter((name) => !reached.has(name))).toEqual([]);
  });
});

/** An argument or input field as others rely on it: its type, and the value it has when left out. */
const shape = ({ type, defaultValue }: InputValueDefinitionNode): string =>
  `${print(type)}${defaultValue ? ` = ${JSON.stringify(valueFromASTUntyped(defaultValue))}` : ''}`;

function pinnedIn(type: TypeDefinitionNode): Map<string, string> {
  const pins = new Map<string, string>([['(sort)', type.kind]]);
  if ('fields' in type) {
    for (const field of (type.fields ?? []) as (FieldDefinitionNode | InputValueDefinitionNode)[]) {
      const place = field.name.value;
      pins.set(place, field.kind === Kind.INPUT_VALUE_DEFINITION ? shape(field) : print(field.type));
      if (field.kind === Kind.FIELD_DEFINITION)
        for (const arg of field.arguments ?? []) pins.set(`${place}(${arg.name.value}:)`, shape(arg));
    }
  }
  if ('values' in type) for (const { name } of type.values ?? []) pins.set(name.value, 'enum value');
  if ('interfaces' in type) for (const { name } of type.interfaces ?? []) pins.set(`implements ${name.value}`, 'yes');
  if (type.kind === Kind.UNION_TYPE_DEFINITION)
    for (const { name } of type.types ?? []) pins.set(`or ${name.value}`, 'yes');
  for (const directive of type.directives ?? []) pins.set(print(directive), 'yes');
  return pins;
}

describe('What others rely on keeps its name and its type', () => {
  const ours = typesIn(parse(contract));
  const pinned = [...typesIn(parse(read('test', 'contract', 'pinned.graphql')))];

  test.each(pinned)('%s', (name, pin) => {
    const own = ours.get(name);
    const found = own ? pinnedIn(own) : new Map<string, string>();
    const differing = [...pinnedIn(pin)].filter(([place, type]) => found.get(place) !== type);
    expect(
      differing.map(([place, type]) => `${name}.${place}: ${type}, found ${found.get(place) ?? 'nothing'}`),
    ).toEqual([]);
  });
});
