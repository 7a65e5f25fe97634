import { Injectable } from '@nestjs/common';
import { ReportFileFormat } from '../../../domain/conformance/report.entity.js';
import { Language } from '../../../domain/standards/standards.inputs.js';
import { type Writing } from '../../../platform/audit/audit.js';
import { keyIdOf, publicKeyOf } from '../../../platform/audit/heads.js';
import { LogKey } from '../../../platform/audit/log-key.js';
import { type Made } from '../../../platform/audit/mutations.js';
import { type Actor } from '../../../platform/auth/actor.js';
import { Site } from '../../../platform/config/site.js';
import { Database } from '../../../platform/database/database.js';
import { DemoMark } from '../../../platform/database/demo-mark.js';
import { newId } from '../../../platform/database/id.js';
import { OperationContext } from '../../../platform/graphql/operation-context.js';
import { ReadEngine } from '../../../platform/graphql/read-engine.js';
import { refusal } from '../../../platform/graphql/errors.js';
import { judge } from '../../../platform/graphql/public-error.js';
import { invalidInput, Rejection } from '../../../platform/graphql/user-errors.js';
import { fixedMoment } from './fixed-moment.js';
import { type ReportContent } from './report.content.js';
import { reportPdf } from './report-pdf.js';
import { type Answered, contentOf, QUESTION } from './report.question.js';
import { reportXlsx } from './report-xlsx.js';
import { type IssueConformanceReportInput } from './reports.inputs.js';
import { contentHash, markOf, sha256Of, signReport, written } from './signed-report.js';

interface File {
  readonly format: ReportFileFormat;
  readonly bytes: Buffer;
  readonly sha256: string;
}
/** A report that is not kept yet. */
export interface MadeReport {
  readonly content: ReportContent;
  readonly language: Language;
  readonly sha256: string;
  readonly files: readonly File[];
  readonly ids: { readonly productVersionId: string; readonly termsId: string; readonly normSetId: string };
}

interface Request {
  readonly actor: object;
  readonly requestId: string;
}
/** For one caller: making a report keeps a core busy for a second or two, and others want theirs. */
const MOST_AT_ONCE = 2;

/** Makes reports of checks, and keeps them for good. */
@Injectable()
export class ConformanceReports {
  /** How many are being made, by who asked for them. */
  private readonly making = new Map<string, number>();

  constructor(
    private readonly engine: ReadEngine,
    private readonly database: Database,
    private readonly site: Site,
    private readonly key: LogKey,
    private readonly mark: DemoMark,
  ) {}

  /**
   * Asks the register as anyone can, and writes the files. Nothing is kept yet, and no writer waits for it.
   * @throws Rejection when there is no such check, in the words of the check; GraphQLError RATE_LIMITED when enough are
   * being made for the same caller
   */
  async make(input: IssueConformanceReportInput, { actor, requestId }: Request): Promise<MadeReport> {
    const { issuer, subject } = actor as Actor;
    const caller = `${issuer} ${subject}`;
    const before = this.making.get(caller) ?? 0;
    if (before >= MOST_AT_ONCE) {
      throw refusal('RATE_LIMITED', `${MOST_AT_ONCE} reports are being made for you. Ask again when you have one.`);
    }
    this.making.set(caller, before + 1);
    try {
      return await this.made(input, requestId);
    } finally {
      const left = (this.making.get(caller) ?? 1) - 1;
      if (left > 0) this.making.set(caller, left);
      else this.making.delete(caller);
    }
  }

  private async made({ language, ...asked }: IssueConformanceReportInput, requestId: string): Promise<MadeReport> {
    const { knownAt, issuedAt } = await fixedMoment(this.database.reads);
    const inLanguage = language ?? Language.NL;
    const answered = await this.answer({ ...question(asked), knownAt, language: inLanguage }, requestId);
    const id = newId('cfr');
    const address = `${this.site.url}/reports/${id}`;
    const content = contentOf(
      { id, address, issuedAt, knownAt, language: inLanguage, demoData: this.mark.isDemo },
      answered,
    );
    const { productVersion, terms, normSet } = answered;
    const ids = { productVersionId: productVersion.id, termsId: terms.id, normSetId: normSet.id };
    return { content, language: inLanguage, ids, ...(await this.filesOf(content)) };
  }

  /** Writes a report that was made, with the key that its readers will look for. */
  async keep(tx: Writing<Actor>, { content, language, sha256, files, ids }: MadeReport): Promise<Made> {
    const { id, contractDate, asOf, knownAt, issuedAt, outcome } = content;
    const x = publicKeyOf(this.key.private);
    await tx.query('insert into audit_key (key_id, public_key) values ($1, $2) on conflict do nothing', [
      keyIdOf(x),
      x,
    ]);
    await tx.query(
      `insert into conformance_report (id, product_version_id, terms_id, norm_set_id, contract_date, as_of, known_at, issued_at, language, outcome, sha256)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[id, ids.productVersionId, ids.termsId, ids.normSetId],
        ...[contractDate, asOf, knownAt, issuedAt, language, outcome, sha256],
      ],
    );
    for (const { format, bytes, sha256: hash } of files) {
      await tx.query('insert into conformance_report_file (report_id, format, sha256, bytes) values ($1, $2, $3, $4)', [
        ...[id, format, hash, bytes],
      ]);
    }
    const hashes = Object.fromEntries(files.map(({ format, sha256: hash }) => [format.toLowerCase(), hash]));
    const after = { ...ids, contractDate, asOf, knownAt, issuedAt, language, outcome, sha256, files: hashes };
    const [only, ...others] = tx.actor.organisationIds;
    tx.record({ subjectId: id, organisationId: others.length > 0 ? null : (only ?? null), after });
    return { report: id };
  }

  private async filesOf(content: ReportContent): Promise<Pick<MadeReport, 'sha256' | 'files'>> {
    const sha256 = contentHash(content);
    const [pdf, xlsx] = await Promise.all([reportPdf(content, sha256), reportXlsx(content, sha256)]);
    const signed = signReport({ report: content, files: { pdf: markOf(pdf), xlsx: markOf(xlsx) } }, this.key.private);
    const file = (format: ReportFileFormat, bytes: Buffer): File => ({ format, bytes, sha256: sha256Of(bytes) });
    const json = file(ReportFileFormat.JSON, Buffer.from(written(signed)));
    return { sha256, files: [json, file(ReportFileFormat.PDF, pdf), file(ReportFileFormat.XLSX, xlsx)] };
  }

  private async answer(variables: Record<string, string>, requestId: string): Promise<Answered> {
    const unusable = Object.keys(variables).filter((name) => /[\0\p{Surrogate}]/u.test(variables[name] ?? ''));
    if (unusable.length > 0) {
      throw new Rejection(unusable.map((name) => invalidInput('There is nothing with such an id.', ['input', name])));
    }
    try {
      const data = await this.engine.ask(QUESTION, variables, new OperationContext(requestId));
      return data['gibitCheck'] as Answered;
    } catch (error) {
      const { code, message } = judge(error);
      if (code === 'BAD_USER_INPUT') throw new Rejection([invalidInput(message, ['input'])]);
      throw error;
    }
  }
}

/** What was left out, or null, is left out of the question. */
const question = (asked: Omit<IssueConformanceReportInput, 'language'>): Record<string, string> =>
  Object.fromEntries(
    (['productVersionId', 'termsId', 'contractDate', 'asOf'] as const).flatMap((name) =>
      asked[name] == null ? [] : [[name, asked[name]]],
    ),
  );
