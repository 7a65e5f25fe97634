import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from '@jest/globals';
import {
  type Answer,
  type Body,
  type OwnRegister,
  type Register,
  register,
  startService,
} from '../../support/register.js';

/** What only we could have written: stacks, files, SQL, and the names of what runs here. */
const OURS =
  /\bat (async )?[\w.<>]+ \(|\.[cm]?[jt]s:\d|node_modules|\bdist\/|SQLSTATE|\bpg_[a-z]|standaardenregister_service|violates (check|not-null|unique|foreign|exclusion)|relation "|column "|syntax error at or near|invalid input syntax|invalid byte sequence|TypeError|RangeError|ReferenceError|Cannot read propert|is not a function|ECONN|typeorm|fastify|nestjs|apollo server|postgres/i;

/** Codes that say that it was us. */
const OUR_FAULT = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE']);

/** Lets the service of this worker be attacked by a test file, and sees afterwards that it took no harm. */
export const attacked = (): (() => Register) => watching(register, () => Promise.resolve());

/** As `attacked`, with a service and a database of its own: for attacks by those who may change what is there. */
export function attackedAlone(): () => Register {
  let own: OwnRegister;
  return watching(
    async () => (own = await startService()),
    async () => void (await own.stop()),
  );
}

function watching(start: () => Promise<Register>, end: () => Promise<void>): () => Register {
  let on: Register;
  let written = 0;
  let since = '';
  beforeAll(async () => {
    on = await start();
    written = (await on.output()).length;
    since = await startOf(on);
  });
  afterAll(async () => {
    expect((await fetch(`${on.url}/health/ready`)).status).toBe(200);
    expect(await startOf(on)).toBe(since);
    const { status, body } = await on.graphql('{ standards(first: 1) { nodes { name } } }');
    expect([status, body.data.standards.nodes.length]).toEqual([200, 1]);
    // Lines are written in blocks, a moment later.
    await pause(400);
    const lines = (await on.output()).slice(written).split('\n');
    expect(lines.filter((line) => /"level":"(error|fatal)"/.test(line) || /^\s+at /.test(line))).toEqual([]);
    await end();
  });
  return () => on;
}

/** When the process of the service was started, and which it is. */
async function startOf(on: Register): Promise<string> {
  const figures = await (await fetch(`${on.url}/metrics`)).text();
  return `${on.pid} ${/^process_start_time_seconds (\S+)$/m.exec(figures)?.[1]}`;
}

/** What people are told in an answer: texts of errors, of requests and of the domain. */
export function told(body: Body): string[] {
  const refused = Object.values((body.data ?? {}) as Record<string, { errors?: { message?: string }[] } | null>);
  const messages = refused.flatMap((payload) => (Array.isArray(payload?.errors) ? payload.errors : []));
  return [...(body.errors ?? []), ...messages].map(({ message }) => message ?? '');
}

/** What is wrong with an answer to something hostile; empty for a clear refusal and for an honest answer. */
export function harmIn({ status, body, text }: Pick<Answer, 'status' | 'body' | 'text'>): string[] {
  const codes = (body.errors ?? []).map(({ extensions }) => extensions.code);
  return [
    ...(status >= 500 ? [`status ${status}`] : []),
    ...codes.filter((code) => code === undefined || OUR_FAULT.has(code)),
    ...(body.data === undefined && (body.errors?.length ?? 0) === 0
      ? [`neither data nor errors: ${text.slice(0, 200)}`]
      : []),
    ...told(body).filter((message) => message === '' || OURS.test(message)),
  ];
}

/** Expects an answer that harms nobody. */
export function harmless(answer: Pick<Answer, 'status' | 'body' | 'text'>): void {
  expect(harmIn(answer)).toEqual([]);
}

/** Expects a refusal of the whole with one of these codes. */
export function refused(answer: Answer, ...codes: string[]): void {
  harmless(answer);
  expect(answer.body).not.toHaveProperty('data');
  expect(answer.body.errors!.length).toBeGreaterThan(0);
  for (const { extensions } of answer.body.errors!) expect(codes).toContain(extensions.code);
}

/** Texts of an answer outside GraphQL that are ours. */
export const leaksIn = (text: string): boolean => OURS.test(text);
