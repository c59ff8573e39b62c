import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { two } from '../testing/pair';
import type { Writer } from '../testing/writer';
import { bindingRepairs } from './binding';

/** As the browser tells it while a sign is composed, which jsdom does not do. */
function composing({ view }: Writer, now: boolean): void {
  (view as unknown as { input: { composing: boolean } }).input.composing = now;
}

/** What stands before the caret from `back` letters on becomes this. */
function compose({ view }: Writer, back: number, text: string): void {
  const { from } = view.state.selection;
  view.dispatch(view.state.tr.insertText(text, from - back, from));
}

function end(writer: Writer): void {
  composing(writer, false);
  writer.press('Shift');
  writer.view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));
}

interface Case {
  readonly what: string;
  readonly text?: string[];
  readonly at?: [number, number];
  readonly theirs: (other: Writer) => unknown;
  readonly after: string[];
  /** Also when the other has seen what is composed. */
  readonly both?: true;
}

const CASES: Case[] = [
  { what: 'types before it', both: true, theirs: (b) => b.at(0, 0).type('Let op: '), after: ['Let op: een étwee'] },
  { what: 'types beside it', theirs: (b) => b.at(0, 4).type('x'), after: ['een éxtwee'] },
  {
    what: 'deletes what stands around it',
    theirs: (b) => b.view.dispatch(b.view.state.tr.delete(3, 7)),
    after: ['eeéee'],
  },
  { what: 'presses Enter before it', both: true, theirs: (b) => b.at(0, 2).press('Enter'), after: ['ee', 'n étwee'] },
  { what: 'presses Enter behind it', theirs: (b) => b.at(0, 6).press('Enter'), after: ['een étw', 'ee'] },
  { what: 'changes the kind', both: true, theirs: (b) => b.at(0, 0).run('heading2'), after: ['een étwee'] },
  {
    what: 'joins its block to the one before',
    both: true,
    text: ['nul ', 'een twee'],
    at: [1, 4],
    theirs: (b) => b.view.dispatch(b.view.state.tr.join(6)),
    after: ['nul een étwee'],
  },
  { what: 'makes a part bold', theirs: (b) => b.at(0, 2, { block: 0, offset: 7 }).run('bold'), after: ['een étwee'] },
];

afterEach(() => void vi.useRealTimers());

describe('[X32] a sign that is composed while another writes in the same block', () => {
  it.each(CASES)('stands there once and in its place when another $what', ({ text, at, theirs, after, both }) => {
    for (const early of both ? [false, true] : [false]) {
      const repairs = bindingRepairs();
      const { section, a, b } = two(...(text ?? ['een twee']));
      const texts = (writer: Writer): string[] => writer.blocks.map((line) => line.slice(line.indexOf(': ') + 2));
      a.at(...(at ?? [0, 4]));
      composing(a, true);
      compose(a, 0, '´');
      if (early) section.settle();
      const shown = texts(a);
      theirs(b);
      section.settle();
      expect(texts(a).slice(0, shown.length)).toEqual(shown);
      compose(a, 1, 'é');
      section.settle();
      end(a);
      section.settle();
      expect(texts(a)).toEqual(texts(b));
      expect(texts(b).map((line) => line.replaceAll('´', ''))).toEqual(after);
      expect(bindingRepairs()).toBe(repairs);
      a.type('!');
      section.settle();
      expect(texts(b).join('')).toContain('é!');
    }
  });

  it('is drawn among what others did after four seconds at the latest', () => {
    vi.useFakeTimers();
    const { section, a, b } = two('nul', 'een twee');
    a.at(1, 4);
    composing(a, true);
    compose(a, 0, 'k');
    b.at(1, 0).type('x');
    section.settle();
    expect(a.blocks[1]).toBe('paragraph: een ktwee');
    b.at(0, 0).type('y');
    section.settle();
    expect(a.blocks[0]).toBe('paragraph: ynul');
    vi.advanceTimersByTime(4_000);
    expect(a.blocks[1]).toBe('paragraph: xeen ktwee');
  });

  it('gets a block of its own when its block goes', () => {
    for (const seen of [false, true]) {
      const { section, a, b } = two('nul', 'een twee', 'drie');
      a.at(1, 4);
      composing(a, true);
      compose(a, 0, 'k');
      if (seen) section.settle();
      b.view.dispatch(b.view.state.tr.delete(5, 5 + b.view.state.doc.child(1).nodeSize));
      section.settle();
      compose(a, 1, 'ka');
      section.settle();
      end(a);
      section.settle();
      expect(a.blocks).toEqual(b.blocks);
      expect(b.blocks[1]).toBe('paragraph: ka');
      a.type('!');
      section.settle();
      expect(b.text).toContain('ka!');
    }
  });

  it('stands in its own block when the next one is begun while another block is held', () => {
    const { section, a, b } = two('nul', 'een twee', 'drie');
    a.at(1, 4);
    composing(a, true);
    compose(a, 0, 'k');
    b.view.dispatch(b.view.state.tr.join(5));
    section.settle();
    a.at(2, 2);
    compose(a, 0, 'XX');
    end(a);
    section.settle();
    expect(b.blocks).toEqual(a.blocks);
    expect(b.blocks.at(-1)).toBe('paragraph: drXXie');
  });
});

