import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asking, placesOf } from '../support/persona.js';
import { phase } from '../support/builders.js';
import { aSupplyingOrganisation } from '../suppliers/market.js';
import {
  aMarket,
  appoint,
  aMatter,
  declared,
  demonstrated,
  expire,
  type Market,
  REPORT,
  seen,
  step,
  TODAY,
} from './judging.js';

let market: Market;
beforeAll(async () => {
  market = await aMarket();
});
afterAll(() => market?.on.stop().then(() => undefined));

const aDeclaration = async (more: object = {}) =>
  (await declared(market.as.own, await aMatter(market), more)).declaration;
const statesOf = (declaration: any): string[] => declaration.history.map(({ state }: { state: string }) => state);

describe('What a supplier declares', () => {
  test('is demonstrated by another, with what was judged, and everyone can see by whom', async () => {
    const { id } = await aDeclaration();
    const taken = await step(market.as.assessor, id, 'IN_ASSESSMENT');
    expect(taken).toMatchObject({ errors: [], declaration: { state: 'IN_ASSESSMENT', level: 'SUPPORTED' } });
    const { errors } = await step(market.as.assessor, id, 'DEMONSTRATED', { evidence: [REPORT], reason: 'Getest.' });
    expect(errors).toEqual([]);
    expect(await seen(market.anyone, id)).toMatchObject({
      ...{ state: 'DEMONSTRATED', level: 'DEMONSTRATED', reason: 'Getest.', dueBecause: [], allowedTransitions: [] },
      ...{ assessedBy: { slug: 'proef-toetser' }, evidence: [{ kind: 'TEST_REPORT', title: 'Testrapport' }] },
      history: [
        { state: 'DEMONSTRATED', level: 'DEMONSTRATED', from: TODAY, assessedBy: { slug: 'proef-toetser' } },
        { state: 'IN_ASSESSMENT', level: 'SUPPORTED', assessedBy: { slug: 'proef-toetser' } },
        { state: 'PUBLISHED', level: 'SUPPORTED', assessedBy: null },
      ],
    });
  });

  test('names all that it still misses', async () => {
    const matter = await aMatter(market, 'LINE');
    await phase(market.sql, matter.standardVersionId, 'END_OF_SUPPORT', TODAY);
    const { id } = (await declared(market.as.own, matter)).declaration;
    await step(market.as.assessor, id, 'IN_ASSESSMENT');
    const own = { ...REPORT, kind: 'OWN_STATEMENT' };
    const { errors, declaration } = await step(market.as.assessor, id, 'DEMONSTRATED', { evidence: [own] });
    expect(declaration).toBeNull();
    expect(errors).toMatchObject([
      {
        ...{ __typename: 'IllegalTransitionError', path: ['input', 'to'], from: 'IN_ASSESSMENT', to: 'DEMONSTRATED' },
        allowed: ['DEMONSTRATED', 'REFUSED'],
        missing: [
          'a release: what is claimed of a line or a rolling version is supported',
          'a version of the standard that is not out of support',
          expect.stringContaining("evidence that is no statement of the supplier's own"),
        ],
      },
    ]);
    expect((await seen(market.anyone, id)).evidence).toEqual([]); // nothing of what was refused stays
  });

  test('is valid as long as its supplier stands for it, or shorter when its assessor says so', async () => {
    const { id } = await aDeclaration({ validUntil: '2098-01-01' });
    await step(market.as.assessor, id, 'IN_ASSESSMENT');
    const late = await step(market.as.assessor, id, 'DEMONSTRATED', { evidence: [REPORT], validUntil: '2099-01-01' });
    expect(placesOf(late.errors)).toEqual(['InvalidInputError input.validUntil']);
    const done = await step(market.as.assessor, id, 'DEMONSTRATED', { evidence: [REPORT], validUntil: '2097-01-01' });
    expect(done.declaration).toMatchObject({ state: 'DEMONSTRATED', validity: { to: '2097-01-01' } });
    expect((await seen(market.anyone, id, '2096-12-31')).state).toBe('DEMONSTRATED');
    expect(await seen(market.anyone, id, '2097-01-01')).toMatchObject({ state: 'EXPIRED', level: 'SUPPORTED' });
    const other = await step(market.as.assessor, id, 'REVOKED', { reason: 'Toch niet.', validUntil: '2096-01-01' });
    expect(placesOf(other.errors)).toEqual(['InvalidInputError input.validUntil']);
  });

  test('is judged anew for as long as its supplier stands for it, whatever was said the time before', async () => {
    const { id } = await aDeclaration({ validUntil: '2098-01-01' });
    await step(market.as.assessor, id, 'IN_ASSESSMENT');
    await step(market.as.assessor, id, 'DEMONSTRATED', { evidence: [REPORT], validUntil: '2090-01-01' });
    const due = await step(market.as.assessor, id, 'REASSESSMENT_DUE', { reason: 'Nieuwe toetsversie.' });
    expect(due.declaration.validity.to).toBe('2090-01-01');
    const taken = await step(market.as.assessor, id, 'IN_ASSESSMENT');
    expect(taken.declaration.validity.to).toBe('2098-01-01');
    const late = await step(market.as.assessor, id, 'DEMONSTRATED', { validUntil: '2099-01-01' });
    expect(late.errors).toMatchObject([{ message: 'Its supplier stands for it until 2098-01-01, and not longer.' }]);
    const longer = await step(market.as.assessor, id, 'DEMONSTRATED', { validUntil: '2095-01-01' });
    expect(longer).toMatchObject({ errors: [], declaration: { validity: { to: '2095-01-01' } } });
    expect(await seen(market.anyone, id, '2094-12-31')).toMatchObject({ state: 'DEMONSTRATED' });
    expect(await seen(market.anyone, id, '2095-01-01')).toMatchObject({ state: 'EXPIRED' });
  });

  test('has at most a hundred pieces of evidence, by whatever way they come', async () => {
    const matter = await aMatter(market);
    const { id } = (await declared(market.as.own, matter)).declaration;
    await market.sql(
      `insert into evidence (declaration_id, position, kind, title, url) select $1, n, 'AUDIT', 'A', 'https://example.nl' from generate_series(1, 100) n`,
      [id],
    );
    const full = ['ConflictError input.evidence'];
    const taken = await step(market.as.assessor, id, 'IN_ASSESSMENT', { evidence: [REPORT] });
    expect(placesOf(taken.errors)).toEqual(full);
    expect((await step(market.as.own, id, 'WITHDRAWN')).errors).toEqual([]);
    expect(placesOf((await declared(market.as.own, matter, { evidence: [REPORT] })).errors)).toEqual(full);
    expect((await declared(market.as.own, matter)).errors).toEqual([]);
  });

  test('is taken back by its supplier at any time, and may be declared anew', async () => {
    const matter = await aMatter(market);
    const id = await demonstrated(market, matter);
    expect((await step(market.as.own, id, 'WITHDRAWN')).declaration).toMatchObject({
      ...{ state: 'WITHDRAWN', level: 'SUPPORTED', allowedTransitions: [] },
    });
    expect((await step(market.as.assessor, id, 'REVOKED', { reason: 'Te laat.' })).errors).toHaveLength(1);
    const anew = await declared(market.as.own, matter);
    expect(anew.declaration).toMatchObject({ id, state: 'PUBLISHED', level: 'SUPPORTED', assessedBy: null });
    expect(statesOf(anew.declaration)).toEqual([
      'PUBLISHED',
      'WITHDRAWN',
      'DEMONSTRATED',
      'IN_ASSESSMENT',
      'PUBLISHED',
    ]);
  });

  test('is on record step by step, each for the organisation whose step it is', async () => {
    const id = await demonstrated(market, await aMatter(market));
    await step(market.as.registrar, id, 'WITHDRAWN', { reason: 'Op verzoek.' });
    const events = await market.sql<{ told: string }>(
      `select concat_ws(' ', e.action, o.slug) as told from audit_event e left join organisation o on o.id = e.organisation_id
       where e.subject_id = $1 order by e.occurred_at, e.id`,
      [id],
    );
    // What followed for municipalities is of nobody, and noted whether anything followed or not.
    expect(events.map(({ told }) => told)).toEqual([
      ...['declareConformance proef-leverancier-a', 'declareConformance'],
      ...['transitionDeclaration proef-toetser', 'transitionDeclaration'],
      ...['transitionDeclaration proef-toetser', 'transitionDeclaration'],
      ...['transitionDeclaration proef-leverancier-a', 'transitionDeclaration'],
    ]);
  });
});

