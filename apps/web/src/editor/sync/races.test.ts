import { describe, expect, it } from 'vitest';
import type { ContentBlock } from '@samenspel/domain';
import type { FakeSection } from '../testing/fake-live';
import { two } from '../testing/pair';
import type { Writer } from '../testing/writer';
import { putBack } from './salvage';

interface Race {
  readonly what: string;
  readonly text: string[];
  readonly a: (a: Writer) => unknown;
  readonly b: (b: Writer) => unknown;
  readonly after: string[];
}

const LIST: ContentBlock[] = [
  { type: 'block', kind: 'bullet', runs: [{ text: 'een' }] },
  { type: 'block', kind: 'bullet', runs: [{ text: 'twee' }] },
];

/** Each is played both ways round: the merged text must be the same whoever comes first. */
const RACES: Race[] = [
  {
    what: 'to a heading',
    text: ['een'],
    a: (a) => a.at(0, 1).run('heading2'),
    b: (b) => b.at(0, 3).type('XYZ'),
    after: ['heading2: eenXYZ'],
  },
  {
    what: 'to a list',
    text: ['een'],
    a: (a) => a.at(0, 1).run('bullet'),
    b: (b) => b.at(0, 1).type('XYZ'),
    after: ['bullet: eXYZen'],
  },
  {
    what: 'to a quote',
    text: ['een'],
    a: (a) => a.at(0, 1).run('quote'),
    b: (b) => b.at(0, 0).type('XYZ'),
    after: ['quote: XYZeen'],
  },
  {
    what: 'three blocks',
    text: ['een', 'twee', 'drie'],
    a: (a) => a.at(0, 1, { block: 2, offset: 1 }).run('numbered'),
    b: (b) => b.at(1, 4).type('XYZ'),
    after: ['numbered: een', 'numbered: tweeXYZ', 'numbered: drie'],
  },
  {
    what: 'Enter at the start',
    text: ['een'],
    a: (a) => a.at(0, 0).press('Enter'),
    b: (b) => b.at(0, 3).type('XYZ'),
    after: ['paragraph: ', 'paragraph: eenXYZ'],
  },
  {
    what: 'Enter at the end',
    text: ['een'],
    a: (a) => a.at(0, 3).press('Enter'),
    b: (b) => b.at(0, 1).type('XYZ'),
    after: ['paragraph: eXYZen', 'paragraph: '],
  },
  {
    what: 'a split after it',
    text: ['eentwee'],
    a: (a) => a.at(0, 3).press('Enter'),
    b: (b) => b.at(0, 1).type('XYZ'),
    after: ['paragraph: eXYZen', 'paragraph: twee'],
  },
  {
    what: 'an empty block joined before it',
    text: ['', 'een'],
    a: (a) => a.at(1, 0).press('Backspace'),
    b: (b) => b.at(1, 3).type('XYZ'),
    after: ['paragraph: eenXYZ'],
  },
  {
    what: 'the same place',
    text: ['een'],
    a: (a) => a.at(0, 3).type('abc'),
    b: (b) => b.at(0, 0).type('XYZ'),
    after: ['paragraph: XYZeenabc'],
  },
  {
    what: 'a line break before it',
    text: ['eentwee'],
    a: (a) => a.at(0, 3).press('Enter', { shiftKey: true }),
    b: (b) => b.at(0, 7).type('XYZ'),
    after: ['paragraph: een\ntweeXYZ'],
  },
];

function settled(section: FakeSection, a: Writer, b: Writer): string[] {
  section.settle();
  expect(b.blocks).toEqual(a.blocks);
  expect(b.text).toBe(a.text);
  return a.blocks;
}

describe('two people in one text', () => {
  for (const race of RACES) {
    it(`[X6] keeps what is typed while another changes the block: ${race.what}`, () => {
      for (const swapped of [false, true]) {
        const { section, a, b } = two(...race.text);
        const [changer, typer] = swapped ? [b, a] : [a, b];
        race.a(changer);
        race.b(typer);
        expect(settled(section, a, b)).toEqual(race.after);
        expect([...a.offered, ...b.offered]).toEqual([]);
      }
    });
  }

  it('[X6] keeps the letters of both who begin in the same new empty block', () => {
    const { section, a, b } = two('een');
    a.at(0, 3).press('Enter');
    section.settle();
    a.at(1, 0).type('abc');
    b.at(1, 0).type('XYZ');
    section.settle();
    a.at(1, 6).type('d');
    b.at(1, 6).type('!');
    const [, second] = settled(section, a, b);
    for (const letter of 'abcdXYZ!') expect(second).toContain(letter);
  });

  it('[X6] makes one list of two kinds chosen at the same time, with the text once', () => {
    const { section, a, b } = two('een', 'twee');
    a.at(0, 0, { block: 1, offset: 4 }).run('bullet');
    b.at(0, 0, { block: 1, offset: 4 }).run('heading2');
    const merged = settled(section, a, b);
    expect(merged.map((block) => block.split(': ')[1])).toEqual(['een', 'twee']);
  });

  it('[X7] offers own text back whose paragraph another deleted, and puts it back', () => {
    const { section, a, b } = two('een', 'de tweede alinea', 'drie');
    a.at(1, 0, { block: 2, offset: 0 }).press('Backspace');
    b.at(1, 9).type('XYZ ');
    section.settle();
    expect(b.offered.map(({ text }) => text)).toEqual(['XYZ ']);
    expect(a.offered).toEqual([]);
    putBack(b.live.doc, b.offered[0]!, () => 'terug', 'test');
    section.settle();
    expect(a.text).toContain('XYZ');
    expect(a.text).toBe(b.text);
  });

  it('[X7] puts text back in its place where a join moved its surroundings', () => {
    const { section, a, b } = two('een alinea', 'nog een alinea');
    a.at(1, 0).press('Backspace');
    b.at(1, 8).type('XYZ');
    section.settle();
    expect(b.offered.map(({ text }) => text)).toEqual(['XYZ']);
    expect(putBack(b.live.doc, b.offered[0]!, () => 'terug', 'test')).toBe('in-place');
    expect(settled(section, a, b)).toEqual(['paragraph: een alineanog een XYZalinea']);
  });

  it('[X7] offers nothing that the other had seen and deleted', () => {
    const { section, a, b } = two('een', 'twee');
    b.at(1, 4).type('XYZ');
    section.settle();
    a.view.dispatch(a.view.state.tr.delete(5, a.view.state.doc.content.size));
    section.settle();
    expect(b.offered).toEqual([]);
  });

  it('[X7] offers nothing that undo brought back and that stands where the other moved it', () => {
    const { section, a, b } = two('een', 'de alinea');
    a.at(1, 0).press('Backspace');
    b.at(1, 0).type('XYZ').at(1, 5, { block: 1, offset: 9 }).type('i');
    b.undo.undo();
    section.settle();
    expect(b.offered.map(({ text }) => text)).toEqual(['XYZ']);
    expect(settled(section, a, b)).toEqual(['paragraph: eende alinea']);
  });

  it('[X6] keeps two lists that meet', () => {
    const { section, a, b } = two(...LIST, 'tussen', ...LIST);
    a.at(2, 0).run('bullet');
    b.at(4, 4).type('XYZ');
    b.at(1, 4).press('Enter');
    b.type('meer');
    expect(settled(section, a, b)).toEqual([
      'bullet: een',
      'bullet: twee',
      'bullet: meer',
      'bullet: tussen',
      'bullet: een',
      'bullet: tweeXYZ',
    ]);
  });
});
