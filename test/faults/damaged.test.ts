import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { plainText } from '@samenspel/collab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CrashDatabase } from '../support/crash-database';
import { Member, until } from '../support/member';
import { startProduct, type Product } from '../support/product';
import { Scribe } from '../support/scribe';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.remove());

/** Opens a section anew, as somebody who never had it. */
async function reader(sectionId: string) {
  const client = (await Member.signIn(product.url, 'Jeroen Pols')).connect();
  const section = client.open(sectionId);
  return { client, section };
}

describe('fault C30: a section of which the log can not be read to its end', () => {
  it('[C24] is shown as it stood before that, for reading only; nobody else notices, and the log of the server says which', async () => {
    const scribe = await Scribe.at(product.url);
    const other = await Scribe.at(product.url, 'Annemiek Roos', 1);
    for (let n = 0; n < 3; n += 1) await scribe.save();
    const { sectionId } = scribe.section;
    scribe.leave();
    await new CrashDatabase(product.dataDir).spoilLastRow(sectionId);
    await product.kill();
    product = await product.again();
    const { client, section } = await reader(sectionId);
    await until(section, () => section.state === 'live');
    const text = plainText(section.doc);
    expect(scribe.words.map((word) => text.includes(word))).toEqual([true, true, false]);
    const writer = (await Member.signIn(product.url, 'Marloes Terpstra')).connect();
    const again = writer.open(sectionId);
    await until(again, () => again.state === 'live');
    expect([again.right, await again.prepareToWrite()]).toEqual(['read', false]);
    await other.save();
    await other.expectAllOnce();
    expect(product.output()).toContain(sectionId);
    for (const one of [client, writer]) one.destroy();
    other.leave();
  });
});

describe('fault C37: one bit that changed on the disk', () => {
  it('[C24] is found when it is read: the section is never shown as empty, and others go on', async () => {
    const scribe = await Scribe.at(product.url, 'Annemiek Roos', 1);
    const database = new CrashDatabase(product.dataDir);
    const owner = await database.connect();
    const { sectionId } = scribe.section;
    await scribe.save();
    scribe.leave();
    const [place] = (
      await owner.query<{ path: string; page: number }>(
        `SELECT pg_relation_filepath('section_updates') AS path, max((ctid::text::point)[0])::int AS page
         FROM section_updates WHERE section_id = $1`,
        [sectionId],
      )
    ).rows;
    await owner.end();
    await product.stop();
    const file = join(product.dataDir, 'postgres', place?.path ?? '');
    // In the middle of the last page that holds a row of it.
    const at = (place?.page ?? 0) * 8_192 + 8_000;
    const byte = readFileSync(file)[at] ?? 0;
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.of(byte ^ 1), 0, 1, at);
    closeSync(handle);
    product = await product.again();
    const { client, section } = await reader(sectionId);
    await expect.poll(() => product.output(), { timeout: 20_000 }).toMatch(/message-failed|load-failed|damaged/);
    expect([section.state, plainText(section.doc)]).toEqual(['joining', '']);
    expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
    client.destroy();
  });
});
