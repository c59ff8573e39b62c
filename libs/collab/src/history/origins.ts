import type * as Y from 'yjs';
import { textNodes } from '../anchors/text-lines';
import { lettersOf, numbersOfLetters, type LetterId } from './letters';

/** Letters that were placed again, and the letters that they are copies of. */
export interface CopiedLetters {
  /** Of the first one as it was placed. */
  readonly clock: number;
  readonly length: number;
  /** Of the first one in the text that it came from. */
  readonly from: LetterId;
}

/**
 * Which letters of a text are those of another text, placed again by the server under this client id (docs/spec.md H15). Told
 * by their places and only when all the words are the same: of what cannot be proven nothing is said.
 *
 * @param how `whole` when the text was made to say what the other one says; `end` when blocks at the end of the other one were
 *   put here as blocks of their own
 */
export function copiedLetters(source: Y.Doc, target: Y.Doc, client: number, how: 'whole' | 'end'): CopiedLetters[] {
  const nodes = textNodes(target);
  const placed = how === 'whole' ? nodes : nodes.filter((node) => node._item?.id.client === client);
  const all = textNodes(source);
  if (placed.length > all.length || (how === 'whole' && placed.length !== all.length)) return [];
  const pairs = placed.map(
    (node, nth) => [lettersOf(node), lettersOf(all[all.length - placed.length + nth]!)] as const,
  );
  if (pairs.some(([is, was]) => is.text !== was.text)) return [];
  return pairs.flatMap(([is, was]) => {
    const [now, then] = [numbersOfLetters(is), numbersOfLetters(was)];
    return joined(
      now.flatMap((id, at) => (id.client === client ? [{ clock: id.clock, length: 1, from: then[at]! }] : [])),
    );
  });
}

/** Letters that follow each other in both texts are one piece. */
function joined(letters: readonly CopiedLetters[]): CopiedLetters[] {
  const pieces: { clock: number; length: number; from: LetterId }[] = [];
  for (const { clock, from } of letters) {
    const last = pieces.at(-1);
    const follows =
      last !== undefined &&
      last.clock + last.length === clock &&
      last.from.client === from.client &&
      last.from.clock + last.length === from.clock;
    if (follows) last.length += 1;
    else pieces.push({ clock, length: 1, from });
  }
  return pieces;
}
