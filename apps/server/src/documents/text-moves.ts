import { Injectable } from '@nestjs/common';
import type { SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';

/**
 * Moves what belongs to words that went from one section to another, in the transaction that moved them, after it.
 *
 * @returns how many things moved; after the commit their readers are told
 */
export type TextMove = (manager: EntityManager, from: SectionId, to: SectionId) => Promise<number>;

/** What goes along with words when a section is split or merged. The rooms above register theirs as they start. */
@Injectable()
export class TextMoves {
  readonly #moves: TextMove[] = [];

  register(move: TextMove): void {
    this.#moves.push(move);
  }

  /** @returns how many things moved */
  async follow(manager: EntityManager, from: SectionId, to: SectionId): Promise<number> {
    let moved = 0;
    for (const move of this.#moves) moved += await move(manager, from, to);
    return moved;
  }
}
