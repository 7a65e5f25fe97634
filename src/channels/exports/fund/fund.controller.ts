import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Site } from '../../../platform/config/site.js';
import { Database } from '../../../platform/database/database.js';
import { Budget } from '../../../platform/graphql/budget/budget.js';
import { entityTag, namesTag } from '../../../platform/graphql/entity-tag.js';
import { ReadEngine } from '../../../platform/graphql/read-engine.js';
import { todayInAmsterdam } from '../../../platform/graphql/today.js';
import { charge } from '../../../platform/http/charge.js';
import { csvStream } from '../../../platform/workbooks/write-csv.js';
import { type Line, LINES_OF_MUNICIPALITY, LINES_OF_YEAR, rowsOf } from './fund-lines.js';

const TYPE = 'text/csv; charset=utf-8';
/** What a file is charged, beside the request itself. */
const COST = 50;
/** So long a file may be used without looking again, in seconds. */
const FRESH = 300;

/** What municipalities pay into the fund of joint execution, as a file for their budgets. */
@Controller('fund')
export class FundController {
  constructor(
    private readonly engine: ReadEngine,
    private readonly database: Database,
    private readonly budget: Budget,
    private readonly site: Site,
  ) {}

  /** A year in which nobody's contribution is known has no file: an empty one would read as nothing to pay. */
  @Get(':file')
  async year(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const year = /^(2[01]\d\d)\.csv$/.exec(file)?.[1];
    if (year === undefined) throw new NotFoundException('A file of the fund is named by its year, such as 2020.csv.');
    const unknown = `The contributions of ${year} are not known. / De bijdragen van ${year} zijn niet bekend.`;
    await this.send({ question: LINES_OF_YEAR, of: year, name: `bijdragen-ggu-${year}`, unknown }, request, reply);
  }

  @Get('municipalities/:file')
  async municipality(
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const code = /^(GM\d{4})\.csv$/.exec(file)?.[1];
    if (code === undefined) {
      throw new NotFoundException('A file of a municipality is named by its code, such as GM0546.csv.');
    }
    const unknown = 'There is no such municipality, or it existed in no year of the fund.';
    const name = `bijdragen-ggu-${code.toLowerCase()}`;
    await this.send({ question: LINES_OF_MUNICIPALITY, of: code, name, unknown }, request, reply);
  }

  private async send(
    { question, of, name, unknown }: Readonly<Record<'question' | 'of' | 'name' | 'unknown', string>>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    charge(this.budget, COST, { request, reply });
    const tag = entityTag(
      { service: this.site.url, today: todayInAmsterdam(), mediaType: TYPE },
      { query: question, variables: { of } },
      await this.engine.revision(),
    );
    void reply.header('etag', tag).header('cache-control', `public, max-age=${FRESH}`);
    if (namesTag(request.headers['if-none-match'] ?? '', tag)) return reply.code(304).send();
    const { rows } = await this.database.reads.query<Line>(question, [of]);
    if (rows.length === 0) {
      void reply.removeHeader('etag').removeHeader('cache-control');
      throw new NotFoundException(unknown);
    }
    void reply.header('content-disposition', `attachment; filename="${name}.csv"`).type(TYPE);
    await reply.send(csvStream(rowsOf(rows), ';'));
  }
}
