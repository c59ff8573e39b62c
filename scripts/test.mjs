// npm test: every check that must hold, ending with one line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { environment, install, node, root } from './prepare.mjs';

install();
const started = Date.now();
const reports = join(root, '.tmp', 'reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const counts = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const skipped = [];

/** A check that passes or fails as a whole. */
function check(name, file, args) {
  const at = Date.now();
  const result = spawnSync(node(), [file, ...args], {
    cwd: root,
    env: environment(),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const ok = result.status === 0;
  counts[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${Math.round((Date.now() - at) / 1000)} s)`);
  if (ok) return;
  failures.push(name);
  console.log(result.stdout);
  console.log(result.stderr);
}

/** The tests of one project, counted one by one. */
function tests(project) {
  const at = Date.now();
  const report = join(reports, `${project.replaceAll('/', '-')}.json`);
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const result = spawnSync(node(), args, {
    cwd: join(root, project),
    env: environment(),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const numbers = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
  const files = numbers?.testResults ?? [];
  for (const file of files) {
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') ((counts.failed += 1), failures.push(`${project}: ${test.fullName}`));
      else ((counts.skipped += 1), skipped.push(`${project}: ${test.fullName}`));
    }
    // A file that broke before its first test counts too.
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      counts.failed += 1;
      failures.push(`${project}: ${file.name}`);
    }
  }
  const ok = result.status === 0 && numbers !== null;
  if (!ok && !failures.some((name) => name.startsWith(`${project}:`))) {
    counts.failed += 1;
    failures.push(`${project}: the test run itself`);
  }
  console.log(`${ok ? 'ok  ' : 'FAIL'} tests of ${project} (${Math.round((Date.now() - at) / 1000)} s)`);
  if (!ok) console.log(result.stdout.slice(-20_000), result.stderr.slice(-20_000));
}

build();
const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
check('lint', nx, ['run-many', '-t', 'lint', '--parallel=2', '--output-style=static']);
check('types', nx, ['run-many', '-t', 'typecheck', '--parallel=2', '--output-style=static']);
check('format', join(root, 'node_modules', 'prettier', 'bin', 'prettier.cjs'), ['--check', '--log-level=warn', '.']);
for (const project of ['libs/domain', 'libs/collab', 'apps/server', 'apps/web', 'test']) tests(project);

console.log(`\nAll checks took ${Math.round((Date.now() - started) / 1000)} seconds.`);
for (const name of skipped) console.log(`skipped: ${name}`);
for (const name of failures) console.log(`failed: ${name}`);
console.log(
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
);
process.exit(counts.failed === 0 ? 0 : 1);
