import { expect, test } from '@jest/globals';
import { spdxOf } from './licences.js';

test.each([
  ['EUPL-1.2', 'EUPL-1.2'],
  ['eupl-1.2', 'EUPL-1.2'],
  ['mit or apache-2.0', 'MIT OR Apache-2.0'],
  ['GPL-2.0-only WITH Classpath-exception-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0'],
  ['(MIT OR EUPL-1.2) AND CC0-1.0', '(MIT OR EUPL-1.2) AND CC0-1.0'],
])('%s is %s', (text, licence) => expect(spdxOf(text)).toBe(licence));

test.each([
  '',
  'EUPL',
  'EUPL 1.2',
  'MIT OR',
  '(MIT',
  'MIT MIT',
  'WITH',
  'Classpath-exception-2.0',
  'zie LICENSE.md',
  '()',
])('"%s" is no licence of SPDX', (text) => expect(spdxOf(text)).toBeUndefined());
