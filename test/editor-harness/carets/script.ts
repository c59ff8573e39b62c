import { Random } from '@samenspel/collab/testing';
import type { ContentBlock } from '@samenspel/domain';

/** What happens in one step; `n` chooses place, number or direction where the step has any. */
export type Kind =
  | 'type'
  | 'compose'
  | 'backspace'
  | 'delete'
  | 'enter'
  | 'join'
  | 'click'
  | 'arrow'
  | 'select'
  | 'bold'
  | 'kind'
  | 'undo'
  | 'redo'
  | 'cut and paste'
  | 'pause'
  | 'carry'
  | 'deliver'
  | 'settle';

export interface Step {
  readonly who: number;
  readonly kind: Kind;
  readonly n: number;
  readonly text: string;
}

/** A history, made of its seed alone: any of its steps can be left out, and the others stay what they were. */
export interface Script {
  readonly seed: number;
  readonly equal: boolean;
  /** Client ids of the writers: their order decides ties. */
  readonly clients: readonly number[];
  readonly content: readonly ContentBlock[];
  readonly steps: readonly Step[];
}

const WEIGHTS: Readonly<Record<Kind, number>> = {
  type: 26,
  deliver: 24,
  carry: 14,
  click: 8,
  backspace: 7,
  compose: 7,
  arrow: 5,
  select: 5,
  delete: 4,
  enter: 4,
  undo: 3,
  join: 2,
  redo: 2,
  settle: 2,
  pause: 2,
  bold: 1,
  kind: 1,
  'cut and paste': 1,
};
const KINDS = (Object.keys(WEIGHTS) as Kind[]).flatMap((kind) => Array.from({ length: WEIGHTS[kind] }, () => kind));
const STEPS = 45;

/** Letters that are in no text to begin with. */
const LETTERS = Array.from({ length: 0x52f - 0xc0 }, (_, index) => String.fromCharCode(0xc0 + index)).filter((letter) =>
  /\p{Ll}|\p{Lu}/u.test(letter),
);

export function scriptOf(seed: number): Script {
  const random = Random.of(seed, 'carets');
  const equal = random.chance(0.4);
  const writers = random.chance(0.4) ? 3 : 2;
  let last = 0;
  const letters = (count: number): string =>
    Array.from({ length: count }, () => (equal ? random.pick(['a', 'b']) : LETTERS[last++ % LETTERS.length]!)).join('');
  return {
    seed,
    equal,
    clients: shuffled([11, 22, 33], random).slice(0, writers),
    content: contentFor(equal, random),
    steps: Array.from({ length: STEPS }, () => {
      const kind = random.pick(KINDS);
      const length = kind === 'type' ? 1 + random.below(3) : kind === 'compose' ? 3 : 0;
      return { who: random.below(writers), kind, n: random.below(2 ** 16), text: letters(length) };
    }),
  };
}

/** One paragraph to meet in, and what may stand around it. */
function contentFor(equal: boolean, random: Random): ContentBlock[] {
  const texts = equal ? ['abab', 'aabbaaab', 'ba'] : ['abcde', 'fghijklm', 'nop'];
  const line = (text: string, kind: 'paragraph' | 'bullet' | 'quote' = 'paragraph') =>
    ({ type: 'block', kind, runs: text === '' ? [] : [{ text }] }) as const;
  const first = line(texts[0]!, random.chance(0.2) ? 'bullet' : 'paragraph');
  const table: ContentBlock[] = random.chance(0.25)
    ? [{ type: 'table', header: false, rows: [[[line(equal ? 'ab' : 'qr')], [line(equal ? 'b' : 'st')]]] }]
    : [];
  const middle = line(texts[1]!, random.chance(0.1) ? 'quote' : 'paragraph');
  return [first, middle, ...table, line(random.chance(0.15) ? '' : texts[2]!)];
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  return values
    .map((value) => ({ value, key: random.next() }))
    .sort((one, other) => one.key - other.key)
    .map(({ value }) => value);
}
