import { describe, expect, test } from '@jest/globals';
import { Spending } from './spending.js';

const START = 60_000 * 1_000;

function spending(limit: number, most?: number) {
  let now = START;
  return { on: new Spending(limit, () => now, most), pass: (ms: number) => void (now += ms) };
}

describe('A caller', () => {
  test('may spend his budget to the last bit and no more', () => {
    const { on } = spending(10);
    expect([on.charge('a', 6), on.charge('a', 4), on.charge('a', 1)]).toEqual([4, 0, -1]);
    expect(on.charge('b', 10)).toBe(0);
  });

  test('is not charged what he is refused', () => {
    const { on } = spending(10);
    expect([on.charge('a', 8), on.charge('a', 5), on.charge('a', 2)]).toEqual([2, -3, 0]);
  });

  test('starts anew with the next minute, and is told when that is', () => {
    const { on, pass } = spending(10);
    on.charge('a', 10);
    expect(on.secondsLeft).toBe(60);
    pass(59_500);
    expect([on.secondsLeft, on.charge('a', 1)]).toEqual([1, -1]);
    pass(500);
    expect(on.charge('a', 10)).toBe(0);
  });
});

describe('Processes tell one another', () => {
  test('what was spent since the last time, and only of who spent something worth telling', () => {
    const { on } = spending(1_000);
    on.charge('small', 9);
    on.charge('large', 10);
    expect(on.takeNews()).toEqual([{ caller: 'large', cost: 10 }]);
    expect([on.hasNews, on.takeNews()]).toEqual([false, []]);
    on.charge('small', 1);
    expect(on.takeNews()).toEqual([{ caller: 'small', cost: 10 }]);
  });

  test('so that what was spent elsewhere is not there any more, nor what was spent meanwhile', () => {
    const { on } = spending(100);
    on.charge('a', 10);
    on.takeNews();
    on.charge('a', 5);
    on.learn(on.minute, 'a', 90);
    expect([on.charge('a', 6), on.charge('a', 5)]).toEqual([-1, 0]);
  });

  test('again what did not arrive', () => {
    const { on } = spending(100);
    on.charge('a', 10);
    on.giveBack(on.minute, on.takeNews());
    expect(on.takeNews()).toEqual([{ caller: 'a', cost: 10 }]);
  });

  test('nothing of a minute that is over', () => {
    const { on, pass } = spending(100);
    on.charge('a', 10);
    const { minute } = on;
    const news = on.takeNews();
    pass(60_000);
    on.giveBack(minute, news);
    on.learn(minute, 'a', 100);
    expect([on.takeNews(), on.charge('a', 100)]).toEqual([[], 0]);
  });
});

test('However many callers come, only so many are remembered, and the busy ones among them', () => {
  const { on } = spending(10, 100);
  for (let i = 0; i < 10_000; i++) {
    on.charge(`passer-by ${i}`, 1);
    on.charge('busy', i < 10 ? 1 : 0);
  }
  expect(on.takeNews().length).toBeLessThanOrEqual(100);
  expect(on.charge('busy', 1)).toBe(-1);
});
