import { TEXT_ROOT, createTextDoc, plainText } from '@samenspel/collab';
import { Random } from '@samenspel/collab/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { contention } from '../support/contention';
import { CrashDatabase } from '../support/crash-database';
import { Member, until } from '../support/member';
import { startProduct, type Product } from '../support/product';
import { Scribe } from '../support/scribe';

/** Letters typed one by one at any place: nothing of them can be joined, as in no text that people write. */
const EDITS = 150_000;
const OPENED_MS = 2_000;

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.remove());

it('fault C28: [C5] [C8] a text of 150,000 scattered edits opens within two seconds, and others are saved meanwhile', async () => {
  const scribe = await Scribe.at(product.url);
  const other = await Scribe.at(product.url, 'Annemiek Roos', 1);
  const { sectionId } = scribe.section;
  scribe.leave();
  await product.kill();
  const owner = await new CrashDatabase(product.dataDir).connect();
  const { rows } = await owner.query<{ bytes: Buffer }>(
    'SELECT bytes FROM section_updates WHERE section_id = $1 ORDER BY seq',
    [sectionId],
  );
  await owner.query(
    `INSERT INTO section_updates (section_id, generation, seq, lease_id, frame, bytes)
     SELECT section_id, generation, seq + 1, lease_id, frame + 1, $2 FROM section_updates
     WHERE section_id = $1 ORDER BY seq DESC LIMIT 1`,
    [sectionId, scattered(rows.map(({ bytes }) => bytes))],
  );
  await owner.query('UPDATE section_heads SET head_seq = head_seq + 1 WHERE section_id = $1', [sectionId]);
  await owner.end();
  product = await product.again();
  await other.save();
  const reader = (await Member.signIn(product.url, 'Jeroen Pols')).connect();
  const from = Date.now();
  const section = reader.open(sectionId);
  const opened = until(section, () => section.state === 'live').then(() => Date.now() - from);
  expect(await other.save()).toBeLessThan(OPENED_MS * contention());
  console.info(`${EDITS} scattered edits: open after ${await opened} ms`);
  expect(await opened).toBeLessThan(OPENED_MS * contention());
  expect(plainText(section.doc).length).toBeGreaterThan(EDITS);
  reader.destroy();
  other.leave();
});

/** What one person could have typed into this text. */
function scattered(rows: readonly Uint8Array[]): Uint8Array {
  const doc = createTextDoc();
  for (const row of rows) Y.applyUpdate(doc, row);
  const before = Y.encodeStateVector(doc);
  const random = new Random(1);
  doc.clientID = 4_000_000_000;
  const block = doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
  const text = block.get(0) as Y.XmlText;
  let length = text.length;
  doc.transact(() => {
    for (let n = 0; n < EDITS; n += 1, length += 1) text.insert(random.below(length), 'x');
  });
  return Y.encodeStateAsUpdate(doc, before);
}
