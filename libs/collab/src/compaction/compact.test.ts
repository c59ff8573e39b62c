import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { plainText } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { Random, randomEdit } from '../testing';
import { compact, requireSame, type CompactionInput } from './compact';

const SEEDS = Array.from({ length: 20 }, (_, nth) => nth + 1);

/** The rows of a text that two write in turns, seeing each other's words late. */
function rowsOf(seed: number): CompactionInput['rows'] {
  const random = new Random(seed);
  const rows: { seq: number; bytes: Uint8Array }[] = [];
  const docs = [1, 2].map((client) => {
    const doc = createTextDoc();
    doc.clientID = client;
    doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin !== 'log') rows.push({ seq: rows.length + 1, bytes });
    });
    return { doc, known: 0 };
  });
  for (let step = 0; step < 60; step += 1) {
    const writer = random.pick(docs);
    if (random.chance(0.5)) {
      for (const { bytes } of rows.slice(writer.known)) Y.applyUpdate(writer.doc, bytes, 'log');
      writer.known = rows.length;
    }
    randomEdit(writer.doc, random, `w${step}`);
  }
  return rows;
}

function docOf(...updates: Uint8Array[]): Y.Doc {
  const doc = createTextDoc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

describe('[C43] a snapshot', () => {
  it('is the rows that it stands for, also on top of an earlier one', () => {
    for (const seed of SEEDS) {
      const rows = rowsOf(seed);
      const middle = new Random(seed).below(rows.length);
      const first = compact({ snapshot: null, snapshotSeq: 0, rows: rows.slice(0, middle) });
      const second = compact({ snapshot: first.snapshot, snapshotSeq: first.seq, rows: rows.slice(middle) });
      expect(second.seq).toBe(rows.length);
      expect(plainText(docOf(second.snapshot)), `seed ${seed}`).toBe(
        plainText(docOf(...rows.map(({ bytes }) => bytes))),
      );
    }
  });

  it('is not made over a gap, nor of rows that begin too late or came twice', () => {
    const rows = rowsOf(1);
    const of =
      (these: CompactionInput['rows'], snapshotSeq = 0) =>
      () =>
        compact({ snapshot: null, snapshotSeq, rows: these });
    expect(of(rows.filter(({ seq }) => seq !== 9))).toThrow('row 10 after 8');
    expect(of(rows.slice(1))).toThrow('row 2 after 0');
    expect(of(rows, 1)).toThrow('row 1 after 1');
    expect(of([...rows.slice(0, 3), rows[2]!])).toThrow('row 3 after 3');
    // Numbered as if nothing were missing.
    const renumbered = rows.filter(({ seq }) => seq !== 1).map(({ bytes }, nth) => ({ seq: nth + 1, bytes }));
    expect(of(renumbered)).toThrow('pending');
  });

  it('is refused when it is not in every way what the rows are, though it reads the same', () => {
    const rows = rowsOf(2);
    const replay = docOf(...rows.map(({ bytes }) => bytes));
    const snapshot = Y.encodeStateAsUpdate(replay);
    const given = { snapshot: null, rows };
    expect(() => requireSame(snapshot, replay, given)).not.toThrow();
    const changed = (change: (doc: Y.Doc) => void): Uint8Array => {
      const doc = docOf(snapshot);
      doc.clientID = 3;
      change(doc);
      return Y.encodeStateAsUpdate(doc);
    };
    const typed = changed((doc) => randomEdit(doc, new Random(5), 'anders'));
    expect(() => requireSame(typed, replay, given)).toThrow('reads differently');
    const unseen = changed((doc) => {
      const text = new Y.XmlText('x');
      doc.getXmlFragment(TEXT_ROOT).insert(0, [text]);
      doc.getXmlFragment(TEXT_ROOT).delete(0, 1);
    });
    expect(() => requireSame(unseen, replay, given)).toThrow('holds something else');
    const fewer = { snapshot: null, rows: rows.slice(0, -1) };
    expect(() => requireSame(snapshot, replay, fewer)).toThrow('ends elsewhere');
  });
});
