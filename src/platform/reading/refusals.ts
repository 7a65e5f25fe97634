/** What is refused while reading, in words for the caller. */
import { type FieldNode, GraphQLError } from 'graphql';
import { type ErrorCode, refusal } from '../graphql/errors.js';
import { PAGE_SIZE } from '../graphql/page.js';

/** How many ids `nodes` and its like take at a time. */
export const MOST_IDS = 100;

const FAULTS = {
  first: `"first" must be from ${PAGE_SIZE.least} to ${PAGE_SIZE.most}.`,
  ids: `At most ${MOST_IDS} ids can be asked for at a time.`,
  after: '"after" is not a cursor of this list.',
  text: 'No value may hold the character U+0000.',
  argument: 'An argument does not have the value that its type asks for.',
} as const;

/** Something wrong with the arguments of one field: one of these, or what the field itself says of values that do not go together. */
export type Fault = keyof typeof FAULTS | `${typeof OWN_WORDS}${string}`;
const OWN_WORDS = '! ';
/** @param words without apostrophes, as text of a statement has it */
export const inOwnWords = (words: string): Fault => `${OWN_WORDS}${words}`;
const isOwn = (fault: Fault): fault is `${typeof OWN_WORDS}${string}` => fault.startsWith(OWN_WORDS);

/** Faults that are limits end the whole operation before anything runs; the others are told by the field itself. */
export const isLimit = (fault: Fault): boolean => fault === 'first' || fault === 'ids';

export const faultError = (fault: Fault, node?: FieldNode): GraphQLError =>
  new GraphQLError(isOwn(fault) ? fault.slice(OWN_WORDS.length) : FAULTS[fault], {
    ...(node && { nodes: node }),
    extensions: { code: 'BAD_USER_INPUT' satisfies ErrorCode },
  });

/** Ends a strict compilation: this request is for graphql-js to answer. */
export class Refused extends Error {}

export const tooExpensive = (cost: number, budget: number): GraphQLError => {
  const told = cost > 1e9 ? 'over a billion' : String(cost);
  return refusal(
    'QUERY_TOO_COMPLEX',
    `This operation costs ${told}; at most ${budget} is allowed. Ask for smaller pages or less.`,
  );
};

/**
 * The statement met a value that PostgreSQL cannot work with: graphql-js finds out for whom. Nothing else is worth a second
 * try: the statement ran into a limit or found no database, and would again.
 */
export const isForGraphql = (error: unknown): boolean => {
  const state = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof state === 'string' && /^22...$/.test(state);
};
