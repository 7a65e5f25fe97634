import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { put } from '../../platform/temporal/put.js';
import { type OrganisationKind, type Province, type SuccessionKind } from './organisations.enums.js';
import { type Confidence } from './provenance.js';

/** Where something is known from. */
export interface Sourced {
  confidence: Confidence;
  provenance?: string | undefined;
}
/** From a day until a day (exclusive, open when left out); when no source gives the first day, the earliest it can have been. */
export interface Span {
  from: string;
  to?: string | undefined;
  isFromKnown: boolean;
}
export interface OrganisationEntry extends Sourced {
  slug: string;
  kind: OrganisationKind;
  name: string;
  aliases?: string[] | undefined;
  oin?: string | undefined;
  uri?: string | undefined;
  website?: string | undefined;
}
export interface MunicipalityEntry extends Sourced {
  code: string;
  name: string;
  aliases?: string[] | undefined;
}

/** Writes organisations and municipalities. Every method takes part in the caller's transaction and may be repeated. */
@Injectable()
export class OrganisationsService {
  /** Registers an organisation or brings what is held of it up to date; answers its id. */
  async putOrganisation(tx: Transaction, entry: OrganisationEntry): Promise<string> {
    const values = [
      newId('org'),
      entry.slug,
      entry.kind,
      entry.name,
      entry.aliases ?? [],
      entry.oin ?? null,
      entry.uri ?? null,
      entry.website ?? null,
      entry.confidence,
      entry.provenance ?? null,
    ];
    await tx.query(
      `insert into organisation as held (id, slug, kind, name, aliases, oin, uri, website, confidence, provenance)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (slug) do update set (kind, name, aliases, oin, uri, website, confidence, provenance, updated_at, revision)
         = row (excluded.kind, excluded.name, excluded.aliases, excluded.oin, excluded.uri, excluded.website, excluded.confidence,
                excluded.provenance, clock_timestamp(), held.revision + 1)
       where (held.kind, held.name, held.aliases, held.oin, held.uri, held.website, held.confidence, held.provenance) is distinct from
         (excluded.kind, excluded.name, excluded.aliases, excluded.oin, excluded.uri, excluded.website, excluded.confidence, excluded.provenance)`,
      values,
    );
    return this.idOf(tx, 'organisation', 'slug', entry.slug);
  }

  /** Says under which name, and in which province, an organisation existed in a period. */
  async putProfile(
    tx: Transaction,
    organisationId: string,
    span: Span,
    profile: Sourced & { name: string; province?: Province | undefined },
  ) {
    await put(tx, 'organisation_profile', {
      organisation_id: organisationId,
      name: profile.name,
      province: profile.province ?? null,
      confidence: profile.confidence,
      provenance: profile.provenance ?? null,
      is_from_known: span.isFromKnown,
      valid_from: span.from,
      valid_to: span.to,
    });
  }

  /**
   * Where an organisation does not exist it goes by the name it bore last, or is to bear: one that was planned may be no more.
   * @returns what it went by and what it goes by now; undefined when that is the same
   */
  async keepNewestName(
    tx: Transaction,
    organisationId: string,
  ): Promise<{ before: string; after: string } | undefined> {
    const [renamed] = await tx.query<{ before: string; after: string }>(
      `update organisation o set (name, updated_at, revision) = row (p.name, clock_timestamp(), o.revision + 1)
       from organisation was,
         (select name from organisation_profile where organisation_id = $1 and known_to = 'infinity' order by valid_from desc limit 1) p
       where o.id = $1 and was.id = o.id and o.name <> p.name returning was.name as before, o.name as after`,
      [organisationId],
    );
    if (renamed) {
      await tx.query('update municipality set name = $2 where organisation_id = $1', [organisationId, renamed.after]);
    }
    return renamed;
  }

  /** Registers a municipality with the organisation it is; answers the ids of both. */
  async putMunicipality(tx: Transaction, entry: MunicipalityEntry): Promise<{ id: string; organisationId: string }> {
    const organisationId = await this.putOrganisation(tx, {
      ...entry,
      slug: entry.code.toLowerCase(),
      kind: 'MUNICIPALITY' as OrganisationKind,
      uri: `https://identifier.overheid.nl/tooi/id/gemeente/${entry.code.toLowerCase()}`,
    });
    await tx.query(
      `insert into municipality as held (id, organisation_id, code, name, aliases) values ($1, $2, $3, $4, $5)
       on conflict (code) do update set name = excluded.name, aliases = excluded.aliases
       where (held.name, held.aliases) is distinct from (excluded.name, excluded.aliases)`,
      [newId('mun'), organisationId, entry.code, entry.name, entry.aliases ?? []],
    );
    return { id: await this.idOf(tx, 'municipality', 'code', entry.code), organisationId };
  }

  /** Records the inhabitants on 1 January of a year. */
  async putPopulation(tx: Transaction, municipalityId: string, year: number, count: Sourced & { inhabitants: number }) {
    await put(tx, 'municipality_population', {
      municipality_id: municipalityId,
      inhabitants: count.inhabitants,
      confidence: count.confidence,
      provenance: count.provenance ?? null,
      valid_from: `${year}-01-01`,
      valid_to: `${year + 1}-01-01`,
    });
  }

  /** Records that from a day on one municipality follows another, wholly or in part. */
  async putSuccession(
    tx: Transaction,
    succession: Sourced & { predecessorId: string; successorId: string; kind: SuccessionKind; on: string },
  ) {
    const [held] = await tx.query<{ id: string }>(
      `select id from municipality_succession where predecessor_id = $1 and successor_id = $2 and known_to = 'infinity'`,
      [succession.predecessorId, succession.successorId],
    );
    await put(tx, 'municipality_succession', {
      id: held?.id ?? newId('suc'),
      predecessor_id: succession.predecessorId,
      successor_id: succession.successorId,
      kind: succession.kind,
      confidence: succession.confidence,
      provenance: succession.provenance ?? null,
      valid_from: succession.on,
    });
  }

  private async idOf(
    tx: Transaction,
    table: 'organisation' | 'municipality',
    key: 'slug' | 'code',
    value: string,
  ): Promise<string> {
    const [row] = await tx.query<{ id: string }>(`select id from ${table} where ${key} = $1`, [value]);
    if (!row) throw new Error(`${table} ${value} was not written`);
    return row.id;
  }
}
