import { expect, it } from 'vitest';
import { accepted } from './acceptance';

const day = (n: number): Date => new Date(Date.UTC(2026, 10, n));
const now = day(10);

it.each([
  ['no term', [], day(20), { kind: 'begin', until: day(20) }],
  ['no term and no end', [], null, { kind: 'begin', until: null }],
  ['a term that is over', [{ from: day(1), until: day(10) }], null, { kind: 'begin', until: null }],
  ['a longer one', [{ from: day(1), until: day(21) }], day(20), { kind: 'nothing' }],
  ['one without an end', [{ from: day(1), until: null }], null, { kind: 'nothing' }],
  ['a shorter one', [{ from: day(1), until: day(12) }], day(20), { kind: 'prolong', from: day(1), until: day(20) }],
  ['a later one', [{ from: day(15), until: null }], day(20), { kind: 'begin', until: day(15) }],
  [
    'a shorter one and a later one',
    [
      { from: day(15), until: null },
      { from: day(1), until: day(12) },
    ],
    null,
    { kind: 'prolong', from: day(1), until: day(15) },
  ],
  [
    'one that runs up to a later one',
    [
      { from: day(1), until: day(15) },
      { from: day(15), until: day(16) },
    ],
    null,
    { kind: 'nothing' },
  ],
] as const)('[S17] accepting with %s in the seat never makes terms that overlap', (_, terms, until, expected) => {
  expect(accepted(terms, until, now)).toEqual(expected);
});
