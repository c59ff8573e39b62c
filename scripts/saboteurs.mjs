// npm run campaign:saboteurs [-- --only WORD | --rotate N]: puts each known bug into the source and sees that the check named for it finds it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SABOTEURS } from '../test/saboteurs/saboteurs.mjs';
import { environment, install, node, root } from './prepare.mjs';

/** A check that takes longer has not found anything, in milliseconds. */
const PATIENCE_MS = 300_000;
/** A slow machine is no bug, in milliseconds for one test. */
const TIMES = ['--testTimeout=120000', '--hookTimeout=120000'];
/** Checks at a time. */
const JOBS = 2;

const { values } = parseArgs({ options: { only: { type: 'string' }, rotate: { type: 'string' } } });
const DAY_MS = 86_400_000;
/** Another N of them every day, so that all have their turn. */
const rotated = (list, share) => {
  const first = (Math.floor(Date.now() / DAY_MS) * share) % list.length;
  return [...list, ...list].slice(first, first + Math.min(share, list.length));
};
const named = SABOTEURS.filter(({ name, by }) => `${name}, ${by.project} ${by.tests}`.includes(values.only ?? ''));
const chosen = values.rotate === undefined ? named : rotated(named, Number(values.rotate));
install();
const dir = mkdtempSync(join(tmpdir(), 'samenspel-saboteurs-'));
const began = Date.now();
let reports = 0;

/** Runs a check. @returns {Promise<'passed' | 'failed' | 'broken'>} `broken`: it failed without any test that failed */
function check({ project, tests, histories }, saboteur) {
  reports += 1;
  const report = join(dir, `${reports}.json`);
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const config = join(root, 'scripts', 'saboteurs.vitest.config.mjs');
  const args = [
    vitest,
    'run',
    tests,
    '--config',
    config,
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--bail=1',
    ...TIMES,
  ];
  const simulate =
    histories === undefined ? {} : { SIMULATE_FROM: '1', SIMULATE_COUNT: `${histories}`, SIMULATE_BRIEF: '1' };
  const env = { ...environment(), ...simulate, SABOTEUR_PROJECT: project, ...(saboteur ? { SABOTEUR: saboteur } : {}) };
  return new Promise((resolve) => {
    const child = spawn(node(), args, { cwd: join(root, project), env, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('exit', (code) => {
      clearTimeout(timer);
      const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
      if (code === 0 && result?.numPassedTests > 0) resolve('passed');
      else resolve(result?.numFailedTests > 0 ? 'failed' : 'broken');
    });
  });
}

/** A bug that the source has outgrown would be put nowhere, and found by nobody. */
function outgrown({ patches }) {
  return patches.filter(({ file, find }) => readFileSync(join(root, file), 'utf8').split(find).length !== 2);
}

async function tryOne(saboteur) {
  const [stale] = outgrown(saboteur);
  if (stale !== undefined) return `is not put in: ${stale.file} does not hold exactly once: ${stale.find}`;
  const result = await check(saboteur.by, saboteur.name);
  return result === 'failed' ? null : `is not caught by ${saboteur.by.tests} (${result})`;
}

/** Does some work for each, two at a time. */
async function each(list, work) {
  const left = [...list];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: JOBS }, worker));
}

const wrong = [];
// Of all, also of those that do not have their turn today: a bug that fits nowhere any more is noticed with the change that outgrew it.
for (const saboteur of SABOTEURS)
  for (const { file, find } of outgrown(saboteur))
    wrong.push(`"${saboteur.name}" is not put in: ${file} does not hold exactly once: ${find}`);
// A check that fails without any bug proves nothing. The histories are run without one by the tests of the engine.
const checks = new Map(chosen.map(({ by }) => [`${by.project} ${by.tests}`, { ...by, histories: by.histories && 20 }]));
await each(checks.values(), async (by) => {
  if ((await check(by, null)) !== 'passed') wrong.push(`${by.project} ${by.tests} fails without any bug`);
});
if (wrong.length === 0) {
  await each(chosen, async (saboteur) => {
    const at = Date.now();
    const problem = await tryOne(saboteur);
    if (problem !== null) wrong.push(`"${saboteur.name}" ${problem}`);
    console.log(
      `${problem === null ? 'caught' : 'MISSED'} (${Math.round((Date.now() - at) / 100) / 10} s) ${saboteur.name}`,
    );
  });
}
rmSync(dir, { recursive: true });
for (const one of wrong) console.log(one);
const seconds = Math.round((Date.now() - began) / 1000);
console.log(JSON.stringify({ saboteurs: chosen.length, missed: wrong.length, seconds }));
process.exit(wrong.length === 0 && chosen.length > 0 ? 0 : 1);
