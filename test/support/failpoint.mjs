// Loaded before a server that was built with points of failure (scripts/failpoints.mjs): `failpoint(name)` does there what the file that
// FAILPOINT_FILE names says: `{ "name": ..., "after": how many times it is passed first, "does": ... }`, and nothing without it.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const file = process.env.FAILPOINT_FILE ?? '';
/** Of several servers that pass the same point, one takes the file. */
const taken = `${file}.${process.pid}`;
const BLOCK_MS = 3_000;

const DOES = {
  kill: () => process.kill(process.pid, 'SIGKILL'),
  block: () => {
    for (const until = Date.now() + BLOCK_MS; Date.now() < until;);
  },
  reject: () => void Promise.reject(new Error('nobody waits for this')),
  grow: () => {
    for (const held = []; ;) held.push(new Array(100_000).fill(held.length));
  },
};

globalThis.failpoint = (name) => {
  try {
    if (JSON.parse(readFileSync(file, 'utf8')).name !== name) return;
    renameSync(file, taken);
  } catch {
    return; // not armed, or another took it
  }
  const { after, does } = JSON.parse(readFileSync(taken, 'utf8'));
  // What stays behind tells that this process ends of it, however late that is noticed.
  if (after === 0 && does === 'block') rmSync(taken);
  if (after === 0) return void DOES[does]();
  writeFileSync(taken, JSON.stringify({ name, after: after - 1, does }));
  renameSync(taken, file);
};
