import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Stage } from './carets/stage';

const { CARETS_SEEDS, CARETS_SEED, CARETS_ONLY, CARETS_REPORT } = process.env;
const SEEDS = Number(CARETS_SEEDS ?? 60);
const FIRST = Number(CARETS_SEED ?? 1);

let stage: Stage;
beforeAll(async () => (stage = await Stage.open()), 120_000);
afterAll(() => stage.stop());

it('plays', { timeout: 3_600_000 }, async () => {
  const counts: Record<string, number> = {};
  const add = (k: string, n: number) => (counts[k] = (counts[k] ?? 0) + n);
  let shown = 0;
  const began = performance.now();
  for (let n = 0; n < SEEDS; n += 1) {
    const { result } = await stage.told(FIRST + n);
    for (const [k, v] of Object.entries(result.counts)) add(k, v);
    for (const f of result.faults) add(f.kind, 1);
    if (result.faults.length > 0) add('bad', 1);
    if (result.faults.length > 0 && shown++ < Number(process.env.SHOW ?? 0)) console.log(`seed ${FIRST + n}\n` + result.story.join('\n'));
  }
  console.log(JSON.stringify(counts), (performance.now() - began) / SEEDS, 'ms per seed');
  console.log(stage.writers.map((w) => w.errors.slice(0, 3)));
});
