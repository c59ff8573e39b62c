import * as Y from 'yjs';
import type { Anchor } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import { readBlocks, writeBlocks } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { anchorAt, hasWords } from './anchor';
import { findQuote, loneQuote } from './find-quote';
import { AnchorResolver } from './resolver';
import { SearchText } from './search-text';
import { lineOfNode, linesOf, quoteStands, textBetween, textNodes, type LineRange } from './text-lines';

let ids = 0;
function docWith(...paragraphs: string[]): Y.Doc {
  const doc = createTextDoc();
  writeBlocks(
    doc,
    paragraphs.map((text) => ({ type: 'block', kind: 'paragraph', runs: [{ text }] })),
    () => `b${++ids}`,
  );
  return doc;
}

const linesIn = (doc: Y.Doc): ReturnType<typeof linesOf> => textNodes(doc).map(lineOfNode);
const textAt = (doc: Y.Doc, block: number): Y.XmlText =>
  (doc.getXmlFragment(TEXT_ROOT).get(block) as Y.XmlElement).get(0) as Y.XmlText;

function lineOf(words: string): Y.XmlElement {
  const block = new Y.XmlElement('block');
  block.setAttribute('id', `b${++ids}`);
  block.setAttribute('kind', 'paragraph');
  block.insert(0, [new Y.XmlText(words)]);
  return block;
}

function anchorOf(doc: Y.Doc, quote: string): Anchor {
  const range = loneQuote(linesIn(doc), quote);
  if (range === null) throw new Error('not there once');
  const anchor = anchorAt(doc, range);
  if (typeof anchor === 'string') throw new Error(anchor);
  return anchor;
}

/** The words at which the anchor points now, after a search; null for an orphan. */
function wordsAt(doc: Y.Doc, anchor: Anchor, resolver = new AnchorResolver(doc)): string | null {
  resolver.changed();
  resolver.search([anchor]);
  const range = resolver.place(anchor);
  return range === null ? null : textBetween(linesIn(doc), range);
}

const PLAN = [
  'Meer kinderen groeien op in een gezin, dicht bij huis.',
  'Verblijf duurt korter. De gemeente meldt per kwartaal hoeveel.',
  'Wie terugkeert, houdt een vaste begeleider.',
];

describe('[K1] the anchor of a selection', () => {
  it('holds the quote without the white space at its ends, with what stands around it, and runs over blocks', () => {
    const doc = docWith(...PLAN);
    const range: LineRange = { from: { block: 0, offset: 40 }, to: { block: 1, offset: 24 } };
    const anchor = anchorAt(doc, range) as Anchor;
    expect(anchor.quote).toBe('dicht bij huis.\nVerblijf duurt korter. De');
    expect(anchor.before).toBe(PLAN[0]!.slice(0, 39));
    expect(anchor.after.startsWith(' gemeente meldt')).toBe(true);
    expect(wordsAt(doc, anchor)).toBe(anchor.quote);
    expect(quoteStands(readBlocks(doc), anchor.quote)).toBe(true);
    const spaced = anchorAt(doc, { from: { block: 0, offset: 4 }, to: { block: 0, offset: 14 } }) as Anchor;
    expect(spaced.quote).toBe('kinderen');
    expect(anchorAt(doc, { from: { block: 0, offset: 4 }, to: { block: 0, offset: 5 } })).toBe('empty');
    const long = docWith('woord '.repeat(200));
    expect(anchorAt(long, { from: { block: 0, offset: 0 }, to: { block: 0, offset: 1100 } })).toBe('too-long');
  });

  it('counts the blocks of a table as they are drawn', () => {
    const doc = createTextDoc();
    const cell = (text: string): { type: 'block'; kind: 'paragraph'; runs: { text: string }[] }[] => [
      { type: 'block', kind: 'paragraph', runs: [{ text }] },
    ];
    writeBlocks(
      doc,
      [
        { type: 'block', kind: 'paragraph', runs: [{ text: 'Voor' }] },
        {
          type: 'table',
          header: true,
          rows: [
            [cell('Wat'), cell('Wie')],
            [cell('Nazorg'), cell('Gemeente')],
          ],
        },
      ],
      () => `b${++ids}`,
    );
    const anchor = anchorOf(doc, 'Nazorg');
    expect(new AnchorResolver(doc).place(anchor)?.from).toEqual({ block: 3, offset: 0 });
    expect(linesIn(doc)).toEqual(linesOf(readBlocks(doc)));
  });
});

