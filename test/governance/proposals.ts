import { TRIAL_ISSUER } from '../../src/platform/auth/trial/personas.js';
import { newId } from '../../src/platform/database/id.js';
import { signIn } from '../support/actors.js';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { type Register, type Sql } from '../support/register.js';
import { organisationOf } from '../suppliers/market.js';

/** Today in Amsterdam, and the day so many days after it; YYYY-MM-DD. */
export const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' }).format(new Date());
export const dayAfter = (days: number, from = TODAY): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export type Kind = 'NEW_STANDARD' | 'NEW_VERSION' | 'SCOPE_CHANGE' | 'BINDING_CHANGE' | 'PHASE_OUT';

const MAIN_ROAD = [
  ...['DRAFT', 'SUBMITTED', 'INTAKE', 'IN_ASSESSMENT', 'IN_CONSULTATION'],
  ...['CVD_ADVICE', 'DECISION', 'ESTABLISHED'],
];
/** The states that lead to one, in order. */
export function roadTo(state: string): string[] {
  const before: Record<string, string> = { RETURNED: 'INTAKE', NOT_TAKEN_UP: 'INTAKE', WITHDRAWN: 'SUBMITTED' };
  const last = before[state] ?? (['REJECTED', 'DEFERRED'].includes(state) ? 'DECISION' : undefined);
  if (last !== undefined) return [...roadTo(last), state];
  return MAIN_ROAD.slice(0, MAIN_ROAD.indexOf(state) + 1);
}

interface Given {
  readonly kind?: Kind;
  /** How far it is; SUBMITTED when left out. */
  readonly state?: string;
  readonly title?: string;
  readonly motivation?: string;
  /** Null for none; a standard and a version of our own where the kind needs one. */
  readonly standardId?: string | null;
  readonly versionId?: string | null;
  /** Null for none; RECOMMENDED where the kind needs one. */
  readonly aimedLevel?: string | null;
  readonly functionalScope?: string | null;
  readonly organisationalScope?: string | null;
  readonly endOfSupportOn?: string | null;
  readonly successorId?: string | null;
  readonly projectId?: string | null;
  /** Organisations; Amsterdam submits, and Utrecht supports it from the assessment on. */
  readonly submittedBy?: string;
  readonly supportedBy?: readonly string[];
  /** Who wrote it: a persona of the trial. */
  readonly submitter?: string;
  /** Of the consultation, from IN_CONSULTATION on; the second day is the first on which nobody may react. */
  readonly consultation?: readonly [from: string, until: string];
  /** Leave out what the guards ask: verdicts, support, advice. Nothing of it is there then. */
  readonly isBare?: boolean;
}

/** A proposal as the tables hold it. */
export interface Made {
  readonly id: string;
  /** 0 while it is a draft. */
  readonly number: number;
  readonly kind: Kind;
  readonly state: string;
  readonly title: string;
  readonly standardId: string | null;
  readonly versionId: string | null;
  readonly submittedBy: string;
}

const NEEDS_VERSION: readonly Kind[] = ['PHASE_OUT', 'NEW_VERSION'];
const NEEDS_LEVEL: readonly Kind[] = ['BINDING_CHANGE', 'NEW_STANDARD'];

/** What a proposal of a kind is about: made when it is not given. */
async function subjectOf(sql: Sql, kind: Kind, { standardId, versionId }: Given) {
  const standard = standardId === undefined ? (await aStandard(sql)).id : standardId;
  if (versionId !== undefined || standard === null || !NEEDS_VERSION.includes(kind)) {
    return { standardId: standard, versionId: versionId ?? null };
  }
  return { standardId: standard, versionId: await (kind === 'PHASE_OUT' ? inUse : aCandidate)(sql, standard) };
}

/** A release of a standard that has been in use for years. */
export async function inUse(sql: Sql, standardId: string, label = '1.0', position = 1): Promise<string> {
  const version = await aVersion(sql, standardId, label, position);
  await phase(sql, version, 'IN_USE', '2020-01-01');
  return version;
}

/** A release of a standard that could come into use: announced, published, and with a text that is the norm. */
export async function aCandidate(sql: Sql, standardId: string, label = '2.0', position = 2): Promise<string> {
  const version = await aVersion(sql, standardId, label, position);
  await sql(`update standard_version set published_on = '2026-01-01' where id = $1`, [version]);
  await sql(
    `insert into artifact (version_id, position, kind, title, url, is_normative)
     values ($1, 1, 'TEXT', 'De tekst', 'https://example.nl/tekst', true)`,
    [version],
  );
  await phase(sql, version, 'CANDIDATE', '2026-01-01');
  return version;
}

