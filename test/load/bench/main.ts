import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { chart } from './chart';
import { carets, joining, killing, storm, walPerLetter } from './fault-scenarios';
import { FULL, QUICK, type Outcome } from './measures';
import { PINNED, onGeneratorCore } from './process-figures';
import { againstGoals, table } from './report';
import { OwnSystem, PeerSystem, type System } from './systems';
import { manyDocuments, oneDocument, throughput, warmUp } from './typing-scenarios';

const given = process.argv.slice(2);
const scale = given.includes('--quick') ? QUICK : FULL;
const only = listOf('--only');
const named = listOf('--systems');

/** The names after an option; null when it is not given. */
function listOf(option: string): readonly string[] | null {
  const at = given.indexOf(option);
  return at < 0 ? null : (given[at + 1]?.split(',') ?? []);
}

onGeneratorCore();
const begin = performance.now();
const own = await OwnSystem.start();
const hocuspocus = await PeerSystem.start('hocuspocus', own.socketDir);
const immediate = await PeerSystem.start('hocuspocus-0', own.socketDir);
const websocket = await PeerSystem.start('y-websocket', own.socketDir);
const socketIo = await PeerSystem.start('y-socket-io', own.socketDir);
const all: readonly System[] = [own, hocuspocus, immediate, websocket, socketIo].filter(
  ({ name }) => named === null || named.includes(name),
);

async function end(): Promise<void> {
  for (const peer of [hocuspocus, immediate, websocket, socketIo]) await peer.kill();
  await own.remove();
}

const scenarios: readonly (readonly [string, () => Promise<Outcome[]>])[] = [
  ['S1', () => oneDocument(all, scale)],
  ['S2', () => manyDocuments(all, scale)],
  ['S3', () => joining(all, scale)],
  ['S5', () => throughput(all, scale, 1, { writers: 8, readers: 0 })],
  ['S5', () => throughput(all, scale, 100, { writers: 1, readers: 1 })],
  [
    'WAL',
    () =>
      walPerLetter(
        all.filter((system) => system === own || system === immediate),
        own,
        scale,
      ),
  ],
  ['S6', () => carets(all, scale)],
  ['S7', () => storm(own, scale)],
  ['S4', () => killing(all, scale)],
];

// A refusal in the midst of a scenario ends the run, and with it the servers that were started for it.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  void end().finally(() => process.exit(1));
});

const outcomes: Outcome[] = [];
try {
  await warmUp(all);
  for (const [name, measure] of scenarios) {
    if (only !== null && !only.includes(name)) continue;
    process.stderr.write(`${name} ...\n`);
    const found = await measure();
    outcomes.push(...found);
    process.stdout.write(`${table(found)}\n`);
  }
} finally {
  await end();
}

const goals = againstGoals(outcomes);
for (const { goal, measured, met } of goals) process.stdout.write(`${met ? 'met ' : 'MISSED'} ${goal}: ${measured}\n`);
const at = new Date().toISOString();
const result = {
  at,
  command: `npm run bench${given.length === 0 ? '' : ` -- ${given.join(' ')}`}`,
  minutes: Math.round((performance.now() - begin) / 6_000) / 10,
  /** Scenarios that were measured again after the full run, with the command and the time. */
  anew: [] as string[],
  machine: { cores: cpus().length, model: cpus()[0]?.model ?? '', node: process.version, pinned: PINNED },
  outcomes,
  goals,
};
// A part of the scenarios, or the quick version, is not what the documentation may quote. A scenario that was measured anew, for
// all servers at the same time, can take the place of the one in the full run.
const anew = given.includes('--keep') && scale === FULL && named === null;
if (given.length === 0 || anew) {
  const kept = anew
    ? withScenarios(result, JSON.parse(readFileSync('bench/latest.json', 'utf8')) as typeof result)
    : result;
  mkdirSync('bench', { recursive: true });
  writeFileSync('bench/latest.json', `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync('docs/images/benchmark.svg', chart(kept.outcomes));
}
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);

/** The full run, with these scenarios as they were measured later. */
function withScenarios(later: typeof result, full: typeof result): typeof result {
  const names = new Set(later.outcomes.map(({ scenario }) => scenario));
  const all = [...full.outcomes.filter(({ scenario }) => !names.has(scenario)), ...later.outcomes];
  const order = [...new Set(full.outcomes.map(({ scenario }) => scenario))];
  all.sort((one, other) => order.indexOf(one.scenario) - order.indexOf(other.scenario));
  const anew = `${later.command}, ${later.at}: ${[...names].join(', ')}`;
  return { ...full, anew: [...(full.anew ?? []), anew], outcomes: all, goals: againstGoals(all) };
}
