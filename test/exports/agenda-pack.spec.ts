import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { layOut } from '../../src/channels/exports/agenda/agenda-pdf.js';
import { type AgendaPack, type AnsweredProposal } from '../../src/channels/exports/agenda/agenda.content.js';
import { missingIn } from '../../src/channels/exports/agenda/missing.words.js';
import { ProposalState } from '../../src/domain/governance/governance.enums.js';
import { NOW } from '../../src/domain/governance/proposal.deciding.js';
import { Proposal } from '../../src/domain/governance/proposal.entity.js';
import { missingOf } from '../../src/domain/governance/proposal.guards.js';
import { rowOf } from '../../src/platform/reading/projection.js';
import { textOf } from '../../src/platform/reading/sql.js';
import { anAdvice, anAnswer, aProposal, aReaction, dayAfter } from '../governance/proposals.js';
import { type OwnRegister, startService } from '../support/register.js';

/** What is compressed in a document, as text. */
function* streamsOf(bytes: Buffer): Generator<string> {
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at)) {
    const end = bytes.indexOf('endstream', at);
    const body = bytes.subarray(at + 'stream\n'.length, end);
    try {
      yield inflateSync(body).toString('latin1');
    } catch {
      yield body.toString('latin1');
    }
    at = end + 'endstream'.length;
  }
}
const pagesOf = (bytes: Buffer): string[] => [...streamsOf(bytes)].filter((text) => /\bBT\b[\s\S]*\bET\b/.test(text));
const wordsOf = (bytes: Buffer): string => bytes.toString('latin1').replace(/stream\r?\n[\s\S]*?endstream/g, 'stream');

const proposal: AnsweredProposal = {
  ...{ number: 12, title: 'Zaken "Ø" verplicht', kind: 'BINDING_CHANGE', state: 'DECISION', aimedLevel: 'MANDATORY' },
  ...{ motivation: 'Regel een.\nRegel twee.', functionalScope: null, organisationalScope: null, endOfSupportOn: null },
  ...{ isWithoutSuccessor: false, successor: null, version: null, criteria: [{ code: 'VNG-9', title: 'Nog te doen' }] },
  standard: { name: 'Zaken-API', uri: 'https://register.example.nl/id/standards/zaken-api' },
  submittedBy: { name: 'Gemeente Amsterdam' },
  supportedBy: [{ name: 'Gemeente Utrecht' }],
  assessments: [{ verdict: 'PARTLY_MET', motivation: 'Deels.', criterion: { code: 'VNG-1', title: 'Open' } }],
  consultations: [
    {
      round: 1,
      period: { from: '2026-09-01', to: '2026-10-01' },
      reactionCount: 2,
      reactions: [
        { organisation: 'Op persoonlijke titel', text: 'Zou dat kunnen?', answer: 'Jazeker.' },
        { organisation: 'Gemeente Leiden', text: 'x'.repeat(9_000), answer: null },
      ],
    },
  ],
  advice: [
    { body: 'CVD', position: 'POSITIVE_WITH_CONDITIONS', rationale: 'Doen.', givenOn: '2026-11-01', isLatest: true },
  ],
  decisions: [],
  impact: {
    ...{ municipalitiesApplying: 55, municipalitiesToAct: 285, isRounded: true, declarationsAffected: 3 },
    ...{ productsAffected: 2, componentsAffected: [{ name: 'Open Zaak' }], requirementsAffected: [{}, {}] },
    ...{ obligationsAffected: [], obligationsConflicting: [] },
    ...{ waysOver: [], productsWithoutWayOver: { totalCount: 0 }, componentsWithoutWayOver: [] },
    requirementsWithoutWayOver: [],
  },
};
const pack: AgendaPack = {
  ...{
    language: 'nl',
    madeAt: new Date('2026-11-22T09:00:00Z'),
    address: 'https://register.example.nl',
    isDemo: false,
  },
  agenda: {
    ...{ body: 'VNG_BOARD', meetingOn: '2027-01-14', meeting: { place: 'Den Haag', isCancelled: false } },
    items: [
      {
        ...{ purpose: 'DECISION', isDone: false, isReady: false, missing: ['advice of the CVD'] },
        ...{ decidingLevel: 'MANDATORY', consultationUntil: '2026-10-01' },
        proposal: { number: 12, title: 'Zaken "Ø" verplicht', kind: 'BINDING_CHANGE' },
      },
    ],
  },
  proposals: [proposal],
};

