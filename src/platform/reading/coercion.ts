/** What graphql-js makes of variables and arguments, with all that no request can change worked out once. */
import {
  coerceInputValue,
  type FieldNode,
  getArgumentValues,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isLeafType,
  isNonNullType,
  Kind,
  typeFromAST,
  type ValueNode,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';

export type Values = Readonly<Record<string, unknown>>;

/** One variable of an operation. */
export interface Variable {
  readonly name: string;
  readonly isRequired: boolean;
  /** What it is when it is left out; undefined when it then has no value. */
  readonly otherwise: unknown;
  /** Never given null; throws for what is not of the type. */
  readonly coerce: (value: unknown) => unknown;
}

/** @throws when there is no such type to give a value of, which validation has told before. */
export function variableOf(
  schema: GraphQLSchema,
  { variable, type: written, defaultValue }: VariableDefinitionNode,
): Variable {
  const type = typeFromAST(schema, written);
  const name = variable.name.value;
  if (!isInputType(type)) throw new Error(`The variable ${name} has no type of a value.`);
  const bare = getNullableType(type);
  return {
    name,
    isRequired: isNonNullType(type),
    otherwise: defaultValue && valueFromAST(defaultValue, type),
    // A plain value is looked at by its own type, without a walk that could lead into lists and objects.
    coerce: isLeafType(bare) ? (value) => valid(bare.parseValue(value)) : (value) => coerceInputValue(value, bare),
  };
}

function valid(value: unknown): unknown {
  if (value === undefined) throw new TypeError('This is no value of the type.');
  return value;
}

/** The variables as graphql-js coerces them; undefined when it would refuse them. */
export function coerced(variables: readonly Variable[], given: Values): Values | undefined {
  const values: Record<string, unknown> = {};
  for (const { name, isRequired, otherwise, coerce } of variables) {
    const isGiven = Object.hasOwn(given, name);
    const value = isGiven ? (given[name] ?? null) : otherwise;
    if (value == null && isRequired) return undefined;
    if (value === undefined) continue;
    try {
      put(values, name, isGiven && value !== null ? coerce(value) : value);
    } catch {
      return undefined;
    }
  }
  return values;
}

/** Callers choose the names of variables, and to assign to this one would not make a property. */
function put(values: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(values, name, { value, enumerable: true });
  else values[name] = value;
}

/** What a piece of a document stands for, given the variables; undefined where nothing is given. */
type Evaluate = (variables: Values) => unknown;
/** In place of a value that graphql-js would refuse. */
const INVALID = Symbol('invalid');

/** The arguments of a field, by the variables; throws what graphql-js throws. */
export function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): (variables: Values) => Values {
  const evaluate = membersOf(field.args, node.arguments ?? []);
  return (variables) => evaluate(variables) ?? getArgumentValues(field, node, variables);
}

interface Slot {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly defaultValue?: unknown;
}
type Given = readonly { readonly name: { readonly value: string }; readonly value: ValueNode }[];

/** Arguments, or the fields of an input object; undefined when one of them is invalid. */
function membersOf(slots: readonly Slot[], given: Given): (variables: Values) => Values | undefined {
  const nodes = new Map(given.map(({ name, value }) => [name.value, value]));
  const members = slots.map((slot) => ({ name: slot.name, evaluate: slotOf(slot, nodes.get(slot.name)) }));
  return (variables) => {
    const values: Record<string, unknown> = {};
    for (const { name, evaluate } of members) {
      const value = evaluate(variables);
      if (value === INVALID) return undefined;
      if (value !== undefined) values[name] = value;
    }
    return values;
  };
}

function slotOf({ type, defaultValue }: Slot, node: ValueNode | undefined): Evaluate {
  const isRequired = isNonNullType(type);
  const otherwise = defaultValue === undefined && isRequired ? INVALID : defaultValue;
  if (node === undefined) return () => otherwise;
  if (node.kind !== Kind.VARIABLE) return valueOf(node, type);
  const name = node.name.value;
  return (variables) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) return otherwise;
    return value === null && isRequired ? INVALID : value;
  };
}

function valueOf(node: ValueNode, type: GraphQLInputType): Evaluate {
  if (!hasVariable(node)) {
    const value = orInvalid(valueFromAST(node, type));
    return () => value;
  }
  const bare = getNullableType(type);
  if (node.kind !== Kind.OBJECT || !isInputObjectType(bare)) {
    return (variables) => orInvalid(valueFromAST(node, type, variables));
  }
  const evaluate = membersOf(Object.values(bare.getFields()), node.fields);
  if (!bare.isOneOf) return (variables) => orInvalid(evaluate(variables));
  return (variables) => oneOf(evaluate(variables)) ?? INVALID;
}

const orInvalid = (value: unknown): unknown => (value === undefined ? INVALID : value);

function oneOf(values: Values | undefined): Values | undefined {
  const [only, ...more] = Object.values(values ?? {});
  return only == null || more.length > 0 ? undefined : values;
}

export const hasVariable = (node: ValueNode): boolean => {
  if (node.kind === Kind.LIST) return node.values.some(hasVariable);
  if (node.kind === Kind.OBJECT) return node.fields.some(({ value }) => hasVariable(value));
  return node.kind === Kind.VARIABLE;
};