describe('[K23] a selection without words', () => {
  const from = (block: number, offset: number, to: number, until: number): LineRange => ({
    from: { block, offset },
    to: { block: to, offset: until },
  });

  it('is one of white space, of the end of a line and of empty lines; nothing can be said about it', () => {
    const doc = docWith('Doelen', '', ' ', 'Meer kinderen');
    for (const range of [from(0, 6, 1, 0), from(0, 6, 3, 0), from(1, 0, 2, 1), from(3, 4, 3, 5), from(8, 0, 9, 0)])
      expect([range, hasWords(doc, range), anchorAt(doc, range)]).toEqual([range, false, 'empty']);
    for (const range of [from(0, 5, 1, 0), from(0, 6, 3, 1), from(3, 6, 3, 7)])
      expect([range, hasWords(doc, range), typeof anchorAt(doc, range)]).toEqual([range, true, 'object']);
  });
});

describe('[K2] an anchor', () => {
  it('stays on its words while others type before, after and inside, and outside its edges', () => {
    const doc = docWith(...PLAN);
    const anchor = anchorOf(doc, 'groeien op in een gezin');
    textAt(doc, 0).insert(0, 'Veel ');
    textAt(doc, 0).insert(18, 'vast ');
    const at = textAt(doc, 0).toString().indexOf('gezin');
    textAt(doc, 0).insert(at, 'warm ');
    textAt(doc, 0).insert(textAt(doc, 0).toString().indexOf('gezin') + 5, 'shuis');
    expect(wordsAt(doc, anchor)).toBe('groeien op in een warm gezin');
  });

  it('is found again when its block was split or joined', () => {
    const doc = docWith(...PLAN);
    const anchor = anchorOf(doc, 'Verblijf duurt korter. De gemeente');
    const resolver = new AnchorResolver(doc);
    expect(wordsAt(doc, anchor, resolver)).toBe(anchor.quote);
    doc.getXmlFragment(TEXT_ROOT).delete(1, 1);
    expect(wordsAt(doc, anchor, resolver)).toBeNull();
    const split = docWith(PLAN[0]!, 'Verblijf duurt korter.', 'De gemeente meldt per kwartaal hoeveel.', PLAN[2]!);
    expect(wordsAt(split, anchor)).toBe('Verblijf duurt korter.\nDe gemeente');
  });

  it('survives a change of kind, and moves with text that was moved or restored', () => {
    const doc = docWith(...PLAN);
    const anchor = anchorOf(doc, 'een vaste begeleider');
    (doc.getXmlFragment(TEXT_ROOT).get(2) as Y.XmlElement).setAttribute('kind', 'bullet');
    expect(wordsAt(doc, anchor)).toBe('een vaste begeleider');
    const resolver = new AnchorResolver(doc);
    doc.getXmlFragment(TEXT_ROOT).delete(2, 1);
    expect(wordsAt(doc, anchor, resolver)).toBeNull();
    writeBlocks(doc, [{ type: 'block', kind: 'quote', runs: [{ text: PLAN[2]! }] }], () => `b${++ids}`);
    expect(wordsAt(doc, anchor, resolver)).toBe('een vaste begeleider');
    textAt(doc, 2).insert(0, 'En: ');
    resolver.changed();
    // Found once, it follows the new positions without another search.
    expect(resolver.place(anchor)?.from).toEqual({ block: 2, offset: 4 + PLAN[2]!.indexOf('een vaste') });
  });

  it('points nowhere when its words were changed while their positions were lost', () => {
    const anchor = anchorOf(docWith(...PLAN), 'De gemeente meldt per kwartaal hoeveel');
    expect(wordsAt(docWith('Iets anders.', 'De gemeente meldt per half jaar hoeveel kinderen.'), anchor)).toBeNull();
    expect(wordsAt(docWith('De aanbieder betaalt per dag en de gemeente niets.'), anchor)).toBeNull();
  });

  it('finds nothing when nothing is looked for, in an empty text too', () => {
    const anchor = anchorOf(docWith(...PLAN), 'in een gezin');
    for (const quote of ['', ' \n'])
      for (const doc of [docWith(''), docWith(...PLAN), createTextDoc()]) {
        expect(findQuote(new SearchText(linesIn(doc)), { ...anchor, quote })).toBeNull();
        expect(loneQuote(linesIn(doc), quote)).toBeNull();
      }
  });

  it('never throws on positions that a broken client made', () => {
    const doc = docWith(...PLAN);
    for (const start of ['AAAA', '////', 'BQAA', btoa('\u0000\u00ff\u00ff\u00ff')]) {
      const anchor = { ...anchorOf(doc, 'in een gezin'), start, end: start };
      expect(wordsAt(doc, anchor)).toBe('in een gezin');
    }
  });
});

