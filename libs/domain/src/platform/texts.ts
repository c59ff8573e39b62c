import { z } from 'zod';

/** No control characters, and none that turn the reading direction (a name could pose as another). */
const IN_ONE_LINE = /^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u;
const IN_LINES = /^(?:[^\p{Cc}\u202A-\u202E\u2066-\u2069]|\n)*$/u;

/** One line of visible text. */
export const lineOf = (max: number): z.ZodString => z.string().trim().max(max).regex(IN_ONE_LINE);

/** Text of a few lines. */
export const linesOf = (max: number): z.ZodString => z.string().trim().max(max).regex(IN_LINES);
