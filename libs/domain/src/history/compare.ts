import { align, alignCells, type Alignable } from './align';
import { alignableBlock, alignableCell, alignableRow, lookOfRun, textOfRuns } from './alignables';
import type {
  Change,
  ChangeKind,
  ComparedBlock,
  ComparedCell,
  ComparedRow,
  ComparedRun,
  ComparedTable,
  ComparedText,
  Comparison,
} from './compared';
import { Budget, type Stretch } from './edit-script';
import type { ShownBlock, ShownCell, ShownRun, ShownTable, ShownText } from './text';
import { readableEdits } from './word-changes';
import { countWords } from './words';

/** Who made what is between two versions, as numbers of the caller's choice. Blocks are meant by their keys. */
export interface Makers {
  /** Who took away these characters of a block of the older text. */
  gone(key: string, from: number, to: number): readonly number[];
  /** Who placed these characters of a block of the newer text. */
  come(key: string, from: number, to: number): readonly number[];
  /** Who changed anything else of the block: its kind, its marks, that it is there. */
  touched(key: string): readonly number[];
}

const NOT_KNOWN: Makers = { gone: () => [], come: () => [], touched: () => [] };

/** Steps of work that a comparison may take: a second or so on a slow machine. */
const WORK = 30_000_000;

/**
 * Lays two versions of a text over each other (docs/spec.md H5): blocks beside blocks, in them word by word. Taking all that
 * was inserted out of the answer gives the older text, taking out what was deleted the newer one.
 *
 * @param work how much may be spent; beyond it larger pieces count as replaced, and the answer says so
 */
export function compareTexts(
  was: readonly ShownBlock[],
  is: readonly ShownBlock[],
  makers: Makers = NOT_KNOWN,
  work = WORK,
): Comparison {
  return new Comparing(makers, new Budget(work)).compare(was, is);
}

type Gone = 'inserted' | 'deleted';

class Comparing {
  readonly #changes: Change[] = [];
  readonly #words = { inserted: 0, deleted: 0 };

  constructor(
    private readonly makers: Makers,
    private readonly budget: Budget,
  ) {}

