/** An agenda with its papers, to read and to print. */
import { aside } from '../pdf/aside.js';
import { type PdfText, TaggedPdf } from '../pdf/tagged-pdf.js';
import {
  type AgendaPack,
  type AnsweredImpact,
  type AnsweredItem,
  type AnsweredProposal,
  type AnsweredReaction,
  MOST_REACTIONS,
} from './agenda.content.js';
import { LABELS } from './agenda.labels.js';
import {
  ADVICE_POSITIONS,
  BODIES,
  type BothLanguages,
  dayIn,
  type Language,
  LEVELS,
  momentIn,
  OUTCOMES,
  PROPOSAL_KINDS,
  PROPOSAL_STATES,
  VERDICTS,
} from './governance.words.js';
import { missingIn } from './missing.words.js';

type Fact = readonly [label: string, value: PdfText];
interface Setting {
  readonly pdf: TaggedPdf;
  readonly language: Language;
  readonly say: (text: BothLanguages) => string;
  /** Of the register. */
  readonly address: string;
}

/** More room than a page has: what asks for it begins a new one. */
const NEW_PAGE = 10_000;
/** Of a table that is not to be cut in two. */
const TABLE = 260;
/** So much of a reaction is printed with a proposal; everything stands in the register. */
const MOST_OF_A_REACTION = 1_500;

/** Makes the document in a thread of its own; see `layOut`. */
export const agendaPdf = (pack: AgendaPack): Promise<Buffer> =>
  aside({ module: import.meta.url, name: layOut.name, args: [pack] });

/** Lays a pack out: the agenda, then a page or more for each proposal on it. The same pack gives the same bytes. */
export async function layOut(pack: AgendaPack): Promise<Buffer> {
  const { language, agenda, address, madeAt, isDemo } = pack;
  const say = (text: BothLanguages): string => text[language];
  const title = `${say(LABELS.agenda)} ${say(BODIES[agenda.body])}, ${dayIn(agenda.meetingOn, language)}`;
  const pdf = new TaggedPdf({
    title,
    language: language === 'nl' ? 'nl-NL' : 'en-GB',
    author: 'Standaardenregister',
    madeAt,
    foot: `${title} · ${say(LABELS.page)} {page} ${say(LABELS.ofPages)} {pages}`,
  });
  const setting = { pdf, language, say, address };
  pdf.heading(1, title);
  pdf.paragraph(`${say(LABELS.madeAt)} ${momentIn(madeAt, language)}.`, { isFaint: true });
  if (isDemo) pdf.paragraph(say(LABELS.demoData), { isStrong: true });
  if (agenda.meeting?.isCancelled === true) pdf.paragraph(say(LABELS.cancelled), { isStrong: true });
  if (agenda.meeting === null) pdf.paragraph(say(LABELS.notPlanned));
  pdf.table(factsOfMeeting(pack, setting), { widths: [1, 2.4] });
  overview(pack, setting);
  for (const proposal of pack.proposals) {
    const item = agenda.items.find((each) => each.proposal.number === proposal.number);
    if (item) pdf.section(() => proposalPages(proposal, item, setting), NEW_PAGE);
  }
  return pdf.bytes();
}

function factsOfMeeting({ agenda }: AgendaPack, { say, language }: Setting): Fact[] {
  const { items, meeting } = agenda;
  const count = (is: (item: AnsweredItem) => boolean, label: BothLanguages) => {
    const found = items.filter(is).length;
    return found === 0 ? [] : [`${found} ${say(label)}`];
  };
  const counts = [
    ...count(({ isDone }) => isDone, LABELS.done),
    ...count(({ isReady, isDone }) => isReady && !isDone, LABELS.ready),
    ...count(({ isReady }) => !isReady, LABELS.announced),
  ];
  return [
    [say(LABELS.body), say(BODIES[agenda.body])],
    [say(LABELS.day), dayIn(agenda.meetingOn, language)],
    ...(meeting?.place == null ? [] : [[say(LABELS.place), meeting.place] as const]),
    [say(LABELS.counts), counts.length === 0 ? '0' : counts.join(', ')],
  ];
}

