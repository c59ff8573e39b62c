import { writeFileSync } from 'node:fs';
import { Random } from '@samenspel/collab/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { Twin, WATCHERS, differenceOf, type Kept } from '../support/leaks-twins';

const PAIRS = Number(process.env['LEAKS_PAIRS'] ?? 40);
const SEED = Number(process.env['LEAKS_SEED'] ?? Date.now() % 1_000_000);
const STEPS = 40;
/** One pair in so many is run with a fault planted, which must be found. */
const CONTROL_EVERY = 10;

const counts = { pairs: 0, observers: WATCHERS.length, differences: 0, controls: 0, messages: 0 };
afterAll(() => {
  const report = process.env['LEAKS_REPORT'];
  if (report !== undefined) writeFileSync(report, JSON.stringify(counts));
});

const NOTHING: Kept = { sections: 0, word: '', present: false, changes: false };

/** Two lives that differ only in what is kept from those who watch. */
function livesOf(random: Random): [Kept, Kept] {
  const life = (): Kept => ({
    sections: random.pick([0, 1, 5]),
    word: random.pick(['', 'aaaa', 'bbbb', 'een veel langere zin over wat wij willen ']),
    present: random.chance(0.8),
    changes: random.chance(0.5),
  });
  const one = { ...life(), sections: random.pick([1, 5]), present: true };
  return [
    one,
    random.chance(0.3) ? NOTHING : random.chance(0.5) ? { ...one, word: random.pick(['bbbb', 'cccc', '']) } : life(),
  ];
}

describe('two lives that differ in what is kept from those who watch', () => {
  it(
    `[L11] are the same for them, message by message (${PAIRS} pairs from seed ${SEED})`,
    { timeout: 3_600_000 },
    async () => {
      for (let n = 0; n < PAIRS; n += 1) {
        const seed = SEED + n;
        const random = new Random(seed);
        const [one, other] = livesOf(random);
        const [left, right] = [await Twin.run(seed, one, STEPS), await Twin.run(seed, other, STEPS)];
        for (const role of WATCHERS) {
          const difference = differenceOf(left.get(role) ?? [], right.get(role) ?? []);
          if (difference !== null) counts.differences += 1;
          expect(difference, `seed ${seed}, ${role}: ${JSON.stringify([one, other])}`).toBeNull();
          counts.messages += left.get(role)?.length ?? 0;
        }
        counts.pairs += 1;
        if (n % CONTROL_EVERY === 0) await control(seed, one);
      }
      expect(counts.messages).toBeGreaterThan(PAIRS * WATCHERS.length * 10);
      expect(counts.controls).toBeGreaterThan(0);
    },
  );
});

/** With a fault of ours planted in one of the lives, a difference is found with somebody. */
async function control(seed: number, kept: Kept): Promise<void> {
  // So long that everybody who watches has asked for what is kept at some time.
  const [whole, broken] = [false, true].map((fault) =>
    Twin.run(seed, { ...kept, sections: 5, word: 'aaaa' }, 4 * STEPS, fault),
  );
  const [left, right] = [await whole, await broken];
  const found = WATCHERS.filter((role) => differenceOf(left?.get(role) ?? [], right?.get(role) ?? []) !== null);
  expect(found, `seed ${seed}`).not.toEqual([]);
  counts.controls += 1;
}