  compare(was: readonly ShownBlock[], is: readonly ShownBlock[]): Comparison {
    const blocks = this.#beside(was, is, alignableBlock, {
      both: (a, b): ComparedBlock =>
        a.type === 'block' ? this.#text(a, b as ShownText) : this.#table(a, b as ShownTable),
      one: (block, change): ComparedBlock =>
        block.type === 'block' ? this.#wholeText(block, change) : this.#wholeTable(block, change),
      moved: (block, change, n): ComparedBlock => movedBlock(block, change, n),
    });
    return { blocks, changes: this.#changes, words: this.#words, coarse: this.budget.coarse };
  }

  /** Both rows of things, laid beside each other. */
  #beside<Thing, Compared>(
    was: readonly Thing[],
    is: readonly Thing[],
    alignable: (thing: Thing) => Alignable,
    draw: {
      both: (a: Thing, b: Thing) => Compared;
      one: (thing: Thing, change: Gone) => Compared;
      layOut?: typeof align;
      moved?: (thing: Thing, change: 'movedAway' | 'movedHere', n: number) => Compared;
    },
  ): Compared[] {
    const moves = new Map<string, number>();
    const numberOf = (from: number, to: number): number => {
      const move = `${from} ${to}`;
      const n = moves.get(move) ?? this.#change('moved', 0, 0, []);
      moves.set(move, n);
      return n;
    };
    return (draw.layOut ?? align)(was.map(alignable), is.map(alignable), this.budget).map(({ a, b, moved }) => {
      if (a !== null && b !== null) return draw.both(was[a]!, is[b]!);
      const thing = a === null ? is[b!]! : was[a]!;
      if (moved === null || draw.moved === undefined) return draw.one(thing, a === null ? 'inserted' : 'deleted');
      return a === null
        ? draw.moved(thing, 'movedHere', numberOf(moved, b!))
        : draw.moved(thing, 'movedAway', numberOf(a, moved));
    });
  }

  #text(was: ShownText, is: ShownText): ComparedText {
    const { kind, level, indent } = is;
    const otherLook = was.kind !== kind || was.level !== level || was.indent !== indent;
    const n = otherLook ? this.#change('formatted', 0, 0, this.makers.touched(is.key)) : null;
    const runs = this.#runs(was, is);
    const changed = otherLook || runs.some(({ change }) => change !== 'same');
    return {
      type: 'block',
      key: is.key,
      change: changed ? 'changed' : 'same',
      n,
      kind,
      level,
      indent,
      was: otherLook ? { kind: was.kind, level: was.level, indent: was.indent } : null,
      runs,
    };
  }

  #runs(was: ShownText, is: ShownText): ComparedRun[] {
    const [before, after] = [textOfRuns(was.runs), textOfRuns(is.runs)];
    const whole: Stretch = { same: true, a: [0, before.length], b: [0, after.length] };
    const stretches = before === after ? [whole] : readableEdits(before, after, this.budget);
    return stretches.flatMap((stretch) =>
      stretch.same ? this.#same(was, is, stretch) : this.#replaced(was, is, stretch),
    );
  }

  #replaced(was: ShownText, is: ShownText, { a, b }: Stretch): ComparedRun[] {
    const gone = cut(was.runs, a);
    const come = cut(is.runs, b);
    const kind = gone.length === 0 ? 'inserted' : come.length === 0 ? 'deleted' : 'replaced';
    const by = [...this.makers.gone(was.key, ...a), ...this.makers.come(is.key, ...b)];
    const n = this.#change(
      kind,
      countWords(textOfRuns(come)),
      countWords(textOfRuns(gone)),
      by.length > 0 ? by : this.makers.touched(is.key),
    );
    return [
      ...gone.map((run) => comparedRun(run, 'deleted', n)),
      ...come.map((run) => comparedRun(run, 'inserted', n)),
    ];
  }

  /** The same words, but perhaps not in the same look. */
  #same(was: ShownText, is: ShownText, { a, b }: Stretch): ComparedRun[] {
    const out: ComparedRun[] = [];
    let [at, n]: [number, number | null] = [a[0], null];
    for (const run of cut(is.runs, b)) {
      for (const old of cut(was.runs, [at, at + run.text.length])) {
        const piece = { ...run, text: old.text };
        if (lookOfRun(old) === lookOfRun(run)) {
          n = null;
          out.push(comparedRun(piece, 'same', null));
        } else {
          n ??= this.#change('formatted', 0, 0, this.makers.touched(is.key));
          out.push({ ...comparedRun(piece, 'formatted', n), was: { marks: old.marks, link: old.link } });
        }
      }
      at += run.text.length;
    }
    return out;
  }

  #table(was: ShownTable, is: ShownTable): ComparedTable {
    const rows = this.#beside(was.rows, is.rows, alignableRow, {
      both: (a, b): ComparedRow => this.#row(a, b),
      one: (row, change): ComparedRow => {
        const n = this.#whole(
          change,
          row.flatMap(({ blocks }) => blocks),
        );
        return { change, n, cells: row.map((cell) => wholeCell(cell, change, n)) };
      },
    });
    return { type: 'table', key: is.key, change: sum(rows), n: null, rows };
  }

  #row(was: readonly ShownCell[], is: readonly ShownCell[]): ComparedRow {
    const cells = this.#cells(was, is);
    return { change: sum(cells), n: null, cells };
  }

  #cells(was: readonly ShownCell[], is: readonly ShownCell[]): ComparedCell[] {
    return this.#beside(was, is, alignableCell, {
      layOut: alignCells,
      both: (a, b): ComparedCell => this.#cell(a, b),
      one: (cell, change): ComparedCell => wholeCell(cell, change, this.#whole(change, cell.blocks)),
    });
  }

  #cell(was: ShownCell, is: ShownCell): ComparedCell {
    const { header, colspan, rowspan } = is;
    const other = was.header !== header || was.colspan !== colspan || was.rowspan !== rowspan;
    const n = other ? this.#change('formatted', 0, 0, []) : null;
    const blocks = this.#beside(was.blocks, is.blocks, alignableBlock, {
      layOut: was.blocks.length === 1 ? alignCells : align,
      both: (a, b): ComparedText => this.#text(a, b),
      one: (block, change): ComparedText => this.#wholeText(block, change),
    });
    return {
      change: other ? 'changed' : sum(blocks),
      n,
      header,
      colspan,
      rowspan,
      was: other ? { header: was.header, colspan: was.colspan, rowspan: was.rowspan } : null,
      blocks,
    };
  }

  #wholeText(block: ShownText, change: Gone): ComparedText {
    return wholeText(block, change, this.#whole(change, [block]));
  }

  #wholeTable(table: ShownTable, change: Gone): ComparedTable {
    const n = this.#whole(
      change,
      table.rows.flat().flatMap(({ blocks }) => blocks),
    );
    const rows = table.rows.map((row) => ({ change, n, cells: row.map((cell) => wholeCell(cell, change, n)) }));
    return { type: 'table', key: keyOf(table.key, change), change, n, rows };
  }

  #whole(change: Gone, blocks: readonly ShownText[]): number {
    const words = blocks.reduce((count, { runs }) => count + countWords(textOfRuns(runs)), 0);
    const by = blocks.flatMap(({ key, runs }) => {
      const end = textOfRuns(runs).length;
      const made = change === 'inserted' ? this.makers.come(key, 0, end) : this.makers.gone(key, 0, end);
      return made.length > 0 ? made : this.makers.touched(key);
    });
    return change === 'inserted' ? this.#change(change, words, 0, by) : this.#change(change, 0, words, by);
  }

  #change(kind: ChangeKind, inserted: number, deleted: number, by: readonly number[]): number {
    const n = this.#changes.length;
    this.#changes.push({ n, kind, inserted, deleted, by: [...new Set(by)].sort((one, other) => one - other) });
    this.#words.inserted += inserted;
    this.#words.deleted += deleted;
    return n;
  }
}

