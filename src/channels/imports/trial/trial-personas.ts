import { Injectable } from '@nestjs/common';
import { BODIES_OF_VNG } from '../../../domain/governance/bodies.js';
import { BodiesService } from '../../../domain/governance/bodies.service.js';
import { type OrganisationKind } from '../../../domain/organisations/organisations.enums.js';
import { OrganisationsService } from '../../../domain/organisations/organisations.service.js';
import { Confidence } from '../../../domain/organisations/provenance.js';
import { RolesService } from '../../../domain/organisations/roles.service.js';
import { Audit, REGISTER, type Writing } from '../../../platform/audit/audit.js';
import { type Persona, PERSONAS, TRIAL_ISSUER } from '../../../platform/auth/trial/personas.js';
import { todayInAmsterdam } from '../../../platform/graphql/today.js';
import { TRIAL_ROLES, type TrialOrganisation } from './trial-roles.js';

const REASON = 'Bij de start van een proef gemaakt';

/** Gives the personas of a trial their roles, and the organisations that have to be there for that. */
@Injectable()
export class TrialPersonas {
  constructor(
    private readonly audit: Audit,
    private readonly organisations: OrganisationsService,
    private readonly roles: RolesService,
    private readonly bodies: BodiesService,
  ) {}

  /**
   * Each persona is given a role once: what a trial makes of it afterwards, such as ending it, stays so.
   * @returns the personas that have no role, because the organisation they act for is not in the register
   */
  async settle(): Promise<Persona[]> {
    const occasion = { actor: REGISTER, requestId: `trial-${todayInAmsterdam()}`, action: 'beginTrial' };
    return this.audit.transaction(occasion, async (tx) => {
      // Two services that start at once: the second finds the work done.
      await tx.query('select pg_advisory_xact_lock(hashtext($1))', ['trial personas']);
      const settled = await this.settled(tx);
      const without: Persona[] = [];
      for (const persona of Object.keys(PERSONAS) as Persona[]) {
        if (settled.has(persona)) continue;
        const slug = await this.organisationOf(tx, persona);
        if (slug === undefined) without.push(persona);
        else await this.roles.grantFirst(tx, { issuer: TRIAL_ISSUER, subject: persona, slug, ...roleOf(persona) });
      }
      await this.serve(tx);
      return without;
    });
  }

  private async settled(tx: Writing): Promise<Set<string>> {
    const held = await tx.query<{ subject: string }>('select distinct subject from membership where issuer = $1', [
      TRIAL_ISSUER,
    ]);
    return new Set(held.map(({ subject }) => subject));
  }

  /** A decision takes two secretaries. An organisation that serves a body already keeps to what was made of that. */
  private async serve(tx: Writing): Promise<void> {
    const personas = (Object.keys(PERSONAS) as Persona[]).filter((each) => TRIAL_ROLES[each].servesBodies === true);
    const organisations = await tx.query<{ id: string }>(
      `select distinct m.organisation_id as id from membership m where m.issuer = $1 and m.subject = any($2) and m.role = 'SECRETARY'
       and m.known_to = 'infinity' and not exists (select from body_service b where b.organisation_id = m.organisation_id)`,
      [TRIAL_ISSUER, personas],
    );
    for (const { id } of organisations) {
      const serves = await this.bodies.add(tx, id, BODIES_OF_VNG);
      tx.record({ subjectId: id, organisationId: null, reason: REASON, after: { serves } });
    }
  }

  private async organisationOf(tx: Writing, persona: Persona): Promise<string | undefined> {
    const { at, otherwise } = TRIAL_ROLES[persona];
    for (const slug of at) if (await isThere(tx, slug)) return slug;
    if (otherwise && !(await isThere(tx, otherwise.slug))) await this.make(tx, otherwise);
    return otherwise?.slug;
  }

  private async make(tx: Writing, { slug, name, kind }: TrialOrganisation): Promise<void> {
    const sourced = { confidence: Confidence.INFERRED, provenance: `${REASON}; geen bestaande organisatie` };
    const entry = { slug, name, kind: kind as OrganisationKind };
    const id = await this.organisations.putOrganisation(tx, { ...entry, ...sourced });
    const span = { from: todayInAmsterdam(), isFromKnown: true };
    await this.organisations.putProfile(tx, id, span, { name, ...sourced });
    tx.record({ subjectId: id, organisationId: null, reason: REASON, after: entry });
  }
}

const roleOf = (persona: Persona) => ({ role: TRIAL_ROLES[persona].role });

async function isThere(tx: Writing, slug: string): Promise<boolean> {
  return (await tx.query('select from organisation where slug = $1', [slug])).length > 0;
}
