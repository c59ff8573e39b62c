import { expect, it } from 'vitest';
import { Revocations } from '../support/revocations';
import { startServers } from '../support/servers';

const ROUNDS = 200;

/** How long a withdrawal takes to be answered, with somebody reading at another server while a third writes, as one line of JSON. */
it(`withdraws a right ${ROUNDS} times, with two servers and with three`, async () => {
  const figures: Record<string, unknown> = { rounds: ROUNDS };
  for (const [name, count] of [
    ['threeServers', 3],
    ['twoServers', 2],
  ] as const) {
    const servers = await startServers(count);
    try {
      const stage = await Revocations.on(servers, { owner: 0, writer: count - 2, reader: count - 1 });
      stage.startTyping();
      const took: number[] = [];
      let late = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const listener = await stage.listen();
        const { tookMs, at, giveBack } = await stage.withdraw();
        took.push(tookMs);
        await listener.waits(() => listener.count('revoked') + Number(!listener.up) > 0);
        late += listener.count('update', at + 50);
        listener.close();
        await giveBack();
      }
      stage.stopTyping();
      took.sort((one, other) => one - other);
      const at = (share: number): number =>
        Math.round(took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0);
      figures[name] = { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1), updatesAfterIt: late };
      expect(late).toBe(0);
    } finally {
      await servers.stop();
    }
  }
  console.info(JSON.stringify(figures));
});
