import { createTextDoc, plainText } from '@samenspel/collab';
import { Random } from '@samenspel/collab/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CrashDatabase } from '../support/crash-database';
import { Member, until } from '../support/member';
import { startProduct, type Product } from '../support/product';
import { Scribe } from '../support/scribe';
import { typeAt, typeWord } from '../support/typing';

/** Letters typed one by one at any place: nothing of them can be joined, as in no text that people write. */
const EDITS = 150_000;
/** Each is opened once, by the first who comes: of these the one that the rest of the machine held up least is judged. */
const TEXTS = 3;

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.remove());

it('fault C28: [C5] [C8] a text of 150,000 scattered edits opens in five times what Yjs alone needs for it, and holds others up for four at most', async () => {
  const large = scattered();
  const other = await Scribe.at(product.url);
  const { sections } = await other.member.plan();
  const open = sections.filter(({ right, restricted }) => right === 'write' && !restricted).slice(1, 1 + TEXTS);
  await product.kill();
  await append(
    open.map(({ sectionId }) => sectionId),
    large,
  );
  product = await product.again();
  await other.save();
  const reader = (await Member.signIn(product.url, 'Jeroen Pols')).connect();
  const opened: number[] = [];
  const heldUp: number[] = [];
  for (const { sectionId } of open) {
    const before = alone(large);
    const from = performance.now();
    const section = reader.open(sectionId);
    let took = Infinity;
    const live = until(section, () => section.state === 'live').then(() => (took = performance.now() - from));
    const saves: number[] = [];
    while (took === Infinity) saves.push(await other.save());
    await live;
    expect(plainText(section.doc).length).toBeGreaterThan(EDITS);
    const asYjs = (before + alone(large)) / 2;
    opened.push(took / asYjs);
    heldUp.push(Math.max(...saves) / asYjs);
    console.info(
      `${EDITS} scattered edits: ${asYjs.toFixed()} ms for Yjs alone, open after ${took.toFixed()} ms, meanwhile others ` +
        `saved ${saves.length} times, in ${Math.max(...saves)} ms at most`,
    );
  }
  expect(opened).toHaveLength(TEXTS);
  expect(Math.min(...opened)).toBeLessThan(5);
  expect(Math.min(...heldUp)).toBeLessThan(4);
  reader.destroy();
  other.leave();
});

/** How long Yjs needs for these bytes by itself, just now and in this process. */
function alone(bytes: Uint8Array): number {
  const from = performance.now();
  Y.applyUpdate(createTextDoc(), bytes);
  return performance.now() - from;
}

/** A paragraph that one person could have typed into any text. */
function scattered(): Uint8Array {
  const doc = createTextDoc();
  doc.clientID = 4_000_000_000;
  typeWord(doc, 'x');
  const random = new Random(1);
  doc.transact(() => {
    for (let length = 1; length < EDITS; length += 1) typeAt(doc, random.below(length), 'x');
  });
  return Y.encodeStateAsUpdate(doc);
}

/** Puts these bytes at the end of the logs, as if they had been committed. */
async function append(sectionIds: readonly string[], bytes: Uint8Array): Promise<void> {
  const owner = await new CrashDatabase(product.dataDir).connect();
  for (const sectionId of sectionIds) {
    await owner.query(
      `INSERT INTO section_updates (section_id, generation, seq, lease_id, frame, bytes)
       SELECT section_id, generation, seq + 1, lease_id, frame + 1, $2 FROM section_updates
       WHERE section_id = $1 ORDER BY seq DESC LIMIT 1`,
      [sectionId, Buffer.from(bytes)],
    );
    await owner.query('UPDATE section_heads SET head_seq = head_seq + 1 WHERE section_id = $1', [sectionId]);
  }
  await owner.end();
}
