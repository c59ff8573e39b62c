import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { isCaret, isPlace } from './places';
import { MAX_CARET_BYTES } from './peers';

/** Every place in a text with paragraphs, as an editor would name it, on every side. */
function places(clientId: number): Uint8Array[] {
  const doc = createTextDoc();
  doc.clientID = clientId;
  const root = doc.getXmlFragment(TEXT_ROOT);
  for (const words of ['', 'a', 'x'.repeat(300)]) {
    const block = new Y.XmlElement('block');
    root.push([block]);
    block.push([new Y.XmlText(words)]);
  }
  const types = [root, ...root.toArray(), ...root.toArray().flatMap((block) => (block as Y.XmlElement).toArray())];
  return types.flatMap((type) =>
    Array.from({ length: (type as Y.XmlText).length + 1 }, (_, index) => index).flatMap((index) =>
      [-1, 0].map((side) =>
        Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(type as Y.XmlText, index, side)),
      ),
    ),
  );
}

describe('[R18] a caret', () => {
  it('is every place that an editor names', () => {
    for (const clientId of [1, 127, 128, 300, 70_000, 2 ** 31, 2 ** 32 - 1]) {
      const all = places(clientId);
      expect(all.length).toBeGreaterThan(600);
      expect(all.filter((bytes) => !isPlace(bytes))).toEqual([]);
      expect(isCaret({ anchor: all[0]!, head: all.at(-1)! })).toBe(true);
    }
  });

  it('is nothing else: no other bytes, none cut, none with more behind them, in no other root', () => {
    const place = places(70_000).at(-1)!;
    const bad: Uint8Array[] = [
      new Uint8Array(MAX_CARET_BYTES).fill(0xff),
      new Uint8Array(MAX_CARET_BYTES),
      new Uint8Array(),
      new Uint8Array([1]),
      Uint8Array.of(3, 1, 0, 0),
      // A number of more bytes than it needs, and one that no client or clock has.
      Uint8Array.of(0, 0x81, 0x00, 0, 0),
      Uint8Array.of(0, 0xff, 0xff, 0xff, 0xff, 0x1f, 0, 0),
      Uint8Array.of(0, 1, 0, 0x7f),
      Y.encodeRelativePosition(Y.createRelativePositionFromJSON({ tname: 'CANARY', assoc: 0 })),
      Uint8Array.from([...place, 0]),
      ...Array.from({ length: place.length }, (_, length) => place.slice(0, length)),
    ];
    for (const bytes of bad) {
      expect(isPlace(bytes), String(bytes)).toBe(false);
      expect(isCaret({ anchor: place, head: bytes })).toBe(false);
      expect(isCaret({ anchor: bytes, head: place })).toBe(false);
    }
  });
});
