import type { Makers } from '@samenspel/domain';
import * as Y from 'yjs';
import { readBlocks, type RenderedBlock } from '../schema/blocks';
import { createTextDoc } from '../schema/text-doc';
import { authoredTexts, type AuthoredText, type Placed } from './authorship';

/** A row of the log, and the client id under which it was sent. */
export interface SignedRow {
  readonly client: number;
  readonly bytes: Uint8Array;
}

/** Two moments of one text, and who made what is between them, by client id. */
export interface Between {
  readonly was: readonly RenderedBlock[];
  readonly is: readonly RenderedBlock[];
  readonly makers: Makers;
}

/**
 * Goes from one moment of a text to a later one, row by row. A struct tells who placed it; who took it away only the row
 * of the log tells in which that happened.
 */
export function goBetween(before: readonly Uint8Array[], rows: readonly SignedRow[]): Between {
  const doc = createTextDoc();
  for (const update of before) Y.applyUpdate(doc, update);
  const was = readBlocks(doc);
  const authorsThen = byKey(authoredTexts(doc, was));
  const known = Y.decodeStateVector(Y.encodeStateVector(doc));
  const gone = new Gone();
  let author = 0;
  doc.on('afterTransaction', ({ deleteSet }: Y.Transaction) => {
    for (const [client, items] of deleteSet.clients)
      for (const { clock, len } of items) gone.add(client, clock, len, author);
  });
  for (const { client, bytes } of rows) {
    author = client;
    Y.applyUpdate(doc, bytes);
  }
  const is = readBlocks(doc);
  const authorsNow = byKey(authoredTexts(doc, is));
  doc.destroy();
  const isNew = ({ client, clock, length }: Placed): boolean => clock + length > (known.get(client) ?? 0);
  return {
    was,
    is,
    makers: {
      gone: (key, from, to) => within(authorsThen.get(key), from, to).flatMap((span) => gone.by(span)),
      come: (key, from, to) =>
        within(authorsNow.get(key), from, to)
          .filter(isNew)
          .map(({ client }) => client),
      touched: (key) => [
        ...(authorsNow.get(key)?.rest ?? []).filter(isNew).map(({ client }) => client),
        ...(authorsThen.get(key)?.rest ?? []).flatMap((part) => gone.by(part)),
      ],
    },
  };
}

function byKey(texts: readonly AuthoredText[]): ReadonlyMap<string, AuthoredText> {
  return new Map(texts.map((text) => [text.key, text]));
}

/** The parts of the spans that stand between two places of the text. */
function within(text: AuthoredText | undefined, from: number, to: number): Placed[] {
  const out: Placed[] = [];
  let at = 0;
  for (const { client, clock, length } of text?.spans ?? []) {
    const start = Math.max(from, at);
    const end = Math.min(to, at + length);
    if (start < end) out.push({ client, clock: clock + start - at, length: end - start });
    at += length;
  }
  return out;
}

/** What was taken away, and by whom. */
class Gone {
  readonly #byClient = new Map<number, { clock: number; end: number; by: number }[]>();

  add(client: number, clock: number, length: number, by: number): void {
    const items = this.#byClient.get(client) ?? [];
    this.#byClient.set(client, items);
    items.push({ clock, end: clock + length, by });
  }

  by({ client, clock, length }: Placed): number[] {
    const items = this.#byClient.get(client) ?? [];
    return items.filter((item) => item.clock < clock + length && clock < item.end).map(({ by }) => by);
  }
}
