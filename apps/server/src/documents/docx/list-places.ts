import { listLabel, ListNumbers } from '@samenspel/domain';
import type { ListItem } from './numbering';

/** Deeper levels of a list are shown at the deepest that a section has. */
const DEEPEST = 7;
const DEEPER = [1, 2];

/** Where an item goes in our lists. */
export interface ListPlace {
  readonly indent: number;
  /** Only an empty paragraph before it lets it count from one. */
  readonly apart: boolean;
  /** The number is the same, and what stands around it is not. */
  readonly otherSigns: boolean;
}

/**
 * Finds for each item of a list in Word the place where ours shows the same number. Ours have no start and no look of their
 * own: what cannot be shown so becomes text, and the number with it.
 */
export class ListPlaces {
  readonly #numbers = new ListNumbers();
  /** How much further out the items stand here than in Word. */
  #shift = 0;
  /** The outermost level of Word since the last block that is no item. */
  #outermost = DEEPEST + 1;

  bullet(level: number): number {
    this.#begin();
    const indent = Math.max(0, Math.min(DEEPEST, level - this.#shift));
    this.#add('bullet', indent, level);
    return indent;
  }

  /**
   * @param always whatever Word counts: our own export, of which the lists are ours
   * @returns null when no place shows this number
   */
  numbered({ level, label }: Pick<ListItem, 'level' | 'label'>, always: boolean): ListPlace | null {
    this.#begin();
    const core = label.replace(/^[\s([]+|[\s.):\]]+$/g, '');
    const from = Math.min(DEEPEST, level);
    // Where a list begins it may also stand further in: letters are only shown there.
    const deeper = this.isOpen ? [] : DEEPER.map((steps) => from + steps);
    const tried = [from - this.#shift, ...Array.from({ length: from + 1 }, (_, at) => from - at), ...deeper];
    const candidates = [...new Set(tried)].filter((indent) => indent >= 0 && indent <= DEEPEST);
    const otherSigns = label !== `${core}.`;
    if (always) return this.#place(from, level, false, false);
    const next = candidates.find((indent) => listLabel(this.#numbers.peek('numbered', indent), indent) === core);
    if (next !== undefined) return this.#place(next, level, false, otherSigns);
    // Beginning anew in the middle of an open list would put the item in another one.
    if (!this.isOpen || level > this.#outermost) return null;
    this.end();
    const anew = this.numbered({ level, label }, false);
    return anew === null ? null : { ...anew, apart: true };
  }

  /** A block comes that is no item. */
  end(): void {
    this.#numbers.end();
    this.#shift = 0;
    this.#outermost = DEEPEST + 1;
  }

  get isOpen(): boolean {
    return this.#numbers.isOpen;
  }

  #begin(): void {
    if (!this.isOpen) this.end();
  }

  #place(indent: number, level: number, apart: boolean, otherSigns: boolean): ListPlace {
    this.#shift = Math.min(DEEPEST, level) - indent;
    this.#add('numbered', indent, level);
    return { indent, apart, otherSigns };
  }

  #add(kind: 'bullet' | 'numbered', indent: number, level: number): void {
    this.#numbers.add(kind, indent);
    this.#outermost = Math.min(this.#outermost, level);
  }
}