/** A version of which nobody but a registrar may learn anything. */
export async function aDraftVersion(
  sql: Sql,
  standardId: string,
  label = '3.0-concept',
  position = 3,
): Promise<string> {
  const id = newId('ver');
  await sql(
    `insert into standard_version (id, standard_id, label, kind, position, announced_at, confidence) values ($1, $2, $3, 'RELEASE', $4, null, 'SEEN')`,
    [id, standardId, label, position],
  );
  return id;
}

/**
 * A proposal that went the whole road to a state, written past every rule and without events: what the guards ask was done on
 * the way (support of Utrecht, a verdict on each criterion, a consultation that is over, advice of the CvD), unless it is bare.
 * Of an ESTABLISHED or REJECTED one there is no decision: take the last step over the API when the test is about that.
 */
export async function aProposal(on: Pick<Register, 'sql' | 'url' | 'graphql'>, given: Given = {}): Promise<Made> {
  const { sql } = on;
  await signIn('registrar', on); // the organisations of the trial are there from then on
  const { kind = 'BINDING_CHANGE', state = 'SUBMITTED', submitter = 'reporter-gm0363' } = given;
  const id = newId('prp');
  const title = given.title ?? `Proefvoorstel ${id.slice(-6)}`;
  const subject = await subjectOf(sql, kind, given);
  const submittedBy = given.submittedBy ?? (await organisationOf(sql, 'gm0363'));
  const isSubmitted = state !== 'DRAFT';
  const level = given.aimedLevel === undefined && NEEDS_LEVEL.includes(kind) ? 'RECOMMENDED' : given.aimedLevel;
  const end = given.endOfSupportOn === undefined && kind === 'PHASE_OUT' ? dayAfter(400) : given.endOfSupportOn;
  const scope = given.functionalScope === undefined && kind === 'SCOPE_CHANGE' ? 'Alles.' : given.functionalScope;
  const [{ number }] = (await sql<{ number: number }>(
    `insert into proposal (id, number, title, kind, state, standard_id, version_id, aimed_level, motivation, functional_scope,
       organisational_scope, end_of_support_on, successor_id, is_without_successor, project_id, submitted_by, submitter_issuer,
       submitter_subject, submitted_at, revision)
     values ($1, case when $2 then (select coalesce(max(number), 0) + 1 from proposal) else 0 end, $3, $4, $5, $6, $7, $8, $9, $10,
       $11, $12, $13, $14, $15, $16, $17, $18, case when $2 then clock_timestamp() end, $19) returning number`,
    [
      ...[id, isSubmitted, title, kind, state, subject.standardId, subject.versionId, level ?? null],
      ...[
        given.motivation ?? 'Omdat het overal zo moet.',
        scope ?? null,
        given.organisationalScope ?? null,
        end ?? null,
      ],
      ...[given.successorId ?? null, kind === 'PHASE_OUT' && given.successorId == null, given.projectId ?? null],
      ...[submittedBy, TRIAL_ISSUER, submitter, roadTo(state).length],
    ],
  )) as [{ number: number }];
  await walk(sql, id, roadTo(state), submittedBy);
  if (given.isBare !== true) await fulfil(sql, { id, kind, state, submittedBy }, given);
  return { id, number, kind, state, title, ...subject, submittedBy };
}

async function walk(sql: Sql, id: string, road: readonly string[], submittedBy: string): Promise<void> {
  for (const [i, to] of road.entries()) {
    const byId = ['DRAFT', 'SUBMITTED', 'WITHDRAWN'].includes(to) ? submittedBy : await organisationOf(sql, 'vng');
    await sql(
      `insert into proposal_step (proposal_id, position, from_state, to_state, by_id, reason) values ($1, $2, $3, $4, $5, $6)`,
      [id, i + 1, road[i - 1] ?? null, to, byId, ['RETURNED', 'NOT_TAKEN_UP'].includes(to) ? 'Om een reden.' : null],
    );
  }
}

