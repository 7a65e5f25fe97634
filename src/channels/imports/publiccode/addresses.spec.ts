import { expect, test } from '@jest/globals';
import { addressInPath, addressOf, documentKey } from './addresses.js';

test.each([
  'https://github.com/Voorbeeld/Wijzer',
  'http://www.github.com/voorbeeld/wijzer/',
  'https://github.com/voorbeeld/wijzer.git',
  'git@github.com:voorbeeld/wijzer.git',
  'ssh://git@github.com/voorbeeld/wijzer',
  'git+https://github.com/voorbeeld/wijzer.git',
  'github.com/voorbeeld/wijzer',
  'https://github.com/voorbeeld/wijzer/tree/main',
])('one repository is one repository, written as %s', (written) => {
  expect(addressOf(written)?.key).toBe('github.com/voorbeeld/wijzer');
});

test('an address is shown with the capitals it was given, without what only git needs', () => {
  expect(addressOf('git@gitlab.com:Groep/Deel/Wijzer.git')?.url).toBe('https://gitlab.com/Groep/Deel/Wijzer');
});

test.each([
  '',
  'n.v.t.',
  'https://example.nl',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https://localhost/x',
  '/home/x/y',
])('no address of a repository is: %s', (written) => expect(addressOf(written)).toBeUndefined());

test('folders that spell a repository are its address', () => {
  expect(addressInPath('oogst/github.com/voorbeeld/wijzer/publiccode.yml')?.url).toBe(
    'https://github.com/voorbeeld/wijzer',
  );
  expect(addressInPath('wijzer/publiccode.yml')).toBeUndefined();
  expect(addressInPath('github.com/publiccode.yml')).toBeUndefined();
});

test('neither a scheme, nor a slash, nor a fragment makes another document', () => {
  expect(documentKey('HTTP://www.Example.nl/zaken/#versie')).toBe(documentKey('https://example.nl/zaken'));
});
