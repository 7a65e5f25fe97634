/** A conformance report to read and to print. */
import { aside } from '../pdf/aside.js';
import { type PdfText, TaggedPdf } from '../pdf/tagged-pdf.js';
import {
  type BothLanguages,
  type ReportContent,
  type ReportDeclaration,
  type ReportEvidence,
  type ReportLanguage,
  type ReportResult,
} from './report.content.js';
import {
  CHECK_OUTCOMES,
  EVIDENCE_KINDS,
  howToCheck,
  INTERFACE_ROLES,
  LABELS,
  NORM_OUTCOMES,
  REASSESSMENT_REASONS,
  STATES,
  THEMES,
} from './report.words.js';

type Say = (text: BothLanguages) => string;
type Fact = readonly [label: string, value: PdfText];

/** Makes the document in a thread of its own; see `layOut`. */
export const reportPdf = (content: ReportContent, sha256: string): Promise<Buffer> =>
  aside({ module: import.meta.url, name: layOut.name, args: [content, sha256] });

/**
 * Lays a report out: what came of the check and of whom it speaks, an overview of the norms, then each norm with its reason
 * and what it rests on. The same content gives the same bytes with the same version of the register.
 * @param sha256 the checksum of the content, which stands in the document, lower-case hex
 */
export async function layOut(content: ReportContent, sha256: string): Promise<Buffer> {
  const { language, product, because } = content;
  const say: Say = (text) => text[language];
  const title = `${say(LABELS.title)} ${product.name} ${product.version}`;
  const pdf = new TaggedPdf({
    title,
    language: language === 'nl' ? 'nl-NL' : 'en-GB',
    author: 'Standaardenregister',
    madeAt: new Date(content.issuedAt),
    foot: `${say(LABELS.reportId)} ${content.id} · ${say(LABELS.page)} {page} ${say(LABELS.ofPages)} {pages}`,
  });
  pdf.heading(1, title);
  pdf.paragraph(say(LABELS.subtitle), { isFaint: true });
  if (content.demoData) pdf.paragraph(say(LABELS.demoData), { isStrong: true });
  pdf.heading(2, say(CHECK_OUTCOMES[content.outcome]));
  pdf.paragraph(say(because));
  pdf.table(factsOf(content, sha256, say), { widths: [1, 2.4] });
  pdf.heading(2, say(LABELS.norms));
  pdf.table(content.results.map(summaryOf(say)), {
    head: [say(LABELS.code), say(LABELS.norm), say(LABELS.theme), say(LABELS.outcome)],
    widths: [0.8, 3, 1.6, 1.8],
  });
  pdf.heading(2, say(LABELS.because));
  for (const result of content.results) {
    pdf.section(() => {
      norm(pdf, result, say, language);
    });
  }
  pdf.section(() => {
    pdf.heading(2, say(LABELS.howToCheck));
    pdf.paragraph(say(howToCheck(content.address)));
  });
  return pdf.bytes();
}

function factsOf(content: ReportContent, sha256: string, say: Say): Fact[] {
  const { product, supplier, terms, normSet, address, language } = content;
  const day = (value: string | null): string => (value === null ? say(LABELS.unknown) : dayIn(value, language));
  return [
    [say(LABELS.productVersion), `${product.name} ${product.version}`],
    [say(LABELS.supplier), `${supplier.name} (${say(LABELS.kvkNumber)} ${supplier.kvkNumber})`],
    [say(LABELS.releasedOn), day(product.releasedOn)],
    [say(LABELS.supportedUntil), day(product.supportedUntil)],
    [say(LABELS.terms), terms.name.includes(terms.edition) ? terms.name : `${terms.name} ${terms.edition}`],
    [say(LABELS.normSet), normSet.edition],
    [say(LABELS.contractDate), day(content.contractDate)],
    [say(LABELS.asOf), day(content.asOf)],
    [say(LABELS.knownAt), momentIn(content.knownAt, language)],
    [say(LABELS.issuedAt), momentIn(content.issuedAt, language)],
    [say(LABELS.address), { text: address, url: address }],
    [say(LABELS.sha256), sha256],
  ];
}

const summaryOf = (say: Say) => (result: ReportResult) => [
  result.code,
  say(result.title),
  say(THEMES[result.theme]),
  say(NORM_OUTCOMES[result.outcome]),
];

