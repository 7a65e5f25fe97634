/**
 * What every answer of the service carries. Nothing here is a page unless it says so itself, so nothing may be loaded
 * or framed.
 */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** Says `true` on every answer of a register that holds demonstration data. */
export const DEMO_HEADER = 'x-demo-data';
