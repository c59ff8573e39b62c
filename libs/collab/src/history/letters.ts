import * as Y from 'yjs';
import type { textNodes } from '../anchors/text-lines';
import { textsIn } from '../anchors/text-lines';
import { IdRanges } from './id-ranges';

type AnyNode = ReturnType<typeof textNodes>[number];

/** What stands, and stood, in one block: everything that was ever placed in it, in its order. */
export interface BlockLetters {
  readonly text: string;
  readonly items: readonly { readonly item: Y.Item; readonly at: number }[];
  /** Of what the block is made. */
  readonly parts: readonly Y.XmlText[];
}

export function lettersOf(node: AnyNode): BlockLetters {
  const items: { item: Y.Item; at: number }[] = [];
  let text = '';
  const parts = textsIn(node);
  for (const part of parts) {
    for (let item = part._start; item !== null; item = item.right) {
      items.push({ item, at: text.length });
      if (isShown(item)) text += (item.content as Y.ContentString).str;
    }
  }
  return { text, items, parts };
}

const isShown = (item: Y.Item): boolean => !item.deleted && item.content instanceof Y.ContentString;

/**
 * The numbers of the letters between two places of a block, with those of what was struck between them: what somebody
 * mistyped in a name is part of what is to go. At an end of the block that belongs to it only when the whole block goes.
 */
export function numbersBetween({ text, items }: BlockLetters, from: number, to: number): IdRanges {
  const numbers = new IdRanges();
  const whole = from === 0 && to === text.length;
  for (const { item, at } of items) {
    const { client, clock } = item.id;
    if (isShown(item)) {
      const start = Math.max(from, at);
      const end = Math.min(to, at + item.length);
      numbers.add(client, clock + start - at, clock + end - at);
    } else if (item.deleted && (whole || (at > from && at < to))) numbers.add(client, clock, clock + item.length);
  }
  return numbers;
}

/** Every place in a text where these words stand. */
export function placesOf(text: string, words: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) places.push(at);
  return places;
}

/** The number of one letter. */
export interface LetterId {
  readonly client: number;
  readonly clock: number;
}

/** The numbers of the letters that are shown, one for each unit of the text. */
export function numbersOfLetters({ items }: BlockLetters): LetterId[] {
  return items.flatMap(({ item }) =>
    isShown(item)
      ? Array.from({ length: item.length }, (_, by) => ({ client: item.id.client, clock: item.id.clock + by }))
      : [],
  );
}
