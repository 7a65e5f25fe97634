import { Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Site } from '../../../platform/config/site.js';
import { Budget } from '../../../platform/graphql/budget/budget.js';
import { entityTag, namesTag } from '../../../platform/graphql/entity-tag.js';
import { ReadEngine } from '../../../platform/graphql/read-engine.js';
import { todayInAmsterdam } from '../../../platform/graphql/today.js';
import { charge } from '../../../platform/http/charge.js';

/** What is sent, and when what stands in it last changed; undefined when that is not known, or nothing stands in it. */
export interface Feed {
  readonly text: string;
  readonly changedAt?: Date | undefined;
}
/** What a feed is, and of what. */
export interface Order {
  readonly name: string;
  readonly mediaType: string;
  readonly fileName: string;
  /** As the address gave it. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** What a feed is charged, beside the request itself. */
const COST = 50;
/** So long it may be used without looking again, in seconds: programs look by themselves, all day. */
const FRESH = 900;

/** Sends what programs come back for, and tells them when nothing has changed. */
@Injectable()
export class FeedAnswers {
  constructor(
    private readonly engine: ReadEngine,
    private readonly budget: Budget,
    private readonly site: Site,
  ) {}

  /**
   * @param make what there is now; not asked for when the caller has it already
   * @throws HttpException 429 when the caller's budget is spent, and whatever `make` throws
   */
  async send(order: Order, make: () => Promise<Feed>, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    charge(this.budget, COST, { request, reply });
    const { name, mediaType, fileName, given } = order;
    const tag = entityTag(
      { service: this.site.url, today: todayInAmsterdam(), mediaType },
      { query: name, variables: given },
      await this.engine.revision(),
    );
    const fresh = { etag: tag, 'cache-control': `public, max-age=${FRESH}` };
    const asked = request.headers['if-none-match'];
    if (asked !== undefined && namesTag(asked, tag)) return reply.code(304).headers(fresh).send();
    const { text, changedAt } = await make();
    void reply.headers(fresh);
    if (changedAt) void reply.header('last-modified', changedAt.toUTCString());
    if (asked === undefined && isUnchanged(request.headers['if-modified-since'], changedAt)) {
      return reply.code(304).send();
    }
    await reply.header('content-disposition', `inline; filename="${fileName}"`).type(mediaType).send(text);
  }
}

/** Whether nothing changed since a moment that a caller names; such a moment has no milliseconds. */
function isUnchanged(since: string | undefined, changedAt: Date | undefined): boolean {
  const moment = Date.parse(since ?? '');
  return changedAt !== undefined && !Number.isNaN(moment) && Math.floor(changedAt.getTime() / 1000) * 1000 <= moment;
}
