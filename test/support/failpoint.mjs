// Loaded before a server that was built with points of failure (failpoints.mjs): `failpoint(name)` kills the process there with
// kill -9, when the file that FAILPOINT_FILE names says so: `{ "name": ..., "after": how many times it is passed first }`.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const file = process.env.FAILPOINT_FILE ?? '';
/** Of several servers that pass the same point, one takes the file. */
const taken = `${file}.${process.pid}`;

globalThis.failpoint = (name) => {
  try {
    if (JSON.parse(readFileSync(file, 'utf8')).name !== name) return;
    renameSync(file, taken);
  } catch {
    return; // not armed, or another took it
  }
  const { after } = JSON.parse(readFileSync(taken, 'utf8'));
  if (after === 0) process.kill(process.pid, 'SIGKILL');
  writeFileSync(taken, JSON.stringify({ name, after: after - 1 }));
  renameSync(taken, file);
};
