import { Injectable } from '@nestjs/common';
import { type Values, type Writing } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound } from '../../platform/graphql/user-errors.js';
import { type DescribeOrganisationInput, type RegisterOrganisationInput } from './editing.inputs.js';
import { dayOrNull, LONG_AGO, type Stretch, stretchesOf } from './existence.js';
import {
  checkDescription,
  type Description,
  descriptionOf,
  givenIn,
  isSame,
  type Naming,
  namingIn,
} from './organisation.description.js';
import { OrganisationKind } from './organisations.enums.js';
import { OrganisationsService, type Sourced } from './organisations.service.js';
import { Confidence } from './provenance.js';
import { onBehalfOf } from './roles.policy.js';

const SLUG = {
  most: 100,
  pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  expected: 'small letters and digits, with single hyphens between',
};
const MUNICIPAL_SLUG = /^gm\d{4}$/;
const SLUG_TAKEN = 'Another organisation has this short name.';
const OIN_TAKEN = 'Another organisation has this number.';
meansRefusal('organisation_slug_key', conflict(SLUG_TAKEN, ['input', 'slug']));
meansRefusal('organisation_oin_key', conflict(OIN_TAKEN, ['input', 'oin']));

interface Held extends Description {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly confidence: Confidence;
  readonly revision: number;
}
/** The registrar's writes about organisations. Every method takes part in the caller's transaction and writes its events. */
@Injectable()
export class OrganisationEditor {
  constructor(private readonly organisations: OrganisationsService) {}

