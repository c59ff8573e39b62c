import { Logger } from '@nestjs/common';

const LOOK_MS = 250;
/** Nothing that this server does in one go may hold everybody up for this long, in milliseconds. */
const TOO_LONG_MS = 1_000;

/** Says afterwards in the log that nobody could be served for a while, and for how long: the machine, or work in the wrong place. */
export function watchLoop(): () => void {
  const logger = new Logger('loop');
  let last = performance.now();
  const look = setInterval(() => {
    const now = performance.now();
    const late = Math.round(now - last - LOOK_MS);
    last = now;
    if (late >= TOO_LONG_MS) logger.error(`Nobody was served for ${late} ms.`);
  }, LOOK_MS);
  look.unref();
  return () => clearInterval(look);
}
