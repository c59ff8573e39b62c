import { describe, expect, it } from 'vitest';
import { groupOf, orderKeyAfter, orderKeyBetween } from './codes';

/** Pseudo-random numbers that are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

describe('[D12] order keys', () => {
  it('lie between their neighbours, wherever and however often something is put in', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = numbers(seed);
      const keys: string[] = [];
      for (let added = 0; added < 300; added++) {
        const at = Math.floor(random() * (keys.length + 1));
        const key = orderKeyBetween(keys[at - 1] ?? null, keys[at] ?? null);
        keys.splice(at, 0, key);
      }
      expect([...keys].sort(), `seed ${seed}`).toEqual(keys);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('stay short, and leave room behind a key of any length', () => {
    let [low, high] = [orderKeyAfter(null), orderKeyAfter(orderKeyAfter(null))];
    for (let round = 0; round < 100; round++) {
      const key = orderKeyBetween(low, high);
      if (round % 2) low = key;
      else high = key;
    }
    expect(high.length).toBeLessThan(50);
    expect(orderKeyAfter(high) > high).toBe(true);
    expect(orderKeyBetween(null, orderKeyBetween(null, low)) < low).toBe(true);
  });

  it('are not made up where there is no room', () => {
    expect(() => orderKeyBetween('b', 'a')).toThrow(RangeError);
    expect(() => orderKeyBetween('a', 'a00')).toThrow(RangeError);
  });

  it('count within sections that stand together', () => {
    expect(groupOf({ restricted: false, code: '3' })).toBe(groupOf({ restricted: false, code: '12' }));
    expect(groupOf({ restricted: true, code: '3' })).not.toBe(groupOf({ restricted: false, code: '3' }));
    expect(groupOf({ restricted: true, code: 'G.3' })).not.toBe(groupOf({ restricted: true, code: 'JZ.3' }));
  });
});
