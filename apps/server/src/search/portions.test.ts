import { describe, expect, it } from 'vitest';
import { PORTION, portionsOf, QUESTION, restAfter, thoseThatFit } from './portions';

const texts = (...sizes: number[]) => sizes.map((bytes, at) => ({ sectionId: String(at), bytes }));
const sizes = (portions: readonly { bytes: number }[][]): number[][] =>
  portions.map((one) => one.map(({ bytes }) => bytes));

describe('[V14] what is read in in one go', () => {
  it('is some small texts, or one large text alone', () => {
    const limit = { sections: 3, bytes: 100 };
    expect(sizes(portionsOf(texts(10, 10, 10, 10, 60, 50, 500, 500), limit))).toEqual([[10, 10, 10], [10, 60], [50], [500], [500]]); // prettier-ignore
    expect(portionsOf([])).toEqual([]);
    const many = portionsOf(texts(...Array.from({ length: 100 }, (_, at) => at * 20_000)));
    for (const portion of many) {
      const held = portion.reduce((sum, { bytes }) => sum + bytes, 0);
      expect(portion.length === 1 || (held <= PORTION.bytes && portion.length <= PORTION.sections)).toBe(true);
    }
    expect(many.flat()).toHaveLength(100);
  });

  it('is for a question no more than it may wait for', () => {
    expect(thoseThatFit(texts(10, 20, 500), { sections: 5, bytes: 100 })).toHaveLength(2);
    expect(thoseThatFit(texts(...Array.from({ length: 60 }, () => 1)))).toHaveLength(QUESTION.sections);
  });

  it('is followed by a rest of nine times as long, for large texts too', () => {
    expect([restAfter(10), restAfter(6_600)]).toEqual([90, 59_400]);
  });
});
