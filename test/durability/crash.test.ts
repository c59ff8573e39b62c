import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { crashCampaign } from '../support/crash-campaign';

/** As a campaign asks for it (scripts/crash.mjs), or a short one among the other tests. */
const { CRASH_ROUNDS, CRASH_SEED, CRASH_REPORT } = process.env;
const rounds = Number(CRASH_ROUNDS ?? 20);
const seed = Number(CRASH_SEED ?? 1);
const roundsInPart = CRASH_ROUNDS === undefined ? rounds / 2 : 25;

describe(`[C1] [C2] ${rounds} rounds of kills and broken lines, seed ${seed}`, () => {
  it(
    'lose nothing that was acknowledged, show nothing that is not saved, double nothing and leave everybody with the same text',
    async () => {
      const result = await crashCampaign({ rounds, seed, roundsInPart }, (line) => console.info(line));
      if (CRASH_REPORT !== undefined) writeFileSync(CRASH_REPORT, JSON.stringify(result));
      expect(result.problems).toEqual([]);
      expect(result).toMatchObject({
        rounds,
        lost: 0,
        seenUnsaved: 0,
        diverged: 0,
        doubled: 0,
        crashes: 0,
        refused: 0,
      });
      expect(result.acknowledged).toBeGreaterThan(rounds * 100);
    },
    300_000 + rounds * 30_000,
  );
});