describe('[X39] a sign that is composed over selected letters', () => {
  /** Everything that is there, and how many of its letters were there before. */
  const seen = ({ live }: Writer, before: number): [string, number] => {
    let text = '';
    let old = 0;
    const [block] = live.doc.getXmlFragment('content').toArray() as Y.XmlElement[];
    for (let item = (block!.get(0) as Y.XmlText)._start; item; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      text += item.content.str;
      if (item.id.client === live.doc.clientID && item.id.clock < before) old += item.length;
    }
    return [text, old];
  };

  it.each([
    ['xaay', 1, 3, 'a', 'xay'],
    ['aaa', 1, 3, 'a', 'aa'],
    ['aaa', 0, 2, 'a', 'aa'],
    ['een twee', 4, 8, 'tw', 'een tw'],
  ])('replaces all of them in %s, also those that are equal to it', (text, from, to, sign, after) => {
    for (const kept of ['first', 'last']) {
      const { section, a, b } = two(text);
      const { doc } = a.live;
      a.at(0, from, { block: 0, offset: to });
      const before = Y.getState(doc.store, doc.clientID);
      a.view.dom.dispatchEvent(new CompositionEvent('compositionstart'));
      // As the editor reads it from what the browser left: the sign is one of the letters that stood there.
      const gone = to - from - sign.length;
      const at = 1 + (kept === 'first' ? from + sign.length : from);
      if (kept === 'last' && sign.length > 1) continue;
      a.view.dispatch(a.view.state.tr.delete(at, at + gone).setMeta('composition', 1));
      expect(seen(a, before)).toEqual([after, text.length - (to - from)]);
      section.settle();
      expect(b.blocks).toEqual([`paragraph: ${after}`]);
    }
  });

  it('leaves them alone when it was given up and something is typed between them', () => {
    const { a } = two('een twee');
    const { doc } = a.live;
    a.at(0, 4, { block: 0, offset: 8 });
    const before = Y.getState(doc.store, doc.clientID);
    a.view.dom.dispatchEvent(new CompositionEvent('compositionstart'));
    a.at(0, 6).type('x');
    expect(seen(a, before)).toEqual(['een twxee', 8]);
  });
});

describe('[X35] when drawing fails', () => {
  it('what others wrote is not taken for something that was deleted here', () => {
    const { section, a, b } = two('een');
    a.at(0, 3);
    b.at(0, 0).type('!');
    const { dispatch } = a.view;
    a.view.dispatch = () => {
      throw new Error('a plugin that fails');
    };
    expect(() => section.settle()).toThrow('a plugin that fails');
    a.view.dispatch = dispatch;
    a.type('x');
    section.settle();
    expect(b.text).toContain('!');
    expect(b.text).toContain('x');
    expect(a.blocks).toEqual(b.blocks);
  });
});
