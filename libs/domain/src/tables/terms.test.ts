import { describe, expect, it } from 'vitest';
import { movedEnd, overlaps, type Term } from './terms';

const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
const term = (from: number, until: number | null): Term => ({
  from: at(from),
  until: until === null ? null : at(until),
});
const NOW = at(10);

describe('[T7] terms in a seat', () => {
  it.each([
    [term(1, 5), term(5, 9), false],
    [term(1, 6), term(5, 9), true],
    [term(1, null), term(5, 9), true],
    [term(1, null), term(5, null), true],
    [term(6, null), term(1, 6), false],
    [term(2, 3), term(1, 9), true],
  ])('share a moment or not: %#', (one, other, expected) => {
    expect(overlaps(one, other)).toBe(expected);
    expect(overlaps(other, one)).toBe(expected);
  });

  it('end now when their end is moved to the past, and never before', () => {
    expect(movedEnd(term(1, null), at(3), NOW)).toEqual({ kind: 'set', until: NOW, endsNow: true });
    expect(movedEnd(term(1, 20), at(10), NOW)).toEqual({ kind: 'set', until: NOW, endsNow: true });
    expect(movedEnd(term(1, 20), at(15), NOW)).toEqual({ kind: 'set', until: at(15), endsNow: false });
    expect(movedEnd(term(1, 20), null, NOW)).toEqual({ kind: 'set', until: null, endsNow: false });
  });

  it('stay as they were once they are over', () => {
    expect(movedEnd(term(1, 10), at(30), NOW)).toBeNull();
    expect(movedEnd(term(1, 5), null, NOW)).toBeNull();
  });

  it('go when they never begin', () => {
    expect(movedEnd(term(12, null), NOW, NOW)).toEqual({ kind: 'remove' });
    expect(movedEnd(term(10, null), NOW, NOW)).toEqual({ kind: 'remove' });
    expect(movedEnd(term(12, null), at(12), NOW)).toEqual({ kind: 'remove' });
  });
});