describe('An agenda pack', () => {
  test('is a document for everyone: PDF/UA-1, with its language, headings, tables and links', async () => {
    const bytes = await layOut(pack);
    const words = wordsOf(bytes);
    expect([...streamsOf(bytes)].some((text) => /<pdfuaid:part>1<\/pdfuaid:part>/.test(text))).toBe(true);
    expect(words).toMatch(/\/Lang \(nl-NL\)/);
    for (const type of ['H1', 'H2', 'H3', 'P', 'L', 'Table', 'TH', 'TD', 'Link', 'Sect']) {
      expect(words).toMatch(new RegExp(`/S /${type}\\b`));
    }
    expect(words.match(/\/Type \/OBJR/g)?.length).toBe(words.match(/\/Subtype \/Link/g)?.length);
    for (const page of pagesOf(bytes)) {
      let depth = 0;
      for (const [, order = ''] of page.matchAll(/(?:^|\s)(BDC|BMC|EMC|Tj|TJ|S|f)(?=\s|$)/g)) {
        if (order === 'EMC') depth -= 1;
        else if (order.endsWith('C')) depth += 1;
        else expect(depth).toBeGreaterThan(0);
      }
      expect(depth).toBe(0);
    }
    expect((await layOut(pack)).equals(bytes)).toBe(true);
    expect(wordsOf(await layOut({ ...pack, language: 'en' }))).toMatch(/\/Lang \(en-GB\)/);
  });

  test('begins a page for each proposal, and stays within bounds whatever is written in them', async () => {
    const empty = pagesOf(await layOut({ ...pack, agenda: { ...pack.agenda, items: [] }, proposals: [] }));
    expect(empty).toHaveLength(1);
    const one = pagesOf(await layOut(pack)).length;
    expect(one).toBeGreaterThanOrEqual(2);
    const [round] = proposal.consultations;
    const reactions = Array.from({ length: 1_000 }, () => round!.reactions[1]!);
    const flooded = { ...proposal, consultations: [{ ...round!, reactions }] };
    expect(pagesOf(await layOut({ ...pack, proposals: [flooded] })).length).toBeLessThan(one + 40);
  });

  test('says in Dutch whatever the guards can miss', () => {
    const row = rowOf(Proposal, 'p');
    const states = [ProposalState.CVD_ADVICE, ProposalState.DECISION, ProposalState.ESTABLISHED];
    const texts = states.flatMap((state) => [...textOf(missingOf(state, row, NOW)).matchAll(/'((?:[^']|'')*)'/g)]);
    const said = texts.map(([, text = '']) => text).filter((text) => /^(the|a|an|advice|for|how)\b.* /.test(text));
    expect(said.length).toBeGreaterThan(12);
    const whole: Record<string, string> = {
      'a verdict on ': 'a verdict on VNG-1',
      'the end of the consultation, on ': 'the end of the consultation, on 2027-01-01',
      'an answer to ': 'an answer to 3 reactions',
      'a reaction': 'an answer to a reaction',
    };
    for (const text of said) {
      const english = whole[text] ?? text;
      expect([english, missingIn(english, 'nl')]).not.toEqual([english, english]);
      expect(missingIn(english, 'en')).toBe(english);
    }
  });
});

describe('The agenda pack of the register', () => {
  let on: OwnRegister;
  beforeAll(async () => void (on = await startService()));
  afterAll(async () => void (await on.stop()));
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${on.url}${path}`, { headers });

  test('has a page for each proposal on the agenda, and is made once until something changes', async () => {
    const day = dayAfter(7);
    const path = `/agendas/CVD/${day}.pdf`;
    const none = pagesOf(Buffer.from(await (await get(path)).arrayBuffer())).length;
    const made = await aProposal(on, { state: 'CVD_ADVICE', aimedLevel: 'MANDATORY', title: 'Zaken verplicht' });
    await anAnswer(on.sql, await aReaction(on.sql, made.id));
    await anAdvice(on.sql, made.id, 'TASKFORCE', dayAfter(-3));
    await aProposal(on, { kind: 'PHASE_OUT', state: 'CVD_ADVICE' });
    await on.sql('update revision_slot set n = n + 1 where slot = 0');
    const first = await get(path);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(first.headers.get('content-disposition')).toBe(`inline; filename="agenda-cvd-${day}.pdf"`);
    const bytes = Buffer.from(await first.arrayBuffer());
    expect(pagesOf(bytes).length).toBeGreaterThanOrEqual(none + 2);
    const tag = first.headers.get('etag')!;
    expect((await get(path, { 'if-none-match': tag })).status).toBe(304);
    const [again, english] = await Promise.all([get(path), get(`${path}?language=en`)]);
    expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true);
    expect(english.headers.get('etag')).not.toBe(tag);
    expect((await english.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
  });
});
