import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { join, seen } from '../testing/carets';
import { two } from '../testing/pair';
import type { Writer } from '../testing/writer';

/** What stands from one place to another goes, as Backspace does it, and then this is typed. */
function replace(
  writer: Writer,
  block: number,
  offset: number,
  to: { block: number; offset: number },
  text = '',
): void {
  writer.at(block, offset, to).view.dispatch(writer.view.state.tr.deleteSelection());
  writer.type(text);
}

interface Moved {
  readonly what: string;
  readonly text: string[];
  readonly mine: (me: Writer) => unknown;
  readonly theirs: (other: Writer) => unknown;
  readonly after: string;
}

const play = ({ text, mine, theirs, after }: Moved): void => {
  const { section, a, b } = two(...text);
  mine(a);
  theirs(b);
  section.settle();
  expect(seen(a)).toBe(after);
  expect(b.view.state.doc.toJSON()).toEqual(a.view.state.doc.toJSON());
};

describe('[X60] a caret where words were taken away does not follow equal words that came from another block', () => {
  it.each<Moved>([
    {
      what: 'one types over a block and the beginning of the next',
      text: ['abab', 'aabbaaab'],
      mine: (a) => a.at(0, 0, { block: 0, offset: 3 }),
      theirs: (b) => b.at(0, 0, { block: 1, offset: 1 }).type('a'),
      after: '|aabbaaab',
    },
    {
      what: 'what was typed there unseen stays',
      text: ['abab', 'aabbaaab'],
      mine: (a) => a.at(0, 0).type('a').at(0, 5),
      theirs: (b) => b.at(0, 0, { block: 1, offset: 0 }).type('ba'),
      after: 'a|baaabbaaab',
    },
    {
      what: 'what was typed there unseen reads as what stood behind it',
      text: ['abab', 'aabbaaab'],
      mine: (a) => a.at(1, 0).type('aab'),
      theirs: (b) => join(b),
      after: 'abab|aabbaaab',
    },
    {
      what: 'what was typed there unseen reads as what it was typed over',
      text: ['nul', 'abab'],
      mine: (a) => a.at(1, 1, { block: 1, offset: 3 }).type('ba'),
      theirs: (b) => join(b),
      after: 'nula|bab',
    },
    {
      what: 'a whole block between went too',
      text: ['aba', 'abb', 'abb'],
      mine: (a) => a.at(1, 2),
      theirs: (b) => replace(b, 0, 3, { block: 2, offset: 1 }),
      after: 'aba|bb',
    },
  ])('when $what', play);
});

describe('[X61] a caret follows words that were moved, however much of their block went', () => {
  it.each<Moved>([
    {
      what: 'after they were split off and put back here, twice over',
      text: ['een', 'twee drie'],
      mine: (a) => {
        for (let time = 0; time < 2; time += 1) {
          a.at(1, 1).press('Enter');
          const { doc, tr } = a.view.state;
          a.view.dispatch(tr.join(doc.child(0).nodeSize + doc.child(1).nodeSize));
        }
        a.at(1, 2);
      },
      theirs: (b) => join(b),
      after: 'eentw|ee drie',
    },
    {
      what: 'one types over the end of a block and the beginning of the next',
      text: ['fghijklm', 'nop'],
      mine: (a) => a.at(1, 2),
      theirs: (b) => b.at(0, 7, { block: 1, offset: 1 }).type('x'),
      after: 'fghijklxo|p',
    },
    {
      what: 'a long text is taken away but for its end',
      text: ['nul', 'een heel lange zin waarvan bijna niets blijft'],
      mine: (a) => a.at(1, 43),
      theirs: (b) => replace(b, 0, 1, { block: 1, offset: 39 }),
      after: 'nblij|ft',
    },
    {
      what: 'one undoes a join and what was typed there at once',
      text: ['een', 'ba'],
      mine: (a) => a.at(1, 2),
      theirs: (b) => (b.at(1, 0), join(b), b.type('aab'), b.undo.undo()),
      after: 'een\nba|',
    },
    {
      what: 'one splits twice before the other hears of it',
      text: ['eentweedrie'],
      mine: (a) => a.at(0, 9),
      theirs: (b) => (b.at(0, 7).press('Enter'), b.at(0, 3).press('Enter')),
      after: 'een\ntwee\ndr|ie',
    },
  ])('when $what', play);

  it('and not words that end alike, which were typed elsewhere in the same edit', () => {
    const { section, a, b } = two('een woord', 'twee', 'drie');
    a.at(1, 4);
    b.at(0, 4).type('gehele');
    b.view.dispatch(b.view.state.tr.delete(17, 23));
    // As they come when the writer was without a connection for a while.
    const updates = a.live.inbox.splice(0).flatMap((each) => ('update' in each ? [each.update] : []));
    a.live.inbox.push({ update: Y.mergeUpdates(updates), seq: section.seq });
    section.settle();
    expect(seen(a)).toBe('een gehelewoord\n|drie');
  });
});

describe('[X62] where nothing of its block is left, a caret goes to what stood nearest outside it, wherever that is now', () => {
  it.each<Moved>([
    {
      what: 'the next block was joined to the one before',
      text: ['een', 'twee', 'drie'],
      mine: (a) => a.at(1, 2),
      theirs: (b) => replace(b, 0, 3, { block: 2, offset: 0 }),
      after: 'een|drie',
    },
    {
      what: 'the next block is empty',
      text: ['een', 'twee', '', 'drie'],
      mine: (a) => a.at(1, 2),
      theirs: (b) => b.view.dispatch(b.view.state.tr.delete(5, 11)),
      after: 'een\n|\ndrie',
    },
    {
      what: 'it was the last',
      text: ['een', 'twee'],
      mine: (a) => a.at(1, 2),
      theirs: (b) => b.view.dispatch(b.view.state.tr.delete(5, 11)),
      after: 'een|',
    },
  ])('when $what', play);

  it('when only what I typed was left in it, before what I moved away', () => {
    const { section, a, b } = two('x', 'abab');
    join(b);
    a.at(1, 0).type('bbb').press('Enter');
    a.at(1, 2);
    section.settle();
    expect(seen(a)).toBe('x|abab\n');
  });
});

it('[X63] where my copy of what two moved is taken away, my caret and selection go on at the same letters of the other copy', () => {
  const { section, a, b } = two('eentwee');
  a.at(0, 3).press('Enter');
  b.at(0, 3).press('Enter');
  b.at(1, 1, { block: 1, offset: 3 });
  section.settle();
  expect(a.text.split('twee')).toHaveLength(2);
  expect(seen(b)).toBe('een\nt|we|e\n');
});
