import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { type OwnRegister, startService } from '../support/register.js';
import { chanceFrom, type Chance } from '../reading/fixture/random.js';
import { aProduct, aProductVersion, aSupplier } from '../suppliers/market.js';
import { aNorm, aNormSet, aReferenceComponent, asks, declared, fillsIn, someTerms } from './contracts.js';
import {
  type Answer,
  check,
  type ModelDeclaration,
  type ModelNorm,
  type ModelVersion,
  type World,
} from './gibit.model.js';

const DAYS = ['2020-01-01', '2021-01-01', '2022-01-01', '2023-01-01', '2024-01-01', '2025-01-01', '2026-01-01'];
const LIVES = [
  ['IN_USE'],
  ['IN_USE', 'END_OF_SUPPORT'],
  ['IN_USE', 'END_OF_SUPPORT', 'WITHDRAWN'],
  ['CANDIDATE', 'IN_USE'],
  ['CANDIDATE', 'VOID'],
  ['IN_DEVELOPMENT'],
];
const FATES = [
  ['PUBLISHED'],
  ['PUBLISHED', 'EXPIRED'],
  ['PUBLISHED', 'IN_ASSESSMENT', 'DEMONSTRATED'],
  ['DEMONSTRATED'],
  ['DEMONSTRATED', 'REVOKED'],
  ['DEMONSTRATED', 'REASSESSMENT_DUE'],
  ['IN_ASSESSMENT', 'REFUSED'],
  ['PUBLISHED', 'WITHDRAWN'],
  ['DRAFT'],
  ['DRAFT', 'PUBLISHED'],
];
const CONDITIONS = ['ALWAYS', 'REQUIRED_OF_COMPONENT', 'REFERENCE_COMPONENT', 'CHARACTERISTIC'] as const;
const ROLES = ['PROVIDER', 'CONSUMER', 'BOTH', 'UNSPECIFIED'];
const WORLDS = 40;
const QUESTIONS = 5;

let on: OwnRegister;
let supplierId: string;
beforeAll(async () => {
  on = await startService({ env: { COST_PER_MINUTE: '0' } });
  supplierId = await aSupplier(on.sql);
});
afterAll(() => on.stop());

const some = <T>(chance: Chance, list: readonly T[], probability = 0.5): T[] =>
  list.filter(() => chance.happens(probability));
const orNull = <T>(chance: Chance, list: readonly T[], probability: number): T | null =>
  chance.happens(probability) ? chance.pick(list) : null;
/** Phases on rising days, from an early one on. */
function life(chance: Chance, names: readonly string[]) {
  const first = chance.below(DAYS.length - names.length);
  return names
    .map((name, i) => ({ name, from: DAYS[first + i * (1 + chance.below(2))] ?? DAYS.at(-1)! }))
    .filter(({ from }, i, all) => all.findIndex((each) => each.from === from) === i);
}

async function standardsOf(chance: Chance): Promise<Pick<World, 'standards' | 'versions'>> {
  const standards: string[] = [];
  const versions: ModelVersion[] = [];
  for (let i = 0; i < 4; i++) {
    const { id: standardId } = await aStandard(on.sql);
    standards.push(standardId);
    for (let position = 1; position <= 1 + chance.below(3); position++) {
      const id = await aVersion(on.sql, standardId, `${position}.0`, position);
      const stages = life(chance, chance.pick(LIVES));
      for (const { name, from } of stages) await phase(on.sql, id, name, from);
      versions.push({ id, standardId, position, stages });
    }
  }
  return { standards, versions };
}

async function normOf(
  chance: Chance,
  setId: string,
  { standards, versions }: Pick<World, 'standards' | 'versions'>,
  components: readonly string[],
): Promise<ModelNorm> {
  const condition = chance.pick(CONDITIONS);
  const norm = {
    condition,
    characteristic: condition === 'CHARACTERISTIC' ? chance.pick(['API', 'RECORDS']) : null,
    isVerified: chance.happens(0.4),
    standards: some(chance, standards, chance.happens(0.15) ? 0 : 0.4).map((standardId) => {
      const own = versions.filter((version) => version.standardId === standardId).map(({ id }) => id);
      return { standardId, fromVersionId: orNull(chance, own, 0.2), toVersionId: orNull(chance, own, 0.2) };
    }),
    components: condition === 'REFERENCE_COMPONENT' ? some(chance, components) : [],
  };
  return { id: await aNorm(on.sql, setId, { ...norm, confidence: norm.isVerified ? 'SEEN' : 'RECALLED' }), ...norm };
}

