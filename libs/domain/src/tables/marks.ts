import { MARK_HUES, MARK_SHAPES, type MarkShape } from './roles';

export interface Mark {
  readonly shape: MarkShape;
  readonly hue: number;
}

/**
 * The mark for a new organisation of a region (docs/spec.md T3): a pair of shape and hue that nobody has yet as long as
 * there is one, else one that is borne least; of those the one whose hue, then whose shape, is borne least.
 */
export function nextMark(taken: readonly Mark[]): Mark {
  const borne = (is: (mark: Mark) => boolean): number => taken.filter(is).length;
  const all = MARK_SHAPES.flatMap((shape) => Array.from({ length: MARK_HUES }, (_, hue): Mark => ({ shape, hue })));
  const ranked = all.map((mark) => ({
    mark,
    rank: [
      borne(({ shape, hue }) => shape === mark.shape && hue === mark.hue),
      borne(({ hue }) => hue === mark.hue),
      borne(({ shape }) => shape === mark.shape),
    ] as const,
  }));
  return ranked.reduce((best, other) => (isLess(other.rank, best.rank) ? other : best)).mark;
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}
