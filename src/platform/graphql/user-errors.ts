import { Field, ID, InterfaceType, ObjectType } from '@nestjs/graphql';

const MESSAGE = 'What was refused and why, for people. (Melding)';
const PATH = 'Where in the input it stands, from the outside in; empty when it is the whole. (Plaats)';

/** What a service says of one problem: plain values, because an `Error` inside an answer would null the answer. */
export interface Problem {
  __typename: 'InvalidInputError' | 'NotFoundError' | 'ConflictError' | 'IllegalTransitionError';
  message: string;
  path: string[];
}

@InterfaceType({
  description: 'A refusal by the domain, as data of the answer. (Fout van de gebruiker)',
  resolveType: (problem: Problem) => problem.__typename,
})
export abstract class UserError {
  @Field(() => String, { description: MESSAGE })
  message: string;

  @Field(() => [String], { description: PATH })
  path: string[];
}

@ObjectType({ implements: () => UserError, description: 'A value that the domain does not allow. (Ongeldige invoer)' })
export class InvalidInputError extends UserError {}

@ObjectType({
  implements: () => UserError,
  description: 'What was named does not exist, or may not be seen. (Niet gevonden)',
})
export class NotFoundError extends UserError {}

@ObjectType({
  implements: () => UserError,
  description: 'It contradicts what the register holds already. (Tegenstrijdigheid)',
})
export class ConflictError extends UserError {
  @Field(() => ID, { nullable: true, description: 'What it contradicts. (Waarmee)' })
  conflictingId?: string;
}

@ObjectType({
  implements: () => UserError,
  description: 'The state it is in does not allow the step. (Niet-toegestane overgang)',
})
export class IllegalTransitionError extends UserError {
  @Field(() => String, { description: 'The state it is in. (Van)' })
  from: string;

  @Field(() => String, { description: 'The state asked for. (Naar)' })
  to: string;

  @Field(() => [String], { description: 'The states it can go to. (Toegestaan)' })
  allowed: string[];

  @Field(() => [String], { description: 'What the guard still misses. (Ontbreekt)' })
  missing: string[];
}

export const invalidInput = (message: string, path: string[]): Problem => ({
  __typename: 'InvalidInputError',
  message,
  path,
});

export const notFound = (message: string, path: string[]): Problem => ({ __typename: 'NotFoundError', message, path });

export const conflict = (message: string, path: string[], conflictingId?: string) => ({
  __typename: 'ConflictError' as const,
  message,
  path,
  conflictingId,
});

export const illegalTransition = (
  message: string,
  path: string[],
  step: { from: string; to: string; allowed: string[]; missing: string[] },
) => ({ __typename: 'IllegalTransitionError' as const, message, path, ...step });

/** Thrown by a service to refuse the whole of a request with every problem found in it. */
export class Rejection extends Error {
  override readonly name = 'Rejection';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join(' '));
  }
}
