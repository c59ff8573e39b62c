import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { carets, joining, killing, storm, walPerLetter } from './fault-scenarios';
import { FULL, QUICK, type Outcome } from './measures';
import { PINNED, onGeneratorCore } from './process-figures';
import { againstGoals, table } from './report';
import { OwnSystem, PeerSystem, type System } from './systems';
import { manyDocuments, oneDocument, throughput } from './typing-scenarios';

const given = process.argv.slice(2);
const scale = given.includes('--quick') ? QUICK : FULL;
const only = given[given.indexOf('--only') + 1]?.split(',');
const wanted = (name: string): boolean => !given.includes('--only') || (only ?? []).includes(name);

onGeneratorCore();
const begin = performance.now();
const own = await OwnSystem.start();
const hocuspocus = await PeerSystem.start('hocuspocus', own.socketDir);
const immediate = await PeerSystem.start('hocuspocus-0', own.socketDir);
const websocket = await PeerSystem.start('y-websocket', own.socketDir);
const socketIo = await PeerSystem.start('y-socket-io', own.socketDir);
const all: readonly System[] = [own, hocuspocus, immediate, websocket, socketIo];

const scenarios: readonly (readonly [string, () => Promise<Outcome[]>])[] = [
  ['S1', () => oneDocument(all, scale)],
  ['S2', () => manyDocuments(all, scale)],
  ['S3', () => joining(all, scale)],
  ['S5', () => throughput(all, scale, 1, { writers: 4, readers: 0 })],
  ['S5', () => throughput(all, scale, 100, { writers: 1, readers: 1 })],
  ['WAL', () => walPerLetter([own, immediate], own, scale)],
  ['S6', () => carets(all, scale)],
  ['S7', () => storm(own, scale)],
  ['S4', () => killing(all, scale)],
];

const outcomes: Outcome[] = [];
try {
  for (const [name, measure] of scenarios) {
    if (!wanted(name)) continue;
    const found = await measure();
    outcomes.push(...found);
    process.stdout.write(`${table(found)}\n`);
  }
} finally {
  for (const peer of [hocuspocus, immediate, websocket, socketIo]) await peer.kill();
  await own.remove();
}

const goals = againstGoals(outcomes);
for (const { goal, measured, met } of goals) process.stdout.write(`${met ? 'met ' : 'MISSED'} ${goal}: ${measured}\n`);
const result = {
  at: new Date().toISOString(),
  command: `npm run bench${given.length === 0 ? '' : ` -- ${given.join(' ')}`}`,
  minutes: Math.round((performance.now() - begin) / 6_000) / 10,
  machine: { cores: cpus().length, model: cpus()[0]?.model ?? '', node: process.version, pinned: PINNED },
  outcomes,
  goals,
};
// A part of the scenarios, or the quick version, is not what the documentation may quote.
if (given.length === 0) {
  mkdirSync('bench', { recursive: true });
  writeFileSync('bench/latest.json', `${JSON.stringify(result, null, 2)}\n`);
}
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
