import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readBlocks, type RenderedBlock } from '../schema/blocks';
import { canonicalText } from '../schema/canonical-text';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { Random } from '../testing/random';
import { authoredTexts } from './authorship';
import { beginHistory } from './begin-history';

const ADDRESS = 'https://geheim.example/dossier-4711';
const state = (doc: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(doc);
const textOf = (doc: Y.Doc): Y.XmlText => (doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText;
const begun = (doc: Y.Doc): Uint8Array => {
  const { bytes, untidied } = beginHistory([state(doc)]);
  expect(untidied).toBeNull();
  return bytes;
};
const holds = (bytes: Uint8Array, word: string): boolean => Buffer.from(bytes).includes(word);

function docOf(update: Uint8Array): Y.Doc {
  const doc = createTextDoc();
  Y.applyUpdate(doc, update);
  return doc;
}

const says = (doc: Y.Doc): unknown => canonicalText(readBlocks(doc));

/** Of each letter its number, whatever runs it stands in. */
const lettersBy = (doc: Y.Doc): string[] =>
  authoredTexts(doc, readBlocks(doc)).flatMap(({ spans }) =>
    spans.flatMap(({ client, clock, length }) => Array.from({ length }, (_, by) => `${client} ${clock + by}`)),
  );

/** "voor geheim na", of which "geheim" is a link. */
function linked(): Y.Doc {
  const doc = createTextDoc();
  const block = new Y.XmlElement('block');
  doc.getXmlFragment(TEXT_ROOT).insert(0, [block]);
  const text = new Y.XmlText();
  block.insert(0, [text]);
  text.insert(0, 'voor ');
  text.insert(5, 'geheim', { link: { href: ADDRESS } });
  text.insert(11, ' na', { link: null });
  return doc;
}

/** What two people do at once, of which neither knows what the other does. */
function atOnce(doc: Y.Doc, one: (text: Y.XmlText) => void, other: (text: Y.XmlText) => void): Y.Doc {
  const beside = docOf(state(doc));
  one(textOf(doc));
  other(textOf(beside));
  Y.applyUpdate(doc, state(beside));
  return doc;
}

/** Strikes letters and leaves the marks around them, as no editor does and a changed client may. */
function strikeLettersAlone(doc: Y.Doc): Y.Doc {
  doc.transact((transaction) => {
    for (let item = textOf(doc)._start; item !== null; item = item.right)
      if (item.content instanceof Y.ContentString && item.content.str.includes('geheim')) item.delete(transaction);
  });
  return doc;
}

describe('[D21] the address of a link whose words were struck', () => {
  const CASES: Record<string, () => Y.Doc> = {
    'in one go': () => {
      const doc = linked();
      textOf(doc).delete(5, 6);
      return doc;
    },
    'letter by letter': () => {
      const doc = linked();
      for (let at = 10; at >= 5; at -= 1) textOf(doc).delete(at, 1);
      return doc;
    },
    'by two people, a half each': () =>
      atOnce(
        linked(),
        (text) => text.delete(5, 3),
        (text) => text.delete(8, 3),
      ),
    'while another took the link off': () =>
      atOnce(
        linked(),
        (text) => text.delete(5, 6),
        (text) => text.format(5, 6, { link: null }),
      ),
    'and whose marks were left': () => strikeLettersAlone(linked()),
    'at the end of the text': () => {
      const doc = strikeLettersAlone(linked());
      textOf(doc).delete(5, 3);
      return doc;
    },
  };

  it.each(Object.keys(CASES))('%s is in no byte of a new history', (name) => {
    const doc = CASES[name]!();
    const bytes = begun(doc);
    expect(holds(bytes, 'dossier-4711')).toBe(false);
    expect(holds(bytes, 'link')).toBe(false);
    expect(says(docOf(bytes))).toEqual(says(doc));
  });

  it('was in the bytes before, so that this can fail', () => {
    const left = ['by two people, a half each', 'and whose marks were left'].map((name) => state(CASES[name]!()));
    expect(left.map((bytes) => holds(bytes, 'dossier-4711'))).toEqual([true, true]);
  });

  it('stays as long as one letter bears it', () => {
    const doc = atOnce(
      linked(),
      (text) => text.delete(5, 3),
      (text) => text.delete(8, 2),
    );
    expect(holds(begun(doc), 'dossier-4711')).toBe(true);
  });

  it('goes in the cell of a table too', () => {
    const doc = linked();
    const table = new Y.XmlElement('table');
    doc.getXmlFragment(TEXT_ROOT).insert(0, [table]);
    const [row, cell, block, text] = [
      new Y.XmlElement('tableRow'),
      new Y.XmlElement('tableCell'),
      new Y.XmlElement('block'),
      new Y.XmlText(),
    ];
    table.insert(0, [row]);
    row.insert(0, [cell]);
    cell.insert(0, [block]);
    block.insert(0, [text]);
    text.insert(0, 'x', { link: { href: 'https://cel.example/cel-4711' } });
    doc.transact((transaction) => {
      for (let item = text._start; item !== null; item = item.right) if (item.countable) item.delete(transaction);
    });
    expect(holds(state(doc), 'cel-4711')).toBe(true);
    expect(holds(begun(doc), 'cel-4711')).toBe(false);
  });
});

describe('[D21] what a block was before', () => {
  it('is in no byte of a new history, of what it is now all', () => {
    const doc = linked();
    const block = doc.getXmlFragment(TEXT_ROOT).get(0) as unknown as Y.XmlElement<Record<string, string | number>>;
    for (const [name, value] of Object.entries({ kind: 'paragraph', level: 3, indent: 5 }))
      block.setAttribute(name, value);
    expect(Object.keys(blockOf(begun(doc)))).toEqual(['kind']);
    block.setAttribute('kind', 'heading');
    expect(blockOf(begun(doc))).toEqual({ kind: 'heading', level: 3 });
    block.setAttribute('kind', 'bullet');
    expect(blockOf(begun(doc))).toEqual({ kind: 'bullet', indent: 5 });
  });

  const blockOf = (update: Uint8Array): object =>
    (docOf(update).getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).getAttributes();
});

describe('[D22] a text that can not be tidied', () => {
  const unlike = (root: Y.XmlFragment): void => root.delete(0, 1);
  const broken = (): void => {
    throw new RangeError('odd');
  };

  it.each([unlike, broken])(
    'begins its new history as it stands, without what was struck, and that is told',
    (tidy) => {
      const doc = linked();
      textOf(doc).insert(0, 'weggehaald');
      const updates = [state(doc)];
      textOf(doc).delete(0, 10);
      updates.push(state(doc));
      const { bytes, untidied } = beginHistory(updates, tidy);
      expect(untidied).toBeInstanceOf(Error);
      expect(says(docOf(bytes))).toEqual(says(doc));
      expect(holds(updates[0]!, 'weggehaald')).toBe(true);
      expect(holds(bytes, 'weggehaald')).toBe(false);
    },
  );
});

describe('[D21] whatever two people do to a text at once', () => {
  it('a new history reads the same, every letter is of who placed it, and it holds no address that is not to be seen', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const random = new Random(seed);
      const one = linked();
      const other = docOf(state(one));
      let links = 0;
      for (let step = 0; step < 12; step += 1) {
        const doc = random.pick([one, other]);
        const text = textOf(doc);
        const at = random.below(text.length + 1);
        const length = Math.min(text.length - at, 1 + random.below(4));
        const mark = random.pick([null, { href: `https://x.example/adres-${seed}-${(links += 1)}-` }]);
        if (random.chance(0.3)) text.insert(at, 'abc');
        else if (length > 0 && random.chance(0.5)) text.delete(at, length);
        else if (length > 0) text.format(at, length, { link: mark, bold: random.pick([null, {}]) });
        if (random.chance(0.2))
          for (const [to, from] of [
            [one, other],
            [other, one],
          ] as const)
            Y.applyUpdate(to, state(from));
      }
      Y.applyUpdate(one, state(other));
      const bytes = begun(one);
      const doc = docOf(bytes);
      expect(says(doc), `seed ${seed}`).toEqual(says(one));
      expect(lettersBy(doc), `seed ${seed}`).toEqual(lettersBy(one));
      const shown = readBlocks(doc).flatMap(linksOf);
      const held = [
        ...Buffer.from(bytes)
          .toString('latin1')
          .matchAll(/https:\/\/[a-z.]+\/[a-z0-9-]+/g),
      ].map(([href]) => href);
      expect(new Set(held), `seed ${seed}`).toEqual(new Set(shown));
    }
  });

  const linksOf = (block: RenderedBlock): string[] =>
    block.type === 'table' ? [] : block.runs.flatMap(({ link }) => (link === null ? [] : [link]));
});
