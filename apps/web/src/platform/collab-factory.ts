import type { CollabFactory } from './collab';

/**
 * Makes the live connection of this browser tab. Its code comes with the first table, not with the sign-in page.
 *
 * @param owner person and seat; text of one must never be sent, or shown, as another
 */
export const makeCollabClient: CollabFactory = async (owner) => {
  const { createCollabClient, indexedDbOutbox, socketTransport, webLeaseLocks } =
    await import('@samenspel/collab/client');
  return createCollabClient({
    owner,
    transport: socketTransport({ spread: Math.random, owner }),
    // Without locks two tabs would send the same kept text: then nothing is kept, and the interface says so.
    outbox: 'indexedDB' in globalThis && 'locks' in navigator ? indexedDbOutbox() : null,
    locks: 'locks' in navigator ? webLeaseLocks() : { take: () => Promise.resolve(true) },
    clock: {
      now: () => new Date(),
      after: (ms, callback) => {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
      soon: queueMicrotask.bind(globalThis),
    },
    log: { warn: (event, cause) => console.warn('collab', event, cause ?? '') },
    newId: () => crypto.randomUUID(),
  });
};
