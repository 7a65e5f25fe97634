import { STATUS_CODES } from 'node:http';
import { type FastifyReply } from 'fastify';

/** The body of a refusal outside GraphQL (RFC 9457). */
export interface Problem {
  status: number;
  detail: string;
}

/** Sends a problem; `instance` lets a person find the request in the log. */
export function sendProblem(reply: FastifyReply, { status, detail }: Problem): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: STATUS_CODES[status] ?? 'Error',
        status,
        detail,
        instance: `urn:request:${reply.request.id}`,
      }),
    );
}
