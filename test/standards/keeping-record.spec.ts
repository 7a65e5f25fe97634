import { beforeAll, describe, expect, test } from '@jest/globals';
import { day, NORM, Registrar } from './keeping.js';

interface Event {
  readonly action: string;
  readonly actor: { readonly subject: string };
  readonly organisationId: string | null;
  readonly reason: string | null;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

describe('The record of what a registrar does', () => {
  let registrar: Registrar;
  let standard: any;
  let version: any;
  beforeAll(async () => {
    registrar = await Registrar.atWork();
    standard = await registrar.registers({ name: 'Was', reason: 'Nieuw.' });
    version = await registrar.drafts(standard.id, '1.0', { artifacts: [] });
  });
  const eventsOf = async (id: string): Promise<Event[]> => {
    const rows = await registrar.on.sql<{ body: string }>(
      'select body from audit_event where subject_id = $1 order by event_id',
      [id],
    );
    return rows.map(({ body }) => JSON.parse(body) as Event);
  };
  const lastOf = async (id: string) => (await eventsOf(id)).at(-1)!;
  const changed = ({ changes }: Event) =>
    Object.fromEntries(changes.map(({ field, before, after }) => [field, [before, after]]));

  test('names the standard with every field it came with, and for whom it was done', async () => {
    const [event] = await eventsOf(standard.id);
    const [own] = await registrar.on.sql<{ organisation_id: string }>(
      `select organisation_id from membership where subject = $1 and role = 'REGISTRAR' and known_to = 'infinity'`,
      [event!.actor.subject],
    );
    expect(event).toMatchObject({ action: 'registerStandard', reason: 'Nieuw.', organisationId: own!.organisation_id });
    expect(changed(event!)).toMatchObject({
      name: [null, 'Was'],
      slug: [null, standard.slug],
      kind: [null, 'INTERFACE'],
    });
  });

  test('names only what changed, before and after', async () => {
    await registrar.does('describeStandard', {
      standardId: standard.id,
      name: 'Is',
      reason: 'Beter.',
      expectedRevision: 1,
    });
    const event = await lastOf(standard.id);
    expect(event).toMatchObject({ action: 'describeStandard', reason: 'Beter.' });
    expect(changed(event)).toEqual({ name: ['Was', 'Is'], formerNames: [[], ['Was']] });
  });

  test('holds files, words and stages of a version', async () => {
    expect(changed(await lastOf(version.id))).toMatchObject({ label: [null, '1.0'], standard: [null, standard.id] });
    await registrar.does('addArtifact', { versionId: version.id, artifact: NORM });
    expect(changed(await lastOf(version.id))).toMatchObject({ artifacts: [[], [NORM]] });
    await registrar.does('describeStandardVersion', { versionId: version.id, changes: 'Nieuw.', expectedRevision: 2 });
    expect(changed(await lastOf(version.id))).toEqual({ changes: [null, 'Nieuw.'] });
    await registrar.transits(version.id, 'IN_USE', day(), { reason: 'Vastgesteld.' });
    const event = await lastOf(version.id);
    expect(event).toMatchObject({ action: 'transitionStandardVersion', reason: 'Vastgesteld.' });
    expect(changed(event)).toMatchObject({
      lifecycle: ['IN_DEVELOPMENT', 'IN_USE'],
      announcedAt: [null, expect.any(String)],
      phases: [
        [expect.objectContaining({ lifecycle: 'IN_DEVELOPMENT' })],
        [expect.objectContaining({ lifecycle: 'IN_USE', period: { from: day(), to: null } })],
      ],
    });
  });

  test('holds that others made room', async () => {
    const later = await registrar.drafts(standard.id, '2.0');
    await registrar.transits(later.id, 'CANDIDATE');
    const between = await registrar.drafts(standard.id, '1.1', { afterId: version.id });
    await registrar.transits(between.id, 'CANDIDATE');
    expect(changed(await lastOf(later.id))).toEqual({ position: [2, 3] });
  });

  test('holds nothing of what was refused', async () => {
    const before = (await eventsOf(version.id)).length;
    const { errors } = await registrar.tries('transitionStandardVersion', {
      ...{ versionId: version.id, to: 'CANDIDATE', on: day() },
    });
    expect(errors).toHaveLength(1);
    expect(await eventsOf(version.id)).toHaveLength(before);
  });
});
