import { Controller, Get, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { publicKeyOf } from '../../../platform/audit/heads.js';
import { LogKey } from '../../../platform/audit/log-key.js';
import { Database } from '../../../platform/database/database.js';
import { publicKeyFrom } from './signed-report.js';

/** The public keys of this installation, those of the past too, as a key set (RFC 7517): what it signed stays signed. */
@Controller('.well-known')
export class KeysController {
  constructor(
    private readonly database: Database,
    private readonly key: LogKey,
  ) {}

  @Get('jwks.json')
  async keys(@Res() reply: FastifyReply): Promise<void> {
    const { rows } = await this.database.reads.query<{ x: string }>(
      'select public_key as x from audit_key order by key_id',
    );
    // The newest first, which may not have signed anything yet.
    const all = new Set([publicKeyOf(this.key.private), ...rows.map(({ x }) => x)]);
    await reply
      .header('cache-control', 'public, max-age=3600')
      .type('application/jwk-set+json')
      .send(Buffer.from(JSON.stringify({ keys: [...all].map(publicKeyFrom) })));
  }
}
