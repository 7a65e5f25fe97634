import {
  BadRequestException,
  ForbiddenException,
  HttpException,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Actor } from '../../platform/auth/actor.js';
import { type Role } from '../../platform/auth/role.js';
import { Budget } from '../../platform/graphql/budget/budget.js';
import { Callers } from '../../platform/graphql/callers.js';
import { HttpRefusal } from '../../platform/graphql/endpoint/http-refusal.js';
import { charge } from '../../platform/http/charge.js';

/** Who may come in, and what for. */
interface Terms {
  readonly roles: readonly Role[];
  /** What is charged, beside the request itself. */
  readonly cost: number;
  /** What signing in is for, as the end of a sentence: "to report for a municipality". */
  readonly purpose: string;
}

/** Lets those in who signed in, have a role, and can pay. */
@Injectable()
export class Admission {
  constructor(
    private readonly callers: Callers,
    private readonly budget: Budget,
  ) {}

  /** @throws HttpException 401, 403 or 429, with the headers that belong to it on the reply */
  async admit(request: FastifyRequest, reply: FastifyReply, { roles, cost, purpose }: Terms): Promise<Actor> {
    const actor = await this.callers.identify(request.raw).catch((error: unknown) => {
      if (!(error instanceof HttpRefusal)) throw error;
      void reply.headers(error.headers);
      throw new HttpException(error.message, error.status);
    });
    if (!(actor instanceof Actor)) {
      void reply.header('www-authenticate', 'Bearer');
      throw new UnauthorizedException(`Sign in ${purpose}.`);
    }
    if (!roles.some((role) => actor.has(role))) throw new ForbiddenException(`This is for ${roles.join(', ')}.`);
    charge(this.budget, cost, { request, reply, actor });
    return actor;
  }
}

/** The parameters of an address, each once. @throws BadRequestException for one that is not known */
export function parametersIn(
  { query }: FastifyRequest,
  known: readonly string[],
): Readonly<Record<string, string | undefined>> {
  const given = query as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(given)) {
    if (!known.includes(name)) {
      const listed = new Intl.ListFormat('en').format(known);
      throw new BadRequestException(`"${name.slice(0, 40)}" is no parameter here; ${listed} may be given.`);
    }
    if (typeof value !== 'string') throw new BadRequestException(`"${name}" may be given once.`);
  }
  return given as Readonly<Record<string, string>>;
}

/** What the system says of a body that stopped half way. */
const STOPPED = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'];
/** Whether a body did not arrive as a whole. */
export const isStopped = (error: unknown): boolean => STOPPED.includes(String((error as { code?: unknown }).code));
