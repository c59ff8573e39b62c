import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { SmallDisk } from '../support/crash-database';
import { startProduct } from '../support/product';
import { Scribe } from '../support/scribe';

const folder = mkdtempSync(join(tmpdir(), 'full-'));
const disk = SmallDisk.mount(folder, 200);
afterAll(() => {
  disk?.unmount();
  rmSync(folder, { recursive: true, force: true });
});

/** Text that is no paragraph of a person: enough to need room on the disk. */
const MUCH = 40;

it.skipIf(disk === null)(
  'fault C05: [C50] [C51] on a full disk nothing is said to be saved, reading goes on, and with room it is saved by itself',
  async () => {
    const product = await startProduct({ dataDir: join(folder, 'data') });
    try {
      const scribe = await Scribe.at(product.url);
      await scribe.save();
      disk?.fill();
      // PostgreSQL has some room left in the pages and the log that it holds already.
      while (scribe.section.save.kind !== 'unsaved') {
        for (let n = 0; n < MUCH; n += 1) scribe.type();
        await new Promise((tick) => setTimeout(tick, 20));
      }
      expect((await scribe.answer('GET', '/api/health')).status).toBe(200);
      expect(product.output()).toContain('commit-failed');
      disk?.free();
      await scribe.told('saved', 60_000);
      await scribe.expectAllOnce();
      scribe.leave();
    } finally {
      disk?.free();
      await product.stop();
    }
  },
);
