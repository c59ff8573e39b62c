import { describe, expect, it } from 'vitest';
import { two } from '../testing/pair';
import { seen } from '../testing/carets';
import type { Writer } from '../testing/writer';

interface Case {
  readonly what: string;
  readonly text: string[];
  readonly mine: (me: Writer) => unknown;
  /** What another writes before I undo. */
  readonly theirs?: (other: Writer) => unknown;
  readonly after: string;
}

function check({ text, mine, theirs, after }: Case): void {
  const { section, a, b } = two(...text);
  mine(a);
  section.settle();
  theirs?.(b);
  section.settle();
  a.section.restore(a.undo.undo()?.selection);
  expect(seen(a)).toBe(after);
}

const typesAt =
  (block: number, offset: number) =>
  (other: Writer): unknown =>
    other.at(block, offset).type('XY');

describe('[X56] undo does not take my caret over what others wrote where it was', () => {
  it.each<Case>([
    {
      what: 'Enter at the start of a block',
      text: ['een', 'twee'],
      mine: (a) => a.at(0, 0).press('Enter'),
      theirs: typesAt(1, 0),
      after: '|XYeen\ntwee',
    },
    {
      what: 'Enter at the start of a block whose first letter is gone meanwhile',
      text: ['een', 'twee'],
      mine: (a) => a.at(0, 0).press('Enter'),
      theirs: (b) => b.at(1, 0, { block: 1, offset: 1 }).type('XY'),
      after: '|XYen\ntwee',
    },
    {
      what: 'another kind, at the start of a block',
      text: ['een'],
      mine: (a) => a.at(0, 0).run('heading2'),
      theirs: typesAt(0, 0),
      after: '|XYeen',
    },
    {
      what: 'another kind, within a block',
      text: ['een twee'],
      mine: (a) => a.at(0, 4).run('bullet'),
      theirs: typesAt(0, 4),
      after: 'een |XYtwee',
    },
    {
      what: 'another kind, at the end of a block',
      text: ['een'],
      mine: (a) => a.at(0, 3).run('heading2'),
      theirs: typesAt(0, 3),
      after: 'een|XY',
    },
  ])('$what', check);

  it.each<Case>([
    {
      what: 'Enter within a block',
      text: ['een twee'],
      mine: (a) => a.at(0, 4).press('Enter'),
      theirs: typesAt(0, 4),
      after: 'een |tweeXY',
    },
    {
      what: 'Enter at the end of a block',
      text: ['een', 'twee'],
      mine: (a) => a.at(0, 3).press('Enter'),
      theirs: typesAt(0, 3),
      after: 'eenXY|\ntwee',
    },
    {
      what: 'a letter typed',
      text: ['een'],
      mine: (a) => a.at(0, 0).type('1'),
      theirs: typesAt(0, 0),
      after: 'XY|een',
    },
  ])('but goes to what went or came back: $what', check);
});

describe('[X57] undo of keys that took a block away puts the caret back into that block, where it was', () => {
  it.each<Case>([
    {
      what: 'Backspace in an empty block',
      text: ['een', '', 'twee drie'],
      mine: (a) => a.at(1, 0).press('Backspace'),
      after: 'een\n|\ntwee drie',
    },
    {
      what: 'Backspace at the start of a block that is longer than the one before',
      text: ['een', 'twee drie'],
      mine: (a) => a.at(1, 0).press('Backspace'),
      after: 'een\n|twee drie',
    },
    {
      what: 'Backspace at the start of a block that is shorter',
      text: ['een twee drie', 'vier'],
      mine: (a) => a.at(1, 0).press('Backspace'),
      after: 'een twee drie\n|vier',
    },
    {
      what: 'Delete in an empty block',
      text: ['', 'twee'],
      mine: (a) => a.at(0, 0).press('Delete'),
      after: '|\ntwee',
    },
    {
      what: 'Delete at the end of a block',
      text: ['een', 'twee drie'],
      mine: (a) => a.at(0, 3).press('Delete'),
      after: 'een|\ntwee drie',
    },
    {
      what: 'Backspace, while another wrote in front of the block',
      text: ['een', 'twee drie'],
      mine: (a) => a.at(1, 0).press('Backspace'),
      theirs: typesAt(0, 0),
      after: 'XYeen\n|twee drie',
    },
    {
      what: 'a selection over two blocks',
      text: ['een twee', 'drie vier'],
      mine: (a) => a.at(0, 4, { block: 1, offset: 4 }).press('Backspace'),
      after: 'een |twee\ndrie| vier',
    },
  ])('$what', check);
});
