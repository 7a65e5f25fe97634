import { expect } from '@jest/globals';
import { signIn } from './actors.js';
import { type Register } from './register.js';

/** What someone asks: answers the data, and fails on anything but a complete answer. */
export type Asking = (document: string, variables?: Record<string, unknown>) => Promise<any>;

/** Asks as a persona of the trial, or as nobody in particular. */
export const asking =
  (on: Register, persona?: string): Asking =>
  async (document, variables) => {
    const { body } = await on.graphql(document, variables, persona === undefined ? {} : await signIn(persona, on));
    expect(body.errors).toBeUndefined();
    return body.data;
  };

/** One mutation with its whole input; answers its payload. */
export const doing =
  (mutation: string, inputType: string, selection: string) =>
  async (ask: Asking, input: Record<string, unknown>): Promise<any> => {
    const problem = '__typename message path ... on ConflictError { conflictingId }';
    const document = `mutation ($input: ${inputType}!) { done: ${mutation}(input: $input) { ${selection} errors { ${problem} } } }`;
    return (await ask(document, { input })).done;
  };

/** The sort and the place of each problem, such as `InvalidInputError input.role`. */
export const placesOf = (errors: readonly { __typename: string; path: readonly string[] }[]): string[] =>
  errors.map(({ __typename, path }) => `${__typename} ${path.join('.')}`).sort();
