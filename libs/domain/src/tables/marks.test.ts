import { describe, expect, it } from 'vitest';
import { nextMark, type Mark } from './marks';
import { MARK_HUES, MARK_SHAPES } from './roles';

const after = (count: number): Mark[] => {
  const marks: Mark[] = [];
  for (let made = 0; made < count; made += 1) marks.push(nextMark(marks));
  return marks;
};
const PAIRS = MARK_SHAPES.length * MARK_HUES;

describe('[T3] the mark of a new organisation', () => {
  it('is one that nobody has, as long as there is one', () => {
    const marks = after(PAIRS);
    expect(new Set(marks.map(({ shape, hue }) => `${shape} ${hue}`)).size).toBe(PAIRS);
  });

  it('has a colour of its own as long as there is one, and shapes in turn', () => {
    const marks = after(MARK_HUES);
    expect(new Set(marks.map(({ hue }) => hue)).size).toBe(MARK_HUES);
    expect(new Set(marks.slice(0, MARK_SHAPES.length).map(({ shape }) => shape)).size).toBe(MARK_SHAPES.length);
  });

  it('is borne by as few as can be after that', () => {
    const marks = after(PAIRS + 5);
    const times = new Map<string, number>();
    for (const { shape, hue } of marks) times.set(`${shape} ${hue}`, (times.get(`${shape} ${hue}`) ?? 0) + 1);
    expect(Math.max(...times.values())).toBe(2);
  });
});
