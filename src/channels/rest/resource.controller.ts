import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { ResourceAnswers } from './resource.answers.js';
import { decision, municipality, proposal, referenceComponent, standard, standardVersion } from './resources.js';

/** The stable addresses of what the register holds: PUBLIC_URL and then these paths, for as long as the register lives. */
@Controller('id')
export class ResourceController {
  constructor(private readonly answers: ResourceAnswers) {}

  @Get('standards/:slug')
  standard(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answers.send(standard, { slug }, request, reply);
  }

  /** A label with other characters than a path may hold stands there percent-encoded: `LO%20RNI%202.11`. */
  @Get('standards/:slug/versions/:label')
  version(
    @Param() { slug, label }: { slug: string; label: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answers.send(standardVersion, { slug, label }, request, reply);
  }

  @Get('reference-components/:slug')
  component(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answers.send(referenceComponent, { slug }, request, reply);
  }

  @Get('municipalities/:code')
  municipality(@Param('code') code: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answers.send(municipality, { code }, request, reply);
  }

  @Get('proposals/:number')
  async proposal(
    @Param('number') number: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!/^[1-9]\d{0,8}$/.test(number)) throw new NotFoundException('A proposal is named by its number, such as 12.');
    await this.answers.send(proposal, { number: Number(number) }, request, reply);
  }

  @Get('decisions/:slug')
  decision(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answers.send(decision, { slug }, request, reply);
  }
}
