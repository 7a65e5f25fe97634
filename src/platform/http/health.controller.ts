import { Controller, Get, Header, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { DemoMark } from '../database/demo-mark.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

/** What a platform asks to know whether to start, keep and use the service. */
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
    private readonly mark: DemoMark,
  ) {}

  /** The process answers; says nothing of its database, since a restart would not mend that. */
  @Get('health/live')
  @Header('cache-control', 'no-store')
  live(): object {
    return { status: 'ok' };
  }

  @Get('health/ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const checks = await this.readiness.check();
    const isReady = Object.values(checks).every(Boolean);
    await reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ok' : 'unavailable', checks, ...(this.mark.isDemo && { demoData: true }) });
  }

  @Get('metrics')
  async figures(@Res() reply: FastifyReply): Promise<void> {
    const { registry } = this.metrics;
    const text = await registry.metrics();
    await reply.header('cache-control', 'no-store').type(registry.contentType).send(text);
  }
}
