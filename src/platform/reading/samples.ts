/** Arguments a declaration may meet: for each optional one a case with and a case without it, for each enum every value. */
import {
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

type Asked = readonly { readonly name: string; readonly type: GraphQLInputType; readonly defaultValue?: unknown }[];

/** @param depth how many more levels of input objects to fill in; an input may hold itself */
export function variantsOf(fields: Asked, depth = 4): Readonly<Record<string, unknown>>[] {
  if (depth === 0) return [{}];
  const base = Object.fromEntries(
    fields.flatMap(({ name, type, defaultValue }) =>
      defaultValue !== undefined
        ? [[name, defaultValue]]
        : isNonNullType(type)
          ? [[name, valuesOf(type, depth)[0]]]
          : [],
    ),
  );
  return [
    base,
    ...fields.flatMap(({ name, type }) => valuesOf(type, depth).map((value) => ({ ...base, [name]: value }))),
  ];
}

function valuesOf(type: GraphQLInputType, depth: number): unknown[] {
  const bare = getNullableType(type);
  if (isListType(bare)) return [valuesOf(bare.ofType, depth).slice(0, 1)];
  if (isEnumType(bare)) return bare.getValues().map(({ value }): unknown => value);
  if (isInputObjectType(bare)) {
    const fields = Object.values(bare.getFields());
    if (!bare.isOneOf) return variantsOf(fields, depth - 1);
    return fields.flatMap((field) => valuesOf(field.type, depth - 1).map((value) => ({ [field.name]: value })));
  }
  return bare.name === 'Boolean' ? [true, false] : ['x'];
}
