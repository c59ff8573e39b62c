import { expect, it } from 'vitest';
import { simulate } from './simulation';

it('runs', async () => {
  const one = Number(process.env.ONE ?? 0);
  const count = Number(process.env.COUNT ?? 30);
  const began = performance.now();
  let steps = 0;
  const kinds = new Map();
  const hits = new Map<string, number>();
  for (let seed = one || 1; seed <= (one || count); seed += 1) {
    const outcome = await simulate(seed, { told: one > 0 });
    steps += outcome.steps;
    for (const [k, v] of outcome.goals.counts) hits.set(k, (hits.get(k) ?? 0) + v);
    if (one) console.log(outcome.told.slice(-Number(process.env.LAST ?? 80)).join('\n'));
    if (outcome.violation) {
      const kind = outcome.violation.invariant + outcome.violation.what.replace(/[0-9]+/g, '').slice(0, 50);
      if (!kinds.has(kind)) kinds.set(kind, []);
      kinds.get(kind).push(seed + ' ' + outcome.violation.what.slice(0, 300));
    }
  }
  for (const [k, v] of kinds) console.log(v.length, k, v.slice(0, 3));
  console.log(steps, performance.now() - began, JSON.stringify(Object.fromEntries(hits)));
  expect(1).toBe(1);
}, 1000000);
