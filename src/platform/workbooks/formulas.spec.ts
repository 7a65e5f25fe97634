import { describe, expect, test } from '@jest/globals';
import { guarded, isFormula, unguarded } from './formulas.js';

const LIVE = ['=1+1', '+31 70', '-2', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '=HYPERLINK("http://x")'];

describe('a text that a spreadsheet would work out', () => {
  test.each(LIVE)('%j is written with an apostrophe before it', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
  });

  test.each([...LIVE, "'=1", "''+1", "'s-Hertogenbosch", 'gewoon', '', "'"])('%j comes back as it was', (text) => {
    expect(unguarded(guarded(text))).toBe(text);
  });

  test('a name that begins with an apostrophe is left as it is', () => {
    expect(guarded("'s-Gravenhage")).toBe("'s-Gravenhage");
  });

  test('a list or a number is no formula, an equals sign or an at sign is', () => {
    expect([...['- een', '+31', 'x=1'].map(isFormula), ...['=1', '@x'].map(isFormula)]).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});
