import * as Y from 'yjs';
import { lineOfNode, textNodes, textsIn, type LineRange } from '../anchors/text-lines';

/** A letter of a text, under the number that it got when it was typed. */
export interface Letter {
  readonly id: string;
  readonly letter: string;
}

/** A block and its letters. */
export interface LetterLine {
  readonly id: string | null;
  readonly letters: readonly Letter[];
}

/** The letters of a document, block by block as they are drawn, read from its items and not by way of positions. */
export function lettersOf(doc: Y.Doc): LetterLine[] {
  return textNodes(doc).map((node) => ({ id: lineOfNode(node).id, letters: textsIn(node).flatMap(lettersIn) }));
}

export function lettersIn(text: Y.XmlText): Letter[] {
  const letters: Letter[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    for (const [at, letter] of [...item.content.str].entries())
      letters.push({ id: `${item.id.client}:${item.id.clock + at}`, letter });
  }
  return letters;
}

/** The letters between two places. */
export function lettersBetween(lines: readonly LetterLine[], { from, to }: LineRange): Letter[] {
  return lines
    .slice(from.block, to.block + 1)
    .flatMap(({ letters }, at, all) =>
      letters.slice(at === 0 ? from.offset : 0, at === all.length - 1 ? to.offset : letters.length),
    );
}

/**
 * Who descends from whom: text that was moved, copied, split off, restored or brought back is new letters, and only who moved
 * it knows of which. Kept in plain sets, beside the documents.
 */
export class Descent {
  readonly #of = new Map<string, Set<string>>();

  /** These new letters say what those said. */
  record(fresh: readonly Letter[], old: readonly Letter[]): void {
    for (const [at, { id, letter }] of fresh.entries()) {
      const from = old[at];
      if (from === undefined || from.letter !== letter) throw new Error('a copy says something else');
      if (from.id === id) continue;
      const known = this.#of.get(id) ?? new Set([id]);
      for (const root of this.roots(from.id)) known.add(root);
      this.#of.set(id, known);
    }
  }

  roots(id: string): ReadonlySet<string> {
    return this.#of.get(id) ?? new Set([id]);
  }
}
