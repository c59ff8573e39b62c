import type { LiveSection } from '@samenspel/collab/client';
import { RequestFailed } from '../platform/problem';

/** Longer than this nobody waits for a comment to be placed, in milliseconds. */
const PATIENCE_MS = 8_000;

/** Resolves when the server has everything that was typed here. @throws RequestFailed when that takes too long */
export function saved(live: LiveSection): Promise<void> {
  if (live.save.kind === 'saved') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new RequestFailed('no-connection'));
    }, PATIENCE_MS);
    const stop = live.on('changed', () => {
      if (live.save.kind !== 'saved') return;
      clearTimeout(timer);
      stop();
      resolve();
    });
  });
}
