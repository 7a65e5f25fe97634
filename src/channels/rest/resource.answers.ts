import { Injectable, NotAcceptableException, NotFoundException } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Site } from '../../platform/config/site.js';
import { entityTag, namesTag } from '../../platform/graphql/entity-tag.js';
import { chooseMediaType } from '../../platform/graphql/media-types.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { ReadEngine } from '../../platform/graphql/read-engine.js';
import { momentsIn } from './moments.js';
import { type Resource } from './resources.js';

type Key = Readonly<Record<string, string | number>>;

/** Answers a stable address: finds what it names on the dates asked, and says what has not changed since. */
@Injectable()
export class ResourceAnswers {
  constructor(
    private readonly engine: ReadEngine,
    private readonly site: Site,
  ) {}

  /**
   * @param key what the address names the thing by
   * @throws HttpException 400 for a wrong moment, 404 for what is not there, 406 for a media type that is not served
   */
  async send(resource: Resource, key: Key, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // A browser gets the same JSON until there is a page for it.
    if (!chooseMediaType(request.headers.accept, ['application/json', 'text/html'])) {
      throw new NotAcceptableException('This address is served as application/json.');
    }
    const moments = momentsIn(request.query as Record<string, unknown>);
    const context = new OperationContext(request.id);
    const variables = { ...key, ...moments };
    const tagAt = (revision: string): string =>
      entityTag(
        { service: this.site.url, today: context.today, mediaType: 'application/json' },
        { query: resource.document, variables },
        revision,
      );
    void reply.header('vary', 'accept').header('cache-control', 'public, no-cache');

    const asked = request.headers['if-none-match'];
    if (asked !== undefined) {
      const tag = tagAt(await this.engine.revision());
      if (namesTag(asked, tag)) return reply.code(304).header('etag', tag).send();
    }

    const isName = Object.values(key).every((value) => !String(value).includes('\0'));
    const found = isName && resource.find(await this.engine.ask(resource.document, variables, context));
    if (typeof found !== 'object' || found === null) throw new NotFoundException(notThere(resource, key, moments));
    if (context.revision !== undefined) void reply.header('etag', tagAt(context.revision));
    await reply
      .type('application/json; charset=utf-8')
      .send({ type: resource.type, asOf: context.today, ...moments, ...found });
  }
}

function notThere({ type }: Resource, key: Key, { asOf, knownAt }: ReturnType<typeof momentsIn>): string {
  const named = Object.entries(key).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const when = [asOf && `on ${asOf}`, knownAt && `as known at ${knownAt}`].filter(Boolean).join(', ');
  return `The register has no ${type} with ${named.join(' and ')}${when && ` ${when}`}.`;
}
