// npm run campaign:simulate -- --seeds N [--seed S]: many histories of a simulated table, in two processes.
// npm run campaign:simulate -- --seed S [--only 3,8,9]: one history, told from beginning to end.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environment, install, node, root } from './prepare.mjs';

const PROCESSES = 2;

const { values } = parseArgs({
  options: { seeds: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
});
const seeds = Number(values.seeds ?? (values.seed === undefined ? 2_000 : 1));
const from = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!Number.isInteger(seeds) || seeds < 1 || !Number.isInteger(from)) {
  console.error('npm run campaign:simulate -- --seeds N [--seed S] [--only 3,8,9], all whole numbers.');
  process.exit(2);
}
install();
const began = Date.now();
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const args = [vitest, 'run', 'simulator/simulator.test', '--reporter=dot', '--disable-console-intercept=true'];

function run(env) {
  return new Promise((resolve) => {
    const child = spawn(node(), args, {
      cwd: join(root, 'libs', 'collab'),
      env: { ...environment(), ...env },
      stdio: 'inherit',
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

if (seeds === 1 && values.seeds === undefined) {
  process.exit(await run({ SIMULATE_FROM: String(from), SIMULATE_ONLY: values.only ?? 'all' }));
}
console.log(`${seeds} histories from seed ${from} on ...`);
const dir = mkdtempSync(join(tmpdir(), 'samenspel-simulate-'));
const share = Math.ceil(seeds / PROCESSES);
const parts = Array.from({ length: PROCESSES }, (_, part) => ({
  first: from + part * share,
  count: Math.min(share, seeds - part * share),
  report: join(dir, `${part}.json`),
})).filter(({ count }) => count > 0);
const codes = await Promise.all(
  parts.map(({ first, count, report }) =>
    run({ SIMULATE_FROM: String(first), SIMULATE_COUNT: String(count), SIMULATE_REPORT: report }),
  ),
);
const reports = parts.flatMap(({ report }) => (existsSync(report) ? [JSON.parse(readFileSync(report, 'utf8'))] : []));
rmSync(dir, { recursive: true });
const totals = {};
for (const { explained, ...counts } of reports) {
  for (const text of explained) console.log(text);
  for (const [name, count] of Object.entries(counts)) totals[name] = (totals[name] ?? 0) + count;
}
console.log(JSON.stringify({ from, ...totals, seconds: Math.round((Date.now() - began) / 1000) }));
process.exit(codes.every((code) => code === 0) && totals.seeds === seeds ? 0 : 1);
