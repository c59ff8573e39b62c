// npm run campaign:tamper -- --count N [--seed S]: tampers with sealed logs in a real database and sees what is found.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environment, install, node, root } from './prepare.mjs';

const { values } = parseArgs({ options: { count: { type: 'string', default: '2000' }, seed: { type: 'string' } } });
const count = Number(values.count);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  console.error('npm run campaign:tamper -- --count N [--seed S], both whole numbers.');
  process.exit(2);
}
install();
const dir = mkdtempSync(join(tmpdir(), 'samenspel-tamper-'));
const report = join(dir, 'report.json');
console.log(`Tampering ${count} times, seed ${seed} ...`);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const args = [vitest, 'run', 'src/testing/tamper', '--reporter=dot', '--disable-console-intercept=true'];
const { status } = spawnSync(node(), args, {
  cwd: join(root, 'apps', 'server'),
  env: { ...environment(), TAMPER_COUNT: String(count), TAMPER_SEED: String(seed), TAMPER_REPORT: report },
  stdio: 'inherit',
});
const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
rmSync(dir, { recursive: true });
if (result !== null) {
  const { failures, kinds, ...counts } = result;
  for (const failure of failures) console.log(failure);
  console.log(
    Object.entries(kinds)
      .map(([kind, made]) => `${kind} ${made}`)
      .join(', '),
  );
  console.log(JSON.stringify(counts));
}
process.exit(status ?? 1);
