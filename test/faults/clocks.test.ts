import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CrashDatabase } from '../support/crash-database';
import { ROOT, startProduct, type Product } from '../support/product';
import { Scribe } from '../support/scribe';

const file = join(tmpdir(), `clock-${process.pid}`);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let product: Product;
beforeAll(async () => {
  setClock(0);
  product = await startProduct({
    nodeArgs: ['--import', join(ROOT, 'test/support/clock-shift.mjs')],
    env: { CLOCK_FILE: file },
  });
});
afterAll(async () => {
  await product.remove();
  rmSync(file, { force: true });
});

/** In one step: the server may look at any moment. */
function setClock(ms: number): void {
  writeFileSync(`${file}.new`, String(ms));
  renameSync(`${file}.new`, file);
}

describe('fault C16: the clock of the server is set', () => {
  it.each([
    ['an hour back', -HOUR_MS],
    ['an hour on', HOUR_MS],
    ['a day back', -DAY_MS],
  ])('[C1] [C2] %s: text is saved as before, in its order, and nobody is kept out', async (_how, ms) => {
    setClock(0);
    const scribe = await Scribe.at(product.url);
    for (let n = 0; n < 3; n += 1) await scribe.save();
    let lost = 0;
    scribe.client.on('changed', () => (lost += scribe.client.connected ? 0 : 1));
    setClock(ms);
    for (let n = 0; n < 10; n += 1) await scribe.save();
    expect(lost).toBe(0);
    expect((await scribe.answer('GET', scribe.tablePath)).status).toBe(200);
    await scribe.expectAllOnce();
    const owner = await new CrashDatabase(product.dataDir).connect();
    const { rows } = await owner.query<{ seq: number }>(
      'SELECT seq::float8 AS seq FROM section_updates WHERE section_id = $1 ORDER BY seq',
      [scribe.section.sectionId],
    );
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));
    await owner.end();
    scribe.leave();
  });

  it('[S2] a day on: the session is over for whoever asks, and what was being typed is not lost', async () => {
    setClock(0);
    const scribe = await Scribe.at(product.url);
    await scribe.save();
    setClock(DAY_MS);
    expect((await scribe.answer('GET', scribe.tablePath)).status).toBe(401);
    await scribe.save();
    await scribe.expectAllOnce();
    scribe.leave();
  });
});
