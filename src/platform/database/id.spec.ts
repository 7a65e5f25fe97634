import { describe, expect, test } from '@jest/globals';
import { newId } from './id.js';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

function uuidOf(id: string): string {
  const [, text = ''] = id.split('_');
  const value = [...text].reduce((sum, letter) => sum * 32n + BigInt(ALPHABET.indexOf(letter)), 0n);
  return value
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

describe('an id', () => {
  test('is its prefix and 26 letters of base32', () => {
    expect(newId('std')).toMatch(/^std_[0-9a-hjkmnp-tv-z]{26}$/);
  });

  test('holds a UUID of version 7 with the moment it was made', () => {
    const before = Date.now();
    const uuid = uuidOf(newId('ver'));
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const ms = Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16);
    expect(ms).toBeGreaterThanOrEqual(before);
    expect(ms).toBeLessThanOrEqual(Date.now() + 1000);
  });

  test('sorts after every id made before it, however quickly they are made, and no two are equal', () => {
    const ids = Array.from({ length: 20_000 }, () => newId('org'));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
