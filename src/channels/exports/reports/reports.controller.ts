import { Controller, Get, NotAcceptableException, NotFoundException, Param, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Database } from '../../../platform/database/database.js';
import { namesTag } from '../../../platform/graphql/entity-tag.js';
import { chooseMediaType } from '../../../platform/graphql/media-types.js';

const MEDIA_TYPES = {
  json: 'application/json',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
type Extension = keyof typeof MEDIA_TYPES;

const NAME = /^(?<id>cfr_[0-9a-z]{26})(?:\.(?<extension>json|pdf|xlsx))?$/;

interface Found {
  readonly sha256: string;
  readonly language: 'NL' | 'EN';
  readonly slug: string;
  readonly label: string;
  readonly contractDate: string;
}

/** Reports at their permanent addresses: whoever has the address can read them, and gets the same bytes for good. */
@Controller('reports')
export class ReportsController {
  constructor(private readonly database: Database) {}

  @Get(':name')
  async report(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { id, extension } = NAME.exec(name)?.groups ?? {};
    if (id === undefined) throw new NotFoundException('There is no such report.');
    if (extension === undefined) return this.choose(id, request, reply);
    const found = await this.find(id, extension);
    const tag = `"${found.sha256}"`;
    void reply
      .header('etag', tag)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('repr-digest', `sha-256=:${Buffer.from(found.sha256, 'hex').toString('base64')}:`);
    if (namesTag(request.headers['if-none-match'] ?? '', `W/${tag}`)) return reply.code(304).send();
    const bytes = await this.bytesOf(id, extension);
    await reply
      .header('content-disposition', `inline; filename="${fileName(id, found)}.${extension}"`)
      .type(MEDIA_TYPES[extension as Extension])
      .send(bytes);
  }

  /** A reader gets what is to be read, and a program what is signed. */
  private async choose(id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const offers = [MEDIA_TYPES.json, MEDIA_TYPES.pdf, MEDIA_TYPES.xlsx, 'text/html'] as const;
    const chosen = chooseMediaType(request.headers.accept, offers);
    if (!chosen) throw new NotAcceptableException(`A report is served as ${offers.slice(0, 3).join(', ')}.`);
    await this.find(id, 'json');
    const extension = Object.entries(MEDIA_TYPES).find(([, type]) => type === chosen)?.[0] ?? 'pdf';
    await reply
      .header('vary', 'accept')
      .header('cache-control', 'public, max-age=86400')
      .redirect(`/reports/${id}.${extension}`, 303);
  }

  private async find(id: string, extension: string): Promise<Found> {
    const { rows } = await this.database.reads.query<Found>(
      `select f.sha256, r.language, p.slug, v.label, r.contract_date::text as "contractDate"
       from conformance_report r join conformance_report_file f on f.report_id = r.id
       join product_version v on v.id = r.product_version_id join product p on p.id = v.product_id
       where r.id = $1 and f.format = $2`,
      [id, extension.toUpperCase()],
    );
    const [found] = rows;
    if (!found) throw new NotFoundException('There is no such report.');
    return found;
  }

  private async bytesOf(id: string, extension: string): Promise<Buffer | undefined> {
    const { rows } = await this.database.reads.query<{ bytes: Buffer }>(
      'select bytes from conformance_report_file where report_id = $1 and format = $2',
      [id, extension.toUpperCase()],
    );
    return rows[0]?.bytes;
  }
}

/** The same for the three files, so that they find each other in one folder. */
function fileName(id: string, { language, slug, label, contractDate }: Found): string {
  const version = label.replace(/[^\w.-]+/g, '-').slice(0, 40);
  return `${language === 'EN' ? 'conformance-report' : 'conformiteitsrapport'}-${slug}-${version}-${contractDate}-${id.slice(-6)}`;
}
