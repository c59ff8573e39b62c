import { describe, expect, it } from 'vitest';
import { TEXT_ROOT } from '@samenspel/collab';
import * as Y from 'yjs';
import { two } from '../testing/pair';
import type { Writer } from '../testing/writer';

/** Each letter of the first block, in capitals where it was written under this writer's client id. */
function owned({ live }: Writer): string {
  const block = live.doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
  let letters = '';
  for (let item = (block.get(0) as Y.XmlText)._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    letters += item.id.client === live.doc.clientID ? item.content.str.toUpperCase() : item.content.str;
  }
  return letters;
}

describe('[X23] a letter is written where the caret was', () => {
  it('also before one that is the same', () => {
    const { b, section } = two('beslist');
    b.at(0, 1).type('ni');
    b.type('e').type('mand');
    expect(owned(b)).toBe('bNIEMANDeslist');
    b.at(0, 0).type('bb');
    expect(owned(b)).toBe('BBbNIEMANDeslist');
    section.settle();
  });

  it('and is taken away there, of two that are the same', () => {
    const { b } = two('ananas');
    b.at(0, 4).type('nana');
    expect(owned(b)).toBe('ananNANAas');
    // As Backspace does it, which jsdom leaves to the browser.
    b.at(0, 4);
    const { from } = b.view.state.selection;
    b.view.dispatch(b.view.state.tr.delete(from - 1, from));
    expect(owned(b)).toBe('anaNANAas');
  });

  it('and is new where it is typed over an equal one, which another took away', () => {
    const { a, b, section } = two('abab');
    a.view.dispatch(a.view.state.tr.delete(1, 2));
    b.at(0, 0, { block: 0, offset: 1 }).type('a');
    expect(owned(b)).toBe('Abab');
    section.settle();
    expect(owned(b)).toBe('Abab');
    expect(a.text).toBe('abab');
  });

  it('with the marks that it has in the editor, and in any block, cell or kind', () => {
    const { a, b, section } = two('aa', 'bb');
    a.at(1, 1).run('bold');
    a.type('b');
    a.at(1, 3).press('Enter');
    a.type('c');
    a.at(0, 1).run('insertTable');
    a.type('ddd');
    a.run('heading2');
    section.settle();
    expect(b.blocks).toEqual(a.blocks);
    expect(b.view.state.doc.toJSON()).toEqual(a.view.state.doc.toJSON());
  });

  it('whatever is typed and deleted among equal letters, the text is what the editor shows', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { a, b, section } = two('aaaa', 'abab');
      let state = seed;
      const below = (end: number): number => ((state = (state * 48_271) % 2_147_483_647), state % end);
      for (let step = 0; step < 40; step += 1) {
        const writer = below(2) === 0 ? a : b;
        const block = below(writer.blocks.length);
        writer.at(block, below(6));
        const choice = below(8);
        if (choice < 4) writer.type('ab'.charAt(below(2)));
        else if (choice === 4) writer.press('Enter');
        else if (choice === 5) writer.at(block, 0).press('Backspace');
        else if (choice === 6) writer.at(block, 0, { block, offset: 2 }).type('b');
        else section.settle();
        expect(writer.text, `seed ${seed}`).toBe(
          writer.blocks.map((line) => line.slice(line.indexOf(': ') + 2)).join('\n'),
        );
      }
      section.settle();
      expect(b.view.state.doc.toJSON(), `seed ${seed}`).toEqual(a.view.state.doc.toJSON());
    }
  });
});
