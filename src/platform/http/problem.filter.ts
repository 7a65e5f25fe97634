import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { judge } from '../graphql/public-error.js';
import { log } from './log.js';
import { sendProblem } from './problem.js';

/** Answers every exception outside GraphQL as a problem; what nobody foresaw is masked and logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() !== 'http') return error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return undefined;
    const status = statusOf(error);
    if (status >= 500) log.error({ err: error, requestId: reply.request.id }, 'a request failed');
    const detail = error instanceof HttpException && status < 500 ? error.message : judge(error).message;
    return sendProblem(reply, { status, detail });
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  // Fastify's own errors, such as a media type it has no parser for, carry their status.
  const given = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (typeof given === 'number' && given >= 400 && given < 500) return given;
  switch (judge(error).code) {
    case 'INTERNAL_SERVER_ERROR':
      return 500;
    case 'SERVICE_UNAVAILABLE':
    case 'QUERY_TOO_COMPLEX':
      return 503;
    default:
      return 400;
  }
}
