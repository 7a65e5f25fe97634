import { type IncomingMessage } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { clientNetwork, networkOf } from './client-address.js';

const requestFrom = (remoteAddress: string, forwarded?: string) =>
  ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } }) as unknown as IncomingMessage;

describe('The network of an address', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('A caller behind proxies', () => {
  test.each([
    ['is who connected when no proxy is trusted, whatever he claims', 0, '198.51.100.1', '192.0.2.1'],
    ['is the last address when one is', 1, '203.0.113.9, 198.51.100.1', '198.51.100.1'],
    ['is the one before it when two are', 2, '203.0.113.9, 198.51.100.1', '203.0.113.9'],
    ['is the first when fewer are named', 3, '203.0.113.9, 198.51.100.1', '203.0.113.9'],
    ['cannot move by adding addresses in front', 1, '1.1.1.1, 2.2.2.2, 198.51.100.1', '198.51.100.1'],
    ['is known without the port', 1, '198.51.100.1:4711', '198.51.100.1'],
    ['is known without brackets', 1, '[2001:db8:1:2::1]:4711', '2001:db8:1:2::/64'],
    ['is who connected when what is written there is no address', 1, 'unknown', '192.0.2.1'],
    ['is who connected when nothing is written', 1, undefined, '192.0.2.1'],
  ])('%s', (_, proxies, forwarded, network) => {
    expect(clientNetwork(requestFrom('192.0.2.1', forwarded), proxies)).toBe(network);
  });
});
