import { newId } from '../../src/platform/database/id.js';
import { put } from '../support/builders.js';
import { type Sql } from '../support/register.js';

/** A programme of our own, older than those that the register starts with. */
export async function aProgramme(sql: Sql): Promise<{ id: string; name: string }> {
  const id = newId('pgm');
  const name = `Proefprogramma ${id.slice(-6)}`;
  await sql(
    `insert into programme (id, slug, name, kind, runs_from, runs_to, confidence)
     values ($1, $2, $3, 'YEAR_PLAN', '2010-01-01', '2011-01-01', 'SEEN')`,
    [id, `test-${id.slice(-12)}`, name],
  );
  return { id, name };
}

/** A project of our own, of which nothing is said yet. */
export async function aProject(
  sql: Sql,
  values: { name?: string; summary?: string; programmeId?: string } = {},
): Promise<{ id: string; slug: string; name: string }> {
  const id = newId('prj');
  const slug = `test-${id.slice(-12)}`;
  const name = values.name ?? `Proefproject ${id.slice(-6)}`;
  await sql(
    `insert into project (id, programme_id, slug, name, summary, activity, years, confidence)
     values ($1, $2, $3, $4, $5, 'PROJECT', '{2024}', 'SEEN')`,
    [id, values.programmeId ?? (await aProgramme(sql)).id, slug, name, values.summary ?? 'Om te proberen.'],
  );
  return { id, slug, name };
}

/** The stage of a project from a day on, as a source has it or as it was inferred. */
export const aStage = (sql: Sql, projectId: string, stage: string, from: string, confidence = 'SEEN') =>
  put(sql, 'project_stage', { project_id: projectId, stage, confidence, valid_from: from });

/** That an organisation takes part in a project, past every rule; answers the id. */
export async function aParticipation(
  sql: Sql,
  organisationId: string,
  values: { projectId?: string; role?: string; from?: string } = {},
): Promise<string> {
  const id = newId('ptc');
  const projectId = values.projectId ?? (await aProject(sql)).id;
  await put(sql, 'participation', {
    ...{ id, project_id: projectId, organisation_id: organisationId },
    ...{ role: values.role ?? 'PILOT', valid_from: values.from ?? '2024-01-01' },
  });
  return id;
}
