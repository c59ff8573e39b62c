import { canonicalJson, type ContentBlock } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import { readBlocks, writeBlocks } from './blocks';
import { canonicalText, type CanonicalValue } from './canonical-text';
import { NotCanonicalText, readCanonicalText } from './read-canonical';
import { createTextDoc } from './text-doc';

const doc = createTextDoc();
const cell: ContentBlock[] = [{ type: 'block', kind: 'paragraph', runs: [{ text: 'cel' }] }];
writeBlocks(
  doc,
  [
    { type: 'block', kind: 'heading', level: 3, runs: [{ text: 'Doelen' }] },
    {
      type: 'block',
      kind: 'bullet',
      indent: 2,
      runs: [
        { text: 'cafe\u0301 ', marks: ['bold'] },
        { text: 'x', link: 'https://a.nl' },
      ],
    },
    { type: 'table', header: true, rows: [[cell, cell], [cell]] as never },
  ],
  () => crypto.randomUUID(),
);
const canonical = canonicalText(readBlocks(doc));

describe('[B2] a text that is drawn from its canonical form', () => {
  it('is hashed as the same text again', () => {
    expect(canonicalJson(canonicalText(readCanonicalText(canonical)))).toBe(canonicalJson(canonical));
  });

  it.each<[string, (text: Record<string, CanonicalValue>) => CanonicalValue]>([
    ['of another form', (text) => ({ ...text, form: 'samenspel-text/2' })],
    ['with a key that nobody draws', (text) => ({ ...text, footnotes: [] })],
    ['with a block of an unknown kind', (text) => ({ ...text, blocks: [{ type: 'picture' }] })],
    ['that is no text', () => null],
  ])('is refused when it is one %s', (_name, change) => {
    expect(() => readCanonicalText(change(canonical as Record<string, CanonicalValue>))).toThrow(NotCanonicalText);
  });
});
