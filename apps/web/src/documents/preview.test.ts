import { describe, expect, it } from 'vitest';
import type { ContentBlock } from '@samenspel/domain';
import { partsOf, unsureIn } from './preview';

const block = (kind: 'paragraph' | 'bullet' | 'numbered', text: string, unsure?: boolean): ContentBlock => ({
  type: 'block',
  kind,
  runs: [{ text }],
  unsure,
});

describe('the preview of an import', () => {
  it('joins neighbouring items of one kind to a list', () => {
    const parts = partsOf([
      block('bullet', 'a'),
      block('bullet', 'b'),
      block('numbered', 'c'),
      block('paragraph', 'd'),
      block('bullet', 'e'),
    ]);
    expect(parts.map((part) => (part.type === 'list' ? part.items.length : part.type))).toEqual([2, 1, 'block', 1]);
  });

  it('[W11] counts what the import was not certain of', () => {
    expect(unsureIn({ title: 'x', blocks: [block('bullet', 'a', true), block('paragraph', 'b')] })).toBe(1);
  });
});