function overview({ agenda: { items }, proposals }: AgendaPack, { pdf, say }: Setting): void {
  pdf.heading(2, say(LABELS.counts));
  if (items.length === 0) {
    pdf.paragraph(say(LABELS.nothing));
    return;
  }
  pdf.table(
    items.map((item) => [
      String(item.proposal.number),
      `${item.proposal.title} (${say(PROPOSAL_KINDS[item.proposal.kind]).toLowerCase()})`,
      say(LABELS[item.purpose]),
      say(item.isDone ? LABELS.done : item.isReady ? LABELS.ready : LABELS.announced),
    ]),
    {
      head: [say(LABELS.number), say(LABELS.proposal), say(LABELS.asked), say(LABELS.standing)],
      widths: [0.5, 4, 1, 1.3],
    },
  );
  if (proposals.length < items.length) pdf.paragraph(say(LABELS.leftOut), { isFaint: true });
}

function proposalPages(proposal: AnsweredProposal, item: AnsweredItem, setting: Setting): void {
  const { pdf, say } = setting;
  pdf.heading(2, `${say(LABELS.proposal)} ${proposal.number}: ${proposal.title}`);
  pdf.table(factsOfProposal(proposal, item, setting), { widths: [1, 2.4] });
  if (!item.isDone) missing(item, setting);
  pdf.heading(3, say(LABELS.motivation));
  prose(pdf, proposal.motivation);
  assessment(proposal, setting);
  for (const round of proposal.consultations) consultation(round, setting);
  advice(proposal, setting);
  const { impact } = proposal;
  if (impact) pdf.section(() => impacted(impact, proposal.kind === 'PHASE_OUT', setting), TABLE);
  decisions(proposal, setting);
}

function factsOfProposal(proposal: AnsweredProposal, item: AnsweredItem, { say, language, address }: Setting): Fact[] {
  const { standard, version, successor, supportedBy } = proposal;
  const register = `${address}/id/proposals/${proposal.number}`;
  const facts: [BothLanguages, PdfText | null | undefined][] = [
    [LABELS.kind, say(PROPOSAL_KINDS[proposal.kind])],
    [LABELS.standard, standard && { text: standard.name, url: standard.uri }],
    [LABELS.version, version && { text: `${version.standard.name} ${version.label}`, url: version.uri }],
    [LABELS.aimedLevel, proposal.aimedLevel && say(LEVELS[proposal.aimedLevel])],
    [LABELS.functionalScope, shortened(proposal.functionalScope)],
    [LABELS.organisationalScope, shortened(proposal.organisationalScope)],
    [LABELS.endOfSupportOn, proposal.endOfSupportOn && dayIn(proposal.endOfSupportOn, language)],
    [LABELS.successor, successor && { text: `${successor.standard.name} ${successor.label}`, url: successor.uri }],
    [LABELS.successor, proposal.isWithoutSuccessor ? say(LABELS.noSuccessor) : null],
    [LABELS.submittedBy, proposal.submittedBy.name],
    [LABELS.supportedBy, shortened(supportedBy.map(({ name }) => name).join(', ')) ?? null],
    [LABELS.asked, say(LABELS[item.purpose])],
    [LABELS.decidingLevel, say(LEVELS[item.decidingLevel])],
    [LABELS.standing, say(PROPOSAL_STATES[proposal.state])],
    [LABELS.consultationUntil, item.consultationUntil && dayIn(item.consultationUntil, language)],
    [LABELS.inRegister, { text: register, url: register }],
  ];
  return facts.flatMap(([label, value]) => (value == null || value === '' ? [] : [[say(label), value] as const]));
}

function missing(item: AnsweredItem, { pdf, say, language }: Setting): void {
  pdf.heading(3, say(LABELS.missing));
  if (item.missing.length === 0) pdf.paragraph(say(LABELS.missesNothing));
  pdf.list(item.missing.map((each) => missingIn(each, language)));
  if (item.purpose === 'DECISION' && item.decidingLevel === 'MANDATORY') pdf.paragraph(say(LABELS.members));
}

function assessment({ assessments, criteria }: AnsweredProposal, { pdf, say }: Setting): void {
  if (assessments.length + criteria.length === 0) return;
  pdf.heading(3, say(LABELS.assessment));
  for (const { verdict, motivation, criterion } of assessments) {
    pdf.paragraph(`${criterion.code} ${criterion.title}: ${say(VERDICTS[verdict]).toLowerCase()}`, { isStrong: true });
    prose(pdf, motivation);
  }
  pdf.list(criteria.map(({ code, title }) => `${code} ${title}: ${say(LABELS.notJudged)}`));
}

