import { Injectable } from '@nestjs/common';
import { type Values, type Writing } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound, type Problem } from '../../platform/graphql/user-errors.js';
import { checkArtifact, checkArtifacts, checkVersion, LONG } from './standards.checks.js';
import { VersionKind } from './standards.enums.js';
import {
  demand,
  type DescribedVersion,
  type HeldVersion,
  lockStandard,
  lockVersion,
  VERSION_WORDS as WORDS,
} from './standards.held.js';
import { STATED } from './standards.policy.js';
import { record } from './standards.record.js';
import {
  type AddArtifactInput,
  type ArtifactInput,
  type DescribeStandardVersionInput,
  type DraftStandardVersionInput,
} from './version.edit.inputs.js';
import { Lifecycle } from './version.lifecycle.js';
import { VersionsService } from './versions.service.js';

const FIXED = 'The version is published, or was once: what it is never changes. Draft another version.';
meansRefusal('standard_version_published_check', conflict(FIXED, ['input', 'versionId']));
meansRefusal('artifact_published_check', conflict(FIXED, ['input', 'versionId']));
meansRefusal(
  'standard_version_standard_id_label_key',
  conflict('The standard has a version of this label already.', ['input', 'label']),
);

/** Where drafts stand: behind all others, so that nothing of the order of the others tells of them. */
const FIRST_DRAFT = 1_000_001;

/** What a registrar says of versions. Every method takes part in the caller's transaction and writes its events. */
@Injectable()
export class VersionsEditor {
  constructor(private readonly versions: VersionsService) {}

  /**
   * @param today YYYY-MM-DD: from that day on it is in development, for registrars only
   * @returns the id of the version, for the payload
   * @throws Rejection with every problem: texts, an unknown standard or line, a label that is taken
   */
  async draft(tx: Writing<Actor>, input: DraftStandardVersionInput, today: string): Promise<{ version: string }> {
    const checks = Checks.of();
    checkVersion(checks, input);
    checkArtifacts(checks, input.artifacts ?? []);
    const standard = demand(checks, await lockStandard(tx, input.standardId), { field: 'standardId' });
    const kind = input.kind ?? VersionKind.RELEASE;
    await checkPlace(tx, checks, { ...input, kind, standardId: standard.id });
    checks.throwIfAny();

    const id = newId('ver');
    const values = WORDS.in(input);
    await tx.query(
      `insert into standard_version (id, standard_id, kind, confidence, provenance, announced_at, position, ${WORDS.columns})
       select $1, $2, $3, $4, $5, null::timestamptz,
         (select greatest(max(position) + 1, ${FIRST_DRAFT}) from standard_version where standard_id = $2), ${WORDS.columns}
       from jsonb_populate_record(null::standard_version, $6)`,
      [id, standard.id, kind, STATED.confidence, STATED.provenance, WORDS.rowOf(values)],
    );
    for (const artifact of input.artifacts ?? []) await this.versions.putArtifact(tx, id, entryOf(artifact));
    const stage = { lifecycle: Lifecycle.IN_DEVELOPMENT, ...STATED };
    await this.versions.putPhase(tx, id, stage, { from: today, isFromKnown: false });
    record(tx, id, input.reason, {
      after: { standard: standard.id, kind, ...valuesOf(values), artifacts: (input.artifacts ?? []).map(factsOf) },
    });
    return { version: id };
  }

  /**
   * Says of a version what the input says, and leaves the rest.
   * @throws Rejection with every problem: that it is published, among others, or that nothing would change
   */
  async describe(tx: Writing<Actor>, input: DescribeStandardVersionInput): Promise<{ version: string }> {
    const checks = Checks.of();
    checkVersion(checks, input);
    checks.notEmptied('label', input.label);
    const held = demand(checks, await lockVersion(tx, input.versionId), { field: 'versionId', ...input });
    refusePublished(checks, held);
    await checkPlace(tx, checks, {
      ...input,
      standardId: held.standardId,
      kind: held.kind,
      id: held.id,
      isAnnounced: !held.isDraft,
    });
    if (input.afterId != null && !held.isDraft) {
      checks.refuse('afterId', 'It was announced, and has its place among the others since.');
    }
    const before = WORDS.in(held);
    const after = { ...before, ...WORDS.in(input) };
    if (checks.problems.length === 0 && JSON.stringify(after) === JSON.stringify(before)) {
      checks.refuse('', 'All of this is what the register says already.');
    }
    checks.throwIfAny();
    await tx.query(
      `update standard_version set (${WORDS.columns}, revision)
         = (select ${WORDS.columns}, $3::int from jsonb_populate_record(null::standard_version, $2)) where id = $1`,
      [held.id, WORDS.rowOf(after), held.revision + 1],
    );
    record(tx, held.id, input.reason, { before: valuesOf(before), after: valuesOf(after) });
    return { version: held.id };
  }

