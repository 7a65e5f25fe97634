import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { put } from '../../platform/temporal/put.js';
import { type Sourced, type Span } from '../organisations/organisations.service.js';
import { type IdentifierEntry } from '../standards/standards.service.js';
import { type ComponentRole, type InterfaceRole } from './architecture.enums.js';

export interface ReferenceComponentEntry extends Sourced {
  slug: string;
  name: string;
  synonyms?: string[] | undefined;
  summary: string;
}
export interface RequirementEntry extends Sourced {
  componentId: string;
  standardId: string;
  interfaceRole: InterfaceRole;
  role: ComponentRole;
  /** The release of the architecture that says so. */
  source: string;
}

/** Writes reference components and what they require. Every method takes part in the caller's transaction and may be repeated. */
@Injectable()
export class ArchitectureService {
  /** Registers a reference component or brings what is held of it up to date; answers its id. */
  async putComponent(tx: Transaction, entry: ReferenceComponentEntry): Promise<string> {
    await tx.query(
      `insert into reference_component as held (id, slug, name, synonyms, summary, confidence, provenance) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (slug) do update set (name, synonyms, summary, confidence, provenance, updated_at, revision)
         = row (excluded.name, excluded.synonyms, excluded.summary, excluded.confidence, excluded.provenance, clock_timestamp(), held.revision + 1)
       where (held.name, held.synonyms, held.summary, held.confidence, held.provenance)
         is distinct from (excluded.name, excluded.synonyms, excluded.summary, excluded.confidence, excluded.provenance)`,
      [
        newId('rfc'),
        entry.slug,
        entry.name,
        entry.synonyms ?? [],
        entry.summary,
        entry.confidence,
        entry.provenance ?? null,
      ],
    );
    const [row] = await tx.query<{ id: string }>('select id from reference_component where slug = $1', [entry.slug]);
    if (!row) throw new Error(`reference component ${entry.slug} was not written`);
    return row.id;
  }

  /** Records what another register calls the component. */
  async putIdentifier(tx: Transaction, componentId: string, entry: IdentifierEntry): Promise<void> {
    await tx.query(
      `insert into component_identifier as held (register, identifier, url, confidence, component_id) values ($1, $2, $3, $4, $5)
       on conflict (register, identifier, component_id) do update set url = excluded.url, confidence = excluded.confidence
       where (held.url, held.confidence) is distinct from (excluded.url, excluded.confidence)`,
      [entry.register, entry.identifier, entry.url ?? null, entry.confidence, componentId],
    );
  }

  /** Records what the architecture asks of a component for a standard; answers the id of the requirement. */
  async putRequirement(tx: Transaction, entry: RequirementEntry, span: Span): Promise<string> {
    const [held] = await tx.query<{ id: string }>(
      `select id from component_requirement where component_id = $1 and standard_id = $2 and interface_role = $3 and known_to = 'infinity'
       order by valid_from desc limit 1`,
      [entry.componentId, entry.standardId, entry.interfaceRole],
    );
    const id = held?.id ?? newId('req');
    await put(tx, 'component_requirement', {
      id,
      component_id: entry.componentId,
      standard_id: entry.standardId,
      interface_role: entry.interfaceRole,
      role: entry.role,
      source: entry.source,
      confidence: entry.confidence,
      provenance: entry.provenance ?? null,
      is_from_known: span.isFromKnown,
      valid_from: span.from,
      valid_to: span.to,
    });
    return id;
  }
}
