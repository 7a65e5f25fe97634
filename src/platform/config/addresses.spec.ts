import { describe, expect, test } from '@jest/globals';
import { isLoopback, isTrustworthy } from './addresses.js';

describe('This machine alone', () => {
  test.each(['127.0.0.1', '127.8.9.10', 'localhost', '::1', '[::1]'])('is reached at %s', (host) =>
    expect(isLoopback(host)).toBe(true),
  );

  test.each(['0.0.0.0', '::', '192.0.2.1', '127.0.0.1.example.nl', 'localhost.example.nl', '1127.0.0.1', ''])(
    'is not what is reached at %s',
    (host) => expect(isLoopback(host)).toBe(false),
  );
});

describe('What can be believed', () => {
  test.each(['https://login.example.nl', 'http://127.0.0.1:8080/x', 'http://[::1]:8080', 'http://localhost/x'])(
    'comes from %s',
    (address) => expect(isTrustworthy(address)).toBe(true),
  );

  test.each(['http://login.example.nl', 'https://me:pw@example.nl', 'file:///etc/passwd', 'localhost', ''])(
    'does not come from %s',
    (address) => expect(isTrustworthy(address)).toBe(false),
  );
});
