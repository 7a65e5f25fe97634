/** A conformance report as a workbook: what came of it, the norms, and the declarations with their evidence. */
import { buffer } from 'node:stream/consumers';
import { type Cell } from '../../../platform/workbooks/sheet.js';
import { type SheetPlan, xlsxStream } from '../../../platform/workbooks/write-xlsx.js';
import {
  type BothLanguages,
  type ReportContent,
  type ReportDeclaration,
  type ReportEvidence,
  type ReportResult,
} from './report.content.js';
import {
  CHECK_OUTCOMES,
  EVIDENCE_KINDS,
  howToCheck,
  INTERFACE_ROLES,
  LABELS,
  LEVELS,
  NORM_OUTCOMES,
  REASSESSMENT_REASONS,
  REPORT_FORMATS,
  STATES,
  THEMES,
} from './report.words.js';

type Say = (text: BothLanguages) => string;
/** A column of a sheet: its head, its width in characters, and what stands in it. */
type Column<T> = readonly [head: BothLanguages, width: number, cell: (row: T) => string | null | undefined];

/** @param sha256 of the content, which stands on the first sheet, lower-case hex */
export async function reportXlsx(content: ReportContent, sha256: string): Promise<Buffer> {
  const say: Say = (text) => text[content.language];
  const sheets = [summary(content, sha256, say), norms(content, say), declarations(content, say)];
  return buffer(xlsxStream(sheets));
}

function summary(content: ReportContent, sha256: string, say: Say): SheetPlan {
  const { product, supplier, terms } = content;
  const facts: readonly (readonly [BothLanguages, string | null])[] = [
    [LABELS.outcome, say(CHECK_OUTCOMES[content.outcome])],
    [LABELS.because, say(content.because)],
    [LABELS.product, product.name],
    [LABELS.productVersion, product.version],
    [LABELS.releasedOn, product.releasedOn],
    [LABELS.supportedUntil, product.supportedUntil],
    [LABELS.supplier, supplier.name],
    [LABELS.kvkNumber, supplier.kvkNumber],
    [LABELS.terms, terms.name],
    [LABELS.normSet, content.normSet.edition],
    [LABELS.contractDate, content.contractDate],
    [LABELS.asOf, content.asOf],
    [LABELS.knownAt, content.knownAt],
    [LABELS.issuedAt, content.issuedAt],
    [LABELS.address, content.address],
    [LABELS.sha256, sha256],
    [LABELS.howToCheck, say(howToCheck(content.address))],
  ];
  const rows = facts.map(([label, value]) => [say(label), value ?? say(LABELS.unknown)]);
  const title = [say(LABELS.title), say(LABELS.subtitle)];
  const warning = content.demoData ? [['!', say(LABELS.demoData)]] : [];
  return { name: say(LABELS.summary), widths: [32, 110], rows: each([title, ...warning, ...rows]) };
}

const norms = ({ results }: ReportContent, say: Say): SheetPlan =>
  table(say(LABELS.norms), results, say, [
    [LABELS.code, 10, ({ code }) => code],
    [LABELS.theme, 24, ({ theme }) => say(THEMES[theme])],
    [LABELS.norm, 44, ({ title }) => say(title)],
    [LABELS.outcome, 34, ({ outcome }) => say(NORM_OUTCOMES[outcome])],
    [LABELS.because, 80, ({ because }) => say(because)],
    [LABELS.standards, 40, ({ standards }) => named(standards)],
    [LABELS.missing, 40, ({ missing }) => named(missing)],
    [LABELS.appliesWhen, 44, ({ appliesWhen }) => appliesWhen && say(appliesWhen)],
    [LABELS.articles, 14, ({ articles }) => articles.join(', ')],
    [LABELS.verified, 18, ({ verified }) => say(verified ? LABELS.yes : LABELS.no)],
  ]);

/** A piece of evidence with what it is of; a declaration without evidence stands there once. */
interface Line {
  readonly norm: ReportResult;
  readonly declaration: ReportDeclaration;
  readonly evidence: ReportEvidence | undefined;
}

const linesOf = ({ results }: ReportContent): Line[] =>
  results.flatMap((norm) =>
    norm.declarations.flatMap((declaration) =>
      (declaration.evidence.length > 0 ? declaration.evidence : [undefined]).map((evidence) => ({
        norm,
        declaration,
        evidence,
      })),
    ),
  );

const declarations = (content: ReportContent, say: Say): SheetPlan =>
  table<Line>(say(LABELS.declarations), linesOf(content), say, [
    [LABELS.norm, 10, ({ norm }) => norm.code],
    [LABELS.standard, 34, ({ declaration }) => declaration.standard.name],
    [LABELS.version, 14, ({ declaration }) => declaration.version.label],
    [LABELS.interfaceRole, 22, ({ declaration }) => say(INTERFACE_ROLES[declaration.interfaceRole])],
    [LABELS.profile, 16, ({ declaration }) => declaration.profile],
    [LABELS.state, 20, ({ declaration }) => say(STATES[declaration.state])],
    [LABELS.dueBecause, 32, ({ declaration }) => dueBecause(declaration, say)],
    [LABELS.level, 16, ({ declaration }) => say(LEVELS[declaration.level])],
    [LABELS.from, 12, ({ declaration }) => declaration.from],
    [LABELS.until, 12, ({ declaration }) => declaration.until],
    [LABELS.assessedBy, 28, ({ declaration }) => declaration.assessedBy],
    [LABELS.declaration, 32, ({ declaration }) => declaration.id],
    [LABELS.kind, 18, ({ evidence }) => evidence && say(EVIDENCE_KINDS[evidence.kind])],
    [LABELS.evidenceTitle, 40, ({ evidence }) => evidence?.title],
    [LABELS.url, 50, ({ evidence }) => evidence?.url],
    [LABELS.issuedBy, 28, ({ evidence }) => evidence?.issuedBy],
    [LABELS.issuedOn, 12, ({ evidence }) => evidence?.issuedOn],
    [LABELS.rulesetVersion, 18, ({ evidence }) => evidence?.rulesetVersion],
    [LABELS.evidenceUntil, 12, ({ evidence }) => evidence?.validUntil],
    [LABELS.checksum, 66, ({ evidence }) => evidence?.sha256],
    [LABELS.report, 60, ({ evidence }) => evidence && totals(evidence, say)],
    [LABELS.assessed, 12, ({ evidence }) => evidence && say(evidence.assessed ? LABELS.yes : LABELS.no)],
  ]);

const dueBecause = (declaration: ReportDeclaration, say: Say): string =>
  declaration.dueBecause.map((reason) => say(REASSESSMENT_REASONS[reason])).join(', ');

function totals({ report }: ReportEvidence, say: Say): string | null {
  if (report === null) return null;
  const counts = (['total', 'passed', 'failed', 'warned', 'skipped'] as const).flatMap((name) =>
    report[name] === null ? [] : `${say(LABELS[name])} ${report[name]}`,
  );
  return `${say(REPORT_FORMATS[report.format])}: ${counts.join(', ')}`;
}

const named = (standards: readonly { readonly name: string }[]): string => standards.map(({ name }) => name).join('; ');

const table = <T>(name: string, rows: readonly T[], say: Say, columns: readonly Column<T>[]): SheetPlan => ({
  name,
  widths: columns.map(([, width]) => width),
  rows: each([columns.map(([head]) => say(head)), ...rows.map((row) => columns.map(([, , cell]) => cell(row) ?? ''))]),
});

async function* each(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  yield* await Promise.resolve(rows);
}
