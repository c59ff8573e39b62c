import type { ShownBlock } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import { findPassage } from './find-passage';

const block = (key: string, ...texts: string[]): ShownBlock => ({
  type: 'block',
  key,
  id: key,
  kind: 'paragraph',
  level: null,
  indent: 0,
  unsure: false,
  runs: texts.map((text) => ({ text, marks: [], link: null })),
});
const TEXT = [
  block('a', 'Over ', 'Noor', ' en haar zus.'),
  block('b', 'Een hele regel. '),
  block('c', 'Aan het eind.'),
];

describe('[H14] the words that are to be erased', () => {
  it('are found within a block, over marks', () => {
    expect(findPassage(TEXT, ' Noor en haar ')).toEqual({
      from: { key: 'a', offset: 5 },
      to: { key: 'a', offset: 17 },
      words: 'Noor en haar',
    });
  });

  it('are found over blocks, as a browser copies them', () => {
    expect(findPassage(TEXT, 'haar zus.\n\nEen hele regel.\n\nAan het')).toEqual({
      from: { key: 'a', offset: 13 },
      to: { key: 'c', offset: 7 },
      words: 'haar zus.\nEen hele regel. \nAan het',
    });
  });

  it.each(['', '  ', 'noor', 'zus.\nAan', 'haar\nEen hele regel.'])('are not found: %j', (words) => {
    expect(findPassage(TEXT, words)).toBeNull();
  });
});