function norm(pdf: TaggedPdf, result: ReportResult, say: Say, language: ReportLanguage): void {
  pdf.heading(3, `${result.code} ${say(result.title)}: ${say(NORM_OUTCOMES[result.outcome]).toLowerCase()}`);
  pdf.paragraph(say(result.because));
  if (result.appliesWhen) pdf.paragraph(`${say(LABELS.appliesWhen)}: ${say(result.appliesWhen)}`);
  if (result.articles.length > 0) pdf.paragraph(`${say(LABELS.articles)}: ${result.articles.join(', ')}`);
  if (result.missing.length > 0) {
    pdf.paragraph(`${say(LABELS.missing)}: ${result.missing.map(({ name }) => name).join(', ')}`);
  }
  if (!result.verified) pdf.paragraph(`${say(LABELS.unverified)}.`, { isFaint: true });
  for (const declaration of result.declarations) declared(pdf, declaration, say, language);
}

function declared(pdf: TaggedPdf, declaration: ReportDeclaration, say: Say, language: ReportLanguage): void {
  const { standard, version, profile, dueBecause, evidence } = declaration;
  const until = declaration.until === null ? [] : [`${say(LABELS.until)} ${dayIn(declaration.until, language)}`];
  const assessed = declaration.assessedBy === null ? [] : [`${say(LABELS.assessedBy)} ${declaration.assessedBy}`];
  const due = dueBecause.map((reason) => say(REASSESSMENT_REASONS[reason]));
  const said = [
    say(STATES[declaration.state]),
    say(INTERFACE_ROLES[declaration.interfaceRole]),
    ...(profile === null ? [] : [`${say(LABELS.profile)} ${profile}`]),
    `${say(LABELS.from)} ${dayIn(declaration.from, language)}`,
    ...until,
    ...assessed,
    ...(due.length === 0 ? [] : [`${say(LABELS.dueBecause)} ${due.join(', ')}`]),
  ];
  pdf.paragraph(
    { text: `${say(LABELS.declaration)}: ${standard.name} ${version.label}`, url: version.uri },
    { isStrong: true },
  );
  pdf.paragraph(`${said.join('; ')}.`);
  pdf.list(evidence.flatMap((piece) => evidenceOf(piece, declaration, say, language)));
}

/** In these its evidence is taken to be what was assessed. */
const ASSESSED: readonly ReportDeclaration['state'][] = ['DEMONSTRATED', 'REASSESSMENT_DUE'];

function evidenceOf(
  piece: ReportEvidence,
  { state }: ReportDeclaration,
  say: Say,
  language: ReportLanguage,
): PdfText[] {
  const { title, issuedBy, issuedOn, rulesetVersion, sha256, validUntil, report } = piece;
  const facts = [
    ...(piece.assessed || !ASSESSED.includes(state) ? [] : [say(LABELS.notAssessed)]),
    ...(issuedBy === null ? [] : [`${say(LABELS.issuedBy)} ${issuedBy}`]),
    ...(issuedOn === null ? [] : [`${say(LABELS.issuedOn)} ${dayIn(issuedOn, language)}`]),
    ...(rulesetVersion === null ? [] : [`${say(LABELS.rulesetVersion)} ${rulesetVersion}`]),
    ...(validUntil === null ? [] : [`${say(LABELS.until)} ${dayIn(validUntil, language)}`]),
    ...(report === null ? [] : [totalsOf(report, say)]),
    ...(sha256 === null ? [] : [`${say(LABELS.checksum)} ${sha256}`]),
  ];
  const named = { text: `${say(EVIDENCE_KINDS[piece.kind])}: ${title}`, url: piece.url };
  return facts.length === 0 ? [named] : [named, `${facts.join('; ')}.`];
}

function totalsOf(report: NonNullable<ReportEvidence['report']>, say: Say): string {
  const counts = ['total', 'passed', 'failed', 'warned', 'skipped'] as const;
  return counts
    .filter((count) => report[count] !== null)
    .map((count) => `${say(LABELS[count]).toLowerCase()} ${report[count]}`)
    .join(', ');
}

const LOCALES: Readonly<Record<ReportLanguage, string>> = { nl: 'nl-NL', en: 'en-GB' };

/** @param day YYYY-MM-DD */
const dayIn = (day: string, language: ReportLanguage): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** On the clock of Amsterdam, to the second, with what that clock is called then. */
const momentIn = (moment: string, language: ReportLanguage): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    ...{ timeZone: 'Europe/Amsterdam', timeZoneName: 'short' },
  }).format(new Date(moment));