function comparedRun(run: ShownRun, change: ComparedRun['change'], n: number | null): ComparedRun {
  return { text: run.text, marks: run.marks, link: run.link, change, n, was: null };
}

/** What is gone stands beside what is there, and may have had the same key. */
function keyOf(key: string, change: Gone | 'movedAway' | 'movedHere'): string {
  return change === 'deleted' || change === 'movedAway' ? `${key}~was` : key;
}

function wholeText(block: ShownText, change: Gone, n: number): ComparedText {
  const { kind, level, indent, runs } = block;
  const compared = runs.map((run) => comparedRun(run, change, n));
  return { type: 'block', key: keyOf(block.key, change), change, n, kind, level, indent, was: null, runs: compared };
}

function wholeCell({ blocks, ...cell }: ShownCell, change: Gone, n: number): ComparedCell {
  return { change, n, ...cell, was: null, blocks: blocks.map((block) => wholeText(block, change, n)) };
}

function movedBlock(block: ShownBlock, change: 'movedAway' | 'movedHere', n: number): ComparedBlock {
  const key = keyOf(block.key, change);
  const still = ({ kind, level, indent, runs, ...text }: ShownText): ComparedText => ({
    ...{ type: 'block', key: text.key, change: 'same', n: null, kind, level, indent, was: null },
    runs: runs.map((run) => comparedRun(run, 'same', null)),
  });
  if (block.type === 'block') return { ...still(block), key, change, n };
  const rows = block.rows.map((row): ComparedRow => ({
    change: 'same',
    n: null,
    cells: row.map(({ blocks, ...cell }) => ({
      change: 'same',
      n: null,
      ...cell,
      was: null,
      blocks: blocks.map(still),
    })),
  }));
  return { type: 'table', key, change, n, rows };
}

function sum(parts: readonly { readonly change: string }[]): 'same' | 'changed' {
  return parts.every(({ change }) => change === 'same') ? 'same' : 'changed';
}

/** The runs between two places in their text. */
function cut(runs: readonly ShownRun[], [start, end]: readonly [number, number]): ShownRun[] {
  const out: ShownRun[] = [];
  let at = 0;
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (text !== '') out.push({ ...run, text });
    at += run.text.length;
  }
  return out;
}
