import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { parse } from 'yaml';
import { projectRoot } from '../config/project-root.js';
import { Settings } from '../config/settings.js';
import { Site } from '../config/site.js';

const POLICY_PATH = '/.well-known/security-policy.md';
/** Half the year that RFC 9116 allows at most: whoever finds the file knows that somebody still keeps it. */
const VALID_DAYS = 182;
const DAY_MS = 86_400_000;

/** What of publiccode.yml says where people can be reached. */
interface Publication {
  readonly url?: string;
  readonly maintenance?: { readonly contacts?: readonly { readonly email?: string }[] };
}

/** How to tell of a weakness: security.txt (RFC 9116), and the rules for doing so. */
@Controller('.well-known')
export class SecurityController {
  constructor(
    private readonly site: Site,
    private readonly settings: Settings,
  ) {}

  @Get('security.txt')
  async contact(@Res() reply: FastifyReply): Promise<void> {
    const policy = `${this.site.url}${POLICY_PATH}`;
    const published = parse(await readFile(join(projectRoot, 'publiccode.yml'), 'utf8')) as Publication;
    const expires = new Date((Math.floor(Date.now() / DAY_MS) + VALID_DAYS) * DAY_MS).toISOString();
    const { publicUrl } = this.settings;
    const lines = [
      // The policy comes last: it says in words how to reach whoever published this copy.
      ...[...contactsIn(published), policy].map((address) => `Contact: ${address}`),
      `Expires: ${expires}`,
      'Preferred-Languages: nl, en',
      ...(publicUrl === undefined ? [] : [`Canonical: ${publicUrl}/.well-known/security.txt`]),
      `Policy: ${policy}`,
    ];
    await reply
      .header('cache-control', 'public, max-age=86400')
      .type('text/plain; charset=utf-8')
      .send(`${lines.join('\n')}\n`);
  }

  @Get('security-policy.md')
  async policy(@Res() reply: FastifyReply): Promise<void> {
    const text = await readFile(join(projectRoot, 'SECURITY.md'), 'utf8');
    await reply.header('cache-control', 'public, max-age=86400').type('text/markdown; charset=utf-8').send(text);
  }
}

/** Addresses that lead somewhere; a copy that was not published names one in .invalid, which never does (RFC 2606). */
function contactsIn({ url, maintenance }: Publication): string[] {
  const emails = (maintenance?.contacts ?? []).flatMap(({ email }) => (email ? `mailto:${email}` : []));
  const isPublished = url !== undefined && URL.canParse(url) && !new URL(url).hostname.endsWith('.invalid');
  return isPublished ? [...emails, url] : emails;
}
