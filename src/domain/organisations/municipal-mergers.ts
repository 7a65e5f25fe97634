import { Injectable } from '@nestjs/common';
import { type Values, type Writing } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { conflict, notFound } from '../../platform/graphql/user-errors.js';
import { clear } from '../../platform/temporal/put.js';
import { OPEN } from './existence.js';
import { checkMerger, type HeldMunicipality, type Link, planMerger } from './merger.plan.js';
import { type MergeMunicipalitiesInput, type NewMunicipalityInput } from './merging.inputs.js';
import { OrganisationsService, type Sourced } from './organisations.service.js';
import { OrganisationKind, type SuccessionKind } from './organisations.enums.js';
import { Confidence } from './provenance.js';
import { onBehalfOf } from './roles.policy.js';

meansRefusal('municipality_code_key', conflict('This code is in use.', ['input', 'newMunicipalities']));

/** A municipality that ends or follows in a merger. */
interface Party {
  readonly municipalityId: string;
  readonly organisationId: string;
  readonly code: string;
}
/** What was done: what leans on municipalities is brought along by it, in the same transaction. */
export interface Merger {
  /** First day of the new situation, YYYY-MM-DD. */
  readonly on: string;
  readonly predecessors: readonly Party[];
  readonly successors: readonly Party[];
  /** Who goes into whom; more than one successor of a predecessor is a split. */
  readonly successions: readonly { predecessorId: string; successorId: string; kind: SuccessionKind }[];
}
interface Said extends Sourced {
  readonly organisationId: string;
  readonly reason: string;
  readonly decisionId: string | null;
}

/** Merges and splits municipalities. */
@Injectable()
export class MunicipalMergers {
  constructor(private readonly organisations: OrganisationsService) {}

  /**
   * Takes part in the caller's transaction and writes an event for every municipality that ends, begins or grows.
   * @throws Rejection with everything that cannot be, each with its place in the input
   */
  async merge(tx: Writing<Actor>, input: MergeMunicipalitiesInput): Promise<Merger> {
    const checks = checkMerger(input);
    // One at a time: mergers are few, and two of the same municipality must not both be right.
    await tx.query(`select pg_advisory_xact_lock(hashtext('municipality_succession'), 0)`);
    const held = await municipalitiesIn(tx, input);
    const links = planMerger(input, held, checks);
    const decision = input.decisionId == null ? undefined : await decisionOf(tx, input.decisionId);
    if (input.decisionId != null && !decision) {
      checks.add(notFound('There is no such decision.', checks.pathOf('decisionId')));
    }
    checks.throwIfAny();

    const [some] = held;
    const said: Said = {
      confidence: Confidence.SEEN,
      provenance: decision?.title ?? input.reason,
      reason: input.reason,
      decisionId: decision?.id ?? null,
      organisationId: onBehalfOf(tx.actor, some?.organisationId ?? ''),
    };
    const newcomers = new Map<string, Party>();
    for (const entry of input.newMunicipalities ?? []) {
      newcomers.set(entry.code, await this.begin(tx, entry, input.on, said));
    }
    return this.follow(tx, links, newcomers, input.on, said);
  }

  private async begin(tx: Writing<Actor>, entry: NewMunicipalityInput, on: string, said: Said): Promise<Party> {
    const { code, name, province } = entry;
    const { reason, organisationId: onBehalf } = said;
    const aliases = entry.aliases ?? [];
    const sourced = { confidence: said.confidence, provenance: said.provenance };
    const { id, organisationId } = await this.organisations.putMunicipality(tx, { code, name, aliases, ...sourced });
    await this.organisations.putProfile(
      tx,
      organisationId,
      { from: on, isFromKnown: true },
      { name, province, ...sourced },
    );
    const existence = { from: on, to: null };
    tx.record({
      subjectId: organisationId,
      organisationId: onBehalf,
      reason,
      after: { slug: code.toLowerCase(), kind: OrganisationKind.MUNICIPALITY, name, aliases },
    });
    tx.record({
      subjectId: id,
      organisationId: onBehalf,
      reason,
      after: { code, name, province, aliases, existence, organisation: organisationId },
    });
    return { municipalityId: id, organisationId, code };
  }

