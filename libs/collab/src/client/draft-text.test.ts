import { timesAsLong } from '@samenspel/domain/testing';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { writeBlocks } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { Random } from '../testing';
import { draftText } from './draft-text';

/** A text of two paragraphs, and what is done to it afterwards as the updates that would be sent. */
function after(edit: (doc: Y.Doc) => void): Uint8Array[] {
  const doc = createTextDoc();
  doc.clientID = 1;
  let id = 0;
  const paragraph = (text: string) => ({ type: 'block' as const, kind: 'paragraph' as const, runs: [{ text }] });
  writeBlocks(doc, [paragraph('Eerste alinea'), paragraph('Tweede alinea')], () => `b${id++}`);
  doc.clientID = 2;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  edit(doc);
  return updates;
}

function textOf(doc: Y.Doc, block: number): Y.XmlText {
  return (doc.getXmlFragment(TEXT_ROOT).get(block) as Y.XmlElement).get(0) as Y.XmlText;
}

/** Letter by letter, each in an update of its own, as a keyboard does. */
function type(doc: Y.Doc, block: number, at: number, words: string): void {
  for (const [index, letter] of [...words].entries()) textOf(doc, block).insert(at + index, letter);
}

function paragraphAfter(doc: Y.Doc, block: number, words: string): void {
  const element = new Y.XmlElement('block');
  element.setAttribute('id', 'niet van de tekst');
  element.insert(0, [new Y.XmlText()]);
  doc.getXmlFragment(TEXT_ROOT).insert(block + 1, [element]);
  type(doc, block + 1, 0, words);
}

describe('[C70] the words of a draft', () => {
  it('are those that were typed, in paragraphs, and nothing else', () => {
    const updates = after((doc) => {
      paragraphAfter(doc, 0, 'Een nieuwe alinea.');
      paragraphAfter(doc, 1, 'En nog een.');
    });
    expect(draftText(updates)).toBe('Een nieuwe alinea.\nEn nog een.');
    expect(draftText([Y.mergeUpdates(updates)])).toBe('Een nieuwe alinea.\nEn nog een.');
  });

  it('stay together where they were typed together, whatever was typed elsewhere in between', () => {
    const updates = after((doc) => {
      type(doc, 0, 6, ' nieuwe');
      type(doc, 1, 13, ' slot');
      type(doc, 0, 13, ' lange');
    });
    expect(draftText(updates)).toBe('nieuwe lange\n slot');
  });

  it('stand in the order in which they read, not in which they were typed', () => {
    const updates = after((doc) => {
      type(doc, 0, 0, 'zee');
      type(doc, 0, 0, 'aan ');
      type(doc, 0, 4, 'de ');
    });
    expect(draftText(updates)).toBe('aan de zee');
  });

  it('are without what their author took away again', () => {
    const updates = after((doc) => {
      type(doc, 0, 0, 'fout goed');
      textOf(doc, 0).delete(0, 5);
      paragraphAfter(doc, 0, 'weg');
      doc.getXmlFragment(TEXT_ROOT).delete(1, 1);
    });
    expect(draftText(updates)).toBe('goed');
    expect(draftText(after((doc) => textOf(doc, 0).delete(0, 3)))).toBe('');
  });

  it('keep their lines and letters of any script', () => {
    const updates = after((doc) => textOf(doc, 0).insert(0, 'één\n👩‍👧 twee ', {}));
    expect(draftText(updates)).toBe('één\n👩‍👧 twee');
  });

  it('are found also where what came before them is missing', () => {
    const updates = after((doc) => type(doc, 0, 0, 'abcdef'));
    expect(draftText(updates.slice(3))).toBe('def');
  });

  it('come in the order in which they were typed, whatever else is missing', () => {
    const words = 'Niemand leest dit nog.';
    const updates = after((doc) => type(doc, 0, 6, words));
    for (let seed = 1; seed <= 50; seed += 1) {
      const random = new Random(seed);
      const kept = updates.map((_, at) => at).filter(() => random.chance(0.7));
      const text = draftText(kept.map((at) => updates[at]!));
      const lines = kept.map((at, index) => (index > 0 && at - kept[index - 1]! > 1 ? `\n${words[at]}` : words[at]));
      expect(text, `seed ${seed}`).toBe(lines.join('').trim());
    }
  });

  it('of one very large paste are all there, without what was taken out of its middle, and with what was typed behind it', () => {
    const updates = after((doc) => {
      textOf(doc, 0).insert(0, `${'a'.repeat(1_000_000)}weg${'b'.repeat(1_000_000)}`);
      textOf(doc, 0).delete(1_000_000, 3);
      textOf(doc, 0).insert(2_000_000, ' daarna');
    });
    expect(draftText(updates) === `${'a'.repeat(1_000_000)}${'b'.repeat(1_000_000)} daarna`).toBe(true);
  });

  it(
    'of many edits are there in a moment: in some times what Yjs needs to read them',
    { timeout: 60_000 },
    async () => {
      const updates = after((doc) => type(doc, 0, 0, 'woord '.repeat(2_000)));
      expect(draftText(updates)).toHaveLength(11_999);
      const times = await timesAsLong(
        () => draftText(updates),
        () => updates.map((update) => Y.decodeUpdate(update)),
        25,
      );
      expect(times).toBeLessThan(25);
    },
  );
});
