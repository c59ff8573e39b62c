// Loaded before a server that was built with points of failure (failpoints.mjs): `failpoint(name)` kills the process there with
// kill -9, when the file that FAILPOINT_FILE names says so: `{ "name": ..., "after": how many times it is passed first }`.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const file = process.env.FAILPOINT_FILE ?? '';

globalThis.failpoint = (name) => {
  let armed;
  try {
    armed = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return; // not armed
  }
  if (armed.name !== name) return;
  if (armed.after > 0) {
    writeFileSync(file, JSON.stringify({ name, after: armed.after - 1 }));
    return;
  }
  rmSync(file);
  process.kill(process.pid, 'SIGKILL');
};
