import { DELEGATION, PROPOSERS, Role } from './role.js';

/** Who a token was given to, by whom. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** For people; the subject when the token says no name. */
  readonly name: string;
  /** The organisation of a machine, when its token names one: it then acts for no other. */
  readonly oin: string | undefined;
}

export interface Held {
  readonly id: string;
  readonly role: Role;
  readonly organisationId: string;
  /** The kind of organisation, such as MUNICIPALITY. */
  readonly kind: string;
}

/** Someone who has signed in, with what he may do today. Its plain properties are what visibility may depend on. */
export class Actor implements Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly oin: string | undefined;
  readonly roles: readonly Role[];
  readonly organisationIds: readonly string[];
  /** The organisations of which this actor may hand roles on. */
  readonly delegatedIds: readonly string[];
  /** The organisations that this actor speaks for as a supplier, */
  readonly supplierIds: readonly string[];
  /** those that he assesses for, */
  readonly assessorIds: readonly string[];
  /** those whose bodies he is a secretary of, */
  readonly secretaryIds: readonly string[];
  /** and those that he may propose something for. */
  readonly proposerIds: readonly string[];
  readonly isRegistrar: boolean;
  readonly isAuditor: boolean;

  constructor(
    { issuer, subject, name, oin }: Identity,
    readonly held: readonly Held[],
  ) {
    this.issuer = issuer;
    this.subject = subject;
    this.name = name;
    this.oin = oin;
    this.roles = [...new Set(held.map(({ role }) => role))];
    this.organisationIds = [...new Set(held.map(({ organisationId }) => organisationId))];
    this.delegatedIds = [
      ...new Set(held.flatMap(({ role, organisationId }) => (DELEGATION[role] === undefined ? [] : organisationId))),
    ];
    this.supplierIds = organisationsAs(held, Role.SUPPLIER_EDITOR);
    this.assessorIds = organisationsAs(held, Role.ASSESSOR);
    this.secretaryIds = organisationsAs(held, Role.SECRETARY);
    this.proposerIds = organisationsAs(held, ...PROPOSERS);
    this.isRegistrar = this.has(Role.REGISTRAR);
    this.isAuditor = this.has(Role.AUDITOR);
  }

  /** For which organisation the role is held; the first when for several. */
  organisationAs(role: Role): string | undefined {
    return this.held.find((each) => each.role === role)?.organisationId;
  }

  /** Whether the role is held, for that organisation or, when none is named, for any. */
  has(role: Role, organisationId?: string): boolean {
    return this.held.some(
      (each) => each.role === role && (organisationId === undefined || each.organisationId === organisationId),
    );
  }
}

const organisationsAs = (held: readonly Held[], ...roles: readonly Role[]): string[] => [
  ...new Set(held.filter(({ role }) => roles.includes(role)).map(({ organisationId }) => organisationId)),
];

/** What of an actor the visibility of a type may depend on; nothing of it is there for who has not signed in. */
export const ACTOR_FIELDS = {
  issuer: 'text',
  subject: 'text',
  name: 'text',
  organisationIds: 'text[]',
  delegatedIds: 'text[]',
  supplierIds: 'text[]',
  assessorIds: 'text[]',
  secretaryIds: 'text[]',
  proposerIds: 'text[]',
  isRegistrar: 'boolean',
  isAuditor: 'boolean',
} as const;

declare module '../reading/projection.js' {
  interface Actor {
    readonly issuer: string;
    readonly subject: string;
    readonly name?: string;
    readonly organisationIds: string[];
    readonly delegatedIds?: string[];
    readonly supplierIds?: string[];
    readonly assessorIds?: string[];
    readonly secretaryIds?: string[];
    readonly proposerIds?: string[];
    readonly isRegistrar: boolean;
    readonly isAuditor: boolean;
  }
}
