import { describe, expect, test } from '@jest/globals';
import { Checks } from './checks.js';
import { Rejection } from './user-errors.js';

const faults = (checks: Checks) => checks.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('The check of an input', () => {
  test('finds nothing wrong with what is right, or left out', () => {
    const checks = Checks.of()
      .text('name', 'Zaken API')
      .text('nameEn', null)
      .text('summary', 'One line.\nAnother.', { hasLines: true })
      .texts('synonyms', ['ZGW', 'zaakgericht'], { count: 2 })
      .url('website', 'https://example.org/')
      .date('on', '2026-01-01')
      .number('position', 3, 1, 3);
    expect(checks.problems).toEqual([]);
    expect(() => checks.throwIfAny()).not.toThrow();
  });

  test('names every fault with the place where it stands', () => {
    const checks = Checks.of();
    checks
      .text('slug', 'Zaken API', { pattern: /^[a-z-]+$/, expected: 'small letters and hyphens' })
      .text('name', '   ')
      .text('nameEn', ' Zaken')
      .text('summary', 'a\u0007b', { hasLines: true })
      .text('theme', 'a\nb')
      .text('abbreviation', '💧💧💧', { most: 2 })
      .texts('synonyms', ['a', 'b', 'a'], { count: 3 })
      .texts('formerNames', ['a', 'b'], { count: 1 })
      .url('website', `https://example.org/${'a'.repeat(2000)}`)
      .date('on', '1899-12-31')
      .number('position', 0, 1, 9)
      .required('reason', null)
      .notEmptied('stewardId', null)
      .within('artifacts', 2)
      .text('title', '');
    expect(faults(checks)).toEqual([
      'input.slug: "slug" is small letters and hyphens.',
      'input.name: "name" must hold a text.',
      'input.nameEn: "nameEn" starts or ends with a blank.',
      'input.summary: "summary" holds a control character.',
      'input.theme: "theme" is one line, without control characters.',
      'input.abbreviation: "abbreviation" is at most 2 characters long; this is 3.',
      'input.synonyms.2: "a" stands in the list twice.',
      'input.formerNames: "formerNames" holds at most 1 texts.',
      'input.website: "website" is at most 2000 characters long.',
      'input.on: "on" lies between 1900-01-01 and 2200-01-01.',
      'input.position: "position" lies from 1 to 9.',
      'input.reason: "reason" must be given.',
      'input.stewardId: "stewardId" cannot be null; leave it out to keep it.',
      'input.artifacts.2.title: "title" must hold a text.',
    ]);
    expect(() => checks.throwIfAny()).toThrow(Rejection);
  });

  test('takes what is as the caller saw it, and refuses at once what someone changed since', () => {
    const held = { id: 'std_1', revision: 3 };
    for (const seen of [3, null, undefined])
      expect(Checks.of().refuse('name', 'Taken.').unchanged(held, seen)).toBeDefined();
    const checks = Checks.of().refuse('name', 'Taken.');
    expect(() => checks.unchanged(held, 2)).toThrow(Rejection);
    expect(faults(checks)).toEqual([
      'input.name: Taken.',
      'input.expectedRevision: It is at revision 3, not 2: someone changed it since. Read it again.',
    ]);
  });
});