  /** @throws Rejection with every problem: that the version is published, among others, or has this file already */
  async addArtifact(tx: Writing<Actor>, input: AddArtifactInput): Promise<{ version: string }> {
    const { artifact } = input;
    const checks = Checks.of().text('reason', input.reason, LONG);
    const ofFile = checks.within('artifact');
    checkArtifact(ofFile, artifact);
    const held = demand(checks, await lockVersion(tx, input.versionId), { field: 'versionId', ...input });
    refusePublished(checks, held);
    const files = await tx.query<ArtifactInput>(
      'select kind, title, url, media_type as "mediaType", sha256, is_normative as normative from artifact where version_id = $1 order by position',
      [held.id],
    );
    if (files.some(({ url }) => url === artifact.url)) {
      ofFile.add(conflict('The version has a file of this address already.', ofFile.pathOf('url'), held.id));
    }
    if (files.length >= 50) checks.refuse('artifact', 'A version has at most 50 files.');
    checks.throwIfAny();
    await this.versions.putArtifact(tx, held.id, entryOf(artifact));
    await tx.query('update standard_version set revision = revision + 1 where id = $1', [held.id]);
    record(tx, held.id, input.reason, {
      before: { artifacts: files.map(factsOf) },
      after: { artifacts: [...files, artifact].map(factsOf) },
    });
    return { version: held.id };
  }
}

function refusePublished(checks: Checks, { id, isPublished, label }: HeldVersion): void {
  if (!isPublished) return;
  checks.add(conflict(FIXED.replace('The version', `Version ${label}`), checks.pathOf('versionId'), id));
}

interface Place {
  readonly id?: string;
  readonly standardId: string;
  readonly kind: VersionKind;
  readonly label?: string | null;
  readonly lineId?: string | null;
  readonly afterId?: string | null;
  /** Others see it already, and could not see that its line is one. */
  readonly isAnnounced?: boolean;
}

/** Its label is its own among those of the standard; its line and the version before it are of the same standard. */
async function checkPlace(tx: Transaction, checks: Checks, place: Place): Promise<void> {
  const { id, label, lineId, afterId } = place;
  const others = await tx.query<{ id: string; label: string; kind: VersionKind; isDraft: boolean }>(
    `select id, label, kind, announced_at is null as "isDraft" from standard_version where standard_id = $1 and (label = $2 or id = any($3)) and id is distinct from $4`,
    [place.standardId, label, [lineId ?? '', afterId ?? ''], id],
  );
  const same = others.find((other) => other.label === label);
  if (same) {
    checks.add(conflict(`The standard has a version ${same.label} already.`, checks.pathOf('label'), same.id));
  }
  const line = lineId != null ? others.find((other) => other.id === lineId) : undefined;
  if (lineId != null && !line) checks.add(notThere(checks, 'lineId'));
  if (line && line.kind !== VersionKind.LINE) checks.refuse('lineId', `Version ${line.label} is no LINE.`);
  if (line?.isDraft === true && place.isAnnounced === true) {
    checks.refuse('lineId', `Version ${line.label} is a draft: announce it first.`);
  }
  if (lineId != null && place.kind !== VersionKind.RELEASE)
    checks.refuse('lineId', 'Only a RELEASE belongs to a line.');
  if (afterId != null && !others.some((other) => other.id === afterId)) checks.add(notThere(checks, 'afterId'));
}

const notThere = (checks: Checks, field: string): Problem =>
  notFound('The standard has no such other version.', checks.pathOf(field));

/** As the audit log names them. */
const valuesOf = ({ lineId, afterId, ...rest }: Partial<DescribedVersion>): Values => ({
  ...rest,
  line: lineId,
  after: afterId,
});

/** A file with every field, in an order of its own: lists of files are compared as text. */
const factsOf = ({ kind, title, url, mediaType, sha256, normative }: ArtifactInput) => ({
  ...{ kind, title, url, mediaType: mediaType ?? null, sha256: sha256 ?? null, normative: normative ?? false },
});

const entryOf = ({ kind, title, url, mediaType, sha256, normative }: ArtifactInput) => ({
  ...{ kind, title, url },
  mediaType: mediaType ?? undefined,
  sha256: sha256 ?? undefined,
  normative: normative ?? false,
});