describe('[K18] words that were moved', () => {
  const HELP = ['Iedereen kent de hulp.', 'De aanbieder geeft de hulp thuis.', 'De regio betaalt.'];
  const inLine = (doc: Y.Doc, block: number, quote: string): Anchor => {
    const offset = textAt(doc, block).toString().indexOf(quote);
    return anchorAt(doc, { from: { block, offset }, to: { block, offset: offset + quote.length } }) as Anchor;
  };
  const write = (doc: Y.Doc, text: string): void =>
    writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs: [{ text }] }], () => `b${++ids}`);
  const standsAt = (doc: Y.Doc, anchor: Anchor): LineRange | null => {
    const resolver = new AnchorResolver(doc);
    resolver.search([anchor]);
    return resolver.place(anchor);
  };
  const remove = (doc: Y.Doc, block: number): void => doc.getXmlFragment(TEXT_ROOT).delete(block, 1);

  it('of a line that was cut are gone, never those of another line, and back where it is pasted', () => {
    const doc = docWith(...HELP);
    const anchor = inLine(doc, 1, 'de hulp');
    const resolver = new AnchorResolver(doc);
    expect(resolver.place(anchor)?.from).toEqual({ block: 1, offset: 19 });
    remove(doc, 1);
    // The same words stand once by now, in the first line: they are others.
    expect(wordsAt(doc, anchor, resolver)).toBeNull();
    expect(wordsAt(doc, anchor)).toBeNull();
    write(doc, HELP[1]!);
    expect(wordsAt(doc, anchor, resolver)).toBe('de hulp');
    expect(resolver.place(anchor)?.from).toEqual({ block: 2, offset: 19 });
    expect(standsAt(doc, anchor)).toEqual(resolver.place(anchor));
  });

  it('are looked for anew at every search: a place that was right before says nothing', () => {
    const doc = docWith(...HELP);
    const anchor = inLine(doc, 1, 'de hulp');
    const resolver = new AnchorResolver(doc);
    remove(doc, 1);
    write(doc, HELP[1]!);
    expect(wordsAt(doc, anchor, resolver)).toBe('de hulp');
    textAt(doc, 2).delete(0, 13);
    expect(wordsAt(doc, anchor, resolver)).toBe(wordsAt(doc, anchor));
  });

  it('are not those of a line that said just the same when the comment was made', () => {
    const doc = docWith(HELP[1]!, HELP[0]!, HELP[1]!);
    const anchor = inLine(doc, 2, 'de hulp');
    expect(anchor.alike).toEqual({ here: 0, elsewhere: 6 });
    remove(doc, 2);
    expect(standsAt(doc, anchor)).toBeNull();
    // Whole, with its id, it can be told from the other.
    const { blockId } = anchor;
    writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs: [{ text: HELP[1]! }] }], () => blockId!);
    expect(standsAt(doc, anchor)?.from.block).toBe(2);
  });

  it('are not those of a line that only looks like theirs, and neither of two that are as good', () => {
    const doc = docWith('De aanbieder geeft de hulp soms thuis.', HELP[1]!);
    const anchor = inLine(doc, 1, 'de hulp');
    remove(doc, 1);
    expect(standsAt(doc, anchor)).toBeNull();
    write(doc, HELP[1]!);
    expect(standsAt(doc, anchor)?.from.block).toBe(1);
    write(doc, HELP[1]!);
    expect(standsAt(doc, anchor)).toBeNull();
  });

  it('are not part of a longer word, nor words that somebody typed later in another sentence', () => {
    const doc = docWith('Zorg is er voor alle kinderen in de regio.', 'Bij de gemeente.');
    const anchor = inLine(doc, 0, 'Zorg');
    remove(doc, 0);
    write(doc, 'Jeugdhulp en ZuidZorg is er voor alle kinderen in de regio.');
    expect(standsAt(doc, anchor)).toBeNull();
    write(doc, 'Zorg is wat de regio betaalt.');
    expect(standsAt(doc, anchor)).toBeNull();
    write(doc, 'Zorg is er voor alle kinderen in de regio.');
    expect(standsAt(doc, anchor)?.from.block).toBe(3);
  });

  it('[K20] are not those of a line that said just the same and was joined to their emptied block', () => {
    const doc = docWith(HELP[0]!, HELP[1]!, HELP[1]!);
    const anchor = inLine(doc, 1, 'de hulp');
    textAt(doc, 1).delete(0, textAt(doc, 1).length);
    textAt(doc, 1).insert(0, HELP[1]!);
    // Brought back by an undo, with the other line still below.
    expect(standsAt(doc, anchor)?.from.block).toBe(1);
    remove(doc, 2);
    expect(standsAt(doc, anchor)).toBeNull();
  });

  it('[K21] are not where more agrees behind them but less before them than elsewhere', () => {
    const doc = docWith('De aanbieder geeft de hulp per kwartaal met de ouders. Samen met het plan van het gezin.');
    const anchor = inLine(doc, 0, 'hulp per kwartaal');
    remove(doc, 0);
    write(doc, 'Een regio regelt de hulp per kwartaal met de ouders.');
    write(doc, 'Samen met het plan van het gezin.');
    expect(standsAt(doc, anchor)?.from.block).toBe(0);
    write(doc, 'De aanbieder geeft de hulp per kwartaal.');
    expect(standsAt(doc, anchor)).toBeNull();
  });

  it('[K22] are not in a line elsewhere that repeats what their own line still says', () => {
    const doc = docWith('Een gezinshuis geeft de hulp per kwartaal met de ouders.');
    const anchor = inLine(doc, 0, 'de hulp');
    textAt(doc, 0).delete(15, 'geeft de hulp per '.length);
    write(doc, 'Een gezinshuis geeft de hulp per kwartaal met de zeven ouders.');
    expect(standsAt(doc, anchor)).toBeNull();
    // Cut out of it and pasted elsewhere nothing is said twice.
    textAt(doc, 0).delete(0, textAt(doc, 0).length);
    expect(standsAt(doc, anchor)?.from.block).toBe(1);
  });

  it('in a cell that says what others say follow the cell only when it comes whole', () => {
    const cells = ['Ja', 'Nee', 'Ja'];
    const doc = docWith(...cells);
    const anchor = inLine(doc, 2, 'Ja');
    remove(doc, 2);
    expect(standsAt(doc, anchor)).toBeNull();
    writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs: [{ text: 'Ja' }] }], () => anchor.blockId!);
    expect(standsAt(doc, anchor)?.from.block).toBe(2);
  });

  it('are not what is left between others when an end of them went', () => {
    const doc = docWith('Zij komt thuis.', 'De regio ziet de hulp.', 'Een woord.');
    const range = { from: { block: 0, offset: 9 }, to: { block: 1, offset: 8 } };
    const anchor = anchorAt(doc, range) as Anchor;
    expect(anchor.quote).toBe('thuis.\nDe regio');
    textAt(doc, 1).delete(0, 9);
    doc.getXmlFragment(TEXT_ROOT).insert(1, [lineOf('De regio betaalt het vervoer.')]);
    expect(standsAt(doc, anchor)).toBeNull();
  });
});

describe('[K17] where a comment stands', () => {
  it('is the same for who undid a deletion and for who sees what came of it', () => {
    const one = docWith(...PLAN);
    const undo = new Y.UndoManager(one.getXmlFragment(TEXT_ROOT), { captureTimeout: 0 });
    const anchor = anchorOf(one, 'groeien op in een gezin');
    textAt(one, 0).delete(0, textAt(one, 0).length);
    undo.undo();
    textAt(one, 0).insert(0, 'De ');
    textAt(one, 0).delete(textAt(one, 0).toString().indexOf('kinderen'), 9);
    const other = createTextDoc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    const places = [one, other].map((doc) => {
      const resolver = new AnchorResolver(doc);
      resolver.search([anchor]);
      return resolver.place(anchor);
    });
    expect(places[0]).toEqual(places[1]);
  });
});
