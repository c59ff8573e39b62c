// Loaded before a server: its clock on the wall is off by as many milliseconds as the file says that CLOCK_FILE names. What
// measures time that passed (performance.now, timers) goes on as before, as it does on a machine whose clock is set.
import { readFileSync } from 'node:fs';

const RealDate = Date;
let read = 0;
let offset = 0;

function shifted() {
  const now = RealDate.now();
  if (now - read > 20) {
    read = now;
    try {
      offset = Number(readFileSync(process.env.CLOCK_FILE ?? '', 'utf8'));
    } catch {
      offset = 0;
    }
  }
  return now + offset;
}

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [shifted()] : given));
  }

  static now() {
    return shifted();
  }
};
