// Loaded before a server: its clock on the wall is off by as many milliseconds as the file says that CLOCK_FILE names. What
// measures time that passed (performance.now, timers) goes on as before, as it does on a machine whose clock is set.
import { readFileSync } from 'node:fs';

const RealDate = Date;

/** Looked at each time, so that a test need not wait for the server to have looked. */
function shifted() {
  return RealDate.now() + Number(readFileSync(process.env.CLOCK_FILE, 'utf8'));
}

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [shifted()] : given));
  }

  static now() {
    return shifted();
  }
};