/** A register of its own within the register, and the same as plain objects. */
async function aWorld(chance: Chance): Promise<{ world: World; termsId: string; productVersionId: string }> {
  const known = await standardsOf(chance);
  const components = [
    await aReferenceComponent(on.sql),
    await aReferenceComponent(on.sql),
    await aReferenceComponent(on.sql),
  ];
  const { id: termsId } = await someTerms(on.sql);
  const sets = [];
  for (const appliesFrom of some(chance, ['2020-06-01', '2023-06-01'], 0.8)) {
    const { id } = await aNormSet(on.sql, termsId, appliesFrom);
    const norms = [];
    for (let i = 0; i < 1 + chance.below(6); i++) norms.push(await normOf(chance, id, known, components));
    sets.push({ appliesFrom, norms });
  }
  const requirements = components.flatMap((componentId) =>
    some(chance, known.standards).map((standardId) => ({
      ...{ componentId, standardId, role: chance.pick(['MANDATORY', 'MANDATORY', 'RECOMMENDED']) },
      ...{ interfaceRole: chance.pick(ROLES), from: orNull(chance, DAYS, 0.3) },
    })),
  );
  for (const { componentId, standardId, from, ...more } of requirements) {
    await asks(on.sql, componentId, standardId, { ...more, ...(from === null ? {} : { from }) });
  }
  const { id: productId } = await aProduct(on.sql, { supplierId });
  const productVersionId = await aProductVersion(on.sql, { productId });
  const product = {
    characteristics: chance.happens(0.25) ? null : some(chance, ['API', 'RECORDS']),
    components: some(chance, components),
    supportedUntil: orNull(chance, DAYS.slice(3), 0.2),
    declarations: [] as ModelDeclaration[],
  };
  await on.sql('update product set characteristics = $2 where id = $1', [productId, product.characteristics]);
  await on.sql('update product_version set supported_until = $2 where id = $1', [
    productVersionId,
    product.supportedUntil,
  ]);
  for (const componentId of product.components) await fillsIn(on.sql, productId, componentId);
  // By chance alone hardly any product would meet everything.
  const isThorough = chance.happens(0.2);
  for (const { id: standardVersionId } of some(chance, known.versions, isThorough ? 1 : 0.7)) {
    for (const interfaceRole of some(chance, ROLES, isThorough ? 1 : 0.4)) {
      const steps = isThorough ? [{ name: 'DEMONSTRATED', from: DAYS[0]! }] : life(chance, chance.pick(FATES));
      const evidence = some(chance, ['TEST_REPORT', 'CERTIFICATE', 'OWN_STATEMENT', 'TEST_REPORT'], 0.3).map(
        (kind) => ({
          kind,
          validUntil: orNull(chance, DAYS.slice(2), 0.4),
        }),
      );
      const told = steps.map(({ name, from }) => ({ state: name, from }));
      const id = await declared(on.sql, { productVersionId, standardVersionId, interfaceRole, steps: told, evidence });
      product.declarations.push({ id, standardVersionId, interfaceRole, steps, evidence });
    }
  }
  return { world: { ...known, sets, requirements, product }, termsId, productVersionId };
}

const QUESTION = `query ($v: ID!, $t: ID!, $d: Date!, $a: Date) {
  gibitCheck(productVersionId: $v, termsId: $t, contractDate: $d, asOf: $a) {
    outcome results { norm { id } outcome declarations { id } missing { id } } } }`;
const ids = (things: readonly { id: string }[]) => things.map(({ id }) => id).sort();

async function answerOf(variables: Record<string, unknown>): Promise<Answer | undefined> {
  const { body } = await on.graphql(QUESTION, variables);
  if (body.errors) {
    expect(body.errors[0]?.message).toMatch(/^No set of quality norms bound contracts/);
    return undefined;
  }
  const { outcome, results } = body.data.gibitCheck;
  return {
    outcome,
    results: results.map((each: any) => ({
      norm: each.norm.id,
      outcome: each.outcome,
      declarations: ids(each.declarations),
      missing: ids(each.missing),
    })),
  };
}

test(`The check agrees with a plain reading of the rules over ${WORLDS} random catalogues`, async () => {
  const met = new Map<string, number>();
  const meet = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);
  for (let seed = 1; seed <= WORLDS; seed++) {
    const chance = chanceFrom(seed);
    const { world, termsId, productVersionId } = await aWorld(chance);
    for (let i = 0; i < QUESTIONS; i++) {
      const contractDate = `${2020 + chance.below(7)}-0${1 + chance.below(9)}-15`;
      const asOf = chance.happens(0.4) ? null : `${2020 + chance.below(7)}-0${1 + chance.below(9)}-15`;
      const found = await answerOf({ v: productVersionId, t: termsId, d: contractDate, a: asOf });
      const wanted = check(world, contractDate, asOf ?? contractDate);
      expect({ seed, contractDate, asOf, found }).toEqual({ seed, contractDate, asOf, found: wanted });
      meet(found?.outcome ?? 'NO_SET');
      for (const { outcome } of found?.results ?? []) meet(outcome);
    }
  }
  // A catalogue in which some outcome hardly comes about would prove nothing of it.
  const outcomes = [
    'NO_SET',
    'MEETS',
    'MEETS_ON_OWN_WORD',
    'GAPS',
    'UNKNOWN',
    'DEMONSTRATED',
    'SUPPORTED',
    'PARTIAL',
    'MISSING',
    'NOT_APPLICABLE',
    'NOT_JUDGED',
  ];
  expect(outcomes.filter((outcome) => (met.get(outcome) ?? 0) < 3)).toEqual([]);
}, 120_000);
