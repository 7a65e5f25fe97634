import { asking, type Asking } from '../support/persona.js';
import { type Register } from '../support/register.js';
import { organisationOf } from '../suppliers/market.js';
import { serves } from './proposals.js';

/** What is asked of a proposal everywhere here. */
export const SEEN = `id number title kind state revision aimedLevel motivation functionalScope organisationalScope endOfSupportOn isWithoutSuccessor
  decidingLevel decidedBy allowedTransitions transitions { to isAllowed missing asks } standard { id } version { id } successor { id }
  project { id } submittedBy { slug } supportedBy { slug } history { from to reason by { slug } }`;

/** A refusal with all that it says. */
export interface Refusal {
  readonly __typename: string;
  readonly message: string;
  readonly path: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly allowed?: readonly string[];
  readonly missing?: readonly string[];
}
export interface Told {
  /** Untyped: its shape is what is asked of a proposal. */
  readonly proposal: any;
  readonly errors: readonly Refusal[];
}

const mutation = (name: string) => {
  const input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const illegal = '... on IllegalTransitionError { from to allowed missing } ... on ConflictError { conflictingId }';
  const document = `mutation ($input: ${input}!) { done: ${name}(input: $input) { proposal { ${SEEN} } errors { __typename message path ${illegal} } } }`;
  return async (ask: Asking, given: Record<string, unknown>): Promise<Told> =>
    (await ask(document, { input: given })).done as Told;
};
export const submit = mutation('submitProposal');
export const describeAnew = mutation('describeProposal');
export const support = mutation('supportProposal');
export const proposeFrom = mutation('proposeFromProject');
const transition = mutation('transitionProposal');
export const step = (ask: Asking, proposalId: string, to: string, more: object = {}): Promise<Told> =>
  transition(ask, { proposalId, to, ...more });

/** As someone sees it; null when it is not there for him. */
export const seen = async (ask: Asking, id: string): Promise<any> =>
  (await ask(`query ($id: ID!) { node(id: $id) { ... on Proposal { ${SEEN} } } }`, { id })).node;

/** What a refusal of a step says is missing; fails when the step was taken, or refused for something else. */
export function missingIn({ errors }: Told): readonly string[] {
  const [illegal] = errors;
  if (errors.length !== 1 || !illegal?.missing) throw new Error(`It says ${JSON.stringify(errors)}`);
  return illegal.missing;
}

export const PERSONAS = [
  ...['reporter-gm0363', 'approver-gm0363', 'reporter-gm0344', 'partnership', 'registrar'],
  ...['secretary', 'secretary-2', 'auditor'],
] as const;
export type Persona = (typeof PERSONAS)[number];

/** Who plays a part with proposals, and the organisations they act for; the secretary's serves the CvD. */
export interface People {
  readonly as: Readonly<Record<Persona, Asking>>;
  readonly anyone: Asking;
  readonly amsterdam: string;
  readonly utrecht: string;
  readonly partnership: string;
  readonly office: string;
}
export async function people(on: Register): Promise<People> {
  const as = Object.fromEntries(PERSONAS.map((persona) => [persona, asking(on, persona)])) as Record<Persona, Asking>;
  await as.registrar('{ viewer { name } }'); // the organisations of the trial are there from then on
  const { viewer } = await as.secretary('{ viewer { memberships { organisation { slug } } } }');
  await serves(on.sql, await organisationOf(on.sql, viewer.memberships[0].organisation.slug), 'CVD');
  const { viewer: office } = await as.registrar('{ viewer { memberships { organisation { slug } } } }');
  return {
    ...{ as, anyone: asking(on) },
    amsterdam: await organisationOf(on.sql, 'gm0363'),
    utrecht: await organisationOf(on.sql, 'gm0344'),
    partnership: await organisationOf(on.sql, 'proef-samenwerking'),
    office: await organisationOf(on.sql, office.memberships[0].organisation.slug),
  };
}

/** What the log says was done to something, the oldest first. */
export const eventsOf = async (on: Register, id: string): Promise<any[]> =>
  (await on.sql<{ body: string }>('select body from audit_event where subject_id = $1 order by event_id', [id])).map(
    ({ body }) => JSON.parse(body),
  );
