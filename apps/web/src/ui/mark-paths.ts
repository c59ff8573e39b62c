import type { MarkShape } from '@samenspel/domain';

/** The shape of a party's mark, 24 by 24, filled. Shapes differ enough to be told apart in black and white at text size. */
export const MARK_PATHS: Readonly<Record<MarkShape, string>> = {
  circle: 'M12 2a10 10 0 100 20 10 10 0 000-20z',
  square: 'M3 3h18v18H3z',
  triangle: 'M12 2l11 20H1z',
  diamond: 'M12 1l11 11-11 11L1 12z',
  hexagon: 'M7 3h10l6 9-6 9H7l-6-9z',
  star: 'M12 1l3.2 7.3 7.8.8-5.9 5.2 1.7 7.7-6.8-4-6.8 4 1.7-7.7L1 9.1l7.8-.8z',
};