function consultation(round: AnsweredProposal['consultations'][number], setting: Setting): void {
  const { pdf, say, language } = setting;
  const { from, to } = round.period;
  const days = `${dayIn(from, language)} ${say(LABELS.until)} ${dayIn(to, language)}`;
  const name =
    round.round > 1
      ? `${say(LABELS.consultation)}, ${say(LABELS.round).toLowerCase()} ${round.round}`
      : say(LABELS.consultation);
  pdf.heading(3, `${name}: ${days}`);
  if (round.reactions.length === 0) pdf.paragraph(say(LABELS.noReactions));
  for (const reaction of round.reactions.slice(0, MOST_REACTIONS)) reacted(reaction, setting);
  const more = round.reactionCount - MOST_REACTIONS;
  if (more > 0) pdf.paragraph(`${more} ${say(LABELS.moreReactions)}`, { isFaint: true });
}

function reacted({ organisation, text, answer }: AnsweredReaction, { pdf, say }: Setting): void {
  pdf.paragraph(organisation, { isStrong: true });
  prose(pdf, shortened(text) ?? '');
  if (answer === null) pdf.paragraph(say(LABELS.notAnswered), { isFaint: true });
  else prose(pdf, `${say(LABELS.answer)}: ${shortened(answer)}`);
}

function advice(proposal: AnsweredProposal, { pdf, say, language }: Setting): void {
  pdf.heading(3, say(LABELS.advice));
  if (proposal.advice.length === 0) pdf.paragraph(say(LABELS.noAdvice));
  for (const { body, position, rationale, givenOn, isLatest } of proposal.advice) {
    const earlier = isLatest ? '' : ` (${say(LABELS.earlierAdvice)})`;
    const what = say(ADVICE_POSITIONS[position]).toLowerCase();
    pdf.paragraph(`${say(BODIES[body])}, ${dayIn(givenOn, language)}: ${what}${earlier}`, { isStrong: true });
    prose(pdf, rationale);
  }
}

const COUNTS = ['municipalitiesApplying', 'municipalitiesToAct', 'declarationsAffected', 'productsAffected'] as const;
const LISTS = ['componentsAffected', 'requirementsAffected', 'obligationsAffected', 'obligationsConflicting'] as const;

const GAPS = ['componentsWithoutWayOver', 'requirementsWithoutWayOver'] as const;

/** @param isLeft whether it is about something that ends, so that there has to be a way over */
function impacted(answered: AnsweredImpact, isLeft: boolean, { pdf, say }: Setting): void {
  pdf.heading(3, say(LABELS.impact));
  const rows = [
    ...COUNTS.flatMap((name) => (answered[name] === null ? [] : [[say(LABELS[name]), String(answered[name])]])),
    ...LISTS.map((name) => [say(LABELS[name]), String(answered[name].length)]),
  ];
  const gaps = [
    [say(LABELS.productsWithoutWayOver), String(answered.productsWithoutWayOver.totalCount)],
    ...GAPS.map((name) => [say(LABELS[name]), String(answered[name].length)]),
  ];
  pdf.table(isLeft ? [...rows, ...gaps] : rows, { widths: [3, 1] });
  if (answered.isRounded) pdf.paragraph(say(LABELS.rounded), { isFaint: true });
  if (!isLeft) return;
  pdf.heading(3, say(LABELS.waysOver));
  if (answered.waysOver.length === 0) pdf.paragraph(say(LABELS.noWayOver));
  pdf.list(
    answered.waysOver.map(({ isInUse, standard, version }) => {
      const name = version === null ? standard.name : `${standard.name} ${version.label}`;
      return `${name}: ${say(isInUse ? LABELS.isInUse : LABELS.isNotInUse)}`;
    }),
  );
}

function decisions(proposal: AnsweredProposal, { pdf, say, language }: Setting): void {
  if (proposal.decisions.length === 0) return;
  pdf.heading(3, say(LABELS.decisions));
  pdf.list(
    proposal.decisions.map(
      ({ body, outcome, decidedOn, title }) =>
        `${say(BODIES[body])}, ${dayIn(decidedOn, language)}: ${say(OUTCOMES[outcome]).toLowerCase()} (${title})`,
    ),
  );
}

/** A text as it was written, line by line. */
function prose(pdf: TaggedPdf, text: string): void {
  for (const line of text.split(/\s*\n\s*/)) if (line !== '') pdf.paragraph(line);
}

const shortened = (text: string | null): string | null =>
  text !== null && text.length > MOST_OF_A_REACTION ? `${text.slice(0, MOST_OF_A_REACTION).trimEnd()} …` : text;
