import { registerEnumType } from '@nestjs/graphql';

/** What someone may do for an organisation (docs/security.md has the whole table). */
export enum Role {
  REPORTER = 'REPORTER',
  APPROVER = 'APPROVER',
  PARTNERSHIP = 'PARTNERSHIP',
  SUPPLIER_EDITOR = 'SUPPLIER_EDITOR',
  ASSESSOR = 'ASSESSOR',
  SECRETARY = 'SECRETARY',
  REGISTRAR = 'REGISTRAR',
  AUDITOR = 'AUDITOR',
}

/** Which roles the holder of a role may grant and revoke within the same organisation. */
export const DELEGATION: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  [Role.APPROVER]: [Role.REPORTER, Role.APPROVER],
  [Role.PARTNERSHIP]: [Role.PARTNERSHIP],
  [Role.SUPPLIER_EDITOR]: [Role.SUPPLIER_EDITOR],
};

/** In these one proposes for the organisation that one holds the role for. */
export const PROPOSERS: readonly Role[] = [
  Role.REPORTER,
  Role.APPROVER,
  Role.PARTNERSHIP,
  Role.SECRETARY,
  Role.REGISTRAR,
];

registerEnumType(Role, {
  name: 'Role',
  description: 'What someone may do for an organisation. (Rol)',
  valuesMap: {
    REPORTER: { description: 'Reports for a municipality and submits proposals. (Melder)' },
    APPROVER: { description: 'Signs the reports of a municipality off, and reports. (Accordeur)' },
    PARTNERSHIP: { description: 'Proposes adoptions for the members of a partnership. (Samenwerkingsverband)' },
    SUPPLIER_EDITOR: { description: 'Keeps the products and declarations of a supplier. (Leverancier)' },
    ASSESSOR: { description: 'Judges the declarations of suppliers. (Beoordelaar)' },
    SECRETARY: { description: 'Keeps agenda, advice and decisions of a body. (Secretaris)' },
    REGISTRAR: { description: 'Keeps the catalogue, the organisations and the roles. (Functioneel beheerder)' },
    AUDITOR: { description: 'Reads the whole audit log. (Auditor)' },
  },
});
