// npm run campaign:carets -- --seeds N [--seed S]: many histories of people in one paragraph, with real keys in real browsers.
// npm run campaign:carets -- --seed S [--only 3,8,9]: one history, told from beginning to end.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runTests } from './campaign.mjs';
import { install } from './prepare.mjs';

/** Browsers at a time: two cores are enough for two. */
const LANES = Math.min(2, availableParallelism());

const { values } = parseArgs({
  options: { seeds: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
});
const seeds = Number(values.seeds ?? (values.seed === undefined ? 3_000 : 1));
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!Number.isInteger(seeds) || seeds < 1 || !Number.isInteger(seed)) {
  console.error('npm run campaign:carets -- --seeds N [--seed S] [--only 3,8,9], all whole numbers.');
  process.exit(2);
}
install();
const began = Date.now();
const one = values.seeds === undefined && values.seed !== undefined;
console.log(`${seeds} histories from seed ${seed} on ...`);
const settings = one ? { SEED: seed, ONLY: values.only ?? 'all' } : { SEED: seed, SEEDS: seeds, LANES };
const { counts, failed } = runTests('test', ['editor-harness/carets.browser'], 'CARETS', settings);
if (!one) console.log(JSON.stringify({ from: seed, ...counts, seconds: Math.round((Date.now() - began) / 1000) }));
process.exit(failed === 0 && (one || counts.seeds === seeds) ? 0 : 1);
