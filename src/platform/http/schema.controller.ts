import { hash } from 'node:crypto';
import { Controller, Get, Res } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type FastifyReply } from 'fastify';
import { namesTag } from '../graphql/entity-tag.js';
import { schemaText } from '../graphql/public-schema.js';

@Controller()
export class SchemaController {
  private text: string | undefined;

  constructor(private readonly host: GraphQLSchemaHost) {}

  /** The contract as text, for tools that would rather not introspect. */
  @Get('schema.graphql')
  async schema(@Res() reply: FastifyReply): Promise<void> {
    this.text ??= schemaText(this.host.schema);
    const tag = `W/"${hash('sha1', this.text, 'base64url')}"`;
    void reply.header('etag', tag).header('cache-control', 'public, no-cache');
    if (namesTag(reply.request.headers['if-none-match'] ?? '', tag)) return reply.code(304).send();
    await reply.type('application/graphql; charset=utf-8').send(this.text);
  }
}
