/** Values as PostgreSQL reads them from text. */

export type WireValue = string | null;

/** Of what GraphQL coerces to: text, numbers, booleans, moments, null, and lists of these. */
export function wireText(value: unknown): WireValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`;
  throw new TypeError('Only text, numbers, booleans, moments and lists of these are bound as parameters.');
}

function element(value: unknown): string {
  const text = wireText(value);
  if (text === null) return 'NULL';
  return Array.isArray(value) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
