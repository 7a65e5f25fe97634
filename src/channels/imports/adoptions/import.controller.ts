import { createReadStream } from 'node:fs';
import {
  BadRequestException,
  ConflictException,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Post,
  Req,
  Res,
  UnprocessableEntityException,
} from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { mayReport, REPORTERS } from '../../../domain/adoptions/adoptions.policy.js';
import { type Actor } from '../../../platform/auth/actor.js';
import { Database } from '../../../platform/database/database.js';
import { chooseMediaType } from '../../../platform/graphql/media-types.js';
import { todayInAmsterdam } from '../../../platform/graphql/today.js';
import { problemText } from '../../../platform/http/problem.js';
import { WorkbookRefused } from '../../../platform/workbooks/sheet.js';
import { Admission, isStopped, parametersIn } from '../admission.js';
import { type ImportResult } from './adoption-import.js';
import { templateFor } from './template.js';
import { type Upload, Uploads } from './uploads.js';

/** By format: as it is sent, and how its name ends. */
export const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
const JSON_TYPE = 'application/json';
/** What a file or a template is charged, beside the request itself. */
const COST = { file: 500, template: 50 } as const;

/** Files of reports in, and the workbook to fill in out, for those who report for a municipality. */
@Controller('adoptions')
export class ImportController {
  constructor(
    private readonly admission: Admission,
    private readonly uploads: Uploads,
    private readonly database: Database,
  ) {}

  /** The body is the file. A faulty one comes back with its faults told, or as JSON for who asks for that. */
  @Post('import')
  @HttpCode(200)
  async import(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { dryRun } = parametersIn(request, ['dryRun']);
    const isTrial = dryRun !== undefined && dryRun !== 'false';
    if (dryRun !== undefined && !['', 'true', 'false'].includes(dryRun)) {
      throw new BadRequestException('"dryRun" is true or false.');
    }
    void reply.header('cache-control', 'no-store');
    const actor = await this.reporter(request, reply, COST.file);
    const upload = await this.uploads.take(request.raw, { actor, requestId: request.id, isTrial }).catch(refuse);
    const { faults, ...counts } = upload.result;
    if (counts.faulty === 0) {
      await upload.done();
      return reply.type(JSON_TYPE).send({ ...counts, dryRun: isTrial });
    }
    await sendFaulty(request, reply, upload, { ...counts, dryRun: isTrial, faults });
  }

  /** What the municipality has reported, as a workbook to change and send back. */
  @Get('template')
  async template(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { municipality: code = '', format = 'xlsx' } = parametersIn(request, ['municipality', 'format']);
    if (format !== 'xlsx' && format !== 'csv') throw new BadRequestException('"format" is xlsx or csv.');
    void reply.header('cache-control', 'no-store');
    const actor = await this.reporter(request, reply, COST.template);
    const query = async <R extends object>(text: string, values: unknown[]): Promise<R[]> =>
      (await this.database.reads.query<R>(text, values)).rows;
    const isCode = /^GM\d{4}$/.test(code);
    const [found] = isCode
      ? await query<{ id: string; organisationId: string }>(
          'select id, organisation_id as "organisationId" from municipality where code = $1',
          [code],
        )
      : [];
    if (!found || !mayReport(actor, found.organisationId)) {
      throw new NotFoundException('There is no such municipality that you may report for.');
    }
    const stream = await templateFor(query, { municipalityId: found.id, code, today: todayInAmsterdam() }, format);
    attach(reply, `adopties-${code}.${format}`).type(MEDIA_TYPES[format]);
    await reply.send(stream);
  }

  private reporter(request: FastifyRequest, reply: FastifyReply, cost: number): Promise<Actor> {
    const purpose = 'to report for a municipality';
    return this.admission.admit(request, reply, { roles: REPORTERS, cost, purpose });
  }
}

const attach = (reply: FastifyReply, name: string): FastifyReply =>
  reply.header('content-disposition', `attachment; filename="${name}"`);

async function sendFaulty(
  request: FastifyRequest,
  reply: FastifyReply,
  upload: Upload,
  told: ImportResult & { readonly dryRun: boolean },
): Promise<void> {
  const { format, faultsPath } = upload;
  const detail = `${told.faulty} of ${told.rows} rows are faulty; nothing was changed.`;
  void reply.code(422).header('x-faulty-rows', told.faulty).header('vary', 'accept');
  const type = MEDIA_TYPES[format].replace(/;.*/, '');
  const isFile = chooseMediaType(request.headers.accept, [type, JSON_TYPE]) === type;
  if (!isFile) {
    await upload.done();
    const problem = JSON.parse(problemText({ status: 422, detail }, request.id)) as object;
    await reply.type('application/problem+json').send(JSON.stringify({ ...problem, ...told }));
    return;
  }
  const stream = createReadStream(faultsPath);
  stream.on('close', () => void upload.done());
  attach(reply, `adopties-fouten.${format}`).type(MEDIA_TYPES[format]);
  await reply.send(stream);
}

const LOCK_TIMEOUT = '55P03';

function refuse(error: unknown): never {
  if (error instanceof WorkbookRefused) throw new UnprocessableEntityException(error.message);
  if (isStopped(error)) throw new BadRequestException('The file did not arrive as a whole.');
  if ((error as { code?: unknown }).code === LOCK_TIMEOUT) {
    throw new ConflictException(
      'Others are reporting for the same municipality, for longer than was waited. Try again.',
    );
  }
  throw error;
}
