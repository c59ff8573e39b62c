import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Fault, Result } from './carets/history';
import { scriptOf, type Script } from './carets/script';
import { shrunk } from './carets/shrink';
import { Stage } from './carets/stage';

const { CARETS_SEEDS, CARETS_SEED, CARETS_ONLY, CARETS_LANES, CARETS_REPORT } = process.env;
const SEEDS = Number(CARETS_SEEDS ?? 60);
const FIRST = Number(CARETS_SEED ?? 1);
/** Browsers that play at the same time. */
const LANES = Number(CARETS_LANES ?? 1);
/** Histories with faults that are told; the others are counted. */
const MOST_TOLD = 3;

const totals: Record<string, number> = { seeds: 0, misplaced: 0, doubled: 0, lost: 0, repaired: 0, differing: 0 };
const told: string[] = [];

const stages: Stage[] = [];
beforeAll(async () => {
  for (let lane = 0; lane < LANES; lane += 1) stages.push(await Stage.open());
}, 120_000);
afterAll(async () => {
  for (const stage of stages) await stage.stop();
  if (CARETS_REPORT !== undefined) writeFileSync(CARETS_REPORT, JSON.stringify(totals));
});

function add(name: string, count: number): void {
  totals[name] = (totals[name] ?? 0) + count;
}

async function play(stage: Stage, seed: number): Promise<void> {
  const script = scriptOf(seed);
  const result = await stage.play(script);
  add('seeds', 1);
  for (const [name, count] of Object.entries(result.counts)) add(name, count);
  for (const { kind } of result.faults) add(kind, 1);
  const [fault] = result.faults;
  if (fault === undefined) return;
  if (CARETS_REPORT !== undefined) process.stdout.write(`seed ${seed}: ${fault.kind}, ${fault.what}\n`);
  if (told.length >= MOST_TOLD) return;
  told.push(tell(seed, await shrunk(script, fault.kind, (shorter) => stage.play(shorter)), script, fault));
}

/** The shortest history with that fault, and how to play it again. */
function tell(seed: number, short: { script: Script; result: Result }, whole: Script, fault: Fault): string {
  const only = short.script.steps.map((step) => whole.steps.indexOf(step) + 1).join();
  const again = `npm run campaign:carets -- --seed ${seed} --only ${only}`;
  return [`seed ${seed}: ${fault.kind}, ${fault.what}`, again, ...short.result.story].join('\n');
}

async function playAll(): Promise<void> {
  let next = FIRST;
  const lane = async (stage: Stage): Promise<void> => {
    while (next < FIRST + SEEDS) {
      await play(stage, next++);
      if (CARETS_REPORT !== undefined && totals['seeds']! % 100 === 0)
        process.stdout.write(`${totals['seeds']} of ${SEEDS}\n`);
    }
  };
  await Promise.all(stages.map(lane));
}

if (CARETS_ONLY === undefined) {
  it(
    `[X30] [X31] [X32] [X33] of two and three people in one paragraph, no caret and no letter is misplaced, doubled or lost (${SEEDS} histories)`,
    { timeout: 4 * 3_600_000 },
    async () => {
      await playAll();
      const none = { misplaced: 0, doubled: 0, lost: 0, repaired: 0, differing: 0 };
      expect(totals, told.join('\n\n')).toMatchObject(none);
      expect(stages.flatMap(({ errors }) => errors)).toEqual([]);
      // Something has happened: people wrote, and what they wrote came to the others.
      expect(totals['keys']).toBeGreaterThan(20 * SEEDS);
      expect(totals['delivered']).toBeGreaterThan(20 * SEEDS);
    },
  );
} else {
  it(`tells one history (seed ${FIRST})`, async () => {
    const script = scriptOf(FIRST);
    const only = CARETS_ONLY === 'all' ? null : new Set(CARETS_ONLY.split(',').map(Number));
    const steps = script.steps.filter((_, at) => only === null || only.has(at + 1));
    const { story, faults } = await stages[0]!.play({ ...script, steps });
    console.log(story.join('\n'));
    expect(faults).toEqual([]);
  });
}
