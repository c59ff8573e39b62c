import { ALIKE_MAX, type Anchor } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { writeBlocks } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { anchorAt } from './anchor';
import { measureAnew } from './measure-anew';
import { AnchorResolver } from './resolver';

const LINES = ['Iedereen kent de hulp.', 'De aanbieder geeft de hulp thuis en op school.'];

function write(doc: Y.Doc, ...lines: string[]): Y.Doc {
  writeBlocks(
    doc,
    lines.map((text) => ({ type: 'block', kind: 'paragraph', runs: [{ text }] })),
    () => crypto.randomUUID(),
  );
  return doc;
}

/** As a comment on "de hulp" in the second line is after the upgrade. */
function old(doc: Y.Doc): Anchor {
  const anchor = anchorAt(doc, { from: { block: 1, offset: 19 }, to: { block: 1, offset: 26 } }) as Anchor;
  expect(anchor.quote).toBe('de hulp');
  return { ...anchor, alike: { here: ALIKE_MAX, elsewhere: ALIKE_MAX } };
}

function isFound(doc: Y.Doc, anchor: Anchor): boolean {
  const resolver = new AnchorResolver(doc);
  resolver.search([anchor]);
  return resolver.place(anchor) !== null;
}

describe('[K25] a comment from before the upgrade', () => {
  it('whose words still stand is measured as if it were made now, and found again when they move', () => {
    const doc = write(createTextDoc(), ...LINES);
    const anchor = old(doc);
    const now = measureAnew(doc, [anchor]).get(anchor)!;
    expect(now.alike).toEqual({ here: 0, elsewhere: 2 });
    doc.getXmlFragment(TEXT_ROOT).delete(1, 1);
    write(doc, LINES[1]!);
    expect([isFound(doc, anchor), isFound(doc, now)]).toEqual([false, true]);
  });

  it('whose words changed or went stays as it is, and so does one that was measured', () => {
    const doc = write(createTextDoc(), ...LINES);
    const anchor = old(doc);
    const measured = { ...anchor, alike: { here: 0, elsewhere: 1 } };
    expect(measureAnew(doc, [measured]).size).toBe(0);
    const words = (doc.getXmlFragment(TEXT_ROOT).get(1) as Y.XmlElement).get(0) as Y.XmlText;
    words.insert(21, 'jeugd');
    expect(measureAnew(doc, [anchor]).size).toBe(0);
    words.delete(0, words.length);
    words.insert(0, LINES[1]!);
    expect(measureAnew(doc, [anchor]).size).toBe(0);
  });
});