describe('What was revoked', () => {
  test('stays so, for everyone to see, with the reason, and is never declared again', async () => {
    const matter = await aMatter(market);
    const id = await demonstrated(market, matter);
    expect((await step(market.as.assessor, id, 'REVOKED')).errors).toMatchObject([{ missing: ['a reason'] }]);
    const { errors } = await step(market.as.assessor, id, 'REVOKED', { reason: 'De test was niet echt.' });
    expect(errors).toEqual([]);
    const revoked = { state: 'REVOKED', level: 'SUPPORTED', reason: 'De test was niet echt.', allowedTransitions: [] };
    expect(await seen(market.anyone, id)).toMatchObject(revoked);
    expect(await seen(market.as.own, id, '2150-01-01')).toMatchObject(revoked);
    const again = await declared(market.as.own, matter);
    expect(again.errors).toMatchObject([{ __typename: 'ConflictError', conflictingId: id }]);
    expect((await step(market.as.own, id, 'WITHDRAWN')).errors).toHaveLength(1);
  });

  test('is found no more as demonstrated', async () => {
    const matter = await aMatter(market);
    const id = await demonstrated(market, matter);
    const found = async (level: string) =>
      (
        await market.anyone(
          `query ($v: ID!, $l: ConformanceLevel) { node(id: $v) { ... on StandardVersion { declarations(level: $l) { totalCount } } } }`,
          { v: matter.standardVersionId, l: level },
        )
      ).node.declarations.totalCount;
    expect([await found('DEMONSTRATED'), await found('SUPPORTED')]).toEqual([1, 0]);
    await step(market.as.assessor, id, 'REVOKED', { reason: 'Toch niet.' });
    expect([await found('DEMONSTRATED'), await found('SUPPORTED')]).toEqual([0, 0]);
  });
});

