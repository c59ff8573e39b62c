import type { Done } from './done';
import type { Look } from './look';
import { indexOf, type Symbols } from './symbols';
import type { Row } from './naive';
import type { Writer } from './writer';

/** What a writer saw last. `caret` is null where the selection is not one of text. */
export interface Sight {
  readonly look: Look;
  readonly symbols: Symbols;
  readonly caret: Row | null;
}

/** A writer in a history. */
export interface Seat {
  readonly name: string;
  readonly number: number;
  readonly writer: Writer;
  /** The moves of letters that are on this screen. */
  readonly seen: Set<number>;
  last: Sight | null;
  /** Where the caret was whenever this writer undid or did anew. */
  readonly places: Row[];
  /** What the keys of this writer did, undo and redo apart. */
  readonly done: Done[];
  /** The letters that the input method shows as not decided yet. */
  composing: string[];
  /** Something of another came while the input method was open. */
  heard: boolean;
}

export function sightOf(look: Look, symbols: Symbols): Sight {
  const { anchor, head, special } = look;
  const caret =
    special || anchor === null || head === null
      ? null
      : { symbols, anchor: indexOf(look, anchor), head: indexOf(look, head) };
  return { look, symbols, caret };
}
