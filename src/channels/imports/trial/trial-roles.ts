import { type OrganisationKind } from '../../../domain/organisations/organisations.enums.js';
import { type Persona } from '../../../platform/auth/trial/personas.js';
import { type Role } from '../../../platform/auth/role.js';

/** An organisation that exists in the trial only, and says so wherever it is seen. */
export interface TrialOrganisation {
  readonly slug: string;
  readonly name: string;
  readonly kind: `${OrganisationKind}`;
}

interface TrialRole {
  readonly role: `${Role}`;
  /** Slugs of organisations in the catalogue, the first that is there; when none is, the one of the trial. */
  readonly at: readonly string[];
  readonly otherwise?: TrialOrganisation;
  /** Whether that organisation is the secretariat of the bodies of VNG. */
  readonly servesBodies?: boolean;
}

const trial = (slug: string, name: string, kind: TrialOrganisation['kind']): TrialOrganisation => ({
  slug: `proef-${slug}`,
  name: `${name} (proeforganisatie)`,
  kind,
});

/** An empty register has a registrar too, or nobody could fill it. */
const OFFICE = { at: ['vng-realisatie', 'vng'], otherwise: trial('registerbeheer', 'Registerbeheer', 'BODY') };

/** What each persona does, and for whom. */
export const TRIAL_ROLES: Readonly<Record<Persona, TrialRole>> = {
  registrar: { role: 'REGISTRAR', ...OFFICE },
  auditor: { role: 'AUDITOR', ...OFFICE },
  secretary: { role: 'SECRETARY', at: ['vng'], otherwise: trial('college', 'College', 'BODY'), servesBodies: true },
  'secretary-2': {
    role: 'SECRETARY',
    at: ['ibd'],
    otherwise: trial('orgaan', 'Ander orgaan', 'BODY'),
    servesBodies: true,
  },
  assessor: { role: 'ASSESSOR', at: [], otherwise: trial('toetser', 'Onafhankelijke toetser', 'BODY') },
  partnership: {
    role: 'PARTNERSHIP',
    at: [],
    otherwise: trial('samenwerking', 'Samenwerkingsverband', 'PARTNERSHIP'),
  },
  'reporter-gm0363': { role: 'REPORTER', at: ['gm0363'] },
  'approver-gm0363': { role: 'APPROVER', at: ['gm0363'] },
  'reporter-gm0344': { role: 'REPORTER', at: ['gm0344'] },
  'supplier-a': { role: 'SUPPLIER_EDITOR', at: [], otherwise: trial('leverancier-a', 'Leverancier A', 'SUPPLIER') },
  'supplier-b': { role: 'SUPPLIER_EDITOR', at: [], otherwise: trial('leverancier-b', 'Leverancier B', 'SUPPLIER') },
};
