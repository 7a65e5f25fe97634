import { beforeAll, describe, expect, test } from '@jest/globals';
import { sealed } from '../audit/events.js';
import { signIn } from '../support/actors.js';
import { asking, type Asking, doing } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import {
  aProduct,
  aProductVersion,
  aRelease,
  aSupplier,
  aSupplyingOrganisation,
  organisationOf,
} from '../suppliers/market.js';
import { alike, type Market, told } from './curious.js';

const declare = doing('declareConformance', 'DeclareConformanceInput', 'declaration { id }');
const use = doing('recordProductUse', 'RecordProductUseInput', 'productUse { id }');
const end = doing('endProductUse', 'EndProductUseInput', 'productUse { id }');
const report = doing('reportAdoptions', 'ReportAdoptionsInput', 'adoptions { id }');
const answer = doing('answerProductUseProposals', 'AnswerProductUseProposalsInput', 'proposals { id state }');

const SEEN = 'id validFrom withdrawnAt state answeredAt answer productUse { id } municipality { code }';
const propose = doing('proposeProductUse', 'ProposeProductUseInput', `proposals { ${SEEN} }`);
const withdraw = doing('withdrawProductUseProposals', 'WithdrawProductUseProposalsInput', `proposals { ${SEEN} }`);

let on: Register;
let [supplier, reporter]: Asking[] = [];
let [municipalityId, otherVersionId]: string[] = [];
beforeAll(async () => {
  on = await register();
  await signIn('registrar');
  [supplier, reporter] = [asking(on, 'supplier-a'), asking(on, 'reporter-gm0363')];
  municipalityId = (await asking(on)('{ municipality(by: { code: "GM0363" }) { id } }')).municipality.id;
  otherVersionId = await aProductVersion(on.sql);
});

type Place = Market & { readonly elderVersionId: string };

/** A supplier that has nothing but a product of two versions, of the newer of which something is declared. */
async function aMarket(): Promise<Place> {
  const organisationId = await organisationOf(on.sql, 'proef-leverancier-a');
  await on.sql('begin; set local session_replication_role = replica; delete from product_use_proposal; commit');
  await on.sql('update supplier set organisation_id = $2 where organisation_id = $1', [
    organisationId,
    await aSupplyingOrganisation(on.sql),
  ]);
  const supplierId = await aSupplier(on.sql, organisationId);
  const { id: productId, slug } = await aProduct(on.sql, { supplierId });
  const place = {
    ...{ supplierId, municipalityId: municipalityId!, productId, slug, otherVersionId: otherVersionId! },
    elderVersionId: await aProductVersion(on.sql, { productId }),
    ...{ productVersionId: await aProductVersion(on.sql, { productId }), ...(await aRelease(on.sql)) },
  };
  const { productVersionId, versionId } = place;
  await declare(supplier!, { productVersionId, standardVersionId: versionId, interfaceRole: 'PROVIDER' });
  return place;
}
const counts = async () =>
  (
    await on.sql<{ events: number; revision: number }>(
      'select (select count(*) from audit_event)::int as events, (select sum(n) from revision_slot)::int as revision',
    )
  )[0]!;
/** How many events, and how many steps of the revision, something takes: anyone can see both. */
async function weighed<T>(doing: () => Promise<T>): Promise<{ made: T; weight: object }> {
  const before = await counts();
  const made = await doing();
  const after = await counts();
  return {
    made,
    weight: { events: after.events - before.events, revision: after.revision - before.revision },
  };
}

/** What a municipality may have said before, of itself. */
const landscapes: Record<string, (place: Place) => Promise<unknown>> = {
  'uses nothing of it': () => Promise.resolve(),
  'uses it': ({ productVersionId }) => use(reporter!, { municipalityId, productVersionId, from: '2024-01-01' }),
  'used it once': async ({ productVersionId }) => {
    const { productUse } = await use(reporter!, { municipalityId, productVersionId, from: '2024-01-01' });
    await end(reporter!, { productUseId: productUse.id, on: '2025-01-01' });
  },
  'will use it': ({ productVersionId }) => use(reporter!, { municipalityId, productVersionId, from: '2031-01-01' }),
  'uses an elder version': ({ elderVersionId }) =>
    use(reporter!, { municipalityId, productVersionId: elderVersionId, from: '2024-01-01' }),
};
/** And what it may say to the proposal. */
const answers: Record<string, (proposalId: string) => object | undefined> = {
  nothing: () => undefined,
  yes: (proposalId) => ({ proposalId, accept: true }),
  'yes, since long ago': (proposalId) => ({ proposalId, accept: true, from: '2023-01-01' }),
  no: (proposalId) => ({ proposalId, accept: false, reason: 'Nee.' }),
};

