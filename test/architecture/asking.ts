import { newId } from '../../src/platform/database/id.js';
import { aStandard, aVersion, phase, put } from '../support/builders.js';
import { type Register, type Sql } from '../support/register.js';

/** What one standard is to another, from a day on. */
export const relate = (
  sql: Sql,
  subjectId: string,
  kind: string,
  objectId: string,
  more: Record<string, unknown> = {},
) =>
  put(sql, 'standard_relation', {
    ...{ id: newId('rel'), kind, subject_standard_id: subjectId, object_standard_id: objectId },
    ...{ is_from_known: true, valid_from: '2020-01-01', ...more },
  });

/** A standard of which one version has been through these stages, each from a day on. */
export async function aStandardWith(sql: Sql, name: string, stages: Readonly<Record<string, string>>) {
  const standard = await aStandard(sql, { name });
  const versionId = await aVersion(sql, standard.id, '1.0', 1);
  for (const [lifecycle, from] of Object.entries(stages)) {
    await phase(sql, versionId, lifecycle, from, { is_from_known: true });
  }
  return { ...standard, versionId };
}
export const inUse = (sql: Sql, name: string) => aStandardWith(sql, name, { IN_USE: '2020-01-01' });

export interface ToldClash {
  readonly kind: string;
  readonly component: { readonly id: string };
  readonly standards: readonly { readonly id: string }[];
  readonly dutch: string;
  readonly english: string;
}

/** The clashes among what is asked of some components. */
export async function clashesOf(
  on: Register,
  componentIds: readonly string[],
  more: { asOf?: string; knownAt?: string; interfaceRole?: string } = {},
): Promise<ToldClash[]> {
  const { body } = await on.graphql(
    `query ($componentIds: [ID!]!, $asOf: Date, $knownAt: DateTime, $interfaceRole: InterfaceRole) {
      requirements(componentIds: $componentIds, asOf: $asOf, knownAt: $knownAt, interfaceRole: $interfaceRole) {
        clashes { kind component { id } standards { id } dutch: explanation english: explanation(language: EN) } } }`,
    { componentIds, ...more },
  );
  if (body.errors) throw new Error(JSON.stringify(body.errors));
  return body.data.requirements.clashes as ToldClash[];
}

/** The text for a tender, in Dutch unless told otherwise. */
export async function tenderText(
  on: Register,
  componentIds: readonly string[],
  more: { asOf?: string; knownAt?: string; interfaceRole?: string; language?: string } = {},
): Promise<string> {
  const { body } = await on.graphql(
    `query ($componentIds: [ID!]!, $asOf: Date, $knownAt: DateTime, $interfaceRole: InterfaceRole, $language: Language) {
      requirements(componentIds: $componentIds, asOf: $asOf, knownAt: $knownAt, interfaceRole: $interfaceRole) { tenderText(language: $language) } }`,
    { componentIds, ...more },
  );
  if (body.errors) throw new Error(JSON.stringify(body.errors));
  return body.data.requirements.tenderText as string;
}

export const componentId = async (sql: Sql, slug: string): Promise<string> => {
  const [row] = await sql<{ id: string }>('select id from reference_component where slug = $1', [slug]);
  return row!.id;
};
