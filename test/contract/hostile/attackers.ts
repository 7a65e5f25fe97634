import { signIn } from '../../support/actors.js';
import { type Register } from '../../support/register.js';
import { type Asking, type Known, LISTS, variablesFor } from './requests.js';

type Headers = Record<string, string>;

/** Who attacks, and with what he knows of the register. */
export interface Attackers {
  readonly known: Known;
  /** The headers of the first who may ask a field at all, nobody in particular when it is open to all. */
  whoMay(asking: Asking): Promise<Headers>;
}

const PERSONAS = [
  'registrar',
  'secretary',
  'auditor',
  'assessor',
  'partnership',
  'reporter-gm0363',
  'approver-gm0363',
  'supplier-a',
];

export async function attackers(on: Register): Promise<Attackers> {
  const registrar = (await signIn('registrar', on)).headers;
  const known = await findIds(on, { ...registrar });
  return {
    known,
    async whoMay(asking) {
      for (const persona of [undefined, ...PERSONAS]) {
        const headers: Headers = persona === undefined ? {} : { ...(await signIn(persona, on)).headers };
        const { body } = await on.graphql(asking.document, variablesFor(asking, known), { headers });
        const codes = (body.errors ?? []).map(({ extensions }) => extensions.code);
        if (!codes.includes('UNAUTHENTICATED') && !codes.includes('FORBIDDEN')) return headers;
      }
      throw new Error(`Nobody may ask ${asking.name}.`);
    },
  };
}

/** An id of each type that can be listed, and of the first thing inside of a standard. */
async function findIds(on: Register, headers: Headers): Promise<Known> {
  const known: Record<string, string> = {};
  for (const { type, field } of LISTS) {
    const { body } = await on.graphql(`{ ${field}(first: 1) { nodes { ... on Node { id } } } }`, {}, { headers });
    const id = (body.data?.[field]?.nodes as { id?: string }[] | undefined)?.[0]?.id;
    if (id !== undefined) known[type] = id;
  }
  const { body } = await on.graphql(
    `{ standards(first: 20) { nodes { steward { id } versions(first: 1) { nodes { id } } } } }`,
    {},
    { headers },
  );
  const standards = body.data.standards.nodes as {
    steward: { id: string } | null;
    versions: { nodes: { id: string }[] };
  }[];
  known['StandardVersion'] = standards.flatMap(({ versions }) => versions.nodes)[0]!.id;
  known['Organisation'] ??= standards.flatMap(({ steward }) => steward ?? [])[0]!.id;
  return known;
}
