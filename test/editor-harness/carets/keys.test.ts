import { expect, it } from 'vitest';
import type { Act, History } from './history';
import { stepIn } from './keys';
import type { Seat } from './seat';

/** A history in which the caret is not to be seen at the first keys: no key is pressed then. */
function withoutCaret(keys: number): { history: History; seat: Seat; pressed: string[] } {
  const pressed: string[] = [];
  let tried = 0;
  const act = (_seat: Seat, { what }: Act): Promise<boolean> => {
    tried += 1;
    if (tried > keys) pressed.push(what);
    return Promise.resolve(tried > keys);
  };
  const history = { names: { equal: true, fresh: (letter: string) => letter }, act };
  const last = { caret: { symbols: [], anchor: 0, head: 0 } };
  return {
    history: history as unknown as History,
    seat: { last, composing: [], heard: false } as unknown as Seat,
    pressed,
  };
}

const step = { who: 0, kind: 'compose', n: 1, text: 'xyz' } as const;

it('[X32] of what is composed only letters count for which a key was pressed', async () => {
  const { history, seat, pressed } = withoutCaret(2);
  await stepIn(history, seat, step);
  expect(pressed).toEqual(['composes z', 'commits z']);
  const none = withoutCaret(3);
  await stepIn(none.history, none.seat, step);
  expect(none.pressed).toEqual([]);
  expect(none.seat.composing).toEqual([]);
});
