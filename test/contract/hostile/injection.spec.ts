import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer } from '../../support/register.js';
import { type Asking, askings, type Known, type Site, variablesFor } from './requests.js';
import { type Attackers, attackers } from './attackers.js';
import { alteredCursors, forgedCursors, valuesFor } from './texts.js';
import { attackedAlone, harmIn } from './watch.js';

const on = attackedAlone();
const AT_ONCE = 12;
const SLOW_MS = 4_000;

let known: Known;
let who: Attackers;
beforeAll(async () => {
  who = await attackers(on());
  known = who.known;
});

interface Case {
  readonly site: Site;
  readonly value: unknown;
}

const shown = ({ site, value }: Case): string => `${site.path.join('.')} = ${JSON.stringify(value).slice(0, 60)}`;

/** Asks all cases, some at once, and tells which of them did harm. */
async function harmOf(asking: Asking, cases: readonly Case[]): Promise<string[]> {
  const headers = await who.whoMay(asking);
  const harm: string[] = [];
  const queue = [...cases];
  const worker = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const began = Date.now();
      const answer = await on().graphql(asking.document, variablesFor(asking, known, next.site, next.value), {
        headers,
      });
      const found = [...harmIn(answer), ...trapped(answer), ...(Date.now() - began > SLOW_MS ? ['slow'] : [])];
      if (found.length > 0) harm.push(`${shown(next)}: ${found.join(', ').slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return harm;
}

/** What was sent must not have been run, followed or taken over into a header. */
const trapped = ({ text, headers }: Answer): string[] => [
  ...(/root:.*:0:0:/.test(text) ? ['a file'] : []),
  ...(/(?<![\d.])49(?![\d.]).*\{\{/.test(text) ? ['a template'] : []),
  ...(headers.has('set-cookie') ? ['a header'] : []),
];

const isFree = ({ type }: Site): boolean => type === 'String' || type === 'ID' || type === 'JSON';
let number = 0;
const every = askings().filter(({ sites }) => sites.length > 0);

describe('Nothing that is sent as a value does harm', () => {
  test('and every place a value can stand is tried', () => {
    expect(every.length).toBeGreaterThan(15);
    expect(every.flatMap(({ sites }) => sites).length).toBeGreaterThan(60);
  });

  test.each(every.map((asking) => [asking.name, asking] as const))('%s', async (_, asking) => {
    const cases = asking.sites.flatMap((site) => valuesFor(number++, isFree(site)).map((value) => ({ site, value })));
    expect(await harmOf(asking, cases)).toEqual([]);
  });

  test('nor did it change what the register holds: all tables are there, and nothing became public that was not', async () => {
    const { body } = await on().graphql('{ standards(first: 1) { totalCount } }');
    expect(body.data.standards.totalCount).toBeGreaterThan(100);
  });
});

describe('A cursor that was not given out is refused', () => {
  const paged = every.filter(({ args, isMutation }) => !isMutation && args.some(({ name }) => name === 'after'));
  test.each(paged.map((asking) => [asking.name, asking] as const))('%s', async (_, asking) => {
    const headers = await who.whoMay(asking);
    const site = asking.sites.find(({ path }) => path.join() === 'after')!;
    const first = asking.sites.find(({ path }) => path.join() === 'first')!;
    const { body } = await on().graphql(asking.document, variablesFor(asking, known, first, 1), { headers });
    const { it } = (body.data?.node ?? body.data ?? {}) as { it?: { pageInfo?: { endCursor?: string | null } } };
    const genuine = it?.pageInfo?.endCursor ?? 'WyJhIiwiYiJd';
    const values = [...alteredCursors(genuine), ...forgedCursors(genuine)];
    expect(
      await harmOf(
        asking,
        values.map((value) => ({ site, value })),
      ),
    ).toEqual([]);
    for (const value of forgedCursors(genuine)) {
      const answer = await on().graphql(asking.document, variablesFor(asking, known, site, value), { headers });
      const codes = (answer.body.errors ?? []).map(({ extensions }) => extensions.code);
      expect([value, codes]).toEqual([value, ['BAD_USER_INPUT']]);
    }
  });
});