describe('Who assesses', () => {
  test('is never of the supplier', async () => {
    const { id } = await aDeclaration();
    const told = await step(market.as.double, id, 'IN_ASSESSMENT');
    expect(told.errors).toMatchObject([
      { missing: ['an assessor who does not speak for the supplier'], allowed: ['WITHDRAWN'] },
    ]);
    for (const role of ['own', 'other', 'registrar'] as const) {
      expect((await step(market.as[role], id, 'IN_ASSESSMENT')).errors).toMatchObject([
        { __typename: 'IllegalTransitionError', missing: ['the role of ASSESSOR'] },
      ]);
    }
  });

  test('goes on with it alone, once he took it', async () => {
    const { id } = await aDeclaration();
    await step(market.as.assessor, id, 'IN_ASSESSMENT');
    const other = await step(market.as.second, id, 'DEMONSTRATED', { evidence: [REPORT] });
    expect(other.errors).toMatchObject([{ missing: ['the organisation that took it in assessment'], allowed: [] }]);
    expect((await seen(market.as.second, id)).allowedTransitions).toEqual([]);
    expect((await seen(market.as.assessor, id)).allowedTransitions).toEqual(['DEMONSTRATED', 'REFUSED']);
    expect((await seen(market.as.own, id)).allowedTransitions).toEqual(['WITHDRAWN']);
    expect((await seen(market.as.double, id)).allowedTransitions).toEqual(['WITHDRAWN']);
    expect((await seen(market.as.registrar, id)).allowedTransitions).toEqual(['WITHDRAWN']);
    expect((await seen(market.as.other, id)).allowedTransitions).toEqual([]);
  });

  test('takes it first, of two who take it at the same moment', async () => {
    const { id } = await aDeclaration();
    const both = await Promise.all([
      step(market.as.assessor, id, 'IN_ASSESSMENT'),
      step(market.as.second, id, 'IN_ASSESSMENT'),
    ]);
    expect(both.flatMap(({ errors }) => errors.map(({ __typename }) => __typename))).toEqual([
      'IllegalTransitionError',
    ]);
    expect(statesOf(await seen(market.anyone, id))).toEqual(['IN_ASSESSMENT', 'PUBLISHED']);
  });

  test('says for whom, when he assesses for several', async () => {
    const [first, another] = [market.assessors.second, await aSupplyingOrganisation(market.sql)];
    await appoint(market.sql, 'partnership', first);
    await appoint(market.sql, 'partnership', another);
    const several = asking(market.on, 'partnership');
    const { id } = await aDeclaration();
    expect(placesOf((await step(several, id, 'IN_ASSESSMENT')).errors)).toEqual([
      'InvalidInputError input.onBehalfOfId',
    ]);
    const foreign = { onBehalfOfId: market.assessors.assessor };
    expect(placesOf((await step(several, id, 'IN_ASSESSMENT', foreign)).errors)).toEqual([
      'InvalidInputError input.onBehalfOfId',
    ]);
    const done = await step(several, id, 'IN_ASSESSMENT', { onBehalfOfId: first });
    expect(done.declaration).toMatchObject({ state: 'IN_ASSESSMENT', assessedBy: { slug: 'ibd' } });
    expect((await step(several, id, 'REFUSED', { reason: 'Nee.' })).errors).toEqual([]);
  });
});

