import { describe, expect, it } from 'vitest';
import type { BlockKind } from './import/model';
import { listItemPlaces, listLabel, ListNumbers } from './list-numbers';

const KINDS: Readonly<Record<string, BlockKind>> = { n: 'numbered', b: 'bullet', p: 'paragraph' };

/** "n0 n1 b1": kinds with their depths; a dash is a table. */
function numbersOf(text: string): string {
  const blocks = text
    .split(' ')
    .map((each) => (each === '-' ? {} : { kind: KINDS[each[0] ?? ''], indent: Number(each[1]) }));
  return listItemPlaces(blocks)
    .map((place, at) => (place === null ? '.' : listLabel(place.number, blocks[at]?.indent ?? 0)))
    .join(' ');
}

describe('[F12] one way of counting', () => {
  it.each([
    ['n0 n0 n0', '1 2 3'],
    ['n0 n1 n1 n0 n1', '1 a b 2 a'],
    ['n0 b0 n0', '1 1 1'],
    ['b0 n1 n1 b0 n1', '1 a b 2 a'],
    ['n0 p0 n0', '1 . 1'],
    ['n0 - n0', '1 . 1'],
    ['n0 n1 b1 n1', '1 a a a'],
    ['n2 n1 n0 n2', 'i a 1 i'],
    ['n0 n3 n0', '1 1 2'],
  ])('%s is %s', (blocks, numbers) => expect(numbersOf(blocks)).toBe(numbers));

  it('gives each list a number of its own, and says what it stands within', () => {
    const places = listItemPlaces([
      { kind: 'bullet', indent: 0 },
      { kind: 'numbered', indent: 1 },
      { kind: 'bullet', indent: 0 },
      { kind: 'numbered', indent: 1 },
    ]);
    expect(places.map((place) => place?.list)).toEqual([0, 1, 0, 2]);
    expect(places.map((place) => place?.within)).toEqual([null, 0, null, 2]);
  });

  it('counts past z as Word does, and in Roman numbers as far as they go', () => {
    expect([26, 27, 28, 53].map((number) => listLabel(number, 1))).toEqual(['z', 'aa', 'bb', 'aaa']);
    expect([4, 9, 16, 49, 1994].map((number) => listLabel(number, 2))).toEqual(['iv', 'ix', 'xvi', 'xlix', 'mcmxciv']);
    expect(listLabel(4000, 5)).toBe('4000');
  });

  it('says beforehand what an item would count', () => {
    const numbers = new ListNumbers();
    expect(numbers.peek('numbered', 0)).toBe(1);
    numbers.add('numbered', 0);
    numbers.add('numbered', 1);
    expect([numbers.peek('numbered', 0), numbers.peek('numbered', 1), numbers.peek('bullet', 1)]).toEqual([2, 2, 1]);
    numbers.end();
    expect([numbers.isOpen, numbers.peek('numbered', 0)]).toEqual([false, 1]);
  });
});
