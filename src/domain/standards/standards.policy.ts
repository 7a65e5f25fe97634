import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { Confidence } from '../organisations/provenance.js';

/** Whoever writes the catalogue does so as a registrar, for the organisation that is his. */
export const organisationOf = (actor: Pick<Actor, 'held'>): string | null =>
  actor.held.find(({ role }) => role === Role.REGISTRAR)?.organisationId ?? null;

/** What a registrar states is known at first hand. */
export const STATED = { confidence: Confidence.SEEN, provenance: 'Vastgelegd door de functioneel beheerder' };