test('A registrar, who may speak for any supplier, judges none', async () => {
  await appoint(market.sql, 'registrar', market.assessors.second);
  const { id } = await aDeclaration();
  expect((await seen(market.as.registrar, id)).allowedTransitions).toEqual(['WITHDRAWN']);
  expect((await step(market.as.registrar, id, 'IN_ASSESSMENT')).errors).toMatchObject([
    { missing: ['an assessor who does not speak for the supplier'] },
  ]);
});

describe('A claim', () => {
  const aVersionOf = async (releasedOn: string) => {
    const matter = await aMatter(market);
    await market.sql('update product_version set released_on = $2 where id = $1', [
      matter.productVersionId,
      releasedOn,
    ]);
    return matter;
  };

  test('holds from the day on which the version came out, or a later one that is named', async () => {
    const first = await declared(market.as.own, await aVersionOf('2021-03-01'));
    expect(first.declaration.validity.from).toBe('2021-03-01');
    expect((await seen(market.anyone, first.declaration.id, '2021-03-01')).state).toBe('PUBLISHED');
    expect(await seen(market.anyone, first.declaration.id, '2021-02-28')).toBeNull();
    const later = await declared(market.as.own, await aVersionOf('2021-03-01'), { validFrom: '2022-01-01' });
    expect(later.declaration.validity.from).toBe('2022-01-01');
    const standard = await declared(market.as.own, await aVersionOf('2010-03-01'));
    expect(standard.declaration.validity.from).toBe('2020-01-01'); // the version of the standard was there then
  });

  test.each(['2021-02-28', '2099-01-01'])('does not hold from %s, before that or still to come', async (validFrom) => {
    const { errors } = await declared(market.as.own, await aVersionOf('2021-03-01'), { validFrom });
    expect(placesOf(errors)).toEqual(['InvalidInputError input.validFrom']);
  });

  test('that is made anew leaves what became of it before', async () => {
    const matter = await aVersionOf('2021-03-01');
    const { id } = (await declared(market.as.own, matter)).declaration;
    await step(market.as.own, id, 'WITHDRAWN', { reason: 'Nog niet af.' });
    const early = await declared(market.as.own, matter, { validFrom: '2021-03-01' });
    expect(placesOf(early.errors)).toEqual(['InvalidInputError input.validFrom']);
    expect((await declared(market.as.own, matter)).declaration.validity.from).toBe(TODAY);
    await expire(market.sql, id);
    expect((await declared(market.as.own, matter)).errors).toEqual([]);
  });

  test('that is assessed holds as its supplier said until today, and as assessed from today on', async () => {
    const matter = await aVersionOf('2021-03-01');
    const id = await demonstrated(market, matter);
    expect((await seen(market.anyone, id, '2022-01-01')).level).toBe('SUPPORTED');
    expect(await seen(market.anyone, id)).toMatchObject({ level: 'DEMONSTRATED', validity: { from: '2021-03-01' } });
  });
});
