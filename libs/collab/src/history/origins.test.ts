import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { appendBlocks, copyBlocks, removeBlocks } from '../schema/copy-blocks';
import { readBlocks } from '../schema/blocks';
import { createTextDoc } from '../schema/text-doc';
import { Random, randomEdit } from '../testing';
import { authoredTexts } from './authorship';
import { copiedLetters } from './origins';
import { restoreBlocks } from './restore';

const SEEDS = Array.from({ length: 30 }, (_, nth) => nth + 1);

/** A text of three writers, each with a letter of his own. */
function text(seed: number): Y.Doc {
  const random = new Random(seed);
  const doc = createTextDoc();
  for (let step = 0; step < 60; step += 1) {
    const nth = random.below(3);
    doc.clientID = 101 + nth;
    randomEdit(doc, random, 'abc'[nth]!.repeat(3));
  }
  return doc;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = createTextDoc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** The letter at each number. */
function lettersOf(doc: Y.Doc): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [client, structs] of doc.store.clients)
    for (const struct of structs)
      if (struct instanceof Y.Item && !struct.deleted && struct.content instanceof Y.ContentString)
        [...struct.content.str].forEach((letter, by) => letters.set(`${client}.${struct.id.clock + by}`, letter));
  return letters;
}

describe('[H15] text that the server placed again', () => {
  it('is letter for letter the text that it was taken from, whatever was moved', () => {
    let looked = 0;
    for (const seed of SEEDS) {
      const source = text(seed);
      const from = new Random(seed).below(readBlocks(source).length);
      const target = copyOf(text(seed + 1_000));
      target.clientID = 900;
      appendBlocks(target, copyBlocks(source, from));
      const pieces = copiedLetters(source, target, 900, 'end');
      const [was, is] = [lettersOf(source), lettersOf(target)];
      for (const { clock, length, from: at } of pieces)
        for (let by = 0; by < length; by += 1) {
          expect(is.get(`900.${clock + by}`), `seed ${seed}`).toBe(was.get(`${at.client}.${at.clock + by}`));
          looked += 1;
        }
      const placed = [...is.keys()].filter((key) => key.startsWith('900.')).length;
      expect(
        pieces.reduce((sum, { length }) => sum + length, 0),
        `seed ${seed}`,
      ).toBe(placed);
    }
    expect(looked).toBeGreaterThan(500);
  });

  it('is of a version that was restored only what had gone', () => {
    let looked = 0;
    for (const seed of SEEDS) {
      const source = text(seed);
      const target = copyOf(source);
      target.clientID = 700;
      for (let step = 0; step < 20; step += 1) randomEdit(target, new Random(seed * 100 + step), 'd');
      target.clientID = 900;
      let made = 0;
      target.transact(() => restoreBlocks(target, readBlocks(source), () => `new${(made += 1)}`));
      const [was, is] = [lettersOf(source), lettersOf(target)];
      for (const { clock, length, from } of copiedLetters(source, target, 900, 'whole'))
        for (let by = 0; by < length; by += 1) {
          expect(is.get(`900.${clock + by}`)).toBe(was.get(`${from.client}.${from.clock + by}`));
          expect(authoredTexts(source).length).toBe(authoredTexts(target).length);
          looked += 1;
        }
    }
    expect(looked).toBeGreaterThan(100);
  });

  it("is nobody's when the words are not the same: what can not be proven is not told", () => {
    const source = text(3);
    const target = createTextDoc();
    target.clientID = 900;
    appendBlocks(target, copyBlocks(source));
    removeBlocks(source, readBlocks(source).length - 1);
    expect(copiedLetters(source, target, 900, 'end')).toEqual([]);
    const other = text(4);
    expect(copiedLetters(other, target, 900, 'end')).toEqual([]);
  });
});
