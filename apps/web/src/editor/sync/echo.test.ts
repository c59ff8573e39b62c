import { describe, expect, it } from 'vitest';
import type { FakeSection } from '../testing/fake-live';
import { blocks, two, writersOn } from '../testing/pair';
import type { Writer } from '../testing/writer';

function settled(section: FakeSection, a: Writer, b: Writer): string[] {
  section.settle();
  expect(b.blocks).toEqual(a.blocks);
  expect(b.text).toBe(a.text);
  return a.blocks.map((block) => block.replace('paragraph: ', ''));
}

interface Race {
  readonly what: string;
  readonly text: string[];
  readonly a: (a: Writer) => unknown;
  readonly b: (b: Writer) => unknown;
  /** What must stand there once, and no more of it. */
  readonly once: string[];
}

const enter =
  (block: number, offset: number) =>
  (writer: Writer): unknown =>
    writer.at(block, offset).press('Enter');
const join =
  (block: number) =>
  (writer: Writer): unknown =>
    writer.at(block, 0).press('Backspace');

const RACES: Race[] = [
  { what: 'both split at one place', text: ['eentwee'], a: enter(0, 3), b: enter(0, 3), once: ['een', 'twee'] },
  { what: 'both join the same two', text: ['een', 'twee'], a: join(1), b: join(1), once: ['een', 'twee'] },
  { what: 'a split and a join', text: ['een', 'tweedrie'], a: enter(1, 4), b: join(1), once: ['een', 'twee', 'drie'] },
  {
    what: 'both split one item of a list',
    text: ['een', 'tweedrie', 'vier'],
    a: (a) => (a.at(1, 0).run('bullet'), enter(1, 4)(a)),
    b: enter(1, 4),
    once: ['twee', 'drie', 'vier'],
  },
  {
    what: 'both split, and write on in what they split off',
    text: ['eentwee'],
    a: (a) => (enter(0, 3)(a), a.type('ABC')),
    b: (b) => (enter(0, 3)(b), b.type('XYZ')),
    once: ['een', 'twee', 'ABC', 'XYZ'],
  },
  {
    what: 'both split twice',
    text: ['eentweedrie'],
    a: (a) => (enter(0, 7)(a), enter(0, 3)(a)),
    b: (b) => (enter(0, 7)(b), enter(0, 3)(b)),
    once: ['een', 'twee', 'drie'],
  },
  {
    what: 'bold text split by both',
    text: ['eentwee'],
    a: (a) => (a.at(0, 3, { block: 0, offset: 5 }).run('bold'), enter(0, 3)(a)),
    b: enter(0, 3),
    once: ['een', 'twee'],
  },
];