  private async follow(
    tx: Writing<Actor>,
    links: readonly Link[],
    newcomers: ReadonlyMap<string, Party>,
    on: string,
    said: Said,
  ): Promise<Merger> {
    const sourced = { confidence: said.confidence, provenance: said.provenance };
    const made = links.map(({ predecessor, successor, kind }) => ({
      predecessor: { ...partyOf(predecessor), from: predecessor.from },
      successor: 'id' in successor ? partyOf(successor) : (newcomers.get(successor.code) as Party),
      kind,
    }));
    const predecessors = distinct(made.map(({ predecessor }) => predecessor));
    const successors = distinct(made.map(({ successor }) => successor));
    const before = await predecessorsOf(tx, successors);
    for (const { organisationId } of predecessors) {
      await clear(tx, 'organisation_profile', { organisation_id: organisationId, valid_from: on });
      const name = await this.organisations.keepNewestName(tx, organisationId);
      if (!name) continue;
      tx.record({
        subjectId: organisationId,
        organisationId: said.organisationId,
        reason: said.reason,
        before: { name: name.before },
        after: { name: name.after },
      });
    }
    const successions = made.map(({ predecessor, successor, kind }) => ({
      predecessorId: predecessor.municipalityId,
      successorId: successor.municipalityId,
      kind,
    }));
    for (const succession of successions) {
      await this.organisations.putSuccession(tx, { ...succession, ...sourced, on });
    }
    const event = (subjectId: string, was: Values, is: Values) =>
      tx.record({
        subjectId,
        organisationId: said.organisationId,
        reason: said.reason,
        before: was,
        after: { ...is, on, decision: said.decisionId },
      });
    for (const { municipalityId: id, from } of predecessors) {
      const into = successions.flatMap((each) => (each.predecessorId === id ? each.successorId : []));
      event(id, { existence: { from, to: null }, successors: [] }, { existence: { from, to: on }, successors: into });
    }
    for (const { municipalityId: id } of successors) {
      const was = before.get(id) ?? [];
      const added = successions.flatMap((each) => (each.successorId === id ? each.predecessorId : []));
      event(id, { predecessors: was }, { predecessors: [...was, ...added] });
    }
    return { on, predecessors, successors, successions };
  }
}

const partyOf = ({ id, organisationId, code }: HeldMunicipality): Party => ({
  municipalityId: id,
  organisationId,
  code,
});

const distinct = <P extends Party>(parties: readonly P[]): P[] => [
  ...new Map(parties.map((party) => [party.municipalityId, party])).values(),
];

/** The municipalities that the input names, locked against anyone who would describe them meanwhile. */
async function municipalitiesIn(tx: Transaction, input: MergeMunicipalitiesInput): Promise<HeldMunicipality[]> {
  const named = input.predecessors.flatMap(({ municipality, into }) => [municipality, ...into]);
  const ids = named.flatMap(({ id }) => id ?? []);
  const codes = [...named, ...(input.newMunicipalities ?? [])].flatMap(({ code }) => code ?? []);
  await tx.query(
    `select id from organisation where id in (select organisation_id from municipality where id = any($1) or code = any($2))
     order by id for update`,
    [ids, codes],
  );
  return tx.query<HeldMunicipality>(
    `select m.id, m.organisation_id as "organisationId", m.code, m.name, e.from::text as from, e.to::text as to,
       (select max(s.valid_from)::text from municipality_succession s where s.successor_id = m.id and s.known_to = $3) as "followedOn"
     from municipality m, lateral (select min(valid_from) as from, max(valid_to) as to from organisation_profile p
       where p.organisation_id = m.organisation_id and p.known_to = $3) e
     where m.id = any($1) or m.code = any($2)`,
    [ids, codes, OPEN],
  );
}

async function predecessorsOf(tx: Transaction, successors: readonly Party[]): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ id: string; predecessors: string[] }>(
    `select successor_id as id, array_agg(predecessor_id order by valid_from, predecessor_id) as predecessors
     from municipality_succession where successor_id = any($1) and known_to = $2 group by successor_id`,
    [successors.map(({ municipalityId }) => municipalityId), OPEN],
  );
  return new Map(rows.map(({ id, predecessors }) => [id, predecessors]));
}

async function decisionOf(tx: Transaction, id: string): Promise<{ id: string; title: string } | undefined> {
  const [decision] = await tx.query<{ id: string; title: string }>('select id, title from decision where id = $1', [
    id,
  ]);
  return decision;
}
