// What the campaigns have in common: their arguments, and running a test file with a report of what it counted.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environment, node, root } from './prepare.mjs';

/** Reads `--<name> N [--seed S]`; ends the program with a word of explanation when they are no whole numbers. */
export function argumentsOf(campaign, name, standard) {
  const options = { [name]: { type: 'string', default: String(standard) }, seed: { type: 'string' } };
  const { values } = parseArgs({ options });
  const number = Number(values[name]);
  const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
  if (!Number.isInteger(number) || number < 1 || !Number.isInteger(seed)) {
    console.error(`npm run campaign:${campaign} -- --${name} N [--seed S], both whole numbers.`);
    process.exit(2);
  }
  return { number, seed };
}

/**
 * Runs test files of a project. Returns what they counted (`counts`, from the file that the variable `<prefix>_REPORT`
 * names) and how many of their tests failed.
 */
export function runTests(project, filters, prefix, settings) {
  const folder = mkdtempSync(join(tmpdir(), 'samenspel-campaign-'));
  const [report, results] = [join(folder, 'report.json'), join(folder, 'results.json')];
  const named = Object.entries(settings).map(([name, value]) => [`${prefix}_${name}`, String(value)]);
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const { status } = spawnSync(node(), [vitest, 'run', ...filters, ...reporters], {
    cwd: join(root, project),
    env: { ...environment(), ...Object.fromEntries(named), [`${prefix}_REPORT`]: report },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  const { numFailedTests = 1 } = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
  rmSync(folder, { recursive: true });
  // A file that broke before its first test counts too.
  return { counts, failed: status === 0 ? 0 : Math.max(1, numFailedTests) };
}
