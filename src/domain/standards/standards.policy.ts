import { Confidence } from '../organisations/provenance.js';

/** What a registrar states is known at first hand. */
export const STATED = { confidence: Confidence.SEEN, provenance: 'Vastgelegd door de functioneel beheerder' };
