import * as Y from 'yjs';
import type { Anchor } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import { readBlocks, writeBlocks } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { randomEdit } from '../testing/edits';
import { Random } from '../testing/random';
import { anchorAt } from './anchor';
import { findQuote } from './find-quote';
import { overlapOf } from './overlap';
import { AnchorResolver, HELD_FROM } from './resolver';
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

function anchorOf(doc: Y.Doc, quote: string): Anchor {
  const range = findQuote(linesIn(doc), { blockId: null, quote, before: '', after: '' });
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
    expect(anchor.quote).toBe('icht bij huis.\nVerblijf duurt korter. D');
    expect(anchor.before).toBe(PLAN[0]!.slice(0, 40));
    expect(anchor.after.startsWith('e gemeente meldt')).toBe(true);
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

  it('is found when most of its words still stand together, and not when others took their place', () => {
    const anchor = anchorOf(docWith(...PLAN), 'De gemeente meldt per kwartaal hoeveel');
    expect(wordsAt(docWith('Iets anders.', 'De gemeente meldt per half jaar hoeveel kinderen.'), anchor)).toBe(
      'De gemeente meldt per half jaar hoeveel',
    );
    expect(wordsAt(docWith('De aanbieder betaalt per dag en de gemeente niets.'), anchor)).toBeNull();
  });

  it('chooses by what stood around it, and rather points nowhere than at the wrong one of two', () => {
    const doc = docWith('Eerst: de regio betaalt.', 'Later: de regio betaalt.');
    const anchor = anchorAt(doc, { from: { block: 1, offset: 7 }, to: { block: 1, offset: 15 } }) as Anchor;
    const again = docWith('Nu: de regio betaalt.', 'Veel later: de regio betaalt.');
    expect(findQuote(linesIn(again), anchor)?.from).toEqual({ block: 1, offset: 12 });
    const alike = { blockId: null, quote: 'de regio', before: '', after: '' };
    expect(findQuote(linesIn(again), alike)).toBeNull();
  });

  it('finds nothing when nothing is looked for, in an empty text too', () => {
    for (const quote of ['', ' \n'])
      for (const doc of [docWith(''), docWith(...PLAN), createTextDoc()])
        expect(findQuote(linesIn(doc), { blockId: null, quote, before: '', after: '' })).toBeNull();
  });

  it('never throws on positions that a broken client made', () => {
    const doc = docWith(...PLAN);
    for (const start of ['AAAA', '////', 'BQAA', btoa('\u0000\u00ff\u00ff\u00ff')]) {
      const anchor = { ...anchorOf(doc, 'in een gezin'), start, end: start };
      expect(wordsAt(doc, anchor)).toBe('in een gezin');
    }
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'after random edits never points elsewhere (seed %i)',
    (seed) => {
      const random = new Random(seed);
      const doc = docWith(
        ...PLAN,
        ...Array.from({ length: 4 }, (_, n) => `Alinea ${n} over afspraak ${seed + n} en nazorg.`),
      );
      const anchors = [
        'groeien op in een gezin',
        'De gemeente meldt per kwartaal',
        'een vaste begeleider',
        'afspraak',
      ].flatMap((quote) => {
        const lines = linesIn(doc);
        const block = random.below(lines.length);
        const at = lines[block]?.text.indexOf(quote) ?? -1;
        const range =
          at >= 0
            ? { from: { block, offset: at }, to: { block, offset: at + quote.length } }
            : findQuote(lines, { blockId: null, quote, before: '', after: '' });
        const anchor = range === null ? 'empty' : anchorAt(doc, range);
        return typeof anchor === 'string' ? [] : [anchor];
      });
      const resolver = new AnchorResolver(doc);
      for (let edit = 0; edit < 60; edit++) {
        randomEdit(doc, random, random.pick(['zz', 'gezin ', 'de ', 'q']));
        resolver.changed();
        resolver.search(anchors);
        const lines = linesIn(doc);
        const text = lines.map((line) => line.text).join('\n');
        for (const anchor of anchors) {
          const range = resolver.place(anchor);
          if (range !== null)
            expect(overlapOf(anchor.quote, textBetween(lines, range))).toBeGreaterThanOrEqual(HELD_FROM);
          const times = text.split(anchor.quote).length - 1;
          if (times === 1) expect(range, `"${anchor.quote}" stands once`).not.toBeNull();
        }
      }
    },
  );
});
