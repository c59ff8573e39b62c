import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASKERS, differencesOf, Life, type KeptThere } from '../support/leaks-lives';
import { freePort } from '../support/product';

const PAIRS = Number(process.env['LEAKS_PAIRS'] ?? 1);
const SEED = Number(process.env['LEAKS_SEED'] ?? Date.now() % 1_000_000);

const counts = { pairs: 0, observers: ASKERS.length + 1, channels: 0, differences: 0, controls: 0 };
let lives: [Life, Life];

beforeAll(async () => {
  lives = [await Life.begin(await freePort()), await Life.begin(await freePort())];
});
afterAll(async () => {
  for (const life of lives ?? []) await life.end();
  const report = process.env['LEAKS_REPORT'];
  if (report !== undefined) writeFileSync(report, JSON.stringify(counts));
});

/** What is kept in one life and in the other: other words, sayings or dissents, more or fewer sections, or nothing. */
const KEPT: readonly [KeptThere, KeptThere][] = [
  [{ words: 1, sections: 1, comments: true, dissents: 2 }, { words: 2, sections: 1, comments: true, dissents: 2 }],
  [{ words: 3, sections: 5, comments: true, dissents: 1 }, { words: 3, sections: 0, comments: false, dissents: 0 }],
  [{ words: 4, sections: 1, comments: true, dissents: 0 }, { words: 5, sections: 5, comments: false, dissents: 4 }],
  [
    { words: 6, sections: 2, comments: true, narrowed: true, dissents: 0 },
    { words: 6, sections: 0, comments: false, dissents: 0 },
  ],
]; // prettier-ignore

async function differences(seed: number, [one, other]: readonly [KeptThere, KeptThere]): Promise<string[]> {
  const [left, right] = await Promise.all([lives[0].live(seed, one), lives[1].live(seed, other)]);
  const sameMuch =
    one.sections === other.sections && one.comments === other.comments && one.dissents === other.dissents;
  return [...left].flatMap(([who, got]) => {
    counts.channels = Math.max(counts.channels, got.size);
    if (who === 'operator' && !sameMuch) return [];
    return differencesOf(got, right.get(who) ?? new Map<string, string>()).map((difference) => `${who}, ${difference}`);
  });
}

describe('two lives at a table of the real product', () => {
  it(
    `[L12] are the same for who may not see in what they differ: answers, exports, letters, logs and figures (${PAIRS} pairs from seed ${SEED})`,
    { timeout: 3_600_000 },
    async () => {
      for (let n = 0; n < PAIRS; n += 1) {
        const kept = KEPT[(SEED + n) % KEPT.length];
        if (kept === undefined) throw new Error('nothing kept');
        const found = await differences(SEED + n, kept);
        counts.differences += found.length;
        expect(found, `seed ${SEED + n}`).toEqual([]);
        counts.pairs += 1;
      }
      await control();
    },
  );
});

/** With a section open to everybody by a fault of ours, each who sits at the table gets something else. */
async function control(): Promise<void> {
  const [kept] = KEPT[0] ?? [];
  if (kept === undefined) throw new Error('nothing kept');
  const found = await differences(SEED + PAIRS, [kept, { ...kept, broken: true }]);
  for (const who of ['contractor', 'client', 'chair', 'secretary', 'observer'])
    expect(found.filter((difference) => difference.startsWith(who)).length, who).toBeGreaterThan(3);
  expect(found.filter((difference) => /^observer, GET preparation/.test(difference))).toHaveLength(1);
  counts.controls += 1;
}
