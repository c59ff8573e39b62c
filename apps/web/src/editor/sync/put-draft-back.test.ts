import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { createTextDoc, plainText, writeBlocks } from '@samenspel/collab';
import { putDraftBack } from './put-draft-back';

/** The most that the server takes in one frame, in bytes. */
const FRAME_BYTES = 256 * 1024;

function put(words: string): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = createTextDoc();
  let id = 0;
  writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs: [{ text: 'Begin' }] }], () => `b${id++}`);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  putDraftBack(doc, words, () => `b${id++}`, 'test');
  return { doc, updates };
}

it('[C70] puts a draft back behind the text, in its paragraphs', () => {
  expect(plainText(put('Eén regel\n\nen nog een').doc)).toBe('Begin\nEén regel\n\nen nog een');
});

it('[C70] puts back in pieces what was too large for one edit', () => {
  const words = '漢'.repeat(300_000);
  const { doc, updates } = put(words);
  expect(plainText(doc)).toBe(`Begin\n${words}`);
  expect(Math.max(...updates.map(({ byteLength }) => byteLength))).toBeLessThan(FRAME_BYTES / 2);
});
