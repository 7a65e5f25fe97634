import { BadRequestException, Controller, HttpException, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { ReportFormat } from '../../../domain/conformance/conformance.enums.js';
import { EvidenceEditor } from '../../../domain/conformance/evidence.editor.js';
import { ATTACHING } from '../../../domain/conformance/evidence.policy.js';
import { Audit } from '../../../platform/audit/audit.js';
import { Memberships } from '../../../platform/auth/memberships.js';
import { type Problem, Rejection } from '../../../platform/graphql/user-errors.js';
import { todayInAmsterdam } from '../../../platform/graphql/today.js';
import { problemText } from '../../../platform/http/problem.js';
import { Admission, isStopped, parametersIn } from '../admission.js';
import { evidenceIn, PARAMETERS } from './evidence-parameters.js';
import { MOST_BYTES, readReport, ReportTooLarge } from './read-report.js';
import { type Report, ReportRefused } from './report.js';

/** What a report is charged, beside the request itself. */
const COST = 500;
const STATUS: Readonly<Record<Problem['__typename'], number>> = {
  NotFoundError: 404,
  ConflictError: 409,
  IllegalTransitionError: 409,
  InvalidInputError: 422,
};

/** Reports of machines in, as evidence for a declaration. */
@Controller('declarations')
export class EvidenceController {
  constructor(
    private readonly admission: Admission,
    private readonly audit: Audit,
    private readonly memberships: Memberships,
    private readonly editor: EvidenceEditor,
  ) {}

  /** The body is the report. It is counted while it comes in; its totals and its hash are kept, it is not. */
  @Post(':id/evidence')
  async attach(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('cache-control', 'no-store');
    const today = todayInAmsterdam();
    const values = parametersIn(request, PARAMETERS);
    const purpose = 'to attach evidence to a declaration';
    const actor = await this.admission.admit(request, reply, { roles: ATTACHING, cost: COST, purpose });
    const evidenceOf = evidenceIn(values, today);
    // What is no text for the database is no id of the register either.
    const declarationId = id.replaceAll('\0', '');
    const report = await reportIn(request, reply);
    const evidence = evidenceOf(report);
    try {
      const occasion = { actor, requestId: request.id, action: 'attachEvidence' };
      const { isNew } = await this.audit.transaction(occasion, async (tx) => {
        // A role may have ended while the report came in.
        tx.actor = await this.memberships.actorOf(actor, tx);
        const input = { declarationId, evidence: [evidence], reason: values['reason'] ?? null };
        return this.editor.attach(tx, input, today, report.totals);
      });
      await reply.code(isNew ? 201 : 200).send({ declaration: id, isNew, ...evidence, report: countsOf(report) });
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      await sendRefusal(request, reply, error.problems);
    }
  }
}

async function reportIn({ raw }: FastifyRequest, reply: FastifyReply): Promise<Report> {
  try {
    if (Number(raw.headers['content-length'] ?? 0) > MOST_BYTES) throw new ReportTooLarge();
    return await readReport(raw);
  } catch (error) {
    // What is left of it is let go by, or the next request on this connection would wait behind it.
    raw.resume();
    if (error instanceof ReportRefused) throw new HttpException(error.message, 422);
    if (error instanceof ReportTooLarge) {
      void reply.header('connection', 'close');
      throw new HttpException(error.message, 413);
    }
    if (isStopped(error)) throw new BadRequestException('The report did not arrive as a whole.');
    throw error;
  }
}

const countsOf = ({ totals }: Report): object => ({
  ...totals,
  passed: totals.format === ReportFormat.JUNIT ? totals.total - totals.failed - totals.skipped : null,
});

/** A problem that names each rule, and the parameter it is about. */
function sendRefusal(request: FastifyRequest, reply: FastifyReply, problems: readonly Problem[]): FastifyReply {
  const status = STATUS[problems[0]?.__typename ?? 'InvalidInputError'];
  const detail = problems.map(({ message }) => message).join(' ');
  const errors = problems.map(({ path, message }) => ({ parameter: parameterOf(path), detail: message }));
  const problem = JSON.parse(problemText({ status, detail }, request.id)) as object;
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, errors }));
}

/** The editor speaks of its input; in the address the declaration is part of the path, and the rest are parameters. */
const parameterOf = (path: readonly string[]): string => {
  const name = path.at(-1) ?? '';
  return name === 'declarationId' ? 'id' : name;
};
