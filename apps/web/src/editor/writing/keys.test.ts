import { describe, expect, it } from 'vitest';
import type { ContentBlock } from '@samenspel/domain';
import { two } from '../testing/pair';

const bullet = (text: string, indent?: number): ContentBlock => ({
  type: 'block',
  kind: 'bullet',
  indent,
  runs: [{ text }],
});

describe('keys', () => {
  it('[X4] makes a block of another kind from what is typed at its start', () => {
    const rules: [string, string][] = [
      ['# ', 'heading2: '],
      ['## ', 'heading3: '],
      ['### ', 'heading4: '],
      ['- ', 'bullet: '],
      ['* ', 'bullet: '],
      ['1. ', 'numbered: '],
      ['> ', 'quote: '],
    ];
    for (const [typed, block] of rules) {
      const { a } = two('');
      a.at(0, 0).type(typed).type('Zo');
      expect(a.blocks).toEqual([`${block}Zo`]);
    }
  });

  it('[X4] continues a list on Enter, steps out of it on an empty item and follows a heading with a paragraph', () => {
    const { a } = two(bullet('een', 1));
    a.at(0, 3).press('Enter');
    expect(a.blocks).toEqual(['bullet+1: een', 'bullet+1: ']);
    a.press('Enter');
    expect(a.blocks[1]).toBe('bullet: ');
    a.press('Enter');
    expect(a.blocks[1]).toBe('paragraph: ');
    a.type('# Kop').press('Enter');
    expect(a.blocks.slice(1)).toEqual(['heading2: Kop', 'paragraph: ']);
    expect(new Set(a.ids).size).toBe(3);
  });

  it('[X4] steps back on Backspace at the start: outdents, becomes a paragraph, joins', () => {
    const { a } = two('een', bullet('twee', 1));
    a.at(1, 0).press('Backspace');
    expect(a.blocks[1]).toBe('bullet: twee');
    a.press('Backspace');
    expect(a.blocks[1]).toBe('paragraph: twee');
    a.press('Backspace');
    expect(a.blocks).toEqual(['paragraph: eentwee']);
  });

  it('[X4] indents list items with Tab and lets Tab leave the text anywhere else', () => {
    const { a } = two(bullet('een'), 'twee');
    expect(a.at(0, 1).press('Tab')).toBe(true);
    expect(a.blocks[0]).toBe('bullet+1: een');
    expect(a.press('Tab', { shiftKey: true })).toBe(true);
    expect(a.blocks[0]).toBe('bullet: een');
    expect(a.at(1, 1).press('Tab')).toBe(false);
  });

  it('[X4] breaks a line within a block by a character', () => {
    const { a } = two('eentwee');
    a.at(0, 3).press('Enter', { shiftKey: true });
    expect(a.blocks).toEqual(['paragraph: een\ntwee']);
    expect(a.view.state.doc.childCount).toBe(1);
  });

  it('[X5] changes the kind of a block without touching its element or text', () => {
    const { a } = two('een');
    const element = a.live.doc.getXmlFragment('content').get(0);
    let bytes = 0;
    a.live.doc.on('update', (update: Uint8Array) => (bytes += update.length));
    a.at(0, 1).run('heading3');
    expect(a.blocks).toEqual(['heading3: een']);
    expect(a.live.doc.getXmlFragment('content').get(0)).toBe(element);
    expect(bytes).toBeLessThan(80);
  });

  it('[X4] toggles marks and kinds by key', () => {
    const { a } = two('een twee');
    a.at(0, 0, { block: 0, offset: 3 }).press('b', { ctrlKey: true });
    expect([...a.section.toolbar().marks]).toEqual(['bold']);
    a.press('8', { ctrlKey: true, shiftKey: true, keyCode: 56 });
    expect(a.blocks).toEqual(['bullet: een twee']);
  });
});
