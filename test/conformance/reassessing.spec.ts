import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { phase } from '../support/builders.js';
import { doJob } from '../support/jobs.js';
import { aProductVersion } from '../suppliers/market.js';
import {
  aMarket,
  aMatter,
  declared,
  demonstrated,
  expire,
  type Market,
  type Matter,
  REPORT,
  seen,
  step,
  TODAY,
} from './judging.js';

const NOTIFY = 'declaration-notices';
const [BEFORE, DAY] = ['2089-12-31', '2090-01-01'];

let market: Market;
let matter: Matter;
beforeAll(async () => {
  market = await aMarket();
});
afterAll(() => market?.on.stop().then(() => undefined));
beforeEach(async () => {
  matter = await aMatter(market);
});

const due = async (id: string, asOf?: string) => {
  const { state, level, dueBecause } = await seen(market.anyone, id, asOf);
  return `${state} ${level} ${dueBecause.join(' ')}`.trim();
};
/** Of each piece of its evidence, the oldest first. */
const assessedOf = async (id: string): Promise<boolean[]> => {
  const document = `query ($id: ID!) { node(id: $id) { ... on ConformanceDeclaration { evidence { assessed } } } }`;
  return (await market.anyone(document, { id })).node.evidence.map(({ assessed }: any) => assessed);
};
const supportedUntil = (day: string) =>
  market.sql('update product_version set supported_until = $2 where id = $1', [matter.productVersionId, day]);

describe('What was demonstrated is due for reassessment, on the day and without anyone doing anything,', () => {
  test.each(['END_OF_SUPPORT', 'WITHDRAWN', 'VOID'])('when the version of the standard is %s', async (lifecycle) => {
    const id = await demonstrated(market, matter);
    await phase(market.sql, matter.standardVersionId, lifecycle, DAY);
    expect(await due(id, BEFORE)).toBe('DEMONSTRATED DEMONSTRATED');
    expect(await due(id, DAY)).toBe('REASSESSMENT_DUE SUPPORTED STANDARD_OUT_OF_SUPPORT');
  });

  test('when the version of the product is out of support', async () => {
    const id = await demonstrated(market, matter);
    await supportedUntil(DAY);
    expect(await due(id, BEFORE)).toBe('DEMONSTRATED DEMONSTRATED');
    expect(await due(id, DAY)).toBe('REASSESSMENT_DUE SUPPORTED PRODUCT_OUT_OF_SUPPORT');
  });

  test('when the evidence expires, whatever its supplier adds afterwards', async () => {
    const id = await demonstrated(market, matter, { evidence: [{ ...REPORT, validUntil: DAY }] });
    expect(await due(id, BEFORE)).toBe('DEMONSTRATED DEMONSTRATED');
    expect(await due(id, DAY)).toBe('REASSESSMENT_DUE SUPPORTED EVIDENCE_EXPIRED');
    const { attachEvidence } = await market.as.own(
      `mutation ($input: AttachEvidenceInput!) { attachEvidence(input: $input) { errors { message } } }`,
      { input: { declarationId: id, evidence: [REPORT] } },
    );
    expect(attachEvidence.errors).toEqual([]);
    expect(await due(id, DAY)).toBe('REASSESSMENT_DUE SUPPORTED EVIDENCE_EXPIRED');
    expect(await assessedOf(id)).toEqual([true, false]);
    // Judged anew, it counts.
    await step(market.as.assessor, id, 'REASSESSMENT_DUE', { reason: 'Nieuw rapport.' });
    await step(market.as.assessor, id, 'IN_ASSESSMENT');
    expect((await step(market.as.assessor, id, 'DEMONSTRATED')).errors).toEqual([]);
    expect(await due(id, DAY)).toBe('DEMONSTRATED DEMONSTRATED');
    expect(await assessedOf(id)).toEqual([true, true]);
  });

  test('when a newer version of the product is out, which takes nothing from the one that was assessed', async () => {
    const id = await demonstrated(market, matter);
    const newer = await aProductVersion(market.sql, { productId: matter.productId });
    await market.sql('update product_version set released_on = $2 where id = $1', [newer, DAY]);
    expect(await due(id, BEFORE)).toBe('DEMONSTRATED DEMONSTRATED');
    expect(await due(id, DAY)).toBe('REASSESSMENT_DUE DEMONSTRATED NEWER_PRODUCT_VERSION');
  });

  test('but not for a newer version that the assessor knew of', async () => {
    await aProductVersion(market.sql, { productId: matter.productId });
    expect(await due(await demonstrated(market, matter))).toBe('DEMONSTRATED DEMONSTRATED');
  });

  test('for every reason at once', async () => {
    const id = await demonstrated(market, matter, { evidence: [{ ...REPORT, validUntil: DAY }] });
    await phase(market.sql, matter.standardVersionId, 'END_OF_SUPPORT', DAY);
    await supportedUntil(DAY);
    await aProductVersion(market.sql, { productId: matter.productId });
    expect((await seen(market.anyone, id, DAY)).dueBecause).toEqual([
      ...['NEWER_PRODUCT_VERSION', 'PRODUCT_OUT_OF_SUPPORT', 'STANDARD_OUT_OF_SUPPORT', 'EVIDENCE_EXPIRED'],
    ]);
  });

  test('and what is only claimed is not', async () => {
    const { id } = (await declared(market.as.own, matter, { evidence: [{ ...REPORT, validUntil: DAY }] })).declaration;
    await phase(market.sql, matter.standardVersionId, 'END_OF_SUPPORT', DAY);
    expect(await due(id, DAY)).toBe('PUBLISHED SUPPORTED');
  });
});

