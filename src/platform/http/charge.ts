import { HttpException } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Budget } from '../graphql/budget/budget.js';

/** Who asks, and what he is answered. */
interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Who signed in; left out, the network pays. */
  readonly actor?: object;
}

/**
 * Lets whoever asks pay for what is more than an operation of GraphQL, beside the request itself.
 * @throws HttpException 429, with `Retry-After` on the reply, when his budget is spent
 */
export function charge(budget: Budget, cost: number, { request, reply, actor }: Exchange): void {
  try {
    budget.payerOf(request.raw, actor)?.charge(cost);
  } catch (error) {
    void reply.header('retry-after', budget.retryAfter);
    throw new HttpException((error as Error).message, 429);
  }
}