  /**
   * @returns the id of the organisation, for the payload
   * @throws Rejection with everything that is wrong with the input, or taken already
   */
  async register(tx: Writing<Actor>, input: RegisterOrganisationInput): Promise<{ organisation: string }> {
    const { slug, name, kind, from } = input;
    const checks = Checks.of().text('slug', slug, SLUG).text('name', name).date('from', from);
    if (MUNICIPAL_SLUG.test(slug)) checks.refuse('slug', '"slug" is a code of a municipality.');
    if (kind === OrganisationKind.MUNICIPALITY) {
      checks.refuse('kind', 'A municipality begins by a merger or a split: mergeMunicipalities gives it its code.');
    }
    checkDescription(checks, input);
    const id = newId('org');
    const [other] = await tx.query<{ id: string }>('select id from organisation where slug = $1', [slug]);
    if (other) checks.add(conflict(SLUG_TAKEN, checks.pathOf('slug'), other.id));
    checks.add(await oinConflict(tx, checks, id, input.oin)).throwIfAny();

    const [sourced, said] = [sourcedBy(input.provenance), descriptionOf(input)];
    await tx.query(
      `insert into organisation (id, slug, kind, name, aliases, oin, uri, website, confidence, provenance)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [id, slug, kind, name, said.aliases, said.oin, said.uri, said.website, sourced.confidence, said.provenance],
    );
    const span = { from: from ?? LONG_AGO, isFromKnown: from != null };
    await this.organisations.putProfile(tx, id, span, { name, ...sourced });
    const after = { slug, name, kind, ...said, from: from ?? null };
    tx.record({ subjectId: id, organisationId: onBehalfOf(tx.actor, id), reason: input.reason, after });
    return { organisation: id };
  }

  /**
   * @returns the id of the organisation, for the payload
   * @throws Rejection with everything that is wrong with the input, taken already, or changed by someone else since
   */
  async describe(tx: Writing<Actor>, input: DescribeOrganisationInput): Promise<{ organisation: string }> {
    const checks = Checks.of()
      .text('name', input.name)
      .date('nameFrom', input.nameFrom)
      .notEmptied('name', input.name)
      .notEmptied('aliases', input.aliases);
    checkDescription(checks, input);
    const held = await lockOrganisation(tx, input.organisationId);
    if (!held) {
      checks.add(notFound('There is no such organisation.', checks.pathOf('organisationId'))).throwIfAny();
      throw new Error(`organisation ${input.organisationId} was refused`);
    }
    const stretches = await stretchesOf(tx, [held.id]);
    const naming = namingIn(input, stretches, checks);
    checks.add(await oinConflict(tx, checks, held.id, input.oin)).throwIfAny();
    checks.unchanged(held, input.expectedRevision);

    const after = { ...descriptionOf(held), ...givenIn(input) };
    if (!naming && isSame(descriptionOf(held), after)) {
      checks.refuse('', 'Nothing of this is different from what the register holds.').throwIfAny();
    }
    const sourced = input.provenance == null ? held.confidence : Confidence.SEEN;
    await this.write(tx, held, after, sourced, naming);
    await this.recordDescribed(tx, held, after, naming, stretches, input.reason);
    return { organisation: held.id };
  }

  private async write(
    tx: Transaction,
    { id }: Held,
    { aliases, oin, uri, website, provenance }: Description,
    confidence: Confidence,
    naming: Naming | undefined,
  ): Promise<void> {
    if (naming) {
      const { name, from, instead } = naming;
      const span = {
        from,
        to: dayOrNull(instead.to) ?? undefined,
        isFromKnown: from === instead.from ? instead.isFromKnown : true,
      };
      const profile = { name, province: instead.province ?? undefined, confidence };
      await this.organisations.putProfile(tx, id, span, { ...profile, provenance: provenance ?? undefined });
    }
    await tx.query(
      `update organisation o set (aliases, oin, uri, website, confidence, provenance, updated_at, revision, name)
         = ($2, $3, $4, $5, $6, $7, clock_timestamp(), o.revision + 1,
           (select p.name from organisation_profile p where p.organisation_id = o.id and p.known_to = 'infinity' order by p.valid_from desc limit 1))
       where o.id = $1`,
      [id, aliases, oin, uri, website, confidence, provenance],
    );
    await tx.query(
      `update municipality m set (name, aliases) = (o.name, o.aliases) from organisation o
       where o.id = $1 and m.organisation_id = o.id and (m.name, m.aliases) is distinct from (o.name, o.aliases)`,
      [id],
    );
  }

  /** For a municipality once more under its own id: its name is what people look for. */
  private async recordDescribed(
    tx: Writing<Actor>,
    held: Held,
    description: Description,
    naming: Naming | undefined,
    stretches: readonly Stretch[],
    reason: string | null | undefined,
  ): Promise<void> {
    const names = naming && {
      before: { name: naming.instead.name, nameFrom: naming.instead.from },
      after: { name: naming.name, nameFrom: naming.from },
    };
    const common = { organisationId: onBehalfOf(tx.actor, held.id), reason };
    const before: Values = { ...descriptionOf(held), ...names?.before };
    const after: Values = { ...description, ...names?.after };
    tx.record({ ...common, subjectId: held.id, before, after });
    if (held.kind !== OrganisationKind.MUNICIPALITY || (!names && isSame(held.aliases, description.aliases))) return;
    const [municipality] = await tx.query<{ id: string }>('select id from municipality where organisation_id = $1', [
      held.id,
    ]);
    if (!municipality || stretches.length === 0) return;
    tx.record({
      ...common,
      subjectId: municipality.id,
      before: { aliases: held.aliases, ...names?.before },
      after: { aliases: description.aliases, ...names?.after },
    });
  }
}

async function oinConflict(tx: Transaction, checks: Checks, id: string, oin: string | null | undefined) {
  if (oin == null) return undefined;
  const [other] = await tx.query<{ id: string }>('select id from organisation where oin = $1 and id <> $2', [oin, id]);
  return other && conflict(OIN_TAKEN, checks.pathOf('oin'), other.id);
}

async function lockOrganisation(tx: Transaction, id: string): Promise<Held | undefined> {
  const [held] = await tx.query<Held>(
    'select id, kind, aliases, oin, uri, website, confidence, provenance, revision from organisation where id = $1 for update',
    [id],
  );
  return held;
}

const sourcedBy = (provenance: string | null | undefined): Sourced =>
  provenance == null ? { confidence: Confidence.RECALLED } : { confidence: Confidence.SEEN, provenance };