test('What is due is assessed anew by who did it before, or revoked', async () => {
  const id = await demonstrated(market, matter);
  await phase(market.sql, matter.standardVersionId, 'END_OF_SUPPORT', TODAY);
  expect((await seen(market.as.assessor, id)).allowedTransitions).toEqual(['IN_ASSESSMENT', 'REVOKED']);
  await step(market.as.assessor, id, 'IN_ASSESSMENT');
  const { errors } = await step(market.as.assessor, id, 'DEMONSTRATED');
  expect(errors).toMatchObject([{ missing: ['a version of the standard that is not out of support'] }]);
  expect((await step(market.as.assessor, id, 'REFUSED', { reason: 'Te oud.' })).errors).toEqual([]);
});

describe('The owners are told', () => {
  const messages = async () =>
    (
      await market.sql<{ slug: string; subject: string; body: string }>(
        `select o.slug, m.subject, m.body from outbox_message m join organisation o on o.id = m.organisation_id order by m.written_at, o.slug`,
      )
    ).map(({ slug, body }) => ({ slug, lines: body.split('\n').filter((line) => /^- |:$/.test(line)) }));
  /** In whichever order they were written: nobody is promised to be the first. */
  const messagesAfter = async (known: number) =>
    (await messages()).slice(known).sort((one, other) => (one.slug < other.slug ? -1 : 1));
  /** As a line of a message names it. */
  const nameOf = async ({ productVersionId, standardVersionId }: Matter): Promise<string> => {
    const [{ name } = { name: '' }] = await market.sql<{ name: string }>(
      `select p.name || ' ' || pv.label || ': ' || st.name_nl || ' ' || sv.label as name from product_version pv join product p on p.id = pv.product_id,
       standard_version sv join standard st on st.id = sv.standard_id where pv.id = $1 and sv.id = $2`,
      [productVersionId, standardVersionId],
    );
    return `- ${name}`;
  };

  test('once of each thing: supplier and assessor of what came of itself, the supplier of what his assessor asks', async () => {
    await doJob(NOTIFY, market.on);
    const known = (await messages()).length; // of what is due since the tests above
    const [ended, asked, lapsed, standing] = [
      matter,
      await aMatter(market),
      await aMatter(market),
      await aMatter(market),
    ];
    await demonstrated(market, ended);
    await phase(market.sql, ended.standardVersionId, 'WITHDRAWN', TODAY);
    const id = await demonstrated(market, asked);
    await step(market.as.assessor, id, 'REASSESSMENT_DUE', { reason: 'Melding ontvangen.' });
    const { declaration } = await declared(market.as.own, lapsed);
    await expire(market.sql, declaration.id);
    await demonstrated(market, standing);

    await doJob(NOTIFY, market.on);
    const title = 'Hertoetsing nodig, omdat de versie van de standaard niet meer wordt ondersteund:';
    expect(await messagesAfter(known)).toEqual([
      {
        slug: 'proef-leverancier-a',
        lines: [
          ...['Verlopen, en daarom niet meer geldig:', await nameOf(lapsed)],
          ...['Hertoetsing nodig, omdat de toetser erom vraagt:', await nameOf(asked)],
          ...[title, await nameOf(ended)],
        ],
      },
      { slug: 'proef-toetser', lines: [title, await nameOf(ended)] },
    ]);
    await market.sql('select graphile_worker.add_job($1) from generate_series(1, 5)', [NOTIFY]);
    await doJob(NOTIFY, market.on);
    expect(await messages()).toHaveLength(known + 2);
  });

  test('again when it is due after it was assessed anew', async () => {
    const id = await demonstrated(market, matter);
    await aProductVersion(market.sql, { productId: matter.productId });
    await doJob(NOTIFY, market.on);
    const known = (await messages()).length;
    await step(market.as.assessor, id, 'IN_ASSESSMENT');
    await step(market.as.assessor, id, 'DEMONSTRATED');
    await doJob(NOTIFY, market.on);
    expect(await messages()).toHaveLength(known);
    await aProductVersion(market.sql, { productId: matter.productId });
    await doJob(NOTIFY, market.on);
    expect((await messagesAfter(known)).map(({ slug }) => slug)).toEqual(['proef-leverancier-a', 'proef-toetser']);
  });
});
