import { describe, expect, it } from 'vitest';
import { wouldCircle } from './reporting';

const chain = new Map<string, string | null>([
  ['a', 'b'],
  ['b', 'c'],
  ['c', null],
  ['d', null],
]);

describe('[T4] a table that reports to a table', () => {
  it.each([
    ['d', 'a', false],
    ['a', 'c', false],
    ['c', 'd', false],
    ['a', 'a', true],
    ['c', 'a', true],
    ['b', 'a', true],
  ])('%s to %s: in a circle is %s', (tableId, to, circle) => {
    expect(wouldCircle(chain, tableId, to)).toBe(circle);
  });

  it('ends where there is a circle already', () => {
    expect(
      wouldCircle(
        new Map([
          ['x', 'y'],
          ['y', 'x'],
        ]),
        'z',
        'x',
      ),
    ).toBe(true);
  });
});
