import { hash } from 'node:crypto';
import { Controller, Get, NotAcceptableException, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { DemoMark } from '../../platform/database/demo-mark.js';
import { chooseMediaType } from '../../platform/graphql/media-types.js';
import { LANDING_STYLE, landingAnswer, landingPage } from './landing.page.js';

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', LANDING_STYLE, 'base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The front door: where everything is, for people and for programs, in Dutch and English. */
@Controller()
export class LandingController {
  constructor(private readonly mark: DemoMark) {}

  @Get()
  async landing(@Req() { headers }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const type = chooseMediaType(headers.accept, ['application/json', 'text/html']);
    if (!type) throw new NotAcceptableException('This address is served as application/json or text/html.');
    void reply.header('vary', 'accept').header('cache-control', 'no-cache').type(`${type}; charset=utf-8`);
    if (type === 'text/html') await reply.header('content-security-policy', POLICY).send(landingPage(this.mark.isDemo));
    else await reply.send(landingAnswer(this.mark.isDemo));
  }
}
