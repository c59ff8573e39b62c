// npm run campaign:leaks -- --pairs N [--seed S]: canaries everywhere, and pairs of lives that differ only in what is kept.
import { build } from './build.mjs';
import { argumentsOf, runTests } from './campaign.mjs';
import { install } from './prepare.mjs';

const { number: pairs, seed } = argumentsOf('leaks', 'pairs', 1000);
install();
build();
// On the real product a pair takes seconds, in the engine milliseconds.
const lives = Math.min(30, Math.ceil(pairs / 100));
const settings = { SEED: seed };
console.log(`${pairs} pairs of lives, seed ${seed} ...`);
const canaries = runTests('test', ['leaks/leaks', 'leaks/changes', 'leaks/browser', 'leaks/paste'], 'LEAKS', settings);
const twins = runTests('test', ['leaks/twins'], 'LEAKS', { ...settings, PAIRS: Math.max(1, pairs - lives) });
const real = runTests('test', ['leaks/lives'], 'LEAKS', { ...settings, PAIRS: lives });
const sum = (name) => (twins.counts[name] ?? 0) + (real.counts[name] ?? 0);
const result = {
  pairs: sum('pairs'),
  observers: sum('observers'),
  channels: (real.counts.channels ?? 0) + 1,
  leaks: canaries.failed,
  differences: Math.max(sum('differences'), twins.failed + real.failed),
  controls: sum('controls'),
  seed,
};
console.log(JSON.stringify(result));
process.exit(result.leaks + result.differences === 0 && result.controls > 0 ? 0 : 1);
