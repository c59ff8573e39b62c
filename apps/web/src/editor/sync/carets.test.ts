import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import { describe, expect, it } from 'vitest';
import { join, seen } from '../testing/carets';
import { blocks, two, writersOn } from '../testing/pair';
import type { Writer } from '../testing/writer';
import { bindingRepairs } from './binding';

interface Case {
  readonly what: string;
  readonly text?: string[];
  readonly mine: (me: Writer) => unknown;
  readonly theirs: (other: Writer) => unknown;
  readonly after: string;
}

const MIDDLE = (me: Writer): unknown => me.at(0, 4);

const CASES: Case[] = [
  { what: 'types before it', mine: MIDDLE, theirs: (b) => b.at(0, 0).type('Let op: '), after: 'Let op: een |twee' },
  { what: 'types behind it', mine: MIDDLE, theirs: (b) => b.at(0, 8).type('!'), after: 'een |twee!' },
  { what: 'types at it', mine: MIDDLE, theirs: (b) => b.at(0, 4).type('of '), after: 'een |of twee' },
  {
    what: 'types at the start, where it is',
    mine: (a) => a.at(0, 0),
    theirs: (b) => b.at(0, 0).type('x'),
    after: '|xeen twee',
  },
  {
    what: 'types at the end, where it is',
    mine: (a) => a.at(0, 8),
    theirs: (b) => b.at(0, 8).type('x'),
    after: 'een twee|x',
  },
  { what: 'deletes before it', mine: MIDDLE, theirs: (b) => cut(b, 0, 2), after: 'n |twee' },
  { what: 'deletes around it', mine: MIDDLE, theirs: (b) => cut(b, 2, 6), after: 'ee|ee' },
  { what: 'deletes all of it', mine: MIDDLE, theirs: (b) => cut(b, 0, 8), after: '|' },
  {
    what: 'presses Enter before it',
    mine: (a) => a.at(0, 6),
    theirs: (b) => b.at(0, 4).press('Enter'),
    after: 'een \ntw|ee',
  },
  { what: 'presses Enter behind it', mine: MIDDLE, theirs: (b) => b.at(0, 6).press('Enter'), after: 'een |tw\nee' },
  { what: 'presses Enter at the start', mine: MIDDLE, theirs: (b) => b.at(0, 0).press('Enter'), after: '\neen |twee' },
  {
    what: 'presses Enter before it and types on',
    mine: (a) => a.at(0, 6),
    theirs: (b) => b.at(0, 4).type('ja').press('Enter') && b.type('nee '),
    after: 'een ja\nnee tw|ee',
  },
  {
    what: 'joins its block to the one before',
    text: ['nul', 'een twee'],
    mine: (a) => a.at(1, 4),
    theirs: (b) => join(b),
    after: 'nuleen |twee',
  },
  {
    what: 'joins its block without having seen what I typed among equal letters',
    text: ['abab', 'aabbaaab'],
    mine: (a) => a.at(1, 4).type('abb'),
    theirs: (b) => join(b),
    after: 'ababaabb|aaab',
  },
  {
    what: 'joins a part of its block, without the letter beside it, to an equal one',
    text: ['abab', 'aabbaaab'],
    mine: (a) => a.at(1, 1),
    theirs: (b) => b.at(0, 3, { block: 1, offset: 1 }) && b.view.dispatch(b.view.state.tr.deleteSelection()),
    after: 'aba|abbaaab',
  },
  {
    what: 'joins its block, where it is at the start',
    text: ['nul', 'een'],
    mine: (a) => a.at(1, 0),
    theirs: (b) => join(b),
    after: 'nul|een',
  },
  { what: 'changes the kind', mine: MIDDLE, theirs: (b) => b.at(0, 1).run('heading2'), after: 'een |twee' },
  {
    what: 'makes a part bold',
    mine: MIDDLE,
    theirs: (b) => b.at(0, 2, { block: 0, offset: 6 }).run('bold'),
    after: 'een |twee',
  },
  {
    what: 'deletes its block',
    text: ['nul', 'een', 'twee'],
    mine: (a) => a.at(1, 2),
    theirs: (b) => b.view.dispatch(b.view.state.tr.delete(5, 10)),
    after: 'nul\n|twee',
  },
  {
    what: 'puts a table before it',
    text: ['nul', 'een'],
    mine: (a) => a.at(1, 2),
    theirs: (b) => b.at(0, 3).run('insertTable'),
    after: 'nul\n\n\n\n\n\n\n\n\n\nee|n',
  },
  {
    what: 'types at both edges of what is selected',
    mine: (a) => a.at(0, 4, { block: 0, offset: 8 }),
    theirs: (b) => b.at(0, 8).type('>') && b.at(0, 4).type('<'),
    after: 'een <|twee|>',
  },
  {
    what: 'presses Enter in what is selected',
    mine: (a) => a.at(0, 1, { block: 0, offset: 7 }),
    theirs: (b) => b.at(0, 4).press('Enter'),
    after: 'e|en \ntwe|e',
  },
  {
    what: 'writes signs of two units before it',
    mine: MIDDLE,
    theirs: (b) => b.at(0, 0).type('x😀'),
    after: 'x😀een |twee',
  },
];

function cut({ view }: Writer, from: number, to: number): void {
  view.dispatch(view.state.tr.delete(from + 1, to + 1));
}

