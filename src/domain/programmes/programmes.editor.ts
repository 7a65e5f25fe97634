import { Injectable } from '@nestjs/common';
import { type Values, type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound } from '../../platform/graphql/user-errors.js';
import { LONG, SLUG } from '../standards/standards.checks.js';
import { STATED } from '../standards/standards.policy.js';
import { type RecordProgrammeInput, type RecordProjectInput } from './programmes.edit.inputs.js';
import { ProgrammesService } from './programmes.service.js';

const MOST_YEARS = 50;
const MOST_LINKS = 200;

const PROGRAMME = `select id, revision, name, name_en as "nameEn", kind, runs_from::text as from, runs_to::text as to, part_of_id as "partOf",
  decision_id as decision, url from programme where slug = $1 for update`;
const PROJECT = `select id, revision, programme_id as programme, name, name_en as "nameEn", summary, summary_en as "summaryEn", activity, years,
    (select coalesce(jsonb_agg(standard_id order by standard_id), '[]') from project_standard where project_id = p.id) as standards,
    (select coalesce(jsonb_agg(component_id order by component_id), '[]') from project_component where project_id = p.id) as components,
    (select coalesce(jsonb_agg(decision_id order by decision_id), '[]') from project_decision where project_id = p.id) as decisions
  from project p where slug = $1 for update`;

interface Held {
  readonly id: string;
  readonly revision: number;
}

/** What the registrar enters of plans and projects. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class ProgrammesEditor {
  constructor(private readonly programmes: ProgrammesService) {}

  /** @throws Rejection with everything that is wrong with the input */
  async recordProgramme(tx: Writing<Actor>, input: RecordProgrammeInput): Promise<{ programme: string }> {
    const { slug, kind, from } = input;
    const checks = Checks.of().text('slug', slug, SLUG).text('name', input.name).text('nameEn', input.nameEn);
    checks.date('from', from).date('to', input.to).url('url', input.url).text('reason', input.reason, LONG);
    if (input.to != null && input.to <= from) checks.refuse('to', `It ends after ${from}, its first day.`);
    const held = await heldOf(tx, checks, PROGRAMME, input);
    await checkThere(tx, checks, { field: 'partOfId', table: 'programme', ids: [input.partOfId] });
    await checkThere(tx, checks, { field: 'decisionId', table: 'decision', ids: [input.decisionId] });
    if (held && input.partOfId != null) await checkWhole(tx, checks, held.id, input.partOfId);
    checks.throwIfAny();
    const id = await this.programmes.putProgramme(tx, {
      ...{
        slug,
        kind,
        name: input.name,
        nameEn: input.nameEn ?? undefined,
        runsFrom: from,
        runsTo: input.to ?? undefined,
      },
      ...{
        partOfId: input.partOfId ?? undefined,
        decisionId: input.decisionId ?? undefined,
        url: input.url ?? undefined,
      },
      ...STATED,
    });
    await this.tell(tx, PROGRAMME, slug, { held, reason: input.reason });
    return { programme: id };
  }

  /** @throws Rejection with everything that is wrong with the input */
  async recordProject(tx: Writing<Actor>, input: RecordProjectInput): Promise<{ project: string }> {
    const { slug, programmeId, activity } = input;
    const checks = Checks.of().text('slug', slug, SLUG).text('name', input.name).text('nameEn', input.nameEn);
    checks
      .text('summary', input.summary, LONG)
      .text('summaryEn', input.summaryEn, LONG)
      .text('reason', input.reason, LONG);
    const years = [...new Set(input.years)].sort((a, b) => a - b);
    if (years.length === 0 || years.length > MOST_YEARS || years.some((year) => year < 2000 || year > 2199)) {
      checks.refuse('years', `It is worked on in 1 to ${MOST_YEARS} years from 2000 on, and before 2200.`);
    }
    const held = await heldOf(tx, checks, PROJECT, input);
    const links = {
      standard: input.standardIds ?? [],
      component: input.componentIds ?? [],
      decision: input.decisionIds ?? [],
    };
    await checkThere(tx, checks, { field: 'programmeId', table: 'programme', ids: [programmeId] });
    await checkThere(tx, checks, { field: 'standardIds', table: 'standard', ids: links.standard });
    await checkThere(tx, checks, { field: 'componentIds', table: 'component', ids: links.component });
    await checkThere(tx, checks, { field: 'decisionIds', table: 'decision', ids: links.decision });
    checks.throwIfAny();
    const words = {
      name: input.name,
      nameEn: input.nameEn ?? undefined,
      summary: input.summary,
      summaryEn: input.summaryEn ?? undefined,
    };
    const id = await this.programmes.putProject(tx, { slug, programmeId, activity, years, ...words, ...STATED }, links);
    await this.tell(tx, PROJECT, slug, { held, reason: input.reason });
    return { project: id };
  }

  /** Writes the event, unless all of it was so already. */
  private async tell(
    tx: Writing<Actor>,
    question: string,
    slug: string,
    { held, reason }: { held: Held | undefined; reason: string | null | undefined },
  ): Promise<void> {
    const [after] = await tx.query<Held>(question, [slug]);
    if (!after) throw new Error(`${slug} was not written`);
    const [was, is] = [held && valuesOf(held), valuesOf(after)];
    if (JSON.stringify(was) === JSON.stringify(is)) return tx.hadNoEffect();
    // What goes with a project is a change of it too.
    if (held?.revision === after.revision) {
      await tx.query('update project set revision = revision + 1, updated_at = clock_timestamp() where id = $1', [
        after.id,
      ]);
    }
    const organisationId = tx.actor.organisationAs(Role.REGISTRAR) ?? null;
    tx.record({ subjectId: after.id, organisationId, reason, before: was, after: is });
  }
}

