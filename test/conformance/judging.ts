import { newId } from '../../src/platform/database/id.js';
import { TRIAL_ISSUER } from '../../src/platform/auth/trial/personas.js';
import { aStandard, aVersion, phase, put } from '../support/builders.js';
import { type Asking, asking, doing } from '../support/persona.js';
import { type OwnRegister, type Sql, startService } from '../support/register.js';
import { signIn } from '../support/actors.js';
import { aProduct, aProductVersion, aSupplier, organisationOf } from '../suppliers/market.js';

/** Who plays a part with declarations; `double` assesses, and speaks for the first supplier as well. */
export const ROLES = ['own', 'other', 'assessor', 'second', 'double', 'registrar'] as const;
export type Role = (typeof ROLES)[number];

const PERSONAS: Readonly<Record<Role, string>> = {
  ...{ own: 'supplier-a', other: 'supplier-b', assessor: 'assessor', second: 'secretary' },
  ...{ double: 'secretary-2', registrar: 'registrar' },
};
export const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' }).format(new Date());

/** What is asked of a declaration everywhere here. */
export const SEEN = `id state level reason profile validity { from to } dueBecause allowedTransitions assessedBy { slug }
  evidence { kind title } history { state level from until reason assessedBy { slug } }`;
const say = doing('declareConformance', 'DeclareConformanceInput', `declaration { ${SEEN} }`);

/** A register with two suppliers, two assessors, and one person who is both. */
export interface Market {
  readonly on: OwnRegister;
  readonly sql: Sql;
  readonly as: Readonly<Record<Role, Asking>>;
  readonly anyone: Asking;
  readonly supplierId: string;
  /** The organisations of both assessors. */
  readonly assessors: { readonly assessor: string; readonly second: string };
}

export async function aMarket(): Promise<Market> {
  const on = await startService();
  const { sql } = on;
  await signIn('registrar', on);
  const supplierId = await aSupplier(sql, await organisationOf(sql, 'proef-leverancier-a'));
  const [first, second] = [await organisationOf(sql, 'proef-toetser'), await organisationOf(sql, 'ibd')];
  await appoint(sql, PERSONAS.second, second);
  await appoint(sql, PERSONAS.double, second);
  await appoint(sql, PERSONAS.double, await organisationOf(sql, 'proef-leverancier-a'), 'SUPPLIER_EDITOR');
  const as = Object.fromEntries(ROLES.map((role) => [role, asking(on, PERSONAS[role])])) as Record<Role, Asking>;
  return { on, sql, as, anyone: asking(on), supplierId, assessors: { assessor: first, second } };
}

/** Gives a persona of the trial one more role. */
export async function appoint(sql: Sql, subject: string, organisation_id: string, role = 'ASSESSOR'): Promise<void> {
  const row = { id: newId('mbr'), issuer: TRIAL_ISSUER, subject, organisation_id, role, valid_from: '2020-01-01' };
  await sql(`select membership_put(jsonb_populate_record(null::membership, $1::jsonb))`, [JSON.stringify(row)]);
}

/** A new version of a product of the first supplier, and a release to conform to. */
export async function aMatter({ sql, supplierId }: Pick<Market, 'sql' | 'supplierId'>, kind = 'RELEASE') {
  const { id: productId } = await aProduct(sql, { supplierId });
  const { id: standardId } = await aStandard(sql);
  const standardVersionId = await aVersion(sql, standardId, '1.0', 1, kind);
  await phase(sql, standardVersionId, 'IN_USE', '2020-01-01');
  return { productId, productVersionId: await aProductVersion(sql, { productId }), standardVersionId, standardId };
}
export type Matter = Awaited<ReturnType<typeof aMatter>>;

/** A declaration as its supplier gives it; answers the payload. */
export const declared = (ask: Asking, { productVersionId, standardVersionId }: Matter, more: object = {}) =>
  say(ask, { productVersionId, standardVersionId, interfaceRole: 'PROVIDER', ...more });

/** Whether someone may declare at all, whatever it is about: the others are refused at the door. */
export const mayDeclare = (role: Role): boolean => role !== 'assessor' && role !== 'second';

/** A report that can demonstrate something. */
export const REPORT = {
  ...{ kind: 'TEST_REPORT', title: 'Testrapport', url: 'https://example.nl/rapport' },
  ...{ issuedBy: 'Testlab', issuedOn: '2026-01-01' },
};

export interface Told {
  readonly declaration: any;
  readonly errors: readonly {
    __typename: string;
    message: string;
    path: string[];
    allowed: string[];
    missing: string[];
  }[];
}
/** One step with a declaration; answers the payload, with all that a refusal says. */
export async function step(ask: Asking, declarationId: string, to: string, more: object = {}): Promise<Told> {
  const illegal = '... on IllegalTransitionError { from to allowed missing } ... on ConflictError { conflictingId }';
  const document = `mutation ($input: TransitionDeclarationInput!) { done: transitionDeclaration(input: $input) {
    declaration { ${SEEN} } errors { __typename message path ${illegal} } } }`;
  return (await ask(document, { input: { declarationId, to, ...more } })).done as Told;
}

/** As someone sees it, on a day or today; null when it is not there for him. */
export async function seen(ask: Asking, id: string, asOf?: string): Promise<any> {
  const document = `query ($id: ID!, $d: Date) { node(id: $id, asOf: $d) { ... on ConformanceDeclaration { ${SEEN} } } }`;
  return (await ask(document, { id, d: asOf })).node;
}

/** Published, and demonstrated by the first assessor; answers its id. */
export async function demonstrated({ as }: Market, matter: Matter, more: object = {}): Promise<string> {
  const { declaration } = await declared(as.own, matter);
  await step(as.assessor, declaration.id, 'IN_ASSESSMENT');
  const { errors } = await step(as.assessor, declaration.id, 'DEMONSTRATED', { evidence: [REPORT], ...more });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return declaration.id as string;
}

/** The day has come on which it is no longer valid. */
export const expire = (sql: Sql, declaration_id: string, level = 'SUPPORTED') =>
  put(sql, 'declaration_phase', { declaration_id, state: 'EXPIRED', level, since: '2020-01-01', valid_from: TODAY });