describe('[X30] the caret stays between its letters', () => {
  it.each(CASES)('when another $what', ({ text = ['een twee'], mine, theirs, after }) => {
    const before = bindingRepairs();
    const { section, a, b } = two(...text);
    mine(a);
    theirs(b);
    section.settle();
    expect(seen(a)).toBe(after);
    expect(b.view.state.doc.toJSON()).toEqual(a.view.state.doc.toJSON());
    expect(bindingRepairs()).toBe(before);
  });

  it('also when another undoes and does again', () => {
    const { section, a, b } = two('een twee');
    b.at(0, 4).press('Enter');
    section.settle();
    a.at(1, 2);
    b.undo.undo();
    section.settle();
    expect(seen(a)).toBe('een tw|ee');
    b.undo.redo();
    section.settle();
    expect(seen(a)).toBe('een \ntw|ee');
  });

  it('of cells and nodes that are selected too, and what was asked for the next letter stays asked for', () => {
    const { section, a, b } = two('een');
    a.at(0, 3).run('insertTable');
    section.settle();
    const { doc, tr } = a.view.state;
    a.view.dispatch(tr.setSelection(CellSelection.create(doc, 7, 11)));
    b.at(0, 0).type('nul ');
    section.settle();
    expect(a.view.state.selection).toBeInstanceOf(CellSelection);
    expect(a.view.state.selection.content().content.firstChild?.childCount).toBe(2);
    a.view.dispatch(a.view.state.tr.setSelection(NodeSelection.create(a.view.state.doc, 0)));
    b.at(0, 0).type('x');
    section.settle();
    expect(a.view.state.selection).toBeInstanceOf(NodeSelection);
    a.at(0, 3).run('bold');
    b.at(0, 0).type('y');
    section.settle();
    a.type('vet');
    expect(a.view.state.doc.rangeHasMark(5, 8, a.view.state.schema.marks.bold!)).toBe(true);
  });

  it.each([
    ['selected, by my undo', 0],
    ['beside my caret, by the undo of the other', 1],
  ])('when what was typed over came back %s, and one joins its block without having seen that', (_what, me) => {
    const { section, writers } = writersOn(blocks('nul', 'een'), 3);
    const [a, , c] = writers as [Writer, Writer, Writer];
    a.at(1, 0).type('XYZ').at(1, 3, { block: 1, offset: 4 }).type('i');
    a.section.restore(a.undo.undo()?.selection);
    const mine = writers[me]!;
    mine.live.receive();
    mine.at(1, 3, { block: 1, offset: 4 });
    expect(seen(mine)).toBe('nul\nXYZ|e|en');
    join(c);
    section.settle();
    expect(seen(mine)).toBe('nul|e|en');
  });

  it('and is where it was before what is undone, and behind what is done again', () => {
    const { section, a, b } = two('een twee drie');
    a.at(0, 4, { block: 0, offset: 8 }).type('2');
    a.at(0, 0);
    b.at(0, 0).type('nul ');
    section.settle();
    const step = (undone: ReturnType<Writer['undo']['undo']>): void => a.section.restore(undone?.selection);
    step(a.undo.undo());
    expect(seen(a)).toBe('nul een |twee| drie');
    step(a.undo.redo());
    expect(seen(a)).toBe('nul een 2| drie');
  });
});

describe('[X35] the editor and the shared text never differ', () => {
  it('whatever several people do at once, and nothing is written by drawing', () => {
    const before = bindingRepairs();
    for (let seed = 1; seed <= 30; seed += 1) {
      const { a, b, section } = two('aaaa', 'abab', '');
      let state = seed * 7919;
      const below = (end: number): number => ((state = (state * 48_271) % 2_147_483_647), state % end);
      const acts: ((writer: Writer, block: number) => unknown)[] = [
        (writer) => writer.type('ab'.charAt(below(2))),
        (writer) => writer.press('Enter'),
        (writer, block) => writer.at(block, 0).press('Backspace'),
        (writer, block) => writer.at(block, 0, { block, offset: 2 }).type('b'),
        (writer, block) => writer.at(block, 1, { block: block + below(3), offset: below(4) }).type('c'),
        (writer, block) => writer.at(block, 0, { block, offset: 3 }).run(below(2) === 0 ? 'bold' : 'italic'),
        (writer) => writer.run((['heading2', 'bullet', 'quote', 'indent'] as const)[below(4)]!),
        (writer) =>
          writer.run(
            (
              [
                'insertTable',
                'addRowAfter',
                'addColumnBefore',
                'deleteRow',
                'deleteColumn',
                'toggleHeaderRow',
                'deleteTable',
              ] as const
            )[below(7)]!,
          ),
        (writer) => (below(2) === 0 ? writer.undo.undo() : writer.undo.redo()),
        () => section.members[below(2)]!.receive(1 + below(3)),
      ];
      for (let step = 0; step < 60; step += 1) {
        const writer = below(2) === 0 ? a : b;
        const block = below(writer.blocks.length);
        writer.at(block, below(6));
        acts[below(acts.length)]!(writer, block);
        expect(bindingRepairs(), `seed ${seed}, step ${step}`).toBe(before);
      }
      section.settle();
      expect(b.view.state.doc.toJSON(), `seed ${seed}`).toEqual(a.view.state.doc.toJSON());
      expect(a.view.state.selection, `seed ${seed}`).toBeInstanceOf(TextSelection);
      a.leave();
      b.leave();
    }
  }, 60_000);
});