/** All that a supplier sees while it proposes, asks, proposes again, withdraws, and begins anew. */
async function played(market: Market, answering: (proposalId: string) => object | undefined): Promise<string> {
  const { productVersionId } = market;
  const said: unknown[] = [];
  const does = async (doing: () => Promise<any>) => {
    const { made, weight } = await weighed(doing);
    said.push(made, weight);
    return made;
  };
  // Its own log, and what is found by a made-up name, differ from one product to the next.
  const asks = async () => {
    await sealed(on.sql); // an event is in the log as soon as it is sealed, a moment after it was written
    return (await told(on, market, [id])).filter((text) => !/^query.*(auditEvents\(first|search)/.test(text));
  };
  const proposing = () =>
    propose(supplier!, { productVersionId, municipalityIds: [municipalityId], from: '2025-06-01' });
  const { proposals } = await does(proposing);
  const { id }: { id: string } = proposals[0];
  const given = answering(id);
  if (given) {
    const { made } = await weighed(() => answer(reporter!, { municipalityId, answers: [given] }));
    expect(made.errors).toEqual([]);
  }
  said.push(...(await asks()));
  await does(proposing);
  await does(() => withdraw(supplier!, { proposalIds: [id] }));
  said.push(...(await asks()));
  await does(() => withdraw(supplier!, { proposalIds: [id] }));
  const again = await does(proposing);
  await does(() => withdraw(supplier!, { proposalIds: [again.proposals[0].id] }));
  return alike([said.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n')], market);
}
describe('A supplier that proposes what a municipality uses', () => {
  let plain: string;
  beforeAll(async () => {
    plain = await playedAlone('uses nothing of it', 'nothing');
  });
  const playedAlone = async (landscape: string, said: string) => {
    const market = await aMarket();
    await landscapes[landscape]!(market);
    return played(market, answers[said]!);
  };

  const games = Object.keys(landscapes).flatMap((landscape) => Object.keys(answers).map((said) => [landscape, said]));
  test.each(games)('is told the same when it %s, and answers %s', async (landscape, said) => {
    expect(await playedAlone(landscape, said)).toBe(plain);
  });

  test('sees what it did itself: the game is played with something in it', () => {
    expect(plain).toContain('withdrawnAt');
    expect(plain).toContain('You proposed this already');
    expect(plain).toContain('The proposal was withdrawn already.');
    expect(plain).toMatch(/"proposedProductUses":\{"totalCount":1,"edges":\[\{/);
  });
});

test('A supplier that proposes to many is told of each in the order it asked, whoever answered', async () => {
  const { productVersionId } = await aMarket();
  const { municipalities } = await supplier!('{ municipalities(first: 40) { nodes { id code } } }');
  const municipalityIds: string[] = municipalities.nodes.map(({ id }: { id: string }) => id);
  // Neither in the order of their ids nor in any other that a table may have.
  municipalityIds.sort((one, other) => (one.slice(-1) < other.slice(-1) ? -1 : 1));
  const proposing = () => propose(supplier!, { productVersionId, municipalityIds });
  const proposalIds: string[] = (await proposing()).proposals.map(({ id }: { id: string }) => id);
  const registrar = asking(on, 'registrar');
  for (const at of [3, 11, 12, 30]) {
    const [proposalId, of] = [proposalIds[at], municipalityIds[at]];
    const { errors } = await answer(registrar, { municipalityId: of, answers: [{ proposalId, accept: at > 11 }] });
    expect(errors).toEqual([]);
  }

  const { errors } = await proposing();
  expect(errors.map(({ path }: { path: string[] }) => path.at(-1))).toEqual(municipalityIds.map((_, i) => String(i)));
  const { proposals } = await withdraw(supplier!, { proposalIds });
  expect(new Set(proposals.map((each: { withdrawnAt: string }) => each.withdrawnAt)).size).toBe(1);
  await sealed(on.sql);
  const { auditEvents } = await supplier!('{ auditEvents(first: 40) { nodes { action subjectId } } }');
  expect(auditEvents.nodes).toEqual(
    proposalIds.map((subjectId) => ({ action: 'withdrawProductUseProposals', subjectId })).reverse(),
  );
});

describe('Whatever a municipality answers', () => {
  test.each(Object.keys(landscapes))('when it %s, it weighs the same', async (landscape) => {
    const weights = [];
    for (const said of ['yes', 'yes, since long ago', 'no']) {
      const market = await aMarket();
      await landscapes[landscape]!(market);
      const { productVersionId } = market;
      const { proposals } = await propose(supplier!, { productVersionId, municipalityIds: [municipalityId] });
      const given = answers[said]!(proposals[0].id)!;
      const { made, weight } = await weighed(() => answer(reporter!, { municipalityId, answers: [given] }));
      expect(made.errors).toEqual([]);
      weights.push(weight);
    }
    expect(weights).toEqual(Array(3).fill({ events: 1, revision: 1 }));
  });

  test('is what reporting on a standard weighs', async () => {
    const { standardId } = await aRelease(on.sql);
    const { weight } = await weighed(() =>
      report(reporter!, { municipalityId, reports: [{ standardId, status: 'APPLIED' }] }),
    );
    expect(weight).toEqual({ events: 1, revision: 1 });
  });
});
