import { beforeAll, describe, expect, test } from '@jest/globals';
import { asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aSupplyingOrganisation, organisationOf } from '../suppliers/market.js';
import { assignSecretariat, eventsOf, recordAdvice } from './decisions.js';
import { aProposal, TODAY } from './proposals.js';

const OF_VNG = ['ALV', 'BALV', 'COMMITTEE', 'CVA', 'CVD', 'TASKFORCE', 'VNG_BOARD', 'VNG_DIRECTORATE'];

let on: Register;
beforeAll(async () => {
  on = await register();
});
const servedBy = async (slug: string): Promise<string[]> =>
  (await asking(on)(`{ organisation(by: { slug: "${slug}" }) { serves } }`)).organisation.serves;

describe('Which organisation is the secretariat of a body', () => {
  test('is said by the starter catalogue, and by a trial, for two secretaries', async () => {
    await aProposal(on);
    expect(await servedBy('vng')).toEqual(expect.arrayContaining(OF_VNG));
    expect(await servedBy('ibd')).toEqual(expect.arrayContaining(OF_VNG));
    expect(await servedBy('geonovum')).toEqual([]);
  });

  test('is what the registrar says, and he may take it back; the same again writes nothing', async () => {
    const registrar = asking(on, 'registrar');
    const organisationId = await organisationOf(on.sql, 'ictu');
    const said = { organisationId, body: 'FORUM', reason: 'Zo is het afgesproken.' };
    const done = { organisation: { slug: 'ictu', serves: ['FORUM'] }, errors: [] };
    expect(await assignSecretariat(registrar, said)).toEqual(done);
    expect(await assignSecretariat(registrar, said)).toEqual(done);
    expect(await assignSecretariat(registrar, { ...said, ends: true })).toMatchObject({ organisation: { serves: [] } });
    const events = (await eventsOf(on.sql, organisationId)).filter(({ action }) => action === 'assignSecretariat');
    expect(events.map(({ changes, reason }) => [reason, changes])).toEqual([
      [said.reason, [{ field: 'serves', before: [], after: ['FORUM'] }]],
      [said.reason, [{ field: 'serves', before: ['FORUM'], after: [] }]],
    ]);
  });

  test('is never one at which nobody can be a secretary, nor one that is not there', async () => {
    const registrar = asking(on, 'registrar');
    const supplier = await aSupplyingOrganisation(on.sql);
    const of = async (organisationId: string) =>
      (await assignSecretariat(registrar, { organisationId, body: 'CVD' })).errors.map((each: any) => each.message);
    expect(await of(supplier)).toEqual(['It is of the kind BODY: at others nobody is a SECRETARY.']);
    expect(await of('org_00000000000000000000000000')).toEqual(['There is no such organisation.']);
  });

  test('decides which secretaries may record what the body does', async () => {
    const made = await aProposal(on, { state: 'CVD_ADVICE' });
    const ibd = await organisationOf(on.sql, 'ibd');
    const input = { proposalId: made.id, body: 'TASKFORCE', position: 'POSITIVE', rationale: 'Doen.', givenOn: TODAY };
    await assignSecretariat(asking(on, 'registrar'), { organisationId: ibd, body: 'TASKFORCE', ends: true });
    const refused = await recordAdvice(asking(on, 'secretary-2'), input);
    await assignSecretariat(asking(on, 'registrar'), { organisationId: ibd, body: 'TASKFORCE' });
    expect(refused.errors).toEqual([
      {
        __typename: 'InvalidInputError',
        path: ['input', 'body'],
        message:
          'What it advises is recorded by a secretary of it. You lack the role of SECRETARY at an organisation that is the secretariat of TASKFORCE.',
      },
    ]);
    expect((await recordAdvice(asking(on, 'secretary-2'), input)).errors).toEqual([]);
  });
});
