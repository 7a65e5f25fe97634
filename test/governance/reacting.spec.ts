import { beforeAll, describe, expect, test } from '@jest/globals';
import { TRIAL_ISSUER } from '../../src/platform/auth/trial/personas.js';
import { newId } from '../../src/platform/database/id.js';
import { put } from '../support/builders.js';
import { type Asking, asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { organisationOf } from '../suppliers/market.js';
import { aProposal, aReaction, dayAfter, TODAY } from './proposals.js';

let on: Register;
let anyone: Asking;
let office: Asking;
let amsterdam: Asking;
let supplier: Asking;
beforeAll(async () => {
  on = await register();
  anyone = asking(on);
  [office, amsterdam, supplier] = [
    ...[asking(on, 'registrar'), asking(on, 'reporter-gm0363'), asking(on, 'supplier-b')],
  ] as [Asking, Asking, Asking];
});

const ANSWERS = 'answer answeredAt answeredBy { slug } answers { text by { slug } }';
const REACTION = `id round organisation onBehalfOf { slug } text receivedAt ${ANSWERS}`;
const react = doing('reactToProposal', 'ReactToProposalInput', `reaction { ${REACTION} }`);
const open = async () => (await aProposal(on, { state: 'IN_CONSULTATION' })).id;
const reactionsTo = async (id: string, moments = '') => {
  const [{ number }] = (await on.sql<{ number: number }>('select number from proposal where id = $1', [id])) as [
    { number: number },
  ];
  const { proposal } = await anyone(
    `{ proposal(number: ${number}${moments}) { consultation { unanswered reactions { ${REACTION} } open: reactions(isAnswered: false) { id } } } }`,
  );
  return proposal.consultation;
};
const eventsOf = async (id: string) =>
  (await on.sql<{ body: string }>('select body from audit_event where subject_id = $1 order by event_id', [id])).map(
    ({ body }) => JSON.parse(body),
  );
const messagesOf = ({ errors }: { errors: { message: string }[] }) => errors.map(({ message }) => message);
const text = 'Wij missen een overgangstermijn.';

/** Lets a persona act for these organisations alone, until the work is done. */
async function actingFor<T>(persona: string, organisationIds: string[], work: () => Promise<T>): Promise<T> {
  const columns = `id, issuer, subject, organisation_id, role, reason, valid_from::text`;
  const held = await on.sql<Record<string, unknown>>(
    `select ${columns} from membership where issuer = $1 and subject = $2 and known_to = 'infinity' and valid_to = 'infinity'`,
    [TRIAL_ISSUER, persona],
  );
  const person = { issuer: TRIAL_ISSUER, subject: persona, role: 'SUPPLIER_EDITOR', reason: null, valid_from: TODAY };
  const instead = organisationIds.map((organisation_id) => ({ id: newId('mbr'), organisation_id, ...person }));
  for (const each of held) await put(on.sql, 'membership', each, true);
  for (const each of instead) await put(on.sql, 'membership', each);
  try {
    return await work();
  } finally {
    for (const each of instead) await put(on.sql, 'membership', each, true);
    for (const each of held) await put(on.sql, 'membership', each);
  }
}

describe('Someone reacts to a proposal', () => {
  test('for the organisation that he acts for, for everyone to read', async () => {
    const proposalId = await open();
    const { reaction, errors } = await react(amsterdam, { proposalId, text });
    expect({ errors, reaction }).toEqual({
      errors: [],
      reaction: {
        ...{ id: expect.stringMatching(/^rea_/), round: 1, organisation: 'Amsterdam', onBehalfOf: { slug: 'gm0363' } },
        ...{ text, receivedAt: expect.any(String) },
        ...{ answer: null, answeredAt: null, answeredBy: null, answers: [] },
      },
    });
    expect(await reactionsTo(proposalId)).toEqual({
      ...{ unanswered: 1, reactions: [reaction], open: [{ id: reaction.id }] },
    });
    const { node } = await anyone(`{ node(id: "${reaction.id}") { ... on Reaction { text proposal { id } } } }`);
    expect(node).toEqual({ text, proposal: { id: proposalId } });
    const organisationId = await organisationOf(on.sql, 'gm0363');
    expect(await eventsOf(reaction.id)).toEqual([
      expect.objectContaining({
        ...{ action: 'reactToProposal', organisationId },
        changes: expect.arrayContaining([{ field: 'text', before: null, after: text }]),
      }),
    ]);
  });

  test('for nobody but himself, and is then not named', async () => {
    const proposalId = await open();
    await actingFor('supplier-b', [], async () => {
      const { reaction, errors } = await react(supplier, { proposalId, text: 'Ik woon er.' });
      expect(errors).toEqual([]);
      expect(reaction).toMatchObject({ organisation: 'Op persoonlijke titel', onBehalfOf: null, text: 'Ik woon er.' });
      expect(JSON.stringify(await reactionsTo(proposalId))).not.toContain('supplier-b');
      const { auditEvents } = await amsterdam(`{ auditEvents(subjectId: "${reaction.id}") { totalCount } }`);
      expect(auditEvents.totalCount).toBe(0);
    });
  });

  test('and says for which organisation, where he acts for several', async () => {
    const proposalId = await open();
    const [one, other] = [await organisationOf(on.sql, 'gm0344'), await organisationOf(on.sql, 'gm0518')];
    await actingFor('supplier-b', [one, other], async () => {
      const unsaid = await react(supplier, { proposalId, text });
      expect(messagesOf(unsaid)).toEqual(['You act for 2 organisations: say for which of them.']);
      const said = await react(supplier, { proposalId, text, onBehalfOfId: other });
      expect([said.errors, said.reaction.onBehalfOf]).toEqual([[], { slug: 'gm0518' }]);
    });
    const foreign = await react(amsterdam, { proposalId, text, onBehalfOfId: one });
    expect(placesOf(foreign.errors)).toEqual(['InvalidInputError input.onBehalfOfId']);
    expect((await reactionsTo(proposalId)).reactions).toHaveLength(1);
  });

  test('and is known to have done so from then on', async () => {
    const proposalId = await open();
    await on.sql(`update proposal set submitted_at = '2026-01-01', registered_at = '2026-01-01' where id = $1`, [
      proposalId,
    ]);
    const [{ now }] = (await on.sql<{ now: Date }>('select clock_timestamp() as now')) as [{ now: Date }];
    await new Promise((resolve) => setTimeout(resolve, 5));
    await react(amsterdam, { proposalId, text });
    expect((await reactionsTo(proposalId, `, knownAt: "${now.toISOString()}"`)).reactions).toEqual([]);
  });
});

describe('A reaction is refused', () => {
  test('before its first day, and from the day on which it is over', async () => {
    const to = async (from: string, until: string) => {
      const { id: proposalId } = await aProposal(on, { state: 'IN_CONSULTATION', consultation: [from, until] });
      return messagesOf(await react(amsterdam, { proposalId, text }));
    };
    expect(await to(dayAfter(1), dayAfter(8))).toEqual([`Its consultation begins on ${dayAfter(1)}.`]);
    expect(await to(dayAfter(-8), TODAY)).toEqual([`Its consultation was over on ${TODAY}.`]);
  });

  test('on its last day it is not', async () => {
    const consultation = [dayAfter(-8), dayAfter(1)] as const;
    const { id: proposalId } = await aProposal(on, { state: 'IN_CONSULTATION', consultation });
    expect((await react(amsterdam, { proposalId, text })).errors).toEqual([]);
  });

  test.each(['SUBMITTED', 'IN_ASSESSMENT', 'CVD_ADVICE', 'ESTABLISHED', 'WITHDRAWN'])(
    'to a proposal that is %s',
    async (state) => {
      const { id: proposalId } = await aProposal(on, { state, consultation: [dayAfter(-8), dayAfter(8)] });
      expect(messagesOf(await react(amsterdam, { proposalId, text }))).toEqual([
        `It is ${state}; one may react to a proposal that is IN_CONSULTATION.`,
      ]);
    },
  );

  test('to a draft of another, in the words for what is not there', async () => {
    const { id } = await aProposal(on, { state: 'DRAFT' });
    const hidden = await react(supplier, { proposalId: id, text });
    const missing = await react(supplier, { proposalId: 'prp_00000000000000000000000000', text });
    expect(hidden.errors).toEqual(missing.errors);
    expect(messagesOf(hidden)).toEqual(['There is no such proposal.']);
  });

  test('when it is empty, too long, or no text', async () => {
    const proposalId = await open();
    for (const wrong of ['', ' ', 'x'.repeat(10_001), 'Bel\u0007', 'Nul\u0000', 'Half \ud800']) {
      const { errors } = await react(amsterdam, { proposalId, text: wrong });
      expect(placesOf(errors)).toEqual(['InvalidInputError input.text']);
    }
    expect((await react(amsterdam, { proposalId, text: `${'x'.repeat(9_998)}\ny` })).errors).toEqual([]);
  });

  test('when it says nothing, or is a reaction and an answer at once', async () => {
    const proposalId = await open();
    const answerTo = await aReaction(on.sql, proposalId);
    const either = 'Either react with "text", or answer with "answerTo" and "answer".';
    expect(messagesOf(await react(office, { proposalId }))).toEqual([either]);
    expect(messagesOf(await react(office, { proposalId, text, answerTo, answer: 'Ja.' }))).toEqual([either]);
    expect(placesOf((await react(office, { proposalId, answerTo })).errors)).toEqual([
      'InvalidInputError input.answer',
    ]);
    expect(placesOf((await react(office, { proposalId, answer: 'Ja.' })).errors)).toEqual([
      'InvalidInputError input.answerTo',
    ]);
  });

  test('of someone who has reacted ten times in the round, until there is another', async () => {
    const proposalId = await open();
    for (let i = 1; i <= 10; i += 1) {
      expect((await react(amsterdam, { proposalId, text: `Punt ${i}.` })).errors).toEqual([]);
    }
    expect(messagesOf(await react(amsterdam, { proposalId, text: 'Punt 11.' }))).toEqual([
      'You have reacted 10 times in this round, which is the most there can be.',
    ]);
    expect((await react(supplier, { proposalId, text })).errors).toEqual([]);
    await on.sql(
      `insert into consultation (proposal_id, round, position, open_from, open_until) values ($1, 2, 1, $2, $3)`,
      [proposalId, TODAY, dayAfter(7)],
    );
    expect((await react(amsterdam, { proposalId, text: 'Punt 11.' })).errors).toEqual([]);
  });

  test('a second time with the same key, of which the first answer is given again', async () => {
    const proposalId = await open();
    const input = { proposalId, text, idempotencyKey: newId('key') };
    const [first, second] = [await react(amsterdam, input), await react(amsterdam, input)];
    expect(second).toEqual(first);
    expect((await reactionsTo(proposalId)).reactions).toHaveLength(1);
  });
});

describe('The office answers a reaction', () => {
  test('and may answer it again: the last answer counts, and the one before it is still told', async () => {
    const proposalId = await open();
    const answerTo = (await react(amsterdam, { proposalId, text })).reaction.id;
    const first = await react(office, { proposalId, answerTo, answer: 'Die komt er.' });
    expect(first).toMatchObject({
      errors: [],
      reaction: { answer: 'Die komt er.', answeredAt: expect.any(String), answeredBy: { slug: 'vng-realisatie' } },
    });
    expect(await reactionsTo(proposalId)).toMatchObject({ unanswered: 0, open: [] });
    const { reaction } = await react(office, { proposalId, answerTo, answer: 'Die komt er, van een jaar.' });
    expect(reaction).toMatchObject({
      answer: 'Die komt er, van een jaar.',
      answers: [
        { text: 'Die komt er, van een jaar.', by: { slug: 'vng-realisatie' } },
        { text: 'Die komt er.', by: { slug: 'vng-realisatie' } },
      ],
    });
    const [, , again] = await eventsOf(answerTo);
    expect(again.changes).toEqual([{ field: 'answer', before: 'Die komt er.', after: 'Die komt er, van een jaar.' }]);
    await react(office, { proposalId, answerTo, answer: 'Die komt er, van een jaar.' });
    expect(await eventsOf(answerTo)).toHaveLength(3);
  });

  test('also when the consultation is over, but not once the proposal has gone on', async () => {
    const over = await aProposal(on, { state: 'IN_CONSULTATION', consultation: [dayAfter(-8), TODAY] });
    const late = await aReaction(on.sql, over.id);
    expect((await react(office, { proposalId: over.id, answerTo: late, answer: 'Ja.' })).errors).toEqual([]);
    const gone = await aProposal(on, { state: 'CVD_ADVICE' });
    const answerTo = await aReaction(on.sql, gone.id);
    expect(messagesOf(await react(office, { proposalId: gone.id, answerTo, answer: 'Ja.' }))).toEqual([
      'It is CVD_ADVICE; reactions are answered while it is IN_CONSULTATION.',
    ]);
  });

  test('and nobody else does', async () => {
    const proposalId = await open();
    const answerTo = await aReaction(on.sql, proposalId, await organisationOf(on.sql, 'gm0363'));
    for (const persona of ['reporter-gm0363', 'secretary', 'auditor', 'supplier-a']) {
      const { reaction, errors } = await react(asking(on, persona), { proposalId, answerTo, answer: 'Ja.' });
      expect([persona, reaction, messagesOf({ errors })]).toEqual([
        ...[persona, null, ['Reactions are answered by the office: a REGISTRAR.']],
      ]);
    }
    expect((await reactionsTo(proposalId)).unanswered).toBe(1);
  });

  test('only one that was given to this proposal', async () => {
    const [proposalId, other] = [await open(), await open()];
    const answerTo = await aReaction(on.sql, other);
    const { errors } = await react(office, { proposalId, answerTo, answer: 'Ja.' });
    expect(placesOf(errors)).toEqual(['NotFoundError input.answerTo']);
    const foreign = await react(office, { proposalId: other, answerTo, answer: 'Ja.', onBehalfOfId: 'org_x' });
    expect(placesOf(foreign.errors)).toEqual(['InvalidInputError input.onBehalfOfId']);
  });
});

describe('What many said', () => {
  test('is told a hundred reactions at a time, and how many there are', async () => {
    const id = await open();
    await on.sql(
      `insert into reaction (id, proposal_id, round, writer_issuer, writer_subject, text)
       select 'rea_' || substr($1, 5, 20) || lpad(n::text, 6, '0'), $1, 1, $2, 'writer ' || n, 'Reactie ' || n from generate_series(1, 230) n`,
      [id, TRIAL_ISSUER],
    );
    const asked = async (args = ''): Promise<{ reactionCount: number; reactions: { id: string; text: string }[] }> =>
      (
        await anyone(
          `{ node(id: "${id}") { ... on Proposal { consultation { reactionCount reactions${args} { id text } } } } }`,
        )
      ).node.consultation;
    const first = await asked();
    expect([first.reactionCount, first.reactions.length]).toEqual([230, 100]);
    const texts: string[] = [];
    for (let page = first.reactions; page.length > 0;) {
      texts.push(...page.map((each) => each.text));
      page = (await asked(`(after: "${page.at(-1)!.id}")`)).reactions;
    }
    expect(texts).toEqual(Array.from({ length: 230 }, (_, n) => `Reactie ${n + 1}`));
    expect((await asked('(first: 2, isAnswered: true)')).reactions).toEqual([]);
    for (const bound of [0, -1, 101]) {
      const { body } = await on.graphql(
        `{ node(id: "${id}") { ... on Proposal { consultation { reactions(first: ${bound}) { id } } } } }`,
      );
      expect(body.errors).toMatchObject([
        { message: expect.stringContaining('1 to 100'), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    }
  });
});
