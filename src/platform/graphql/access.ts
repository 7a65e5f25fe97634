import { refusal } from './errors.js';

/** Who may ask a root field: anyone, whoever has signed in, or who holds one of these roles for some organisation. */
export type Access = 'anyone' | 'signed in' | readonly string[];

/** As much of an actor as access looks at. */
interface Holder {
  readonly roles?: readonly string[];
}

const rules = new Map<string, Access>();

/** Says who may ask a root field; without a word about it, nobody may, and the service does not start. */
export function allow(field: string, access: Access): void {
  if (rules.has(field)) throw new Error(`Who may ask ${field} is said twice.`);
  rules.set(field, access);
}

/** On the method of a resolver: who may ask the root field of that name. */
export const Allow =
  (...access: ['anyone'] | ['signed in'] | string[]): MethodDecorator =>
  (_target, name) =>
    allow(String(name), access[0] === 'anyone' || access[0] === 'signed in' ? access[0] : access);

export const accessTo = (field: string): Access | undefined => (field.startsWith('__') ? 'anyone' : rules.get(field));

export const mayAsk = (fields: readonly string[], actor: object): boolean =>
  fields.every((field) => isAllowed(accessTo(field), actor as Holder));

function isAllowed(access: Access | undefined, { roles }: Holder): boolean {
  if (access === 'anyone') return true;
  if (access === undefined || roles === undefined) return false;
  return access === 'signed in' || access.some((role) => roles.includes(role));
}

/** @throws GraphQLError UNAUTHENTICATED for who has not signed in, FORBIDDEN for who has, when one of the root fields is not for him. */
export function refuseUnlessAllowed(fields: readonly string[], actor: object): void {
  const closed = fields.find((field) => !isAllowed(accessTo(field), actor as Holder));
  if (closed === undefined) return;
  if ((actor as Holder).roles === undefined) {
    throw refusal('UNAUTHENTICATED', `Sign in to ask "${closed}": send an access token as Authorization: Bearer.`);
  }
  const access = accessTo(closed);
  const roles = Array.isArray(access) ? access.join(', ') : 'nobody';
  throw refusal('FORBIDDEN', `"${closed}" is for these roles: ${roles}. You hold none of them.`);
}
