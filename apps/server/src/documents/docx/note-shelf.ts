import type { TextBlock } from '@samenspel/domain';
import type { NoteContainer } from './containers';
import { Told } from './told';

/** The notes of a file: only those that the text refers to are taken, in the order in which it does. */
export class NoteShelf {
  readonly #notes = new Map<string, { readonly container: NoteContainer; readonly told: Told }>();
  readonly #numbers = new Map<string, number>();

  put(name: string, container: NoteContainer, told: Told): void {
    this.#notes.set(name, { container, told });
  }

  /** The number in the text of this note; null when there is no such note. */
  refer(name: string, told: Told): number | null {
    const note = this.#notes.get(name);
    if (note === undefined) return null;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#numbers.size + 1;
    this.#numbers.set(name, number);
    told.take(note.told);
    return number;
  }

  /** What the notes say, each under its number. */
  blocks(): Map<string, readonly TextBlock[]> {
    return new Map(
      [...this.#numbers].map(([name, number]) => [
        name,
        numbered(number, this.#notes.get(name)?.container.blocks ?? []),
      ]),
    );
  }
}

function numbered(number: number, blocks: readonly TextBlock[]): TextBlock[] {
  const [first, ...rest] = blocks;
  if (first === undefined) return [{ type: 'block', kind: 'paragraph', runs: [{ text: `[${number}]` }] }];
  const [run, ...runs] = first.runs;
  const begun = run === undefined ? [] : [{ ...run, text: run.text.trimStart() }, ...runs];
  const all = [{ ...first, runs: [{ text: `[${number}] ` }, ...begun] }, ...rest];
  return all.map((block) => ({ ...block, runs: trimmed(block.runs) }));
}

function trimmed(runs: TextBlock['runs']): TextBlock['runs'] {
  const last = runs.length - 1;
  return runs
    .map((run, at) => (at === last ? { ...run, text: run.text.trimEnd() } : run))
    .filter(({ text }) => text !== '');
}
