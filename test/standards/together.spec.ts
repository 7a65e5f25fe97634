import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { startService } from '../support/register.js';
import { day, documentOf, Registrar } from './keeping.js';

const twenty = <T>(work: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: 20 }, (_, i) => work(i)));

describe('Where people meet', () => {
  let registrar: Registrar;
  let stewardId: string;
  beforeAll(async () => {
    registrar = await Registrar.atWork();
    const [steward] = await registrar.on.sql<{ id: string }>('select min(id) as id from organisation');
    stewardId = steward!.id;
  });
  const aNew = <M extends object>(more: M) => ({
    ...{ name: 'Samen', summary: 'Tegelijk.', kind: 'INTERFACE', stewardId },
    ...more,
  });
  const aSlug = () => `samen-${newId('std').slice(-14)}`;
  const conflicts = (payloads: any[]) =>
    payloads.filter(({ errors }) => errors.length === 1 && errors[0].__typename === 'ConflictError');

  test('one of twenty edits of the same revision wins, and nineteen are told', async () => {
    const { id } = await registrar.registers();
    const payloads = await twenty((i) =>
      registrar.tries('describeStandard', { standardId: id, name: `Naam ${i}`, expectedRevision: 1 }),
    );
    const won = payloads.filter(({ standard }) => standard !== null);
    expect(won).toHaveLength(1);
    expect(conflicts(payloads)).toHaveLength(19);
    const [held] = await registrar.on.sql('select name_nl, revision from standard where id = $1', [id]);
    expect(held).toEqual({ name_nl: won[0].standard.name, revision: 2 });
  });

  test('one of twenty transitions of the same revision wins', async () => {
    const { id } = await registrar.registers();
    const draft = await registrar.drafts(id, '1.0');
    const payloads = await twenty((i) =>
      registrar.tries('transitionStandardVersion', {
        ...{ versionId: draft.id, to: i % 2 ? 'CONSULTATION' : 'CANDIDATE', on: day(), expectedRevision: 1 },
      }),
    );
    expect(payloads.filter(({ version }) => version !== null)).toHaveLength(1);
    expect(conflicts(payloads)).toHaveLength(19);
  });

  test('one of twenty takes a slug, and the others are told who has it', async () => {
    const slug = aSlug();
    const payloads = await twenty((i) => registrar.tries('registerStandard', aNew({ slug, name: `Samen ${i}` })));
    const [won, ...more] = payloads.filter(({ standard }) => standard !== null);
    expect(more).toEqual([]);
    expect(conflicts(payloads).map(({ errors }) => errors[0].conflictingId)).toEqual(
      Array.from({ length: 19 }, () => won.standard.id),
    );
  });

  test('drafts of one label are one, and versions announced together get places of their own', async () => {
    const { id } = await registrar.registers();
    const same = await twenty(() => registrar.tries('draftStandardVersion', { standardId: id, label: 'zelfde' }));
    expect(same.filter(({ version }) => version !== null)).toHaveLength(1);
    expect(conflicts(same)).toHaveLength(19);
    const drafts = await twenty((i) => registrar.drafts(id, `1.${i}`));
    const announced = await Promise.all(drafts.map((draft) => registrar.transits(draft.id, 'CANDIDATE')));
    expect(announced.map(({ position }) => position).sort((a, b) => a - b)).toEqual(drafts.map((_, i) => i + 1));
  });

  test('twenty requests with one key make one standard, and give one answer', async () => {
    const input = aNew({ slug: aSlug(), idempotencyKey: newId('std') });
    const answers = await twenty(() => registrar.ask('registerStandard', input));
    const payloads = answers.map(({ body }) => body.data.registerStandard);
    expect(payloads[0].errors).toEqual([]);
    expect(payloads).toEqual(payloads.map(() => payloads[0]));
    const [count] = await registrar.on.sql('select count(*)::int as n from standard where slug = $1', [input.slug]);
    expect(count).toEqual({ n: 1 });
    const [events] = await registrar.on.sql('select count(*)::int as n from audit_event where subject_id = $1', [
      payloads[0].standard.id,
    ]);
    expect(events).toEqual({ n: 1 });
    const other = await registrar.tries('registerStandard', { ...input, name: 'Anders' });
    expect(other.errors).toMatchObject([{ __typename: 'ConflictError', path: ['input', 'idempotencyKey'] }]);
  });

  test('a key that was refused can be used again', async () => {
    const input = aNew({ slug: 'Niet goed', idempotencyKey: newId('std') });
    expect((await registrar.tries('registerStandard', input)).errors).toHaveLength(1);
    expect((await registrar.tries('registerStandard', { ...input, slug: aSlug() })).errors).toEqual([]);
  });

  test('a key gives the first answer again when the service fell between commit and answer', async () => {
    const service = await startService();
    const first = await Registrar.atWork(service);
    const [steward] = await service.sql<{ id: string }>('select min(id) as id from organisation');
    const input = aNew({ slug: aSlug(), stewardId: steward!.id, idempotencyKey: newId('std') });
    const held = async () => service.sql<{ id: string }>('select id from standard where slug = $1', [input.slug]);
    // Nobody waits for this answer: the service is gone as soon as the register has the standard.
    const lost = fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...first.as.headers },
      body: JSON.stringify({ query: documentOf('registerStandard'), variables: { input } }),
    }).catch(() => undefined);
    let made = await held();
    while (made.length === 0) made = await held();
    await service.stop('SIGKILL');
    await lost;

    const again = await startService({ databaseUrl: service.databaseUrl });
    try {
      const second = await Registrar.atWork(again);
      const { standard, errors } = await second.tries('registerStandard', input);
      expect({ id: standard?.id, errors }).toEqual({ id: made[0]!.id, errors: [] });
      expect(await held()).toHaveLength(1);
    } finally {
      await again.stop();
    }
  });
});
