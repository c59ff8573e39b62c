// npm run campaign:crash -- --rounds N [--seed S]: kills servers, databases and browsers and breaks the lines between them while
// people type, and counts what was promised and is not there.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { environment, install, node, root } from './prepare.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '100' }, seed: { type: 'string' } } });
const rounds = Number(values.rounds);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
  console.error('npm run campaign:crash -- --rounds N [--seed S], both whole numbers.');
  process.exit(2);
}
install();
build();
const folder = mkdtempSync(join(tmpdir(), 'samenspel-crash-'));
const report = join(folder, 'report.json');
console.log(`${rounds} rounds, seed ${seed} ...`);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const args = [vitest, 'run', 'durability/crash', '--reporter=dot', '--disable-console-intercept=true'];
const { status } = spawnSync(node(), args, {
  cwd: join(root, 'test'),
  env: { ...environment(), CRASH_ROUNDS: String(rounds), CRASH_SEED: String(seed), CRASH_REPORT: report },
  stdio: 'inherit',
});
const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
rmSync(folder, { recursive: true });
if (result !== null) {
  const { problems, faults, ...counts } = result;
  for (const problem of problems) console.log(problem);
  for (const [name, { rounds: times, slowestMs }] of Object.entries(faults))
    console.log(`${name}: ${times} times, saving again after ${slowestMs} ms at most`);
  console.log(JSON.stringify(counts));
}
process.exit(status ?? 1);
