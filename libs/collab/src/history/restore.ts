import { align, alignCells, alignableBlock, alignableCell, alignableRow, Budget } from '@samenspel/domain';
import * as Y from 'yjs';
import {
  readBlocks,
  type RenderedBlock,
  type RenderedCell,
  type RenderedTable,
  type RenderedText,
} from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { blockElement, cellElement, rowElement, tableElement, type NewBlockId } from './elements';
import { reshapeText } from './restore-text';

/** Steps of work for finding what stayed; beyond it larger pieces are written anew. */
const WORK = 10_000_000;

/**
 * Makes a text say again what it said, by as small an edit as there is (docs/spec.md H7): blocks, cells and words that stay
 * keep their place in the history, so that comments hold on to them and who wrote them stays known. Call it in a transaction.
 *
 * @param newId for blocks whose own id is in use by now
 */
export function restoreBlocks(doc: Y.Doc, target: readonly RenderedBlock[], newId: () => string): void {
  const root = doc.getXmlFragment(TEXT_ROOT);
  const current = readBlocks(doc);
  const restoring = new Restoring(newId);
  restoring.blocks(root, current, target);
}

type Parent = Y.XmlFragment;
type AnyNode = ReturnType<Y.XmlFragment['toArray']>[number];

class Restoring {
  readonly #budget = new Budget(WORK);
  readonly #used = new Set<string>();

  constructor(private readonly newId: () => string) {}

  blocks(
    parent: Parent,
    current: readonly RenderedBlock[],
    target: readonly RenderedBlock[],
    layOut: typeof align = align,
  ): void {
    this.#row(parent, current, target, {
      alignable: alignableBlock,
      layOut,
      fits: (node, was, is) =>
        is.type === 'table'
          ? was.type === 'table' && hasAllRows(node, was)
          : was.type === 'block' && node instanceof Y.XmlElement && node.nodeName === 'block',
      stay: (was) => this.#keepIds(was),
      adjust: (node, was, is) => {
        if (is.type === 'table') this.#table(node as Y.XmlElement, was as RenderedTable, is);
        else reshapeText(node as Y.XmlElement, was as RenderedText, is, this.#budget);
      },
      make: (block) => (block.type === 'table' ? tableElement(block, this.#idFor) : blockElement(block, this.#idFor)),
    });
  }

  #table(table: Y.XmlElement, was: RenderedTable, is: RenderedTable): void {
    const rowOf = new Map(table.toArray().map((row, at) => [was.rows[at], row as Y.XmlElement]));
    // Cells that were only drawn to fill a hole are no part of the text.
    const rows = was.rows.map((row) => row.slice(0, rowOf.get(row)?.length ?? 0));
    this.#row(table, rows, is.rows, {
      alignable: alignableRow,
      fits: (node) => node instanceof Y.XmlElement && node.nodeName === 'tableRow' && node.toArray().every(isElement),
      stay: (row) => row.forEach(({ blocks }) => blocks.forEach((block) => this.#keepIds(block))),
      adjust: (node, before, after) => this.#cells(node as Y.XmlElement, before, after),
      make: (row) => rowElement(row, this.#idFor),
    });
  }

  #cells(row: Y.XmlElement, was: readonly RenderedCell[], is: readonly RenderedCell[]): void {
    this.#row(row, was, is, {
      alignable: alignableCell,
      layOut: alignCells,
      fits: (node, before, after) => node instanceof Y.XmlElement && before.header === after.header,
      stay: ({ blocks }) => blocks.forEach((block) => this.#keepIds(block)),
      adjust: (node, before, after) => {
        const cell = node as Y.XmlElement<{ colspan: number; rowspan: number }>;
        if (before.colspan !== after.colspan) cell.setAttribute('colspan', after.colspan);
        if (before.rowspan !== after.rowspan) cell.setAttribute('rowspan', after.rowspan);
        this.blocks(node as Y.XmlElement, before.blocks, after.blocks, before.blocks.length === 1 ? alignCells : align);
      },
      make: (cell) => cellElement(cell, this.#idFor),
    });
  }

  /** Children of one parent, in its order: what stays is adjusted, what went is taken away, what came is made. */
  #row<Thing>(
    parent: Parent,
    current: readonly Thing[],
    target: readonly Thing[],
    how: {
      alignable: (thing: Thing) => ReturnType<typeof alignableBlock>;
      layOut?: typeof align;
      /** Can this node become that? */
      fits: (node: AnyNode, was: Thing, is: Thing) => boolean;
      stay: (thing: Thing) => void;
      adjust: (node: AnyNode, was: Thing, is: Thing) => void;
      make: (thing: Thing) => Y.XmlElement;
    },
  ): void {
    const before = current.map(how.alignable);
    const after = target.map(how.alignable);
    const nodes = parent.toArray() as AnyNode[];
    const steps = (how.layOut ?? align)(before, after, this.#budget);
    // Ids of what stays are taken, before something new may ask for one.
    for (const { a, b } of steps) if (a !== null && b !== null) how.stay(current[a]!);
    let at = 0;
    for (const { a, b } of steps) {
      if (a !== null && b !== null && before[a]!.content === after[b]!.content) {
        at += 1;
        continue;
      }
      if (a !== null && b !== null && how.fits(nodes[a]!, current[a]!, target[b]!)) {
        how.adjust(nodes[a]!, current[a]!, target[b]!);
        at += 1;
        continue;
      }
      if (a !== null) parent.delete(at, 1);
      if (b !== null) {
        parent.insert(at, [how.make(target[b]!)]);
        at += 1;
      }
    }
  }

  #keepIds(block: RenderedBlock): void {
    if (block.type === 'block' && block.id !== null) this.#used.add(block.id);
    else if (block.type === 'table')
      for (const { blocks } of block.rows.flat()) for (const inCell of blocks) this.#keepIds(inCell);
  }

  /** A block that comes back is the one that it was, so that what referred to it finds it. */
  readonly #idFor: NewBlockId = ({ id }) => {
    const taken = id === null || this.#used.has(id) ? this.newId() : id;
    this.#used.add(taken);
    return taken;
  };
}

function hasAllRows(node: AnyNode, was: RenderedTable): boolean {
  return node instanceof Y.XmlElement && node.length === was.rows.length && node.toArray().every(isElement);
}

function isElement(node: unknown): boolean {
  return node instanceof Y.XmlElement;
}
