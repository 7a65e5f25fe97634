import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Site } from '../../../platform/config/site.js';
import { Budget } from '../../../platform/graphql/budget/budget.js';
import { entityTag, namesTag } from '../../../platform/graphql/entity-tag.js';
import { ReadEngine } from '../../../platform/graphql/read-engine.js';
import { DateScalar } from '../../../platform/graphql/scalars.js';
import { todayInAmsterdam } from '../../../platform/graphql/today.js';
import { charge } from '../../../platform/http/charge.js';
import { bodyNamed, languageIn, parametersIn } from '../feeds/feed.parameters.js';
import { AgendaPacks, type PackAsked } from './agenda-packs.js';

const PDF = 'application/pdf';
/** What a pack is charged, beside the request itself: it keeps a core busy for half a second or more. */
const COST = 5_000;

/** Agendas with their papers, for the members of a body and for everyone else. */
@Controller('agendas')
export class AgendaController {
  constructor(
    private readonly packs: AgendaPacks,
    private readonly engine: ReadEngine,
    private readonly budget: Budget,
    private readonly site: Site,
  ) {}

  @Get(':body/:file')
  async agenda(
    @Param() { body, file }: { body: string; file: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = orderIn(body, file, request.query);
    charge(this.budget, COST, { request, reply });
    const tag = entityTag(
      { service: this.site.url, today: todayInAmsterdam(), mediaType: PDF },
      { query: 'agenda', variables: { ...asked } },
      await this.engine.revision(),
    );
    const fresh = { etag: tag, 'cache-control': 'public, no-cache' };
    if (namesTag(request.headers['if-none-match'] ?? '', tag)) return reply.code(304).headers(fresh).send();
    const bytes = await this.packs.pdf(tag, asked, request.id);
    const name = `agenda-${asked.body.toLowerCase().replaceAll('_', '-')}-${asked.meetingOn}.pdf`;
    await reply.headers(fresh).header('content-disposition', `inline; filename="${name}"`).type(PDF).send(bytes);
  }
}

/** @throws HttpException 404 for an address that names no agenda, 400 for a wrong parameter */
function orderIn(name: string, file: string, query: unknown): PackAsked {
  const body = bodyNamed(name);
  const day = /^(\d{4}-\d\d-\d\d)\.pdf$/.exec(file)?.[1];
  if (body === undefined || day === undefined || !isDay(day)) {
    throw new NotFoundException('An agenda is named by a body and a day, such as CVD/2027-01-14.pdf.');
  }
  return { body, meetingOn: day, language: languageIn(parametersIn(query, ['language']).language) };
}

function isDay(text: string): boolean {
  try {
    return DateScalar.parseValue(text) === text;
  } catch {
    return false;
  }
}
