import { STATUS_CODES } from 'node:http';
import { type FastifyReply } from 'fastify';

/** The body of a refusal outside GraphQL (RFC 9457). */
export interface Problem {
  status: number;
  detail: string;
}

/** `instance` lets a person find the request in the log. */
export const problemText = ({ status, detail }: Problem, requestId: string): string =>
  JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    instance: `urn:request:${requestId}`,
  });

/** Answers with a problem. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(problemText(problem, reply.request.id));
}