describe('[C79] text that two people move at the same moment', () => {
  for (const race of RACES) {
    it(`stands there once: ${race.what}`, () => {
      for (const swapped of [false, true]) {
        const { section, a, b } = two(...race.text);
        const [first, second] = swapped ? [b, a] : [a, b];
        race.a(first);
        race.b(second);
        const text = settled(section, a, b).join('|');
        for (const word of race.once) expect(`${word}: ${text.split(word).length - 1} (${text})`).toBe(`${word}: 1 (${text})`); // prettier-ignore
      }
    });
  }

  it('stands there once, and in its order, where two split one paragraph at different places, or twice', () => {
    for (const [p, q] of [
      [3, 7],
      [7, 3],
    ] as const) {
      for (const swapped of [false, true]) {
        const { section, a, b } = two('eentweedrie');
        const [first, second] = swapped ? [b, a] : [a, b];
        first.at(0, p).press('Enter');
        second.at(0, q).press('Enter');
        const text = settled(section, a, b);
        // Twice where it would else read in another order; never a letter less, and never a word out of its place.
        expect(['een|twee|drie', 'een|drie|tweedrie', 'een|tweedrie|', 'een||tweedrie']).toContain(text.join('|'));
      }
    }
  });

  it('stands there once when three do it', () => {
    const { section, writers } = writersOn(blocks('eentwee'), 3);
    for (const writer of writers) enter(0, 3)(writer);
    section.settle();
    const texts = writers.map(({ text }) => text);
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]!.split('twee')).toHaveLength(2);
  });

  it('is taken away by the one whose edit came second, and by nobody when he is gone', () => {
    const { section, a, b } = two('eentwee');
    enter(0, 3)(a);
    enter(0, 3)(b);
    // The second has not heard of anything yet: the first leaves both.
    a.live.receive();
    expect(a.text.split('twee')).toHaveLength(3);
    b.live.receive();
    expect(b.text.split('twee')).toHaveLength(2);
    section.settle();
    expect(a.text).toBe(b.text);
  });

  it('is found also when the word that the own edit is saved comes first', () => {
    const { section, a, b } = two('eentwee');
    enter(0, 3)(a);
    enter(0, 3)(b);
    b.live.inbox.reverse();
    expect(settled(section, a, b).join('|').split('twee')).toHaveLength(2);
  });

  it('keeps what the other took away on purpose meanwhile, and what stands there only once', () => {
    const { section, a, b } = two('eentwee');
    enter(0, 3)(a);
    a.view.dispatch(a.view.state.tr.delete(6, 10));
    expect(a.text).toBe('een\n');
    enter(0, 3)(b);
    // Only one of the two copies is there: taking it away would lose the text.
    expect(settled(section, a, b).filter((text) => text === 'twee')).toHaveLength(1);
  });

  it('keeps the own copy when the other took away a part of his', () => {
    const { section, a, b } = two('eentwee');
    enter(0, 3)(a);
    a.view.dispatch(a.view.state.tr.delete(8, 10));
    expect(a.text).toBe('een\ntw');
    enter(0, 3)(b);
    expect(settled(section, a, b)).toContain('twee');
  });

  it('does not come back when the second undoes his split', () => {
    const { section, a, b } = two('eentwee');
    enter(0, 3)(a);
    enter(0, 3)(b);
    section.settle();
    b.undo.undo();
    section.settle();
    expect(a.text).toBe(b.text);
    expect(a.text.split('twee')).toHaveLength(2);
    a.undo.undo();
    section.settle();
    expect(settled(section, a, b).join('')).toBe('eentwee');
  });

  it('does not come back when one undoes that they took away a part of what the other moved', () => {
    for (const move of [enter(1, 3), join(1)]) {
      const { section, a, b } = two('nul', 'eentwee');
      b.view.dispatch(b.view.state.tr.delete(9, 10));
      expect(b.text).toBe('nul\neenwee');
      move(a);
      section.settle();
      b.undo.undo();
      expect(settled(section, a, b).join('')).toBe('nuleentwee');
    }
  });

  it('does not come back when one undoes a join of what the other moved on meanwhile', () => {
    const { section, a, b } = two('een', 'twee', 'drie');
    join(2)(a);
    section.settle();
    b.at(0, 3, { block: 1, offset: 2 }).type('X');
    section.settle();
    a.undo.undo();
    expect(settled(section, a, b).join('')).toBe('eenXeedrie');
  });

  it('[X54] does not come back when one undoes that they typed over a part of what the other moved', () => {
    for (const move of [enter(1, 3), join(1)]) {
      const { section, a, b } = two('nul', 'eentwee');
      b.at(1, 3, { block: 1, offset: 4 }).type('X');
      expect(b.text).toBe('nul\neenXwee');
      move(a);
      section.settle();
      b.undo.undo();
      expect(settled(section, a, b).join('')).toBe('nuleentwee');
    }
  });

  it('[X54] does not come back by undo where a third had moved a part of it before', () => {
    const { section, writers } = writersOn(blocks('bcde'), 3);
    const [a, b, c] = [writers[0]!, writers[1]!, writers[2]!];
    a.at(0, 0).type('P');
    section.settle();
    enter(0, 3)(c.at(0, 1).type('KL'));
    a.at(0, 1).type('QRS');
    enter(0, 1)(a.at(0, 0).type('I'));
    b.at(0, 0, { block: 0, offset: 1 }).type('O');
    section.settle();
    b.undo.undo();
    expect(settled(section, a, b).join('').match(/P/g)).toHaveLength(1);
  });

  it('is left alone where only one moved it', () => {
    const { section, a, b } = two('eentwee', 'drie');
    enter(0, 3)(a);
    b.at(1, 0).press('Enter');
    b.at(0, 7).type('!');
    expect(settled(section, a, b)).toEqual(['een!', 'twee', '', 'drie']);
  });
});

describe('[X53] a letter that is typed over others', () => {
  it('is not taken for one of those that another moved meanwhile', () => {
    const { section, a, b } = two('abcdef');
    a.at(0, 3).press('Enter');
    b.at(0, 4, { block: 0, offset: 5 }).type('e');
    expect(settled(section, a, b)).toEqual(['abce', 'def']);
  });

  it('nor one with what came up behind it from the next block', () => {
    for (const letter of ['X', 'b']) {
      const { section, a, b } = two('abc', 'bd');
      a.at(1, 0).press('Backspace');
      b.at(0, 1, { block: 1, offset: 1 }).type(letter);
      expect(b.text).toBe(`a${letter}d`);
      expect(settled(section, a, b)).toEqual([`abd${letter}d`]);
    }
  });

  it('is new, also where its block then reads as it did', () => {
    const { section, a, b } = two('ab', 'c');
    a.at(0, 1, { block: 1, offset: 1 }).type('b');
    expect(a.text).toBe('ab');
    b.view.dispatch(b.view.state.tr.delete(2, 3));
    expect(b.text).toBe('a\nc');
    expect(settled(section, a, b)).toEqual(['ab']);
  });
});
