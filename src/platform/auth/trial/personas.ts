/** Who can sign in at the identity provider of the trial, each with the name that the register shows. */
export const PERSONAS = {
  registrar: 'Proefpersoon functioneel beheerder',
  secretary: 'Proefpersoon secretaris',
  'secretary-2': 'Proefpersoon secretaris van een ander orgaan',
  assessor: 'Proefpersoon beoordelaar',
  auditor: 'Proefpersoon auditor',
  partnership: 'Proefpersoon samenwerkingsverband',
  'reporter-gm0363': 'Proefpersoon melder Amsterdam',
  'approver-gm0363': 'Proefpersoon accordeur Amsterdam',
  'reporter-gm0344': 'Proefpersoon melder Utrecht',
  'supplier-a': 'Proefpersoon leverancier A',
  'supplier-b': 'Proefpersoon leverancier B',
} as const;

export type Persona = keyof typeof PERSONAS;

export const isPersona = (name: string): name is Persona => Object.hasOwn(PERSONAS, name);

/**
 * Under which issuer the register knows them. Not the address of their identity provider, which changes with the port:
 * memberships, and what they did according to the log, stay theirs.
 */
export const TRIAL_ISSUER = 'urn:standaardenregister:trial';