/** What the guards asked on the road to the state it is in. */
async function fulfil(
  sql: Sql,
  made: Pick<Made, 'id' | 'kind' | 'state' | 'submittedBy'>,
  given: Given,
): Promise<void> {
  const passed = roadTo(made.state);
  const isPast = (state: string) => passed.includes(state);
  const supporters = given.supportedBy ?? (isPast('IN_ASSESSMENT') ? [await supporterFor(sql, made.submittedBy)] : []);
  for (const each of supporters) await aSupport(sql, made.id, each);
  if (isPast('IN_CONSULTATION')) {
    const ended = [dayAfter(-60), dayAfter(-14)] as const;
    const open = [dayAfter(-7), dayAfter(21)] as const;
    await aConsultation(sql, made.id, ...(given.consultation ?? (made.state === 'IN_CONSULTATION' ? open : ended)));
  }
  if (isPast('CVD_ADVICE')) await judgeAll(sql, made.id);
  if (isPast('DECISION')) await anAdvice(sql, made.id, 'CVD', dayAfter(-7));
}

const supporterFor = async (sql: Sql, submittedBy: string): Promise<string> => {
  const utrecht = await organisationOf(sql, 'gm0344');
  return utrecht === submittedBy ? organisationOf(sql, 'gm0363') : utrecht;
};

/** That an organisation supports a proposal, or does so no more. */
export const aSupport = (sql: Sql, proposalId: string, organisationId: string, isGiven = true) =>
  sql(
    `insert into proposal_support (proposal_id, organisation_id, position, is_given)
     values ($1, $2, (select coalesce(max(position), 0) + 1 from proposal_support where proposal_id = $1 and organisation_id = $2), $3)`,
    [proposalId, organisationId, isGiven],
  );

/** Another round of consultation; the second day is the first on which nobody may react. */
export const aConsultation = (sql: Sql, proposalId: string, from: string, until: string) =>
  sql(
    `insert into consultation (proposal_id, round, position, open_from, open_until)
     values ($1, (select coalesce(max(round), 0) + 1 from consultation where proposal_id = $1), 1, $2, $3)`,
    [proposalId, from, until],
  );

/** A verdict on each criterion that the register has for proposals of its kind. */
export const judgeAll = (sql: Sql, proposalId: string, verdict = 'MET') =>
  sql(
    `insert into proposal_assessment (proposal_id, criterion_id, position, verdict, motivation)
     select p.id, c.id, 1 + coalesce((select max(position) from proposal_assessment a where a.proposal_id = p.id and a.criterion_id = c.id), 0),
       $2, 'Zo is het.' from proposal p join criterion c on p.kind = any(c.proposal_kinds) where p.id = $1`,
    [proposalId, verdict],
  );

/** Advice of a body; answers the id. */
export async function anAdvice(sql: Sql, proposalId: string, body: string, givenOn = TODAY, position = 'POSITIVE') {
  const id = newId('adv');
  await sql(
    `insert into advice (id, proposal_id, body, advice_position, rationale, given_on) values ($1, $2, $3, $4, 'Doen.', $5)`,
    [id, proposalId, body, position, givenOn],
  );
  return id;
}

/** A reaction to a proposal in its last round, of nobody in particular when no organisation is named; answers the id. */
export async function aReaction(sql: Sql, proposalId: string, organisationId: string | null = null): Promise<string> {
  const id = newId('rea');
  await sql(
    `insert into reaction (id, proposal_id, round, organisation_id, writer_issuer, writer_subject, text)
     values ($1, $2, (select coalesce(max(round), 1) from consultation where proposal_id = $2), $3, $4, 'reporter-gm0344', 'Zou dat wel kunnen?')`,
    [id, proposalId, organisationId, TRIAL_ISSUER],
  );
  return id;
}

/** An answer of the office to a reaction. */
export const anAnswer = (sql: Sql, reactionId: string) =>
  sql(
    `insert into reaction_answer (reaction_id, position, text)
     values ($1, (select coalesce(max(position), 0) + 1 from reaction_answer where reaction_id = $1), 'Jazeker.')`,
    [reactionId],
  );

/** Says which bodies an organisation is the secretariat of, beside those it is already. */
export const serves = (sql: Sql, organisationId: string, ...bodies: string[]) =>
  sql('insert into body_service (organisation_id, body) select $1, unnest($2::text[]) on conflict do nothing', [
    organisationId,
    bodies,
  ]);