const valuesOf = (held: Held): Values =>
  Object.fromEntries(Object.entries(held).filter(([name]) => name !== 'id' && name !== 'revision'));

/** What stands there under the name; refuses when it is not what the caller saw. */
async function heldOf(
  tx: Transaction,
  checks: Checks,
  question: string,
  { slug, expectedRevision }: { slug: string; expectedRevision?: number | null | undefined },
): Promise<Held | undefined> {
  // Two who enter the same name take turns; the second finds what the first entered.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`programmes ${slug}`]);
  const [held] = await tx.query<Held>(question, [slug]);
  const revision = held?.revision ?? 0;
  // Without one it can only be new: nobody overwrites what he did not read.
  if ((expectedRevision ?? 0) !== revision) {
    const message = held
      ? `There is one of this name, at revision ${revision}: name that revision to change it.`
      : 'There is none of this name to change: leave the revision out, or give 0, to enter it.';
    checks.add(conflict(message, checks.pathOf('expectedRevision'), held?.id));
  }
  return held;
}

interface Named {
  readonly field: string;
  readonly table: 'programme' | 'standard' | 'component' | 'decision';
  readonly ids: readonly (string | null | undefined)[];
}

/** Refuses ids of which there is nothing; names of tables are our own. */
async function checkThere(tx: Transaction, checks: Checks, { field, table, ids }: Named): Promise<void> {
  const asked = [...new Set(ids.filter((id) => id != null))];
  if (asked.length > MOST_LINKS) checks.refuse(field, `At most ${MOST_LINKS}.`);
  if (asked.length === 0 || asked.length > MOST_LINKS) return;
  const found = await tx.query<{ id: string }>(`select id from ${table} where id = any($1)`, [asked]);
  const there = new Set(found.map(({ id }) => id));
  const missing = asked.filter((id) => !there.has(id));
  if (missing.length > 0) checks.add(notFound(`There is no ${table} ${missing.join(', ')}.`, checks.pathOf(field)));
}

/** A programme is no part of itself, nor of its parts. */
async function checkWhole(tx: Transaction, checks: Checks, id: string, partOfId: string): Promise<void> {
  const above = await tx.query(
    `with recursive whole as (select id, part_of_id from programme where id = $1
       union select p.id, p.part_of_id from whole w join programme p on p.id = w.part_of_id)
     select from whole where id = $2`,
    [partOfId, id],
  );
  if (above.length > 0) checks.refuse('partOfId', 'A programme is no part of itself, nor of what is a part of it.');
}
